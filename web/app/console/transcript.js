// @ts-check
/** @import { Output } from "./entry.js" */

import { make } from "../dom.js";
import { integer } from "../format.js";
import { Entry } from "./entry.js";

/** What the page keeps; beyond that the oldest goes, and a note says so. */
const MOST_CHARACTERS = 600_000;
const MOST_ENTRIES = 400;
/** How near its end the log must be scrolled to follow what comes, in pixels. */
const NEAR = 48;

/** The session as it is seen: inputs and what came of them, oldest first, painted in small steps. */
export class Transcript {
  /** @type {Entry[]} */
  entries = [];
  /** @type {Set<Entry>} */
  #waiting = new Set();
  #painting = false;
  #dropped = 0;
  #note = make("li", "log-note");
  #number = 0;
  /** Whether the log is scrolled to its end, and so follows what comes. */
  #follows = true;

  /** @param {HTMLElement} list @param {HTMLElement} scroller */
  constructor(list, scroller) {
    this.list = list;
    this.scroller = scroller;
    // Asked for when it changes, not at every step: the answer costs a layout.
    scroller.addEventListener("scroll", () => (this.#follows = this.#isAtEnd()), { passive: true });
  }

  /** The number that the next input gets. */
  get next() {
    return this.#number + 1;
  }

  /** @param {string} source @param {import("./entry.js").EntryState} [state] */
  addInput(source, state = "waiting") {
    this.#number += 1;
    return this.#add(new Entry(source, this.#number), state);
  }

  /** Output that belongs to no input: of a task in the background, or a note of the page's. */
  addLoose() {
    return this.#add(new Entry("", 0), "note");
  }

  /** @param {string} text */
  note(text) {
    const entry = this.addLoose();
    this.put(entry, { kind: "element", element: make("p", "entry-note", text) });
    return entry;
  }

  /** @param {Entry} entry @param {Output} output */
  put(entry, output) {
    entry.add(output);
    this.#waiting.add(entry);
    this.list.setAttribute("aria-busy", "true");
    this.#schedule();
  }

  clear() {
    for (const entry of this.entries) if (entry.state !== "running" && entry.state !== "waiting") entry.element.remove();
    this.entries = this.entries.filter((entry) => entry.state === "running" || entry.state === "waiting");
    this.#note.remove();
    this.#dropped = 0;
  }

  /** @param {Entry} entry */
  remove(entry) {
    entry.element.remove();
    this.entries = this.entries.filter((other) => other !== entry);
  }

  follow() {
    this.#follows = true;
    this.scroller.scrollTop = 1e9;
  }

  /** @param {Entry} entry @param {import("./entry.js").EntryState} state */
  #add(entry, state) {
    entry.state = state;
    this.entries.push(entry);
    this.list.append(entry.element);
    this.#trim();
    if (this.#follows) this.follow();
    return entry;
  }

  #isAtEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  #schedule() {
    if (this.#painting) return;
    this.#painting = true;
    const paint = () => this.#paint();
    if (document.hidden) setTimeout(paint, 100);
    else requestAnimationFrame(paint);
  }

  #paint() {
    this.#painting = false;
    const [entry] = this.#waiting;
    if (entry === undefined) return;
    if (!entry.render()) this.#waiting.delete(entry);
    this.#trim();
    if (this.#follows) this.follow();
    if (this.#waiting.size > 0) this.#schedule();
    else this.list.setAttribute("aria-busy", "false");
  }

  #trim() {
    let size = this.entries.reduce((sum, entry) => sum + entry.size, 0);
    while (this.entries.length > 1 && (size > MOST_CHARACTERS || this.entries.length > MOST_ENTRIES)) {
      const [oldest] = this.entries;
      if (oldest.state === "running" || oldest.state === "waiting") return;
      size -= oldest.size;
      this.#dropped += 1;
      this.remove(oldest);
      this.#note.textContent = `${integer(this.#dropped)} earlier ${this.#dropped === 1 ? "entry was" : "entries were"} dropped, to keep the page light.`;
      this.list.prepend(this.#note);
    }
  }
}
