// @ts-check
/**
 * Makes the snapshot of Python, once per build, in a worker of its own after the page has become idle, and stores the
 * bytecode that the page hands over; then it ends.
 */
import { SITE } from "../shared/site.js";
import { bytecode, snapshot } from "./kept.js";

const at = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url).href;

/** @param {string[]} modules  names of standard library modules to import first */
async function make(modules) {
  const { loadPyodide } = await import(at(`${SITE.vendor.pyodide}pyodide.mjs`));
  const pyodide = await loadPyodide({
    indexURL: at(SITE.vendor.pyodide),
    lockFileURL: at("wheels/pyodide-lock.json"),
    _makeSnapshot: true,
  });
  for (const name of modules) pyodide.pyimport(name).destroy();
  await snapshot.store(pyodide.makeMemorySnapshot());
}

addEventListener("message", async ({ data }) => {
  try {
    if (!(await snapshot.has())) await make(data.modules);
    await bytecode.store(data.compiled);
  } finally {
    close();
  }
});
