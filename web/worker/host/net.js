// @ts-check
/**
 * Bytes from the network or the model cache, kept on this side under a number until a model is built from them.
 *
 * Two ways in: `fetchAll` streams, reports bytes and can be stopped, and Python suspends while it runs (JSPI);
 * `fetchAllNow` blocks by synchronous requests where Python cannot suspend (WebKit).
 */

/** Cache Storage bucket of model files; a new name drops what an older layout kept. */
export const MODEL_CACHE = "tfjs-models-1";

/** @typedef {(progress: import("../../shared/protocol.js").Progress) => void} Report */

/** @type {Map<number, Uint8Array>} */
const blobs = new Map();
let nextBlob = 1;
/** @type {AbortController | null} */
let transfer = null;

/** @param {Uint8Array} bytes @returns {number} */
export function keepBlob(bytes) {
  blobs.set(nextBlob, bytes);
  return nextBlob++;
}

/** @param {number} id @returns {Uint8Array} */
export function blob(id) {
  const bytes = blobs.get(id);
  if (bytes === undefined) throw new Error(`bytes ${id} were released`);
  return bytes;
}

/** @param {...number} ids */
export function freeBlobs(...ids) {
  for (const id of ids) blobs.delete(id);
}

export function liveBlobs() {
  return blobs.size;
}

/** Stop the transfer under way, if there is one. */
export function abortTransfer() {
  transfer?.abort(new DOMException("stopped by the user", "AbortError"));
}

/** An answer that is not the file. */
class HttpError extends Error {
  /** @param {string} url @param {number} status */
  constructor(url, status) {
    super(`HTTP ${status} for ${url}`);
    this.name = "HttpError";
    this.status = status;
  }
}

/** @param {string} base  what relative model URLs are relative to: the page @param {Report} report */
export function network(base, report) {
  /** A leading `/models/` means the site's own models, wherever the site lies. @param {string} url */
  function resolve(url) {
    return new URL(url.startsWith("/models/") ? url.slice(1) : url, base).href;
  }

  /**
   * Fetch files side by side.
   * @param {string[]} urls @param {string} stage @param {string} label shown with the progress
   * @param {number} total bytes of all of them, 0 if unknown @param {string} version non-empty: may come from the cache
   * @returns {Promise<number[]>} blob ids, in order
   */
  async function fetchAll(urls, stage, label, total, version) {
    transfer = new AbortController();
    const { signal } = transfer;
    let loaded = 0;
    const count = (/** @type {number} */ bytes) => {
      loaded += bytes;
      report({ stage: /** @type {any} */ (stage), file: label, loaded, total: Math.max(total, loaded) });
    };
    try {
      const files = await Promise.all(urls.map((url) => fetchOne(resolve(url), version, signal, count)));
      return files.map(keepBlob);
    } catch (error) {
      transfer.abort(); // the other files of a failed batch are of no use
      throw error;
    } finally {
      transfer = null;
    }
  }

  /** @param {string} url @param {string} version @param {AbortSignal} signal @param {(bytes: number) => void} count */
  async function fetchOne(url, version, signal, count) {
    const kept = version === "" ? undefined : await cached(url, version);
    const response = kept ?? (await fetch(url, { signal, credentials: "omit", cache: "no-cache" }));
    if (!response.ok) throw new HttpError(url, response.status);
    if (response.body === null) return new Uint8Array(await response.arrayBuffer());
    const chunks = [];
    let size = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      size += value.length;
      count(value.length);
    }
    return joined(chunks, size);
  }

  /** @param {string[]} urls @param {string} stage @param {string} label @param {number} total */
  function fetchAllNow(urls, stage, label, total) {
    let loaded = 0;
    return urls.map((relative) => {
      const url = resolve(relative);
      const request = new XMLHttpRequest();
      request.open("GET", url, false);
      request.responseType = "arraybuffer";
      request.send();
      if (request.status < 200 || request.status > 299) throw new HttpError(url, request.status);
      const bytes = new Uint8Array(request.response);
      loaded += bytes.length;
      report({ stage: /** @type {any} */ (stage), file: label, loaded, total: Math.max(total, loaded) });
      return keepBlob(bytes);
    });
  }

  /** The cached file, or nothing where storage is refused. @param {string} url @param {string} version */
  async function cached(url, version) {
    if (typeof caches === "undefined") return undefined;
    try {
      return await (await caches.open(MODEL_CACHE)).match(cacheKey(url, version));
    } catch {
      return undefined; // a private window without storage: fetch it
    }
  }

  /**
   * Keep checked files for the next visit. Never fails: a full or refused storage only costs the next download.
   * @param {string[]} urls @param {number[]} ids @param {string} version
   */
  async function keep(urls, ids, version) {
    if (typeof caches === "undefined") return false;
    try {
      const cache = await caches.open(MODEL_CACHE);
      for (const [index, relative] of urls.entries()) {
        const url = resolve(relative);
        await cache.delete(url, { ignoreSearch: true });
        const body = /** @type {BlobPart} */ (blob(ids[index]));
        await cache.put(cacheKey(url, version), new Response(new Blob([body])));
      }
      return true;
    } catch {
      return false;
    }
  }

  return { resolve, fetchAll, fetchAllNow, keep };
}

/** Files are kept per version of the model that names them. @param {string} url @param {string} version */
function cacheKey(url, version) {
  const key = new URL(url);
  key.searchParams.set("tfjs-version", version);
  return key.href;
}

/** @param {Uint8Array[]} chunks @param {number} size */
function joined(chunks, size) {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
