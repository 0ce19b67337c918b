// @ts-check
/** @import { Ask } from "./completion.js" */

import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionStatus, selectedCompletionIndex, setSelectedCompletion, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore, insertNewlineAndIndent } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";

import { make } from "../../dom.js";
import { highlight, theme } from "../../editor/theme.js";
import { typeOverSelection } from "../../editor/typing.js";
import { completionSource } from "./completion.js";
import { isFinished } from "./finished.js";
import { hideSignature, signatureHelp } from "./signature.js";
import { promptTheme } from "./theme.js";

/** @typedef {import("./history.js").History} History */

/** @type {Record<string, string>} */
const KINDS = { function: "function", class: "class", module: "module", variable: "", property: "property", keyword: "keyword", key: "key", file: "file", folder: "folder", "keyword-argument": "argument" };
/** What a copied session has in front of its lines. */
const PROMPTS = /^(?:>>> ?|\.\.\. ?|In \[\d*\]: ?| {3,}\.{3,}: ?)/;

/** Take the prompts off a pasted session; its output goes too. @param {string} text */
export function withoutPrompts(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const first = lines.find((line) => line.trim() !== "");
  if (first === undefined || !/^(>>>|In \[\d*\]:)/.test(first)) return lines.join("\n");
  return lines
    .filter((line) => PROMPTS.test(line))
    .map((line) => line.replace(PROMPTS, ""))
    .join("\n");
}

/**
 * `<console-prompt>`: one input of the console being written. CodeMirror in a shadow root, where its style sheet needs no
 * exception in the page's Content-Security-Policy. Escape, then Tab leaves it by keyboard.
 *
 * Fires `submit` with the text, `break` on Ctrl-C, `clear` on Ctrl-L and `search` on Ctrl-R.
 */
export class ConsolePrompt extends HTMLElement {
  /** @type {EditorView | null} */ #view = null;
  /** @type {History | null} */ #history = null;

  /** @param {{ask: Ask, history: History}} options */
  start({ ask, history: past }) {
    this.#history = past;
    const root = this.attachShadow({ mode: "open" });
    const label = this.getAttribute("label") ?? "Python";
    this.#view = new EditorView({
      root,
      parent: root,
      extensions: [
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        bracketMatching(),
        closeBrackets(),
        autocompletion({
          override: [completionSource(ask)],
          selectOnOpen: false,
          interactionDelay: 0, // nothing is chosen but by a key pressed for it
          icons: false,
          maxRenderedOptions: 200,
          activateOnTypingDelay: 60,
          addToOptions: [{ render: ({ type }) => make("span", "completion-kind", KINDS[type ?? ""] ?? ""), position: 90 }],
        }),
        signatureHelp(ask),
        python(),
        syntaxHighlighting(highlight),
        promptTheme,
        theme,
        typeOverSelection,
        placeholder(this.getAttribute("placeholder") ?? ""),
        EditorView.lineWrapping,
        EditorView.clipboardInputFilter.of(withoutPrompts),
        EditorView.contentAttributes.of({ "aria-label": label, autocapitalize: "off", "data-testid": "prompt" }),
        EditorView.updateListener.of(({ docChanged, transactions }) => {
          if (docChanged && !transactions.some((one) => one.isUserEvent("history"))) this.#history?.reset();
        }),
        Prec.high(keymap.of(this.#keys())),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
      ],
    });
    this.dataset.prompt = "ready";
  }

  get value() {
    return this.#view?.state.doc.toString() ?? "";
  }

  set value(text) {
    this.#set(text, "page");
  }

  focus() {
    this.#view?.focus();
  }

  /** @param {string} text @param {string} event */
  #set(text, event) {
    const view = this.#view;
    if (view === null) return;
    const changes = { from: 0, to: view.state.doc.length, insert: text };
    view.dispatch({ changes, selection: { anchor: text.length }, userEvent: event, scrollIntoView: true });
  }

  /** @param {string} name @param {unknown} [detail] */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
    return true;
  }

  #submit() {
    const text = this.value.replace(/\s+$/, "");
    if (this.#view) hideSignature(this.#view);
    if (text.trim() === "") return true;
    this.#history?.add(text);
    this.#set("", "page");
    return this.#tell("submit", text);
  }

  /** @returns {import("@codemirror/view").KeyBinding[]} */
  #keys() {
    return [
      { key: "Enter", run: (view) => this.#enter(view) },
      { key: "Mod-Enter", run: () => this.#submit() },
      { key: "Shift-Enter", run: insertNewlineAndIndent },
      { key: "Alt-Enter", run: insertNewlineAndIndent },
      { key: "ArrowUp", run: (view) => this.#older(view) },
      { key: "ArrowDown", run: (view) => this.#newer(view) },
      { key: "Tab", run: (view) => tab(view) },
      { key: "Shift-Tab", run: indentLess },
      { key: "Escape", run: hideSignature },
      { key: "Ctrl-c", run: (view) => view.state.selection.main.empty && this.#tell("break") },
      { key: "Ctrl-l", run: () => this.#tell("clear"), preventDefault: true },
      { key: "Ctrl-r", run: () => this.#tell("search"), preventDefault: true },
    ];
  }

  /** @param {EditorView} view */
  #enter(view) {
    const { state } = view;
    if (completionStatus(state) === "active" && (selectedCompletionIndex(state) ?? -1) >= 0) return acceptCompletion(view);
    const { head } = state.selection.main;
    const atEnd = state.doc.sliceString(head).trim() === "";
    // Inside brackets that closed by themselves, an operator or a comma asks for more.
    const asksForMore = !atEnd && /[([{,+\-*/%=<>&|^:@]\s*$/.test(state.doc.sliceString(0, head));
    if ((atEnd || state.doc.lines === 1) && !asksForMore && isFinished(this.value)) return this.#submit();
    return insertNewlineAndIndent(view);
  }

  /** @param {EditorView} view */
  #older(view) {
    const { state } = view;
    if (completionStatus(state) === "active" || state.doc.lineAt(state.selection.main.head).number > 1) return false;
    const text = this.#history?.older(this.value) ?? null;
    if (text !== null) this.#set(text, "history");
    return text !== null;
  }

  /** @param {EditorView} view */
  #newer(view) {
    const { state } = view;
    const onLast = state.doc.lineAt(state.selection.main.head).number === state.doc.lines;
    if (completionStatus(state) === "active" || !onLast) return false;
    const text = this.#history?.newer(this.value) ?? null;
    if (text !== null) this.#set(text, "history");
    return text !== null;
  }
}

/** Tab completes; where nothing has been written on the line, it indents. @param {EditorView} view */
function tab(view) {
  const { state } = view;
  if (completionStatus(state) === "active") {
    if ((selectedCompletionIndex(state) ?? -1) < 0) view.dispatch({ effects: setSelectedCompletion(0) });
    return acceptCompletion(view);
  }
  if (state.doc.length === 0) return false; // so that Tab leaves an empty prompt
  const { head, empty } = state.selection.main;
  const line = state.doc.lineAt(head);
  if (!empty || line.text.slice(0, head - line.from).trim() === "") return indentMore(view);
  return startCompletion(view);
}

customElements.define("console-prompt", ConsolePrompt);
