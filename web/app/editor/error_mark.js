// @ts-check

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";

const MAX_MESSAGE = 300;

/** @type {import("@codemirror/state").StateEffectType<{line: number, text: string} | null>} */
export const setErrorMark = StateEffect.define();

class Message extends WidgetType {
  /** @param {string} text */
  constructor(text) {
    super();
    this.text = text;
  }

  /** @param {Message} other */
  eq(other) {
    return other.text === this.text;
  }

  toDOM() {
    const element = document.createElement("div");
    element.className = "cm-error-message";
    element.textContent = this.text.length > MAX_MESSAGE ? `${this.text.slice(0, MAX_MESSAGE)}…` : this.text;
    return element;
  }
}

const errorLine = Decoration.line({ class: "cm-error-line" });

/**
 * The line at which the last run failed, with the message below it, until the text changes.
 */
export const errorMark = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (!effect.is(setErrorMark)) continue;
      const { doc } = transaction.state;
      const mark = effect.value;
      if (!mark || mark.line < 1 || mark.line > doc.lines) next = Decoration.none;
      else {
        const line = doc.line(mark.line);
        const message = Decoration.widget({ widget: new Message(mark.text), block: true, side: 1 });
        next = Decoration.set([errorLine.range(line.from), message.range(line.to)]);
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
