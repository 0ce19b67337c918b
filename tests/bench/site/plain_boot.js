// @ts-check
/** Times what a page costs that loads Pyodide, NumPy and TF.js by hand: no library, no photo, no model. */
const started = performance.now();
const worker = new Worker(new URL("./plain_boot_worker.js", import.meta.url), { type: "module" });
/** @type {any} */ (globalThis).booted = new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve({ ...data, total: performance.now() - started });
  worker.onerror = (event) => reject(new Error(event.message));
});
