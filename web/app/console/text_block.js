// @ts-check
/** @import { Piece } from "./ansi.js" */

import { make } from "../dom.js";
import { classesOf, Screen } from "./ansi.js";

/** Lines per element. An element that is out of view costs no layout (`content-visibility`). */
const CHUNK_LINES = 100;
/** @type {Piece} */
const LINE_END = { text: "\n", style: null };

/**
 * Printed text of one stream: finished lines in elements of a hundred, and the last few lines, which a progress bar may write
 * again.
 */
export class TextBlock {
  #screen = new Screen();
  #last = make("span", "stream-last");
  /** @type {HTMLElement | null} */
  #chunk = null;
  #lines = 0;

  /** @param {"stdout" | "stderr"} stream @param {HTMLElement} [element]  where it goes */
  constructor(stream, element = make("pre", `stream stream-${stream}`)) {
    this.stream = stream;
    this.element = element;
    this.element.append(this.#last);
  }

  /** @param {string} text */
  write(text) {
    this.#screen.write(text);
    for (const line of this.#screen.finished) this.#append(line);
    this.#screen.finished = [];
    this.#show(this.#screen.current);
  }

  /** @param {Piece[][]} lines  the last ones */
  #show(lines) {
    this.#last.replaceChildren(...nodes(lines.flatMap((line, index) => (index > 0 ? [LINE_END, ...line] : line))));
  }

  /** Another stream goes on below: what a progress bar has wiped from the last lines takes no room. @returns {boolean} whether anything is left */
  close() {
    const lines = this.#screen.current;
    while (lines.length > 0 && lines[lines.length - 1].every(({ text }) => text.trim() === "")) lines.pop();
    this.#show(lines);
    return this.element.textContent !== "";
  }

  /** Forget the oldest lines. @returns {number} how many characters that freed; 0 if there is nothing to forget */
  shed() {
    const first = this.element.firstElementChild;
    if (first === null || first === this.#last || first === this.#chunk) return 0;
    const { length } = first.textContent ?? "";
    first.remove();
    return length;
  }

  /** @param {Piece[]} line */
  #append(line) {
    if (this.#chunk === null || this.#lines >= CHUNK_LINES) {
      this.#chunk = make("span", "stream-chunk");
      this.#last.before(this.#chunk);
      this.#lines = 0;
    }
    this.#lines += 1;
    const tail = this.#chunk.lastChild;
    const [only] = line;
    if (line.length === 1 && only.style === null && tail instanceof Text) tail.appendData(`${only.text}\n`);
    else this.#chunk.append(...nodes(line), "\n");
  }
}

/** @param {Piece[]} pieces @returns {Node[]} */
function nodes(pieces) {
  return pieces.map(({ text, style }) => (style === null ? new Text(text) : make("span", classesOf(style), text)));
}
