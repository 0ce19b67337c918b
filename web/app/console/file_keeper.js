// @ts-check
/** @import { Runtime } from "../client.js" */
/** @import { FileStore } from "./file_store.js" */

import { openStore } from "./file_store.js";

/** A file beyond this is not kept for later visits, in bytes. */
const LARGEST = 256_000_000;

/** @typedef {{path: string, bytes: number, stamp: string}} FileRow */

/**
 * The session's files across restarts and visits: a copy of Python's home folder in the browser's storage, or, where there is
 * none or no room in it, in the page's memory. Brought up to date after every input.
 */
export class FileKeeper extends EventTarget {
  /** @type {Map<string, string>} path -> stamp of what is kept */
  #known = new Map();
  /** @type {Map<string, Uint8Array>} */
  #memory = new Map();
  /** @type {Promise<FileStore | null>} */
  #store;
  #saving = Promise.resolve();
  #saves = 0;
  /** Whether this Python has got the kept files: one that has none yet must not be taken for one that has deleted them. */
  #restored = false;
  /** Counts Pythons: what was begun for one that has ended goes no further. */
  #life = 0;
  /** Why files are not kept for the next visit; nothing if they are. */
  trouble = "";
  /** @type {FileRow[]} */
  rows = [];
  more = 0;

  /** @param {Runtime} runtime */
  constructor(runtime) {
    super();
    this.runtime = runtime;
    runtime.addEventListener("state", (event) => {
      if (!["booting", "dead", "failed"].includes(/** @type {CustomEvent} */ (event).detail.state)) return;
      this.#restored = false;
      this.#life += 1;
    });
    this.#store = openStore();
    this.#store.then((store) => {
      if (store === null) this.#complain("This window keeps nothing: files and history last until it is closed or loaded again.");
    });
  }

  /** Give a new Python the files that are kept. */
  async restore() {
    const life = this.#life;
    this.#known.clear();
    for await (const [path, data] of this.#stored()) {
      try {
        this.#known.set(path, String(await this.runtime.call("studio.repl.files.write", path, data)));
      } catch (error) {
        if (life !== this.#life) return;
        this.#complain(`${path} could not be restored: ${/** @type {Error} */ (error).message}`);
      }
    }
    await this.#list();
    this.#restored = true;
  }

  /** Keep what has changed. */
  save() {
    this.#saves += 1;
    this.#saving = this.#saving
      .then(() => this.#save())
      .catch(() => {}) // Python ended: there is nothing to save
      .finally(() => {
        this.#saves -= 1;
        this.dispatchEvent(new Event("change"));
      });
    this.dispatchEvent(new Event("change"));
    return this.#saving;
  }

  /** Whether files are just being kept: a page that is left now may lose the last ones. */
  get isSaving() {
    return this.#saves > 0;
  }

  /** @param {string} path @param {Uint8Array} data */
  async put(path, data) {
    await this.runtime.call("studio.repl.files.write", path, data);
    await this.save();
  }

  /** @param {string} path @returns {Promise<Uint8Array>} */
  async get(path) {
    return /** @type {Uint8Array} */ (await this.runtime.call("studio.repl.files.read", path));
  }

  /** @param {string} path */
  async delete(path) {
    await this.runtime.call("studio.repl.files.delete", path);
    await this.save();
  }

  async #list() {
    const { files, more } = /** @type {{files: FileRow[], more: number}} */ (await this.runtime.call("studio.repl.files.listing"));
    this.rows = files;
    this.more = more;
    this.dispatchEvent(new Event("change"));
    return files;
  }

  async #save() {
    if (!this.#restored) return;
    const life = this.#life;
    const files = await this.#list();
    if (life !== this.#life) return;
    const listed = new Set(files.map(({ path }) => path));
    const unlisted = [...this.#known.keys()].filter((path) => !listed.has(path));
    const gone = unlisted.length === 0 ? [] : /** @type {string[]} */ (await this.runtime.call("studio.repl.files.missing", unlisted));
    for (const path of gone) {
      if (life !== this.#life) return;
      await this.#forget(path);
      this.#known.delete(path);
    }
    for (const { path, bytes, stamp } of files) {
      if (this.#known.get(path) === stamp) continue;
      if (life !== this.#life) return;
      if (bytes > LARGEST) this.#complain(`${path} is too large to be kept for the next visit.`);
      else {
        const data = await this.get(path).catch(() => null);
        if (data === null) continue; // it has gone meanwhile
        await this.#keep(path, data);
      }
      this.#known.set(path, stamp);
    }
  }

  /** @param {string} path @param {Uint8Array} data */
  async #keep(path, data) {
    const store = await this.#store;
    try {
      await store?.write(path, data);
      if (store !== null) {
        this.#memory.delete(path); // of an earlier version that found no room
        if (this.#memory.size === 0) this.trouble = "";
        return;
      }
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      const why = name === "QuotaExceededError" ? "this browser gives the page no more room" : message;
      this.#complain(`${path} is not kept for the next visit: ${why}. Until the page is closed, it is here.`);
    }
    this.#memory.set(path, data.slice());
  }

  /** @param {string} path */
  async #forget(path) {
    this.#memory.delete(path);
    const store = await this.#store;
    await store?.remove(path).catch(() => {}); // it was not kept, or another tab has deleted it
  }

  /** What is in memory found no room when it was last written, so it is newer. @returns {AsyncGenerator<[string, Uint8Array]>} */
  async *#stored() {
    const store = await this.#store;
    if (store !== null) yield* store.all();
    for (const [path, data] of this.#memory) yield [path, data.slice()];
  }

  /** @param {string} text */
  #complain(text) {
    this.trouble = text;
    this.dispatchEvent(new CustomEvent("trouble", { detail: text }));
  }
}
