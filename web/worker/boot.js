// @ts-check
/**
 * Start-up as named phases. It begins as soon as the worker's code is there, before the page has asked for anything.
 * Downloads overlap: Pyodide, its wheels and TF.js are all asked for at once.
 */
import { SITE } from "../shared/site.js";
import { prefetch } from "./prefetch.js";
import { bytecode, snapshot } from "./kept.js";
import { loadNumPy, loadPython, PACKAGES } from "./python.js";

/** @typedef {import("../shared/protocol.js").PhaseName} PhaseName */
/** @typedef {import("../shared/protocol.js").Phase} Phase */

/** @type {Record<PhaseName, string>} */
const LABELS = {
  python: "Python",
  packages: "NumPy",
  tensorflow: "TensorFlow.js",
  backends: "Backends",
  library: "tfjs library",
};
const MAX_THREADS = 8;

/** The site's own address, whatever folder it lies in. */
export const BASE = new URL("../", import.meta.url).href;
const at = (/** @type {string} */ path) => new URL(path, BASE).href;

/**
 * @param {(event: import("../shared/protocol.js").RuntimeEvent) => void} emit
 * @param {{write(type: "stdout" | "stderr", bytes: Uint8Array): number}} output
 * @param {Promise<unknown>} wanted  the backends start when somebody waits for this worker
 */
export async function boot(emit, output, wanted) {
  /** @type {Phase[]} */
  const phases = [];

  /** @template T @param {PhaseName} name @param {string[]} files  what it loads @param {() => Promise<T>} work @returns {Promise<T>} */
  async function phase(name, files, work) {
    const label = LABELS[name];
    const bytes = files.reduce((sum, prefix) => sum + bytesUnder(prefix), 0);
    const started = performance.now();
    const at = (/** @type {Phase["status"]} */ status) => ({ name, label, status, ms: performance.now() - started, at: performance.now(), bytes });
    emit({ type: "phase", detail: at("start") });
    try {
      const result = await work();
      const done = at("done");
      phases.push(done);
      emit({ type: "phase", detail: done });
      return result;
    } catch (error) {
      emit({ type: "phase", detail: at("failed") });
      throw error;
    }
  }

  const report = (/** @type {import("../shared/protocol.js").Progress} */ progress) => emit({ type: "progress", detail: progress });
  const hand = (/** @type {string} */ name, /** @type {Uint8Array} */ bytes) => emit({ type: "download", detail: { name, bytes } });
  const isolated = globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer !== "undefined";
  const most = isolated ? Math.min(Math.max(1, (navigator.hardwareConcurrency || 1) - 1), MAX_THREADS) : 1;
  const memory = snapshot.load();
  const archive = memory.then(() => bytecode.load()); // the memory first: it is large, and Python waits for it
  const early = prefetch(BASE, SITE.bytes, isKept().then((kept) => (kept ? null : report)));
  const compiled = early.compile(`${SITE.vendor.pyodide}pyodide.asm.wasm`);
  // On a later visit everything is here, and what Python needs first must not queue behind half a megabyte of ours and TF.js.
  const turn = memory.then((kept) => (kept === null ? null : compiled.catch(() => null)));
  early.ask(coreFiles(most));
  Promise.all([memory, archive]).then((kept) => {
    if (kept.includes(null)) early.ask(wheelFiles());
  });
  import(at(`${SITE.vendor.pyodide}pyodide.asm.mjs`)).catch(() => {}); // Pyodide imports it later and reports a failure
  try {
    const python = phase("python", [SITE.vendor.pyodide], async () => loadPython(memory, output));
    const packages = python.then((python) => phase("packages", ["wheels/"], async () => loadNumPy(python, await archive)));
    const hosting = turn.then(() => import("./tf_host.js"));
    hosting.catch(() => {}); // heard of below
    const tensorflow = turn.then(() => phase("tensorflow", [SITE.vendor.tfjs], loadTensorFlow));
    const devices = Promise.all([tensorflow, wanted]).then(([tf]) =>
      phase("backends", [SITE.vendor["tfjs-backend-wasm"]], async () => {
        const { createHost } = await hosting;
        const host = createHost(tf, { base: BASE, report, hand, loadWebGpu });
        const { threads } = await host.devices.start({ wasmPath: at(`${SITE.vendor["tfjs-backend-wasm"]}dist/`), threads: most });
        return { host, threads };
      }),
    );
    const [{ pyodide, restored, offer }, { host, threads }] = await Promise.all([python, devices, packages]);
    return { pyodide, restored, offer, host, threads, suspends: "Suspending" in WebAssembly, phases, phase };
  } finally {
    early.end();
  }
}

/** What is fetched (rather than imported) at every start. @param {number} threads */
function coreFiles(threads) {
  const python = SITE.vendor.pyodide;
  const wasm = `${SITE.vendor["tfjs-backend-wasm"]}dist/tfjs-backend-wasm-${threads > 1 ? "threaded-simd" : "simd"}.wasm`;
  return [`${python}python_stdlib.zip`, "wheels/pyodide-lock.json", wasm];
}

/** What is fetched where nothing is kept. */
function wheelFiles() {
  return PACKAGES.flatMap((name) => wheelOf(name) ?? []);
}

/** The file of a package's wheel. @param {string} name */
export function wheelOf(name) {
  return Object.keys(SITE.bytes).find((file) => file.startsWith(`wheels/${name}-`));
}

/** Whether an earlier visit left the runtime in the service worker's cache. */
async function isKept() {
  try {
    return (await caches.match(at(`${SITE.vendor.pyodide}pyodide.asm.wasm`))) !== undefined;
  } catch {
    return false; // no storage here
  }
}

/** @param {string} prefix */
function bytesUnder(prefix) {
  return Object.entries(SITE.bytes).reduce((sum, [file, size]) => (file.startsWith(prefix) ? sum + size : sum), 0);
}

/** UMD builds: the core sets globalThis.tf, the backends look for it there and register themselves. */
async function loadTensorFlow() {
  await import(at(`${SITE.vendor.tfjs}dist/tf.es2017.min.js`));
  await import(at(`${SITE.vendor["tfjs-backend-wasm"]}dist/tf-backend-wasm.es2017.min.js`));
  const { tf } = /** @type {any} */ (globalThis);
  tf.enableProdMode();
  return tf;
}

function loadWebGpu() {
  return import(at(`${SITE.vendor["tfjs-backend-webgpu"]}dist/tf-backend-webgpu.es2017.min.js`));
}
