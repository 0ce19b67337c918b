// @ts-check
/** As the two projects' own documentation shows it: one thing after another. */
import { SITE } from "../shared/site.js";

const at = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url).href;
/** @type {Record<string, number>} */
const ms = {};
let last = performance.now();

/** @param {string} name */
function lap(name) {
  const now = performance.now();
  ms[name] = now - last;
  last = now;
}

const { loadPyodide } = await import(at(`${SITE.vendor.pyodide}pyodide.mjs`));
const pyodide = await loadPyodide({ indexURL: at(SITE.vendor.pyodide), lockFileURL: at("wheels/pyodide-lock.json") });
lap("pyodide");
ms.pythonAt = last;
await pyodide.loadPackage("numpy", { messageCallback: () => {} });
pyodide.runPython("import numpy");
lap("numpy");
await import(at(`${SITE.vendor.tfjs}dist/tf.es2017.min.js`));
await import(at(`${SITE.vendor["tfjs-backend-wasm"]}dist/tf-backend-wasm.es2017.min.js`));
const { tf } = /** @type {any} */ (globalThis);
tf.wasm.setWasmPaths(at(`${SITE.vendor["tfjs-backend-wasm"]}dist/`));
await tf.setBackend("wasm");
tf.add(1, 2).dataSync();
lap("tensorflow");
postMessage(ms);
