// @ts-check
/**
 * What later visits start from, kept in the browser's private file system (OPFS): the snapshot of Python's memory and the
 * bytecode of our packages.
 *
 * The snapshot is Python's memory with our library imported; restoring it takes a fraction of starting anew. Only pure Python
 * can be in it (no dynamic library such as NumPy's survives): the library holds an empty module in NumPy's place until NumPy
 * is there (studio/later.py). What it holds of JavaScript are the two modules that the worker offers to Python, by name.
 * The archive spares unpacking wheels and compiling NumPy's, Pillow's and our own modules, which come as source.
 */
import { SITE } from "../shared/site.js";

const FOLDER = "starts";
/** Files that are not whole yet. */
const MAKING = "making-";

/** @returns {Promise<any>} the folder; `any`, since TypeScript does not know all of OPFS yet */
async function folder() {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

/** @param {any} file  of OPFS @returns {Promise<ArrayBuffer>} */
async function bytesOf(file) {
  let access;
  try {
    access = await file.createSyncAccessHandle({ mode: "read-only" });
  } catch {
    return (await file.getFile()).arrayBuffer(); // another tab has it open, and this browser knows no readers
  }
  try {
    const bytes = new Uint8Array(access.getSize());
    access.read(bytes, { at: 0 });
    return bytes.buffer;
  } finally {
    access.close();
  }
}

/**
 * A file for each build; others' are dropped when one is stored. Cache Storage takes three times as long to give 30 MB.
 * @param {string} kind
 */
function kept(kind) {
  const name = `${kind}-${SITE.build}`;
  return {
    /** @returns {Promise<ArrayBuffer | null>} null also where there is no storage */
    async load() {
      try {
        return await bytesOf(await (await folder()).getFileHandle(name));
      } catch {
        return null;
      }
    },
    /** @returns {Promise<boolean>} true also where there is nowhere to keep it */
    async has() {
      try {
        await (await folder()).getFileHandle(name);
        return true;
      } catch (error) {
        return /** @type {Error} */ (error).name !== "NotFoundError";
      }
    },
    /** Whole or not at all. @param {Uint8Array} bytes */
    async store(bytes) {
      const parent = await folder();
      const making = await parent.getFileHandle(MAKING + crypto.randomUUID(), { create: true });
      try {
        const access = await making.createSyncAccessHandle();
        try {
          if (access.write(bytes) < bytes.length) throw new DOMException("no space is left", "QuotaExceededError");
          access.flush();
        } finally {
          access.close();
        }
        await making.move(name);
      } catch (error) {
        await parent.removeEntry(making.name).catch(() => {});
        throw error;
      }
      for await (const other of parent.keys()) {
        const old = other.startsWith(`${kind}-`) || other.startsWith(MAKING);
        if (old && other !== name) await parent.removeEntry(other).catch(() => {}); // another tab has it open
      }
    },
  };
}

export const snapshot = kept("snapshot");
export const bytecode = kept("bytecode");

/** Modules of ours that Python imports from JavaScript, and what they offer: names of functions. */
export const OFFERED = /** @type {const} */ (["_tfjs_host", "_studio_host"]);

/** What stands in a snapshot for something of JavaScript's. @typedef {{module: string, name?: string}} Reference */

/**
 * The two modules before there is anything in them, for a Python that has been restored: it holds them, and functions of
 * theirs, from the start.
 */
export function emptyModules() {
  /** @type {Record<string, Record<string, Function>>} */
  const modules = Object.fromEntries(OFFERED.map((name) => [name, {}]));
  return {
    modules,
    /** @param {Reference} reference */
    find({ module, name }) {
      const owner = modules[module];
      return name === undefined ? owner : (/** @type {unknown[]} */ ...args) => owner[name](...args);
    },
  };
}

/**
 * The same for a Python of which a snapshot will be made: functions that must not be called yet.
 * @param {Record<string, string[]>} names  of the functions of each module
 */
export function modulesToBeKept(names) {
  /** @type {Map<unknown, Reference>} */
  const references = new Map();
  const modules = Object.fromEntries(
    Object.entries(names).map(([module, functions]) => {
      const owner = Object.fromEntries(
        functions.map((name) => {
          const stub = () => {
            throw new Error(`${module}.${name} was called while a snapshot was made`);
          };
          references.set(stub, { module, name });
          return [name, stub];
        }),
      );
      references.set(owner, { module });
      return [module, owner];
    }),
  );
  return {
    modules,
    /** @param {unknown} object @returns {Reference} */
    refer(object) {
      const reference = references.get(object);
      if (reference === undefined) throw new Error("Python holds something of JavaScript's that a snapshot cannot keep");
      return reference;
    },
  };
}

const ARCHIVE = "/lib/kept-modules";

/**
 * Let Python import the modules of an archive from it, and give it the archive's files that it does not have
 * (studio/bytecode.py makes archives and reads them).
 * @param {any} pyodide @param {ArrayBuffer} archive @returns {string[]} paths of the dynamic libraries that a start needs
 */
export function installBytecode(pyodide, archive) {
  const { FS } = pyodide;
  const { head, start } = read(archive);
  let at = head.modules.reduce((sum, [, , , size]) => sum + size, start);
  FS.writeFile(ARCHIVE, new Uint8Array(archive, 0, at), { canOwn: true });
  const reader = pyodide.pyimport("studio.bytecode");
  reader.install(ARCHIVE);
  reader.destroy();
  for (const [path, size] of head.files) {
    if (!FS.analyzePath(path).exists) {
      FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      FS.writeFile(path, new Uint8Array(archive, at, size), { canOwn: true });
    }
    at += size;
  }
  return head.libraries;
}

/** Let a restored Python look for its modules where they are unpacked. @param {any} pyodide */
export function abandonBytecode(pyodide) {
  const reader = pyodide.pyimport("studio.bytecode");
  reader.abandon();
  reader.destroy();
}

/** After a name of 16 bytes, the size of the header. */
const SIZE_AT = 16;

/**
 * @param {ArrayBuffer} archive
 * @returns {{head: {modules: [string, string, boolean, number][], files: [string, number][], libraries: string[]}, start: number}}
 */
function read(archive) {
  const size = new DataView(archive).getUint32(SIZE_AT, true);
  const start = SIZE_AT + 4 + size;
  return { head: JSON.parse(new TextDecoder().decode(new Uint8Array(archive, SIZE_AT + 4, size))), start };
}

/** Memory without the zeros at its end, which it has anyway. @param {Uint8Array} memory */
export function withoutTail(memory) {
  let end = memory.length;
  while (end > 0 && memory[end - 1] === 0) end -= 1;
  return memory.subarray(0, Math.min(memory.length, Math.ceil(end / 65536) * 65536));
}
