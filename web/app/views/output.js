// @ts-check
/** @import { Store } from "../store.js" */
/** @import { Entry, OutputLog } from "../output_log.js" */

import { showBundle } from "../console/bundle.js";
import { TextBlock } from "../console/text_block.js";
import { make, refs, say } from "../dom.js";
import { integer } from "../format.js";

const NEAR_END = 24;

/**
 * What the program printed and displayed. Painted at most once a frame, however fast it prints.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {OutputLog} log
 * @returns {() => void}
 */
export function output(root, store, log) {
  const stopping = new AbortController();
  const { text, dropped } = refs(root);
  /** @type {WeakMap<Entry, HTMLElement>} */
  const painted = new WeakMap();
  /** What is written into, and how much of the entry's text it has. @type {WeakMap<Entry, {block: TextBlock, written: number}>} */
  const blocks = new WeakMap();
  let frame = 0;

  /** @param {Entry & {stream: "stdout" | "stderr"}} entry */
  const written = (entry) => {
    const known = blocks.get(entry) ?? { block: new TextBlock(entry.stream, make("span", `output-${entry.stream}`)), written: 0 };
    blocks.set(entry, known);
    if (entry.text.length > known.written) known.block.write(entry.text.slice(known.written));
    known.written = entry.text.length;
    return known.block.element;
  };

  /** @param {Entry} entry */
  const element = (entry) => {
    if (entry.stream !== "display") return written(entry);
    const made = painted.get(entry) ?? showBundle(entry.bundle);
    made.classList.add("output-rich");
    painted.set(entry, made);
    return made;
  };

  const paint = () => {
    frame = 0;
    const follows = text.scrollHeight - text.scrollTop - text.clientHeight < NEAR_END;
    const wanted = log.entries.map(element);
    for (const child of [...text.children]) if (!wanted.includes(child)) child.remove();
    wanted.forEach((child, index) => {
      if (text.children[index] !== child) text.insertBefore(child, text.children[index] ?? null);
    });
    say(dropped, log.dropped ? `the first ${integer(log.dropped)} characters were dropped` : "");
    if (follows) text.scrollTop = text.scrollHeight;
  };

  store.watch(
    (state) => [state.outputTick],
    (_tick) => {
      frame ||= requestAnimationFrame(paint);
    },
    stopping.signal,
  );
  stopping.signal.addEventListener("abort", () => cancelAnimationFrame(frame), { once: true });
  return () => stopping.abort();
}
