// @ts-check
/** @import { Bundle } from "../../shared/protocol.js" */
/** @import { Runtime } from "../client.js" */
/** @import { Store } from "../store.js" */
/** @import { Entry } from "./entry.js" */
/** @import { Transcript } from "./transcript.js" */
/** @import { FileKeeper } from "./file_keeper.js" */

import { SITE } from "../../shared/site.js";
import { readReport } from "../feed.js";
import { notify } from "../store.js";
import { questionForm } from "./question.js";

const STUCK_AFTER = 3000;
const IDLE = { phase: /** @type {const} */ ("idle"), live: false, stopping: false, stuck: false, ms: null, stopped: false };
const INPUT = "application/vnd.tfjs.input+json";
const FAULT = "application/vnd.tfjs.fault+json";

/** @typedef {{prompt: string, by: string, name: string}} Question */

/**
 * The console's session: inputs wait in a queue and run one by one. Fires `ran` after each input, and `started` when Python
 * has (again) become ready.
 */
export class Session extends EventTarget {
  /** @type {Entry[]} */ #queue = [];
  /** @type {Entry | null} */ #running = null;
  /** @type {Entry | null} where output goes that no input asked for */ #loose = null;
  #pumping = false;
  #stopped = false;
  /** @type {{close(shown: string): void} | null} */ #question = null;
  /** @type {Promise<void>} */ #arrival = Promise.resolve();

  /**
   * @param {Store} store @param {Runtime} runtime @param {Transcript} transcript @param {FileKeeper} files
   */
  constructor(store, runtime, transcript, files) {
    super();
    this.store = store;
    this.runtime = runtime;
    this.transcript = transcript;
    this.files = files;
    runtime.addEventListener("state", (event) => this.#onState(/** @type {CustomEvent} */ (event).detail));
    // Python at work of the page's own was ended when the page was left: no input was cut off that would begin a new one.
    addEventListener("pageshow", ({ persisted }) => { if (persisted && runtime.state === "dead") this.restart(false); });
    this.#boot();
  }

  /** Resolves when Python is ready for inputs. */
  get arrival() {
    return this.#arrival;
  }

  get isBusy() {
    return this.#running !== null || this.#queue.length > 0;
  }

  /** Where `feed` writes what the worker sends. */
  get log() {
    return {
      write: (/** @type {"stdout" | "stderr"} */ stream, /** @type {string} */ text) =>
        this.transcript.put(this.#target(), { kind: "stream", stream, text }),
      display: (/** @type {Bundle} */ bundle) => this.#display(bundle),
    };
  }

  /** @param {string} source */
  submit(source) {
    this.run(this.transcript.addInput(source));
  }

  /** Run an input that is in the transcript already. @param {Entry} entry */
  run(entry) {
    entry.state = "waiting";
    this.#loose = null;
    this.transcript.follow();
    this.#queue.push(entry);
    this.#pump();
  }

  /** Stop what runs; what waits is forgotten. */
  stop() {
    const { run } = this.store.state;
    for (const entry of this.#queue.splice(0)) entry.state = "stopped";
    if (this.#running === null) return;
    if (run.stuck) {
      this.restart();
      return;
    }
    this.#stopped = true;
    this.#patch({ stopping: true });
    this.#question?.close("^C");
    this.#question = null;
    this.runtime.interrupt();
    const entry = this.#running;
    setTimeout(() => {
      if (this.#running === entry && this.store.state.run.stopping) this.#patch({ stuck: true });
    }, STUCK_AFTER);
  }

  async restart(cutOff = this.#running !== null) {
    const was = this.runtime.state;
    for (const entry of this.#queue.splice(0)) entry.state = "stopped";
    if (was === "booting") return;
    const asOf = !cutOff ? "" : " as they were before the input that was cut off"; // they are kept when one ends
    this.transcript.note(`Python restarts. Variables are gone; files stay${asOf}.`);
    await this.runtime.restart().catch(() => {}); // told as a state
  }

  /** A question to Python beside the inputs, such as a completion; null where it cannot be answered now. @param {string} name @param {...unknown} args */
  async ask(name, ...args) {
    if (this.#running !== null || this.runtime.state === "booting" || this.runtime.state === "dead" || this.runtime.state === "failed") return null;
    try {
      return await this.runtime.call(name, ...args);
    } catch {
      return null; // help while typing is worth no message
    }
  }

  #boot() {
    this.#arrival = this.#arrive();
    this.#arrival.catch((error) => {
      if (this.runtime.state === "ready") notify(this.store, "error", error.message);
    });
  }

  async #arrive() {
    const report = await this.runtime.ready;
    readReport(this.store, report);
    await this.runtime.call("studio.repl.console.start");
    await this.files.restore();
    this.#knowImports();
    this.dispatchEvent(new Event("started"));
  }

  /** What could be imported, though it is not loaded. */
  async #knowImports() {
    try {
      const response = await fetch(new URL("../../wheels/pyodide-lock.json", import.meta.url));
      /** @type {{packages: Record<string, {imports: string[]}>}} */
      const { packages } = await response.json();
      const names = Object.values(packages).flatMap(({ imports }) => imports).filter((name) => !name.includes(".") && !name.startsWith("_"));
      await this.runtime.call("studio.repl.completion.know_imports", [...new Set(names)]);
    } catch {
      // Completion then knows what is installed, and no more.
    }
  }

  /** @param {{state: string, reason: string}} detail */
  #onState({ state, reason }) {
    if (state === "booting") queueMicrotask(() => this.#boot()); // `runtime.ready` is the new start's promise then
    if (state === "dead") {
      this.#loose = null;
      this.transcript.note(reason || "Python stopped.");
      const cutOff = this.#running !== null;
      // Not at once: others are still to hear of this state before the next.
      if (this.#stopped || cutOff) queueMicrotask(() => this.restart(cutOff));
    }
  }

  async #pump() {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (this.#queue.length > 0) {
        this.#patch({ ...IDLE, phase: "waiting" });
        await this.#arrival;
        const entry = this.#queue.shift();
        if (entry) await this.#run(entry);
      }
    } catch {
      for (const entry of this.#queue.splice(0)) entry.state = "stopped"; // Python did not start; the page says so
    } finally {
      this.#pumping = false;
      this.#patch(IDLE);
    }
  }

  /** @param {Entry} entry */
  async #run(entry) {
    this.#running = entry;
    this.#stopped = false;
    entry.state = "running";
    this.store.set({ transfers: {}, remark: "" });
    this.#patch({ ...IDLE, phase: "running" });
    try {
      const outcome = /** @type {any} */ (await this.runtime.call("studio.repl.console.run", entry.source, entry.number));
      this.#finish(entry, outcome);
    } catch (error) {
      const restarted = this.runtime.state === "booting" || this.runtime.state === "dead";
      entry.state = "stopped";
      const { name, message, type } = /** @type {Error & {type?: string}} */ (error);
      if (!restarted && type === "KeyboardInterrupt") {
        this.transcript.put(entry, { kind: "element", element: note("Stopped before it began.") });
      } else if (!restarted) {
        const fault = { type: name, message, hint: "", parts: [{ error: { type: name, message } }], text: message };
        this.transcript.put(entry, { kind: "fault", fault });
        entry.state = "error";
      }
    } finally {
      this.#question?.close("");
      this.#question = null;
      this.#running = null;
      entry.remark("");
      const { runs } = this.store.state;
      this.store.set({ transfers: {}, remark: "", runs: runs + 1 });
      this.dispatchEvent(new CustomEvent("ran", { detail: entry }));
    }
  }

  /** @param {Entry} entry @param {{bundle: Bundle | null, fault: any, warning: string, ms: number}} outcome */
  #finish(entry, { bundle, fault, warning, ms }) {
    entry.took(ms);
    const wasStopped = this.#stopped && ["KeyboardInterrupt", "CancelledError"].includes(fault?.type);
    if (bundle) this.transcript.put(entry, { kind: "result", bundle });
    if (wasStopped) this.transcript.put(entry, { kind: "element", element: stoppedNote(fault) });
    else if (fault) this.transcript.put(entry, { kind: "fault", fault });
    if (warning) this.transcript.put(entry, { kind: "stream", stream: "stderr", text: `${warning}\n` });
    entry.state = wasStopped ? "stopped" : fault ? "error" : "ok";
    if (wasStopped) for (const other of this.#queue.splice(0)) other.state = "stopped";
  }

  #target() {
    if (this.#running !== null) return this.#running;
    this.#loose ??= this.transcript.addLoose();
    return this.#loose;
  }

  /** @param {Bundle} bundle */
  #display(bundle) {
    const entry = this.#target();
    const question = /** @type {Question | undefined} */ (bundle[INPUT]);
    if (question !== undefined) this.#askVisitor(entry, question);
    else if (bundle[FAULT] !== undefined) this.transcript.put(entry, { kind: "fault", fault: /** @type {any} */ (bundle[FAULT]) });
    else this.transcript.put(entry, { kind: "bundle", bundle });
  }

  /** @param {Entry} entry @param {Question} question */
  #askVisitor(entry, question) {
    if (this.#stopped) {
      // The program, a debugger for instance, has taken note of Stop and goes on.
      this.#stopped = false;
      this.#patch({ stopping: false, stuck: false });
      this.runtime.heard();
    }
    const settle = (/** @type {"line" | "end"} */ kind, /** @type {string} */ text) => {
      this.#question = null;
      this.runtime.answer(question, { kind, text });
      this.dispatchEvent(new Event("answered"));
    };
    const { element, close } = questionForm(question.prompt, {
      answer: (text) => settle("line", text),
      interrupt: () => this.stop(),
      end: () => settle("end", ""),
    });
    this.#question = {
      close: (shown) => {
        // Stop reaches a Python that waits in another way by itself.
        if (close(shown) && question.by === "service") this.runtime.answer(question, { kind: "stop", text: "" });
      },
    };
    this.transcript.put(entry, { kind: "element", element });
  }

  /** @param {Partial<import("../types.js").RunState>} patch */
  #patch(patch) {
    this.store.set({ run: { ...this.store.state.run, ...patch } });
  }
}

/** @param {{parts: {frames?: {line: number, file: string}[]}[]}} fault */
function stoppedNote(fault) {
  const frame = fault.parts.flatMap(({ frames }) => frames ?? []).find(({ file }) => file.startsWith("<input "));
  return note(frame && frame.line > 0 ? `Stopped in line ${frame.line}. Variables are kept.` : "Stopped. Variables are kept.");
}

/** @param {string} text */
function note(text) {
  const element = document.createElement("p");
  element.className = "entry-note";
  element.textContent = text;
  return element;
}

/** What this page runs, in a line. */
export function versionLine() {
  const { pyodide, tfjs, library } = SITE.versions;
  return `tfjs ${library} · TensorFlow.js ${tfjs} · Pyodide ${pyodide}`;
}
