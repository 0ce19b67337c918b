// @ts-check
/** @import { Bundle } from "../shared/protocol.js" */

const MAX_CHARACTERS = 250_000;
/** Text of one stream goes into one entry up to this length: a progress bar writes its line again within one. */
const ENTRY_CHARACTERS = 50_000;

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
    if (last && last.stream === stream && last.text.length < ENTRY_CHARACTERS) last.text += text;
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
    while (this.#characters > MAX_CHARACTERS && this.entries.length > 1) {
      const [first] = this.entries.splice(0, 1);
      if (first.stream === "display") continue;
      this.#characters -= first.text.length;
      this.dropped += first.text.length;
    }
  }
}
