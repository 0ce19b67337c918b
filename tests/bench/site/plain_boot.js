// @ts-check
/** What a page costs that loads Pyodide, NumPy and TF.js by hand, from navigation on: no library, no photo, no model. */
const worker = new Worker(new URL("./plain_boot_worker.js", import.meta.url), { type: "module" });
/** @type {any} */ (globalThis).booted = new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve({ ...data, total: performance.now() });
  worker.onerror = (event) => reject(new Error(event.message));
});
