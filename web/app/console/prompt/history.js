// @ts-check

const KEY = "tfjs-console-history";
const MOST = 1000;
const LONGEST = 20_000;

/**
 * What was run, oldest first: kept across visits where the browser lets the page keep anything, shared by its tabs.
 */
export class History {
  /** @type {string[]} */
  #memory = [];
  #kept = true;
  /** Where Up and Down have led to; the length means the line being written. */
  #at;
  #draft = "";

  constructor() {
    this.#memory = this.#read();
    this.#at = this.#memory.length;
  }

  /** Whether it will be there at the next visit. */
  get isKept() {
    return this.#kept;
  }

  get entries() {
    return this.#memory;
  }

  /** @param {string} text */
  add(text) {
    const stored = this.#kept ? this.#read() : this.#memory;
    if (text.trim() !== "" && text.length <= LONGEST && stored.at(-1) !== text) stored.push(text);
    this.#memory = stored.slice(-MOST);
    this.#write();
    this.#at = this.#memory.length;
    this.#draft = "";
  }

  forget() {
    this.#memory = [];
    this.#at = 0;
    this.#write();
  }

  /**
   * The next older entry that begins as the line being written does.
   * @param {string} current @returns {string | null}
   */
  older(current) {
    if (this.#at === this.#memory.length) this.#draft = current;
    for (let at = this.#at - 1; at >= 0; at -= 1) {
      const entry = this.#memory[at];
      if (entry !== current && entry.startsWith(this.#draft)) {
        this.#at = at;
        return entry;
      }
    }
    return null;
  }

  /** @param {string} current @returns {string | null} */
  newer(current) {
    if (this.#at >= this.#memory.length) return null;
    for (let at = this.#at + 1; at < this.#memory.length; at += 1) {
      const entry = this.#memory[at];
      if (entry !== current && entry.startsWith(this.#draft)) {
        this.#at = at;
        return entry;
      }
    }
    this.#at = this.#memory.length;
    return this.#draft;
  }

  /** The line was edited: Up begins anew from it. */
  reset() {
    this.#at = this.#memory.length;
  }

  /** Entries that hold a text, newest first. @param {string} text @param {number} most */
  search(text, most) {
    const wanted = text.toLowerCase();
    const found = [...new Set(this.#memory.toReversed())].filter((entry) => entry.toLowerCase().includes(wanted));
    return found.slice(0, most);
  }

  /** @returns {string[]} */
  #read() {
    try {
      const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : [];
    } catch {
      this.#kept = false; // no storage in this window, or somebody else's text
      return this.#memory;
    }
  }

  #write() {
    if (!this.#kept) return;
    let list = this.#memory;
    for (;;) {
      try {
        localStorage.setItem(KEY, JSON.stringify(list));
        return;
      } catch {
        if (list.length < 2) {
          this.#kept = false;
          return;
        }
        list = list.slice(Math.ceil(list.length / 2)); // the quota: the newest half is worth more
      }
    }
  }
}
