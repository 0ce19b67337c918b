// @ts-check
/** @import { Outcome } from "../shared/protocol.js" */
/** @import { Store } from "./store.js" */
/** @import { OutputLog } from "./output_log.js" */
/** @import { Frame, Problem, Result, RunState, Runtime } from "./types.js" */

export const FILENAME = "classify.py";

const PREDICTIONS = "application/vnd.tfjs.predictions+json";
/** What a `load(…)` raises when its model cannot be had, or is none. */
const MODEL_ERRORS = ["UnavailableError", "NotFoundError", "ModelFormatError", "DataLossError"];
const STUCK_AFTER = 3000;

/** @type {RunState} */
const IDLE = { phase: "idle", live: false, stopping: false, stuck: false, ms: null, stopped: false };

/**
 * @param {Outcome} outcome
 * @returns {Result}
 */
function readOutcome({ text, bundle }) {
  const data = /** @type {any} */ (bundle?.[PREDICTIONS]);
  // Python's None arrives as undefined.
  return data ? { kind: "predictions", data, bundle } : { kind: "value", text: text ?? null, bundle: bundle ?? null };
}

/**
 * @param {any} error  a PythonError, or whatever else went wrong on the way
 * @param {string} source
 * @returns {Problem}
 */
function readProblem(error, source) {
  const traceback = String(error.traceback ?? "");
  const lines = [...traceback.matchAll(new RegExp(`File "${FILENAME}", line (\\d+)`, "g"))];
  const line = error.line ?? lines.at(-1)?.[1] ?? null;
  const type = String(error.type ?? error.name ?? "Error").split(".").at(-1) ?? "Error";
  return {
    type,
    message: String(error.message ?? error),
    traceback,
    line: line === null ? null : Number(line),
    missingModel: MODEL_ERRORS.includes(type) && /\bload\w*\(/.test(source.split("\n")[line - 1] ?? ""),
  };
}

/**
 * Runs the program, one run at a time. While one is going on, only the newest wish is remembered: pictures
 * and camera frames never queue.
 */
export class Runner {
  /** @type {Store} */ #store;
  /** @type {Runtime} */ #runtime;
  /** @type {OutputLog} */ #log;
  /** @type {() => Promise<unknown>} */ #arrival;
  #busy = false;
  #again = false;
  #stopped = false;
  /** @type {string | null} */ #committed = null;

  /**
   * @param {Store} store
   * @param {Runtime} runtime
   * @param {OutputLog} log
   * @param {() => Promise<unknown>} arrival  settles when runtime and program are there
   */
  constructor(store, runtime, log, arrival) {
    this.#store = store;
    this.#runtime = runtime;
    this.#log = log;
    this.#arrival = arrival;
  }

  get busy() {
    return this.#busy;
  }

  /** Run on the chosen picture, now or right after the present run. */
  async runPhoto() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    do {
      this.#again = false;
      await this.#run(false, async () => {
        const { photo } = this.#store.state;
        return photo ? { photo: await photo.bytes() } : {};
      });
    } while (this.#again);
  }

  /** Let the next camera frames run the program as it now reads; unfinished edits do not reach them. */
  commit() {
    this.#committed = this.#store.state.program.source;
  }

  /**
   * Run on one camera frame.
   *
   * @param {Frame} frame
   * @returns {Promise<boolean>} whether the program went through
   */
  async runFrame(frame) {
    if (this.#busy) return true;
    return this.#run(true, async () => ({ photo: frame }));
  }

  /** Interrupt the run under way, and say so when Python does not answer. */
  stop() {
    if (!this.#busy) return;
    this.#stopped = true;
    this.#again = false;
    this.#patch({ stopping: true });
    this.#runtime.interrupt();
    setTimeout(() => {
      if (this.#store.state.run.stopping) this.#patch({ stuck: true });
    }, STUCK_AFTER);
  }

  /**
   * @param {boolean} live
   * @param {() => Promise<Record<string, unknown>>} bind
   */
  async #run(live, bind) {
    this.#busy = true;
    this.#stopped = false;
    let source = "";
    try {
      this.#patch({ ...IDLE, phase: "waiting", live });
      await this.#arrival();
      const bindings = { ...(await this.#modelFiles(live)), ...(await bind()) };
      if (live) this.#log.renew();
      else this.#log.clear();
      const { outputTick, program } = this.#store.state;
      if (live) this.#committed ??= program.source;
      source = (live ? this.#committed : program.source) ?? "";
      this.#store.set({ outputTick: outputTick + 1, transfers: {} });
      this.#patch({ phase: "running" });
      const outcome = await this.#runtime.run(source, { bindings, filename: FILENAME });
      this.#store.set({ result: readOutcome(outcome), problem: null });
      this.#patch({ ...IDLE, ms: outcome.ms });
      return true;
    } catch (error) {
      this.#fail(error, source);
      return false;
    } finally {
      this.#busy = false;
      this.#log.settle();
      const { runs, outputTick } = this.#store.state;
      this.#store.set({ transfers: {}, remark: "", runs: runs + 1, outputTick: outputTick + 1 });
    }
  }

  /**
   * @param {unknown} error
   * @param {string} source  what ran
   */
  #fail(error, source) {
    const { state } = this.#store.state.runtime;
    const gone = state === "dead" || state === "failed" || state === "booting";
    if (this.#stopped || gone) {
      this.#store.set({ result: null, problem: null });
      this.#patch({ ...IDLE, stopped: this.#stopped });
      return;
    }
    this.#store.set({ problem: readProblem(error, source), result: null });
    this.#patch(IDLE);
  }

  /** @param {boolean} live */
  async #modelFiles(live) {
    const files = this.#store.state.modelFiles;
    if (live || files.length === 0) return {};
    const entries = files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())]);
    return { model_files: Object.fromEntries(await Promise.all(entries)) };
  }

  /** @param {Partial<RunState>} patch */
  #patch(patch) {
    this.#store.set({ run: { ...this.#store.state.run, ...patch } });
  }
}
