// @ts-check
/** @import { BootReport, Bundle, Phase, Progress } from "../shared/protocol.js" */
/** @import { Store } from "./store.js" */
/** @import { OutputLog } from "./output_log.js" */
/** @import { Runtime } from "./types.js" */

import { notify } from "./store.js";

/** The phases in the order in which the boot view lists them, before the worker has named any. */
const PHASES = [
  { name: "python", label: "Python" },
  { name: "packages", label: "NumPy" },
  { name: "tensorflow", label: "TensorFlow.js" },
  { name: "backends", label: "Backends" },
  { name: "library", label: "tfjs library" },
];

const waiting = () =>
  PHASES.map((phase) => ({ ...phase, status: /** @type {const} */ ("waiting"), ms: null, bytes: null }));

/**
 * Carry everything that the runtime reports into the store.
 *
 * @param {Store} store
 * @param {Runtime} runtime
 * @param {OutputLog} log
 * @param {AbortSignal} signal
 */
export function feed(store, runtime, log, signal) {
  const written = () => store.set({ outputTick: store.state.outputTick + 1 });

  /** @type {Record<string, (detail: any) => void>} */
  const handlers = {
    state({ state, reason }) {
      if (state === "booting" && store.state.runtime.state !== "booting") {
        store.set({ phases: waiting(), bootFiles: {}, report: null, bootStart: performance.now() });
      }
      store.set({ runtime: { state, reason: reason ?? null } });
    },

    phase(/** @type {Phase} */ { name, label, status, ms, bytes }) {
      const known = store.state.phases.some((phase) => phase.name === name);
      const phase = { name, label, status, ms: ms ?? null, bytes: bytes ?? null };
      const phases = store.state.phases.map((other) => (other.name === name ? phase : other));
      store.set({ phases: known ? phases : [...phases, phase] });
    },

    progress(/** @type {Progress} */ { stage, file, loaded, total }) {
      const slice = stage === "runtime" || stage === "wheels" ? "bootFiles" : "transfers";
      store.set({ [slice]: { ...store.state[slice], [file]: { loaded, total } } });
    },

    stdout({ text }) {
      log.write("stdout", text);
      written();
    },

    stderr({ text }) {
      log.write("stderr", text);
      written();
    },

    display(/** @type {{bundle: Bundle}} */ { bundle }) {
      log.display(bundle);
      written();
    },

    status({ backend, memory }) {
      store.set({ backend: { ...store.state.backend, current: backend }, memory });
    },

    notice({ level, text }) {
      if (level === "info" && store.state.run.phase !== "idle") store.set({ remark: text });
      else notify(store, level, text);
    },
  };

  store.set({ phases: waiting(), bootStart: performance.now(), runtime: { state: runtime.state, reason: null } });
  for (const [type, handle] of Object.entries(handlers)) {
    runtime.addEventListener(type, (event) => handle(/** @type {CustomEvent} */ (event).detail), { signal });
  }
}

/**
 * @param {Store} store
 * @param {BootReport} report
 */
export function readReport(store, report) {
  const { backend, bootStart } = store.state;
  store.set({
    report,
    bootMs: performance.now() - bootStart,
    backend: { ...backend, current: report.backend, choices: report.backends },
  });
}
