// @ts-check
/** @import { Bundle } from "../shared/protocol.js" */

const MAX_CHARACTERS = 250_000;

/**
 * What a run printed and displayed, bounded: the oldest text goes first and is counted, so a program that
 * prints a million lines costs the page nothing more than one that prints a thousand.
 *
 * @typedef {{stream: "stdout" | "stderr", text: string} | {stream: "display", bundle: Bundle}} Entry
 */
export class OutputLog {
  /** @type {Entry[]} */
  entries = [];
  dropped = 0;
  #characters = 0;
  #stale = false;

  /** Clear with the next entry, or by `settle`: what one camera frame printed stands until the next one prints. */
  renew() {
    this.#stale = true;
  }

  settle() {
    if (this.#stale) this.clear();
  }

  clear() {
    this.#stale = false;
    this.entries = [];
    this.dropped = 0;
    this.#characters = 0;
  }

  /**
   * @param {"stdout" | "stderr"} stream
   * @param {string} text
   */
  write(stream, text) {
    this.settle();
    const last = this.entries.at(-1);
    if (last && last.stream === stream && last.text.length < 4096) last.text += text;
    else this.entries.push({ stream, text });
    this.#characters += text.length;
    this.#trim();
  }

  /** @param {Bundle} bundle */
  display(bundle) {
    this.settle();
    this.entries.push({ stream: "display", bundle });
  }

  #trim() {
    while (this.#characters > MAX_CHARACTERS) {
      const first = this.entries[0];
      const length = first.stream === "display" ? 0 : first.text.length;
      const excess = this.#characters - MAX_CHARACTERS;
      if (first.stream !== "display" && length > excess) {
        first.text = first.text.slice(excess);
        this.#characters -= excess;
        this.dropped += excess;
        return;
      }
      this.entries.shift();
      this.#characters -= length;
      this.dropped += length;
    }
  }
}
