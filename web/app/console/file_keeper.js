// @ts-check
/** @import { Runtime } from "../client.js" */

const FOLDER = "files";
/** A file beyond this is not kept for later visits, in bytes. */
const LARGEST = 256_000_000;

/** @typedef {{path: string, bytes: number, stamp: string}} FileRow */

/**
 * The session's files across restarts and visits: a copy of Python's home folder in the browser's private file system (OPFS),
 * or, where there is none, in the page's memory. Brought up to date after every input.
 */
export class FileKeeper extends EventTarget {
  /** @type {Map<string, string>} path -> stamp of what is kept */
  #known = new Map();
  /** @type {Map<string, Uint8Array>} */
  #memory = new Map();
  /** @type {Promise<FileSystemDirectoryHandle | null>} */
  #folder;
  #saving = Promise.resolve();
  /** Why files are not kept for the next visit; nothing if they are. */
  trouble = "";
  /** @type {FileRow[]} */
  rows = [];
  more = 0;

  /** @param {Runtime} runtime */
  constructor(runtime) {
    super();
    this.runtime = runtime;
    this.#folder = openFolder();
    this.#folder.then((folder) => {
      if (folder === null) this.#complain("This window keeps nothing: files last until it is closed.");
    });
  }

  /** Give a new Python the files that are kept. */
  async restore() {
    this.#known.clear();
    for await (const [path, data] of this.#stored()) {
      try {
        this.#known.set(path, String(await this.runtime.call("studio.repl.files.write", path, data)));
      } catch (error) {
        this.#complain(`${path} could not be restored: ${/** @type {Error} */ (error).message}`);
      }
    }
    await this.#list();
  }

  /** Keep what has changed. */
  save() {
    this.#saving = this.#saving.then(() => this.#save()).catch(() => {}); // Python ended: there is nothing to save
    return this.#saving;
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
    const files = await this.#list();
    const gone = [...this.#known.keys()].filter((path) => !files.some((file) => file.path === path));
    for (const path of gone) {
      await this.#forget(path);
      this.#known.delete(path);
    }
    for (const { path, bytes, stamp } of files) {
      if (this.#known.get(path) === stamp) continue;
      this.#known.set(path, stamp);
      if (bytes > LARGEST) this.#complain(`${path} is too large to be kept for the next visit.`);
      else await this.#keep(path, await this.get(path));
    }
  }

  /** @param {string} path @param {Uint8Array} data */
  async #keep(path, data) {
    const folder = await this.#folder;
    if (folder === null) {
      this.#memory.set(path, data.slice());
      return;
    }
    try {
      const handle = await (await parentOf(folder, path, true)).getFileHandle(nameOf(path), { create: true });
      const out = await handle.createWritable();
      await out.write(/** @type {any} */ (data));
      await out.close();
    } catch (error) {
      this.#memory.set(path, data.slice());
      const { name, message } = /** @type {Error} */ (error);
      const why = name === "QuotaExceededError" ? "this browser gives the page no more room" : message;
      this.#complain(`${path} is not kept for the next visit: ${why}.`);
    }
  }

  /** @param {string} path */
  async #forget(path) {
    this.#memory.delete(path);
    const folder = await this.#folder;
    if (folder === null) return;
    try {
      await (await parentOf(folder, path, false)).removeEntry(nameOf(path));
    } catch {
      // It was not kept, or another tab has deleted it.
    }
  }

  /** @returns {AsyncGenerator<[string, Uint8Array]>} */
  async *#stored() {
    const folder = await this.#folder;
    if (folder !== null) yield* walk(folder, "");
    for (const [path, data] of this.#memory) yield [path, data.slice()];
  }

  /** @param {string} text */
  #complain(text) {
    this.trouble = text;
    this.dispatchEvent(new CustomEvent("trouble", { detail: text }));
  }
}

/** @returns {Promise<FileSystemDirectoryHandle | null>} null in windows without storage, and where pages cannot write into it */
async function openFolder() {
  try {
    if (!("createWritable" in FileSystemFileHandle.prototype)) return null;
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch {
    return null;
  }
}

/** @param {FileSystemDirectoryHandle} folder @param {string} path @param {boolean} create */
async function parentOf(folder, path, create) {
  let parent = folder;
  for (const name of path.split("/").slice(0, -1)) parent = await parent.getDirectoryHandle(name, { create });
  return parent;
}

/** @param {string} path */
function nameOf(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** @param {FileSystemDirectoryHandle} folder @param {string} prefix @returns {AsyncGenerator<[string, Uint8Array]>} */
async function* walk(folder, prefix) {
  for await (const [name, handle] of /** @type {any} */ (folder).entries()) {
    if (handle.kind === "directory") yield* walk(handle, `${prefix}${name}/`);
    else {
      const file = await handle.getFile();
      yield [prefix + name, new Uint8Array(await file.arrayBuffer())];
    }
  }
}
