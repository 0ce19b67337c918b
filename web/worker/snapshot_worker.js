// @ts-check
/**
 * Makes what later visits start from, once per build, in a worker of its own after the page has become idle: stores the
 * archive that the page hands over, and the memory of a Python that has imported its modules; then it ends.
 */
import { SITE } from "../shared/site.js";
import { bytecode, installBytecode, modulesToBeKept, snapshot, withoutTail } from "./kept.js";

/**
 * What is asked of it.
 * @typedef {{modules: string[], compiled: Uint8Array, offered: Record<string, string[]>}} Order
 * `modules`: names to import, in order; `offered`: names of the functions of each of our JavaScript modules
 */

const at = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url).href;
/** Our modules ask it for nothing while they are imported. */
const NOT_YET = "numpy";

/** @param {Order} order */
async function make({ modules, compiled, offered }) {
  const { loadPyodide } = await import(at(`${SITE.vendor.pyodide}pyodide.mjs`));
  const pyodide = await loadPyodide({
    indexURL: at(SITE.vendor.pyodide),
    lockFileURL: at("wheels/pyodide-lock.json"),
    _makeSnapshot: true,
  });
  const wheel = Object.keys(SITE.bytes).find((file) => file.startsWith("wheels/studio-"));
  const response = await fetch(at(/** @type {string} */ (wheel)));
  pyodide.unpackArchive(await response.arrayBuffer(), "wheel");
  const { modules: stubs, refer } = modulesToBeKept(offered);
  for (const [name, module] of Object.entries(stubs)) pyodide.registerJsModule(name, module);
  installBytecode(pyodide, compiled.slice().buffer);
  const later = pyodide.pyimport("studio.later");
  later.promise(NOT_YET);
  later.destroy();
  for (const name of modules) pyodide.pyimport(name).destroy();
  const kept = pyodide.pyimport("studio.bytecode");
  kept.settle();
  kept.destroy();
  await snapshot.store(withoutTail(pyodide.makeMemorySnapshot({ serializer: refer })));
}

addEventListener("message", async ({ data }) => {
  try {
    await bytecode.store(data.compiled);
    if (!(await snapshot.has())) await make(data);
  } finally {
    close();
  }
});
