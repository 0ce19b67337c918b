// @ts-check

import { pythonLanguage } from "@codemirror/lang-python";
import { classHighlighter, highlightCode } from "@lezer/highlight";

import { make } from "../dom.js";

const LONGEST = 20_000;

/**
 * Put Python into an element, colored by classes (`tok-keyword` …).
 *
 * @param {HTMLElement} element
 * @param {string} code
 */
export function showCode(element, code) {
  if (code.length > LONGEST) {
    element.textContent = code;
    return;
  }
  const parts = document.createDocumentFragment();
  highlightCode(
    code,
    pythonLanguage.parser.parse(code),
    classHighlighter,
    (text, classes) => parts.append(classes ? make("span", classes, text) : text),
    () => parts.append("\n"),
  );
  element.replaceChildren(parts);
}
