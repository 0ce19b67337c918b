// @ts-check
/** @import { State } from "./types.js" */

/** @type {State} */
const INITIAL = {
  runtime: { state: "booting", reason: null },
  phases: [],
  bootFiles: {},
  transfers: {},
  remark: "",
  report: null,
  bootStart: 0,
  bootMs: null,
  photo: null,
  fetching: null,
  trouble: null,
  camera: { state: "off", video: null, facing: "", devices: 0, rate: null },
  run: { phase: "idle", live: false, stopping: false, stuck: false, ms: null, stopped: false },
  runs: 0,
  result: null,
  problem: null,
  outputTick: 0,
  program: { source: null, original: null },
  backend: { wish: "auto", current: null, choices: [] },
  memory: null,
  modelFiles: [],
  online: true,
  notices: [],
};

/**
 * The page's state. `set` replaces slices; watchers hear of it once per microtask. Views never change
 * state: they `send` an intent, which the session handles.
 */
export class Store extends EventTarget {
  #state = INITIAL;
  #queued = false;

  /** @returns {Readonly<State>} */
  get state() {
    return this.#state;
  }

  /** @param {Partial<State>} patch */
  set(patch) {
    this.#state = { ...this.#state, ...patch };
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.dispatchEvent(new Event("change"));
    });
  }

  /**
   * Call `render` now, and again whenever one of the values that `select` picks is another one.
   *
   * @template {unknown[] | []} T
   * @param {(state: State) => T} select
   * @param {(...values: T) => void} render
   * @param {AbortSignal} signal
   */
  watch(select, render, signal) {
    let seen = select(this.#state);
    render(...seen);
    const check = () => {
      const now = select(this.#state);
      if (now.every((value, index) => Object.is(value, seen[index]))) return;
      seen = now;
      render(...now);
    };
    this.addEventListener("change", check, { signal });
  }

  /**
   * @param {string} intent  a dotted name such as "program.run"
   * @param {unknown} [detail]
   */
  send(intent, detail = null) {
    this.dispatchEvent(new CustomEvent("intent", { detail: { intent, detail } }));
  }
}

let lastNotice = 0;

/**
 * @param {Store} store
 * @param {"info" | "warning" | "error"} level
 * @param {string} text
 */
export function notify(store, level, text) {
  const others = store.state.notices.filter((notice) => notice.text !== text);
  store.set({ notices: [...others.slice(-3), { id: ++lastNotice, level, text }] });
}

/**
 * One word for what the whole page is doing; styles and tests read it from `data-state`.
 *
 * @param {State} state
 */
export function pageState(state) {
  const { runtime, run, camera, problem, result } = state;
  if (runtime.state === "unsupported" || runtime.state === "failed" || runtime.state === "dead") return runtime.state;
  if (runtime.state === "booting") return "booting";
  if (camera.state === "live") return "live";
  if (run.phase !== "idle") return "running";
  if (problem) return problem.missingModel ? "missing-model" : "error";
  return result ? "result" : "ready";
}
