// @ts-check
/** @import { Ask } from "./completion.js" */

import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, showTooltip } from "@codemirror/view";

import { make } from "../../dom.js";

/** @typedef {{name: string, parameters: string[], active: number, returns: string, doc: string}} Signature */

/** @type {import("@codemirror/state").StateEffectType<{at: number, signature: Signature} | null>} */
const setSignature = StateEffect.define();
const PAUSE_MS = 120;
const LONGEST = 20_000;

/** @param {Signature} signature */
function dom({ name, parameters, active, returns, doc }) {
  const element = make("div", "signature");
  const line = make("div", "signature-line");
  line.append(make("span", "signature-name", name), "(");
  parameters.forEach((parameter, index) => {
    line.append(make("span", index === active ? "signature-active" : "", parameter), index < parameters.length - 1 ? ", " : "");
  });
  line.append(")", returns ? make("span", "signature-returns", ` → ${returns}`) : "");
  element.append(line);
  if (doc) element.append(make("div", "signature-doc", doc));
  return { dom: element };
}

const field = StateField.define({
  create: () => /** @type {{at: number, signature: Signature} | null} */ (null),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setSignature)) return effect.value;
    return value && transaction.docChanged ? { ...value, at: transaction.changes.mapPos(value.at) } : value;
  },
  provide: (self) =>
    showTooltip.from(self, (value) => value && { pos: value.at, above: true, arrow: false, create: () => dom(value.signature) }),
});

/** Hide the signature. @param {EditorView} view @returns {boolean} whether one was shown */
export function hideSignature(view) {
  if (view.state.field(field, false) === null) return false;
  view.dispatch({ effects: setSignature.of(null) });
  return true;
}

/**
 * The signature of the call that the cursor is in, above the line.
 *
 * @param {Ask} ask
 */
export function signatureHelp(ask) {
  let timer = 0;
  let asked = 0;

  /** @param {EditorView} view */
  async function look(view) {
    const { head } = view.state.selection.main;
    const before = view.state.sliceDoc(Math.max(0, head - LONGEST), head);
    const mine = ++asked;
    const open = opening(before);
    const signature = open < 0 ? null : await ask("studio.repl.signatures.signature", before);
    if (mine !== asked || view.state.selection.main.head !== head) return;
    const shown = view.state.field(field, false);
    if (signature === null && !shown) return;
    const at = head - before.length + open + 1;
    view.dispatch({ effects: setSignature.of(signature && { at, signature }) });
  }

  const listener = EditorView.updateListener.of(({ docChanged, selectionSet, view, state }) => {
    if (!docChanged && !(selectionSet && state.field(field, false))) return;
    clearTimeout(timer);
    timer = setTimeout(() => look(view), PAUSE_MS);
  });
  return [field, listener];
}

/** Where the innermost open parenthesis is, roughly; Python looks again. @param {string} text */
function opening(text) {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (")]}".includes(text[at])) depth += 1;
    else if ("([{".includes(text[at])) {
      if (depth === 0 && text[at] === "(") return at;
      depth = Math.max(0, depth - 1);
    }
  }
  return -1;
}
