// @ts-check
/**
 * Asks for everything boot needs at once, counts the bytes as they come, and hands each response to whoever fetches it.
 *
 * Pyodide asks for its files one after another; standing in for `fetch` until boot is over lets all of them overlap
 * without a second download. On later visits (`warm`) responses are handed on untouched: one that has been read through
 * a counter loses the browser's compiled-code cache.
 */

/** @typedef {(progress: import("../shared/protocol.js").Progress) => void} Report */

/** The response, whose bytes are counted as they come. @param {Response} response @param {(loaded: number) => void} tell */
export function counted(response, tell) {
  if (response.body === null) return response;
  let loaded = 0;
  const counter = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      tell(loaded);
      controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
}

/**
 * @param {string} base
 * @param {Record<string, number>} sizes path -> bytes, uncompressed
 * @param {Promise<Report | null>} reporting  null: do not count
 * @returns {{ask(files: string[]): void, compile(file: string): Promise<WebAssembly.Module>, end(): void}} `ask` for files by their paths under
 *   the base; `compile` one of WebAssembly; `end` puts the browser's own functions back
 */
export function prefetch(base, sizes, reporting) {
  const original = globalThis.fetch;
  /** @type {Map<string, Promise<Response>>} */
  const early = new Map();

  /** @param {string} url @param {Response} response @param {Report | null} report */
  function metered(url, response, report) {
    const file = url.startsWith(base) ? url.slice(base.length) : "";
    const total = sizes[file];
    if (report === null || total === undefined || !response.ok || response.body === null) return response;
    const stage = file.startsWith("wheels/") ? "wheels" : "runtime";
    return counted(response, (loaded) => report({ stage, file, loaded, total }));
  }

  /** @param {string[]} files */
  function ask(files) {
    for (const file of files) {
      const url = new URL(file, base).href;
      const response = original(url, { credentials: "same-origin" });
      response.catch(() => {}); // whoever fetches it hears of the failure
      early.set(url, response);
    }
  }

  const instantiate = WebAssembly.instantiateStreaming;
  /** What stands for the answer of a fetch, and what it is being compiled to. @type {Map<Response, {url: string, module: Promise<WebAssembly.Module>}>} */
  const modules = new Map();

  /** Compile while it comes, before whoever asks for it is ready to instantiate it. @param {string} file */
  function compile(file) {
    const url = new URL(file, base).href;
    const stand = new Response();
    const answer = original(url, { credentials: "same-origin" });
    const module = Promise.all([answer, reporting]).then(([response, report]) => WebAssembly.compileStreaming(metered(url, response, report)));
    module.catch(() => {}); // it is asked for again below, where a failure is heard of
    modules.set(stand, { url, module });
    early.set(url, Promise.resolve(stand));
    return module;
  }
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const response = await source;
    const compiling = modules.get(response);
    if (compiling === undefined) return instantiate.call(WebAssembly, response, imports);
    const module = await compiling.module.catch(() => null);
    if (module === null) return instantiate.call(WebAssembly, original(compiling.url), imports);
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };

  /** @type {typeof fetch} */
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : new URL(String(input), base).href;
    const started = early.get(url);
    early.delete(url);
    const stand = await started;
    if (stand !== undefined && modules.has(stand)) return stand;
    return metered(url, await (started ?? original(input, init)), await reporting);
  };
  function end() {
    globalThis.fetch = original;
    WebAssembly.instantiateStreaming = instantiate;
  }
  return { ask, compile, end };
}
