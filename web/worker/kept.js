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
export const bytecode = kept("tfjs-bytecode-1", `bytecode-${SITE.build}`);

/**
 * Put compiled modules where Python looks for them (studio/bytecode.py packs them).
 * @param {any} pyodide @param {ArrayBuffer} archive
 */
export function unpackBytecode(pyodide, archive) {
  const headerSize = new DataView(archive).getUint32(0, true);
  /** @type {[string, number][]} */
  const files = JSON.parse(new TextDecoder().decode(new Uint8Array(archive, 4, headerSize)));
  let offset = 4 + headerSize;
  for (const [path, size] of files) {
    pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    pyodide.FS.writeFile(path, new Uint8Array(archive, offset, size));
    offset += size;
  }
}
