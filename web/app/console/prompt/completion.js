// @ts-check
/** @import { CompletionContext, CompletionResult, Completion } from "@codemirror/autocomplete" */

import { make } from "../../dom.js";
import { showCode } from "../highlight.js";

/**
 * @typedef {{label: string, kind: string, apply?: string, detail?: string, boost?: number}} Option
 * @typedef {{prefix: string, options: Option[]}} Answer
 * @typedef {(name: string, ...args: unknown[]) => Promise<any>} Ask
 */

const WORD = /^\w*$/;
/** After what a name or an attribute may begin; asked for by a key, everything may. */
const WORTH_ASKING = /[\w.\[/%'"]$/;
/** Longest source that is looked at for a completion. */
const LONGEST = 100_000;

/**
 * Completions from Python.
 *
 * @param {Ask} ask
 * @returns {(context: CompletionContext) => Promise<CompletionResult | null>}
 */
export function completionSource(ask) {
  return async (context) => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - LONGEST), context.pos);
    if (!context.explicit && !WORTH_ASKING.test(before)) return null;
    /** @type {Answer | null} */
    const answer = await ask("studio.repl.completion.complete", before, context.explicit);
    if (answer === null || answer.options.length === 0 || context.aborted) return null;
    const from = context.pos - answer.prefix.length;
    const owner = before.slice(0, before.length - answer.prefix.length);
    return {
      from,
      options: answer.options.map((option) => completion(option, owner, ask)),
      validFor: WORD,
    };
  };
}

/** @param {Option} option @param {string} owner  source in front of it @param {Ask} ask @returns {Completion} */
function completion({ label, kind, apply, detail, boost }, owner, ask) {
  const explained = ["function", "class", "module", "variable", "property"].includes(kind);
  return {
    label,
    type: kind,
    ...(apply === undefined ? {} : { apply }),
    ...(detail === undefined ? {} : { detail }),
    ...(boost === undefined ? {} : { boost }),
    ...(explained ? { info: () => information(owner, label, ask) } : {}),
  };
}

/** @param {string} owner @param {string} label @param {Ask} ask */
async function information(owner, label, ask) {
  const found = await ask("studio.repl.completion.explain", owner, label);
  if (!found) return null;
  const card = make("div", "info");
  if (found.signature) {
    const line = make("pre", "info-signature");
    showCode(line, found.signature);
    card.append(line);
  }
  if (found.doc) card.append(make("pre", "info-doc", found.doc));
  return card.childNodes.length > 0 ? card : null;
}
