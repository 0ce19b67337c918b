// @ts-check
/**
 * Asks for everything boot needs at once, counts the bytes as they come, and hands each response to whoever fetches it.
 *
 * Pyodide asks for its files one after another; standing in for `fetch` until boot is over lets all of them overlap
 * without a second download. On later visits (`warm`) responses are handed on untouched: one that has been read through
 * a counter loses the browser's compiled-code cache.
 */

/** @typedef {(progress: import("../shared/protocol.js").Progress) => void} Report */

/**
 * @param {string} base @param {string[]} files paths under the base
 * @param {Record<string, number>} sizes path -> bytes, uncompressed
 * @param {Promise<Report | null>} reporting  null: do not count
 * @returns {() => void} puts the browser's own `fetch` back
 */
export function prefetch(base, files, sizes, reporting) {
  const original = globalThis.fetch;
  /** @type {Map<string, Promise<Response>>} */
  const early = new Map();

  /** @param {string} url @param {Response} response @param {Report | null} report */
  function metered(url, response, report) {
    const file = url.startsWith(base) ? url.slice(base.length) : "";
    const total = sizes[file];
    if (report === null || total === undefined || !response.ok || response.body === null) return response;
    const stage = file.startsWith("wheels/") ? "wheels" : "runtime";
    let loaded = 0;
    const counter = new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength;
        report({ stage, file, loaded, total });
        controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  }

  for (const file of files) {
    const url = new URL(file, base).href;
    const response = original(url, { credentials: "same-origin" });
    response.catch(() => {}); // whoever fetches it hears of the failure
    early.set(url, response);
  }

  /** @type {typeof fetch} */
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : new URL(String(input), base).href;
    const started = early.get(url);
    early.delete(url);
    return metered(url, await (started ?? original(input, init)), await reporting);
  };
  return () => {
    globalThis.fetch = original;
  };
}
