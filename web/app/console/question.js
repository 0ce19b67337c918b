// @ts-check

import { LONGEST_ANSWER } from "../../shared/answers.js";
import { make } from "../dom.js";

let asked = 0;

/**
 * What `input()` puts below its line: the prompt and a field. Enter answers, Ctrl-C interrupts, Ctrl-D ends the input.
 *
 * @param {string} prompt
 * @param {{answer(text: string): void, interrupt(): void, end(): void}} on
 */
export function questionForm(prompt, on) {
  asked += 1;
  const form = make("form", "question");
  const field = /** @type {HTMLInputElement} */ (make("input", "question-field"));
  const label = /** @type {HTMLLabelElement} */ (make("label", "question-prompt", prompt || "Input"));
  field.id = `question-${asked}`;
  field.dataset.testid = "question";
  field.autocomplete = "off";
  field.maxLength = LONGEST_ANSWER;
  field.spellcheck = false;
  label.htmlFor = field.id;
  if (!prompt) label.classList.add("visually-hidden");
  form.append(label, field);

  let settled = false;
  /** @param {string} shown */
  const close = (shown) => {
    if (settled) return false;
    settled = true;
    form.replaceChildren(make("span", "question-prompt", prompt), make("span", "question-answer", shown));
    return true;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { value } = field;
    if (close(value)) on.answer(value);
  });
  field.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "d" && field.value === "") {
      event.preventDefault();
      if (close("")) on.end();
    } else if (event.key === "c" && field.selectionStart === field.selectionEnd) {
      event.preventDefault();
      on.interrupt();
    }
  });
  // It has no place on the page yet.
  requestAnimationFrame(() => requestAnimationFrame(() => field.focus()));
  return { element: form, close };
}
