// @ts-check
/**
 * Python's memory just after its start, kept for later visits: restoring it takes a fraction of starting anew.
 *
 * Only pure Python can be in it (no dynamic library such as NumPy's survives), so it holds the interpreter and the modules of the
 * standard library that our packages import. It is tied to the very build of Pyodide.
 */
import { SITE } from "../shared/site.js";

const CACHE = "tfjs-snapshot-1";
const KEY = new URL(`../${SITE.vendor.pyodide}snapshot`, import.meta.url).href;

/** @returns {Promise<ArrayBuffer | null>} the stored snapshot of this build, if there is one */
export async function storedSnapshot() {
  try {
    const response = await (await caches.open(CACHE)).match(KEY);
    return response === undefined ? null : await response.arrayBuffer();
  } catch {
    return null; // no storage here
  }
}

/** @returns {Promise<boolean>} */
export async function hasSnapshot() {
  try {
    return (await (await caches.open(CACHE)).match(KEY)) !== undefined;
  } catch {
    return true; // nowhere to keep one
  }
}

/** Keep a snapshot and drop those of other builds. @param {Uint8Array} memory */
export async function storeSnapshot(memory) {
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  await cache.put(KEY, new Response(new Blob([/** @type {BlobPart} */ (memory)])));
}
