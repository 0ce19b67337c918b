// @ts-check
/**
 * Start-up as named phases. Downloads overlap: Pyodide, its wheels and TF.js are all asked for at once; what has to wait
 * for something else says so by `await`.
 */
import { SITE } from "../shared/site.js";
import { prefetch } from "./prefetch.js";
import { createHost } from "./tf_host.js";

/** @typedef {import("../shared/protocol.js").PhaseName} PhaseName */

/** @type {Record<PhaseName, string>} */
const LABELS = {
  python: "Python",
  packages: "NumPy and Pillow",
  tensorflow: "TensorFlow.js",
  backends: "Backends",
  library: "tfjs library",
};
/** Wheels that every view needs. */
const PACKAGES = ["numpy", "pillow", "tfjs", "studio"];

/**
 * @param {import("../shared/protocol.js").BootOptions} options
 * @param {(event: import("../shared/protocol.js").RuntimeEvent) => void} emit
 * @param {{write(type: "stdout" | "stderr", bytes: Uint8Array): number}} output
 */
export async function boot(options, emit, output) {
  const at = (/** @type {string} */ path) => new URL(path, options.base).href;
  const report = (/** @type {import("../shared/protocol.js").Progress} */ progress) => emit({ type: "progress", detail: progress });
  const restoreFetch = prefetch(options.base, prefetchList(options.threads), SITE.bytes, options.warm ? null : report);
  import(at(`${SITE.vendor.pyodide}pyodide.asm.mjs`)).catch(() => {}); // Pyodide imports it later and reports a failure
  /** @type {import("../shared/protocol.js").Phase[]} */
  const phases = [];

  /** @template T @param {PhaseName} name @param {string[]} files  what it loads @param {() => Promise<T>} work @returns {Promise<T>} */
  async function phase(name, files, work) {
    const label = LABELS[name];
    const bytes = files.reduce((sum, prefix) => sum + bytesUnder(prefix), 0);
    const started = performance.now();
    emit({ type: "phase", detail: { name, label, status: "start", ms: 0, bytes } });
    try {
      const result = await work();
      const done = { name, label, status: /** @type {const} */ ("done"), ms: performance.now() - started, bytes };
      phases.push(done);
      emit({ type: "phase", detail: done });
      return result;
    } catch (error) {
      emit({ type: "phase", detail: { name, label, status: "failed", ms: performance.now() - started, bytes } });
      throw error;
    }
  }

  try {
    const tensorflow = phase("tensorflow", [SITE.vendor.tfjs, SITE.vendor["tfjs-backend-webgpu"]], () => loadTensorFlow(at));
    const devices = tensorflow.then((tf) =>
      phase("backends", [SITE.vendor["tfjs-backend-wasm"]], async () => {
        const host = createHost(tf, { base: options.base, report });
        const { threads } = await host.devices.start({ wasmPath: at(`${SITE.vendor["tfjs-backend-wasm"]}dist/`), threads: options.threads });
        return { host, threads };
      }),
    );
    const python = phase("python", [SITE.vendor.pyodide], () => loadPython(at, output));
    const packages = python.then((pyodide) =>
      phase("packages", ["wheels/"], async () => {
        await pyodide.loadPackage(PACKAGES, { messageCallback: () => {} });
        return pyodide;
      }),
    );
    const [pyodide, { host, threads }] = await Promise.all([packages, devices]);
    const suspends = "Suspending" in WebAssembly;
    if (!suspends) await host.devices.startAll();
    return { pyodide, host, threads, suspends, phases, phase };
  } finally {
    restoreFetch();
  }
}

/** Everything that is fetched (rather than imported) at boot. @param {number} threads */
function prefetchList(threads) {
  const python = SITE.vendor.pyodide;
  const wheels = Object.keys(SITE.bytes).filter((file) => PACKAGES.some((name) => file.startsWith(`wheels/${name}-`)));
  const wasm = `${SITE.vendor["tfjs-backend-wasm"]}dist/tfjs-backend-wasm-${threads > 1 ? "threaded-simd" : "simd"}.wasm`;
  return [`${python}pyodide.asm.wasm`, `${python}python_stdlib.zip`, "wheels/pyodide-lock.json", ...wheels, wasm];
}

/** @param {string} prefix */
function bytesUnder(prefix) {
  return Object.entries(SITE.bytes).reduce((sum, [file, size]) => (file.startsWith(prefix) ? sum + size : sum), 0);
}

/** @param {(path: string) => string} at */
async function loadTensorFlow(at) {
  await import(at(`${SITE.vendor.tfjs}dist/tf.es2017.min.js`));
  // UMD builds: they look for the core under globalThis.tf and register themselves there.
  await Promise.all([
    import(at(`${SITE.vendor["tfjs-backend-wasm"]}dist/tf-backend-wasm.es2017.min.js`)),
    import(at(`${SITE.vendor["tfjs-backend-webgpu"]}dist/tf-backend-webgpu.es2017.min.js`)),
  ]);
  const { tf } = /** @type {any} */ (globalThis);
  tf.enableProdMode();
  return tf;
}

/** @param {(path: string) => string} at @param {{write(type: "stdout" | "stderr", bytes: Uint8Array): number}} output */
async function loadPython(at, output) {
  const { loadPyodide } = await import(at(`${SITE.vendor.pyodide}pyodide.mjs`));
  const pyodide = await loadPyodide({ indexURL: at(SITE.vendor.pyodide), lockFileURL: at("wheels/pyodide-lock.json") });
  pyodide.setStdout({ write: (/** @type {Uint8Array} */ bytes) => output.write("stdout", bytes), isatty: false });
  pyodide.setStderr({ write: (/** @type {Uint8Array} */ bytes) => output.write("stderr", bytes), isatty: false });
  return pyodide;
}
