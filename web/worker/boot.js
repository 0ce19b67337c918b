// @ts-check
/**
 * Start-up as named phases. It begins as soon as the worker's code is there, before the page has asked for anything.
 * Downloads overlap: Pyodide, its wheels and TF.js are all asked for at once.
 */
import { SITE } from "../shared/site.js";
import { prefetch } from "./prefetch.js";
import { bytecode, installBytecode, snapshot } from "./kept.js";
import { createHost } from "./tf_host.js";

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
/** Wheels that the start needs, and those that only programs do: they are loaded once it is over. */
const PACKAGES = ["numpy", "tfjs", "studio"];
const LATER_PACKAGES = ["pillow"];
const QUIET = { messageCallback: () => {} };
const MAX_THREADS = 8;

/** The site's own address, whatever folder it lies in. */
export const BASE = new URL("../", import.meta.url).href;
const at = (/** @type {string} */ path) => new URL(path, BASE).href;

/**
 * @param {(event: import("../shared/protocol.js").RuntimeEvent) => void} emit
 * @param {{write(type: "stdout" | "stderr", bytes: Uint8Array): number}} output
 */
export async function boot(emit, output) {
  /** @type {Phase[]} */
  const phases = [];

  /** @template T @param {PhaseName} name @param {string[]} files  what it loads @param {() => Promise<T>} work @returns {Promise<T>} */
  async function phase(name, files, work) {
    const label = LABELS[name];
    const bytes = files.reduce((sum, prefix) => sum + bytesUnder(prefix), 0);
    const started = performance.now();
    const at = (/** @type {Phase["status"]} */ status) => ({ name, label, status, ms: performance.now() - started, bytes });
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
  const wanted = isolated ? Math.min(Math.max(1, (navigator.hardwareConcurrency || 1) - 1), MAX_THREADS) : 1;
  const memory = snapshot.load();
  const compiled = bytecode.load();
  const restoreFetch = prefetch(BASE, prefetchList(wanted), SITE.bytes, isKept().then((kept) => (kept ? null : report)));
  import(at(`${SITE.vendor.pyodide}pyodide.asm.mjs`)).catch(() => {}); // Pyodide imports it later and reports a failure
  try {
    const tensorflow = phase("tensorflow", [SITE.vendor.tfjs], loadTensorFlow);
    const devices = tensorflow.then((tf) =>
      phase("backends", [SITE.vendor["tfjs-backend-wasm"]], async () => {
        const host = createHost(tf, { base: BASE, report, hand, loadWebGpu });
        const { threads } = await host.devices.start({ wasmPath: at(`${SITE.vendor["tfjs-backend-wasm"]}dist/`), threads: wanted });
        return { host, threads };
      }),
    );
    const python = phase("python", [SITE.vendor.pyodide], () => loadPython(memory, output));
    const packages = python.then((pyodide) =>
      phase("packages", ["wheels/"], async () => {
        await pyodide.loadPackage(PACKAGES, QUIET);
        const archive = await compiled;
        if (archive !== null) installBytecode(pyodide, archive);
        pyodide.pyimport("numpy").destroy(); // needs nothing of TF.js, which may still be starting
        return pyodide;
      }),
    );
    const [pyodide, { host, threads }] = await Promise.all([packages, devices]);
    /** Load what the start did without; a wheel that cannot be had is reported where it is imported. */
    const loadRest = () => pyodide.loadPackage(LATER_PACKAGES, QUIET).catch(() => {}).finally(restoreFetch);
    return { pyodide, host, threads, suspends: "Suspending" in WebAssembly, phases, phase, loadRest };
  } catch (error) {
    restoreFetch();
    throw error;
  }
}

/** Everything that is fetched (rather than imported) at boot. @param {number} threads */
function prefetchList(threads) {
  const python = SITE.vendor.pyodide;
  const wheels = Object.keys(SITE.bytes).filter((file) => [...PACKAGES, ...LATER_PACKAGES].some((name) => file.startsWith(`wheels/${name}-`)));
  const wasm = `${SITE.vendor["tfjs-backend-wasm"]}dist/tfjs-backend-wasm-${threads > 1 ? "threaded-simd" : "simd"}.wasm`;
  return [`${python}pyodide.asm.wasm`, `${python}python_stdlib.zip`, "wheels/pyodide-lock.json", ...wheels, wasm];
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

/**
 * @param {Promise<ArrayBuffer | null>} memory
 * @param {{write(type: "stdout" | "stderr", bytes: Uint8Array): number}} output
 */
async function loadPython(memory, output) {
  const { loadPyodide } = await import(at(`${SITE.vendor.pyodide}pyodide.mjs`));
  const options = { indexURL: at(SITE.vendor.pyodide), lockFileURL: at("wheels/pyodide-lock.json") };
  const pyodide = await fromSnapshot(loadPyodide, options, await memory);
  pyodide.setStdout({ write: (/** @type {Uint8Array} */ bytes) => output.write("stdout", bytes), isatty: false });
  pyodide.setStderr({ write: (/** @type {Uint8Array} */ bytes) => output.write("stderr", bytes), isatty: false });
  return pyodide;
}

/** A snapshot that cannot be restored costs its time, never the start. @param {Function} loadPyodide @param {object} options @param {ArrayBuffer | null} memory */
async function fromSnapshot(loadPyodide, options, memory) {
  if (memory === null) return loadPyodide(options);
  try {
    const pyodide = await loadPyodide({ ...options, _loadSnapshot: memory });
    const random = pyodide.pyimport("random");
    random.seed(); // the snapshot holds a stored state, the same for every visit
    random.destroy();
    return pyodide;
  } catch (error) {
    console.warn("tfjs: the stored snapshot of Python could not be used", error);
    return loadPyodide(options);
  }
}
