// @ts-check
/** @import { Bundle } from "../../shared/protocol.js" */
/** @import { Fault } from "./fault.js" */

import { clone, make } from "../dom.js";
import { duration, integer } from "../format.js";
import { showBundle } from "./bundle.js";
import { showFault } from "./fault.js";
import { showCode } from "./highlight.js";
import { TextBlock } from "./text_block.js";

/** Characters that are put into the page at once, then it may breathe. */
const BUDGET = 8_000;
/** Characters that one input's output may have on the page. */
const MOST = 250_000;
/** Things displayed by one input, beyond its text. */
const MOST_RICH = 50;

/**
 * @typedef {"waiting" | "running" | "ok" | "error" | "stopped" | "shared" | "note"} EntryState
 * @typedef {{kind: "stream", stream: "stdout" | "stderr", text: string} | {kind: "bundle", bundle: Bundle}
 *   | {kind: "result", bundle: Bundle} | {kind: "fault", fault: Fault} | {kind: "element", element: HTMLElement}} Output
 */

/** One input of the console and everything that came of it. */
export class Entry {
  /** @type {Output[]} what is not on the page yet */
  #queue = [];
  /** @type {TextBlock[]} */
  #blocks = [];
  #dropped = 0;
  #rich = 0;
  #parts;
  /** @type {Output[]} what there was, for a notebook */
  record = [];
  /** Characters on the page. */
  size = 0;

  /**
   * @param {string} source  nothing for output of the background
   * @param {number} number
   */
  constructor(source, number) {
    const { element, parts } = clone("console-entry");
    this.element = element;
    this.source = source;
    this.#parts = parts;
    this.number = number;
    this.size = source.length;
    parts.input.hidden = source === "";
    showCode(parts.code, source);
    this.state = "waiting";
  }

  /** @returns {EntryState} */
  get state() {
    return /** @type {EntryState} */ (this.element.dataset.state);
  }

  set state(state) {
    this.element.dataset.state = state;
    this.element.setAttribute("aria-busy", String(state === "running"));
  }

  get number() {
    return Number(this.element.dataset.number ?? 0);
  }

  set number(number) {
    this.element.dataset.number = String(number);
    this.#parts.number.textContent = number > 0 ? String(number) : "";
  }

  get isIdle() {
    return this.#queue.length === 0;
  }

  /** @param {number} ms */
  took(ms) {
    this.#parts.meta.textContent = ms >= 10 ? duration(ms) : "";
  }

  /** @param {string} text  a word about what it is waiting for */
  remark(text) {
    this.#parts.remark.textContent = text;
    this.#parts.remark.hidden = text === "";
  }

  /** @param {Output} output */
  add(output) {
    const last = this.#queue.at(-1);
    if (output.kind === "stream" && last?.kind === "stream" && last.stream === output.stream) last.text += output.text;
    else this.#queue.push({ ...output });
    this.#remember(output);
  }

  /** Put a bounded part of what waits onto the page. @returns {boolean} whether there is more */
  render() {
    let budget = BUDGET;
    while (this.#queue.length > 0 && budget > 0) {
      const next = this.#queue[0];
      if (next.kind === "stream" && next.text.length > budget) {
        this.#write(next.stream, next.text.slice(0, budget));
        next.text = next.text.slice(budget);
        return true;
      }
      this.#queue.shift();
      budget -= this.#show(next);
    }
    return this.#queue.length > 0;
  }

  /** @param {Output} output @returns {number} what it costs */
  #show(output) {
    if (output.kind === "stream") {
      this.#write(output.stream, output.text);
      return output.text.length;
    }
    if (output.kind === "bundle" || output.kind === "result") {
      this.#rich += 1;
      if (this.#rich > MOST_RICH) {
        this.#note(`${integer(this.#rich - MOST_RICH)} more not shown`);
        return 100;
      }
      const element = showBundle(output.bundle);
      element.classList.add("entry-rich");
      if (output.kind === "result") element.dataset.testid = "value";
      this.#parts.output.append(element);
      const size = String(output.bundle["text/html"] ?? output.bundle["text/plain"] ?? "").length;
      this.size += size;
      return 1000 + size;
    }
    this.#parts.output.append(output.kind === "fault" ? showFault(output.fault) : output.element);
    this.size += 200;
    return 1000;
  }

  /** @param {string} text */
  #note(text) {
    const last = this.#parts.output.lastElementChild;
    if (last?.classList.contains("entry-more")) last.textContent = text;
    else this.#parts.output.append(make("p", "entry-more", text));
  }

  /** @param {"stdout" | "stderr"} stream @param {string} text */
  #write(stream, text) {
    let block = this.#blocks.at(-1);
    if (!block || block.stream !== stream || this.#parts.output.lastElementChild !== block.element) {
      if (block && !block.close()) {
        block.element.remove();
        this.#blocks.pop();
      }
      block = new TextBlock(stream);
      this.#blocks.push(block);
      this.#parts.output.append(block.element);
    }
    block.write(text);
    this.size += text.length;
    while (this.size > MOST) {
      const freed = this.#blocks[0].shed();
      if (freed === 0) break;
      this.size -= freed;
      this.#dropped += freed;
      this.#parts.dropped.hidden = false;
      this.#parts.dropped.textContent = `The first ${integer(this.#dropped)} characters were dropped.`;
    }
  }

  /** Keep what a notebook would hold, bounded. @param {Output} output */
  #remember(output) {
    if (output.kind === "element") return;
    const last = this.record.at(-1);
    if (output.kind === "stream" && last?.kind === "stream" && last.stream === output.stream) {
      if (last.text.length < 20_000) last.text += output.text.slice(0, 20_000);
    } else if (this.record.length < 100) this.record.push({ ...output });
  }
}
