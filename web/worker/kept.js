// @ts-check
/**
 * What later visits start from, kept in Cache Storage: the snapshot of Python's memory and the bytecode of our packages.
 *
 * The snapshot is Python's memory just after its start; restoring it takes a fraction of starting anew. Only pure Python can
 * be in it (no dynamic library such as NumPy's survives), so it holds the interpreter and modules of the standard library.
 * The bytecode spares compiling NumPy's, Pillow's and our own modules, which come as source.
 */
import { SITE } from "../shared/site.js";

/** @param {string} cacheName @param {string} path  names the build it belongs to; others' are dropped when it is stored */
function kept(cacheName, path) {
  const key = new URL(`../${path}`, import.meta.url).href;
  return {
    /** @returns {Promise<ArrayBuffer | null>} null also where there is no storage */
    async load() {
      try {
        const response = await (await caches.open(cacheName)).match(key);
        return response === undefined ? null : await response.arrayBuffer();
      } catch {
        return null;
      }
    },
    /** @returns {Promise<boolean>} true also where there is nowhere to keep it */
    async has() {
      try {
        return (await (await caches.open(cacheName)).match(key)) !== undefined;
      } catch {
        return true;
      }
    },
    /** @param {Uint8Array} bytes */
    async store(bytes) {
      await caches.delete(cacheName);
      await (await caches.open(cacheName)).put(key, new Response(new Blob([/** @type {BlobPart} */ (bytes)])));
    },
  };
}

export const snapshot = kept("tfjs-snapshot-1", `${SITE.vendor.pyodide}snapshot`);
export const bytecode = kept("tfjs-bytecode-2", `bytecode-${SITE.build}`);

/**
 * Let Python import the modules of an archive from it: one copy, no files (studio/bytecode.py makes and reads it).
 * @param {any} pyodide @param {ArrayBuffer} archive
 */
export function installBytecode(pyodide, archive) {
  const reader = pyodide.pyimport("studio.bytecode");
  reader.install(archive);
  reader.destroy();
}
