// @ts-check
/**
 * Bytes from the network or the model cache, kept on this side under a number until a model is built from them.
 *
 * Two ways in: `fetchAll` streams, reports bytes and can be stopped, and Python suspends while it runs (JSPI);
 * `fetchAllNow` blocks by synchronous requests where Python cannot suspend (WebKit).
 */

/** @typedef {(progress: import("../../shared/protocol.js").Progress) => void} Report */
/** @typedef {((loaded: number, total: number) => boolean) | undefined} Listener  Python's; false stops the transfer */

/** @type {Map<number, Uint8Array>} */
const blobs = new Map();
let nextBlob = 1;
/** @type {Set<AbortController>} */
const transfers = new Set();

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

/** Free what a promise of blob ids brings, which nobody waits for any more. @param {Promise<unknown>} promise */
export function freeWhenThere(promise) {
  promise.then(
    (found) => freeBlobs(...[found].flat().filter((id) => typeof id === "number")),
    () => {},
  );
}

export function liveBlobs() {
  return blobs.size;
}

/** Stop the transfers under way. @returns {boolean} whether there were any */
export function abortTransfer() {
  const any = transfers.size > 0;
  for (const transfer of transfers) transfer.abort(new DOMException("stopped by the user", "AbortError"));
  return any;
}

/** An answer that is not the file, or none (status 0). */
class FetchError extends Error {
  /** @param {string} url @param {number} status @param {string} why */
  constructor(url, status, why) {
    super(why);
    this.name = "FetchError";
    this.url = url;
    this.status = status;
  }
}

/** @param {string} base  what relative URLs are relative to: the page @param {Report} report */
export function network(base, report) {
  /** A leading `/models/` means the site's own models, wherever the site lies. @param {string} url */
  function resolve(url) {
    return new URL(url.startsWith("/models/") ? url.slice(1) : url, base).href;
  }

  /**
   * Counts bytes for the page and for Python. Nothing is reported while the total is unknown; somebody who listens to a
   * file of unknown size is told what the server says.
   * @param {string} stage @param {string} label @param {number} loaded already here @param {number} total
   * @param {Listener} listener
   */
  function counter(stage, label, loaded, total, listener) {
    const told = total === 0 && listener !== undefined;
    const count = (/** @type {number} */ bytes) => {
      loaded += bytes;
      if (total === 0) return;
      const honest = Math.max(total, loaded);
      report({ stage: /** @type {any} */ (stage), file: label, loaded, total: honest });
      if (listener?.(loaded, honest) === false) throw new DOMException("stopped by its listener", "AbortError");
    };
    /** @param {string | null} length what a server says of a file */
    count.expect = (length) => {
      if (told) total += Number(length ?? 0) || 0;
    };
    return count;
  }

  /**
   * Fetch files side by side.
   * @param {string[]} urls @param {string} stage @param {string} label shown with the progress
   * @param {number} loaded bytes that came before these @param {number} total bytes of all, 0 if unknown
   * @param {Listener} [listener]
   * @returns {Promise<number[]>} blob ids, in order
   */
  async function fetchAll(urls, stage, label, loaded, total, listener) {
    const transfer = new AbortController();
    transfers.add(transfer);
    const count = counter(stage, label, loaded, total, listener);
    try {
      const files = await Promise.all(urls.map((url) => fetchOne(resolve(url), transfer.signal, count)));
      return files.map(keepBlob);
    } catch (error) {
      transfer.abort(); // the other files of a failed batch are of no use
      throw error;
    } finally {
      transfers.delete(transfer);
    }
  }

  /** @param {string} url @param {AbortSignal} signal @param {ReturnType<typeof counter>} count */
  async function fetchOne(url, signal, count) {
    /** @type {Response} */
    let response;
    try {
      response = await fetch(url, { signal, credentials: "omit", cache: "no-cache" });
    } catch (error) {
      throw signal.aborted ? signal.reason : new FetchError(url, 0, /** @type {Error} */ (error).message);
    }
    if (!response.ok) throw new FetchError(url, response.status, response.statusText);
    count.expect(response.headers.get("content-length"));
    if (response.body === null) return new Uint8Array(await response.arrayBuffer());
    const chunks = [];
    let size = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await nextChunk(reader, url, signal);
      if (done) break;
      chunks.push(value);
      size += value.length;
      count(value.length);
    }
    return joined(chunks, size);
  }

  /** @param {ReadableStreamDefaultReader<Uint8Array>} reader @param {string} url @param {AbortSignal} signal */
  async function nextChunk(reader, url, signal) {
    try {
      return await reader.read();
    } catch (error) {
      throw signal.aborted ? signal.reason : new FetchError(url, 0, `the transfer broke off: ${/** @type {Error} */ (error).message}`);
    }
  }

  /**
   * The same, blocking.
   * @param {string[]} urls @param {string} stage @param {string} label @param {number} loaded @param {number} total
   * @param {Listener} [listener]
   */
  function fetchAllNow(urls, stage, label, loaded, total, listener) {
    const count = counter(stage, label, loaded, total, listener);
    const files = urls.map((relative) => {
      const url = resolve(relative);
      const request = new XMLHttpRequest();
      request.open("GET", url, false);
      request.responseType = "arraybuffer";
      try {
        request.send();
      } catch (error) {
        throw new FetchError(url, 0, /** @type {Error} */ (error).message);
      }
      if (request.status < 200 || request.status > 299) throw new FetchError(url, request.status, request.statusText);
      const bytes = new Uint8Array(request.response);
      count(bytes.length);
      return bytes;
    });
    return files.map(keepBlob);
  }

  return { resolve, fetchAll, fetchAllNow };
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
