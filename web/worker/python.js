// @ts-check
/**
 * Python, as it starts: out of what an earlier visit has kept, or anew. What is kept and cannot be used costs its time, never
 * the start.
 */
import { SITE } from "../shared/site.js";
import { abandonBytecode, emptyModules, installBytecode, OFFERED } from "./kept.js";

/** Wheels that a first visit's start needs. */
export const PACKAGES = ["numpy", "tfjs", "studio"];
const QUIET = { messageCallback: () => {} };
const at = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url).href;

/**
 * @typedef {object} Python
 * @property {any} pyodide
 * @property {boolean} restored  from a snapshot, with our library
 * @property {(modules: Record<string, object>) => void} offer  let Python import modules of JavaScript's
 */

/**
 * A snapshot that cannot be restored costs its time, never the start.
 * @param {Promise<ArrayBuffer | null>} kept  a snapshot
 * @param {{write(type: "stdout" | "stderr", bytes: Uint8Array): number}} output
 * @returns {Promise<Python>}
 */
export async function loadPython(kept, output) {
  const { loadPyodide } = await import(at(`${SITE.vendor.pyodide}pyodide.mjs`));
  const options = { indexURL: at(SITE.vendor.pyodide), lockFileURL: at("wheels/pyodide-lock.json") };
  const memory = await kept;
  let python = null;
  if (memory !== null) {
    python = await restore(loadPyodide, options, memory).catch((error) => console.warn("tfjs: the stored snapshot of Python could not be used", error));
  }
  python ??= await start(loadPyodide, options);
  const { pyodide } = python;
  pyodide.setStdout({ write: (/** @type {Uint8Array} */ bytes) => output.write("stdout", bytes), isatty: false });
  pyodide.setStderr({ write: (/** @type {Uint8Array} */ bytes) => output.write("stderr", bytes), isatty: false });
  return python;
}

/** @param {Function} loadPyodide @param {object} options @returns {Promise<Python>} */
async function start(loadPyodide, options) {
  const pyodide = await loadPyodide(options);
  const offer = (/** @type {Record<string, object>} */ modules) => {
    for (const name of OFFERED) pyodide.registerJsModule(name, modules[name]);
  };
  return { pyodide, restored: false, offer };
}

/** @param {Function} loadPyodide @param {object} options @param {ArrayBuffer} memory @returns {Promise<Python>} */
async function restore(loadPyodide, options, memory) {
  const { default: createModule } = await import(at(`${SITE.vendor.pyodide}pyodide.asm.mjs`));
  const { modules, find } = emptyModules();
  const pyodide = await loadPyodide({
    ...options,
    _loadSnapshot: memory,
    _snapshotDeserializer: find,
    /** Memory starts small; what is restored may be larger. @param {object} settings */
    async createPyodideModule(settings) {
      const module = await createModule(settings);
      if (module.HEAP8.length < memory.byteLength) module.growMemory(memory.byteLength);
      return module;
    },
  });
  const random = pyodide.pyimport("random");
  random.seed(); // the snapshot holds a stored state, the same for every visit
  random.destroy();
  const offer = (/** @type {Record<string, object>} */ offered) => {
    for (const name of OFFERED) Object.assign(modules[name], offered[name]);
  };
  return { pyodide, restored: true, offer };
}

/**
 * NumPy needs nothing of TF.js, which may still be starting. Out of an archive only what a start needs of it is put in place;
 * the rest is unpacked when it is wanted (studio/unpacking.py).
 * @param {Python} python @param {ArrayBuffer | null} archive
 */
export async function loadNumPy({ pyodide, restored }, archive) {
  if (restored && archive !== null) {
    try {
      for (const path of installBytecode(pyodide, archive)) await pyodide._api.loadDynlib(path);
      importNumPy(pyodide);
      for (const name of PACKAGES) pyodide.loadedPackages[name] = "default channel";
      return;
    } catch (error) {
      console.warn("tfjs: the stored archive of packages could not be used", error);
    }
  }
  if (restored) abandonBytecode(pyodide);
  await pyodide.loadPackage(PACKAGES, QUIET);
  importNumPy(pyodide);
}

/** @param {any} pyodide */
function importNumPy(pyodide) {
  const later = pyodide.pyimport("studio.later");
  later.fulfil("numpy");
  later.destroy();
}
