// @ts-check

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";

import { errorMark, setErrorMark } from "./error_mark.js";
import { highlight, theme } from "./theme.js";
import { typeOverSelection } from "./typing.js";

/**
 * @typedef {{text: string, label: string, readOnly: boolean, onInput: () => void, onRun: () => void}} WriterOptions
 * @typedef {{value: string, setReadOnly(on: boolean): void, mark(mark: {line: number, text: string} | null): void,
 *   focus(): void}} Writer
 */

/** Marks changes that the page made, which are not the visitor's input. */
const fromPage = Annotation.define();

/** @param {boolean} on */
const readOnlyFacets = (on) => [EditorState.readOnly.of(on), EditorView.editable.of(!on)];

/**
 * A CodeMirror editor inside a shadow root, where its style sheet needs no `<style>` element and so no exception
 * in the page's Content-Security-Policy. Escape, then Tab leaves it by keyboard.
 *
 * @param {ShadowRoot} root
 * @param {WriterOptions} options
 * @returns {Writer}
 */
export function createWriter(root, { text, label, readOnly, onInput, onRun }) {
  const readOnlyNow = new Compartment();
  const runKey = {
    key: "Mod-Enter",
    preventDefault: true,
    run: () => {
      onRun();
      return true;
    },
  };
  const view = new EditorView({
    root,
    parent: root,
    doc: text,
    extensions: [
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightActiveLine(),
      history(),
      drawSelection(),
      indentOnInput(),
      indentUnit.of("    "),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ icons: false }),
      python(),
      syntaxHighlighting(highlight),
      theme,
      errorMark,
      typeOverSelection,
      keymap.of([runKey, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
      readOnlyNow.of(readOnlyFacets(readOnly)),
      EditorView.contentAttributes.of({ "aria-label": label, autocapitalize: "off" }),
      EditorView.updateListener.of((update) => {
        const typed = update.transactions.some((change) => change.docChanged && !change.annotation(fromPage));
        if (typed) onInput();
      }),
    ],
  });

  return {
    get value() {
      return view.state.doc.toString();
    },
    set value(next) {
      const changes = { from: 0, to: view.state.doc.length, insert: next };
      view.dispatch({ changes, annotations: fromPage.of(true), effects: setErrorMark.of(null) });
    },
    setReadOnly: (on) => view.dispatch({ effects: readOnlyNow.reconfigure(readOnlyFacets(on)) }),
    mark(mark) {
      const effects = [setErrorMark.of(mark)];
      if (mark && mark.line <= view.state.doc.lines) {
        effects.push(/** @type {any} */ (EditorView.scrollIntoView(view.state.doc.line(mark.line).from, { y: "nearest" })));
      }
      view.dispatch({ effects });
    },
    focus: () => view.focus(),
  };
}
