// @ts-check
/**
 * The page's side of the runtime: one worker, promises for requests, events for everything else.
 *
 * If the worker dies, whatever still waits is rejected and the state becomes "dead" until `restart()`.
 */
import { createMail, post, wake } from "../shared/answers.js";
import { probeGpus } from "../shared/gpu.js";
import { ARRAY_KEY, CONTROL, isReply, isRuntimeEvent, SIGINT } from "../shared/protocol.js";
import { SITE } from "../shared/site.js";
import { handOver } from "./hand_over.js";

/** @typedef {import("../shared/protocol.js").RuntimeState} RuntimeState */
/** @typedef {import("../shared/protocol.js").BootReport} BootReport */
/** @typedef {import("../shared/protocol.js").Outcome} Outcome */
/** @typedef {import("../shared/protocol.js").RunOptions} RunOptions */

const BASE = new URL("../", import.meta.url).href;
/** How long a run that cannot be interrupted may go on before a restart is offered. */
const STOP_PATIENCE_MS = 1500;
/** How long after the start the page's own preparations are made. */
const WARM_UP_DELAY_MS = 300;
/** How long after the start the snapshot for later visits is made: not while somebody waits for a first result. */
const SNAPSHOT_DELAY_MS = 5000;

/** What stopping a program before it begins is to its caller. */
const STOPPED = { type: "KeyboardInterrupt", message: "", traceback: "KeyboardInterrupt\n", line: null };

/** An exception raised in Python. */
export class PythonError extends Error {
  /** @param {import("../shared/protocol.js").PythonFault} fault */
  constructor({ type, message, traceback, line }) {
    super(message);
    this.name = "PythonError";
    this.type = type;
    this.traceback = traceback;
    this.line = line ?? null;
  }
}

/** The worker ended before it answered. */
export class RuntimeDied extends Error {
  /** @param {string} reason */
  constructor(reason) {
    super(reason);
    this.name = "RuntimeDied";
  }
}

export class Runtime extends EventTarget {
  constructor() {
    super();
    /** @type {RuntimeState} */
    this.state = "booting";
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {any} */
    this.remote = null;
    /** What the worker looks at while it computes; null without shared memory. @type {Int32Array | null} */
    this.control = null;
    /** Where answers lie for a worker that blocks; null without shared memory. @type {SharedArrayBuffer | null} */
    this.mail = null;
    /** @type {AbortController} */
    this.lifetime = new AbortController();
    /** Resolves while the page is not put away for Back; no worker starts before. @type {Promise<unknown>} */
    this.shown = Promise.resolve();
    /** Keeps what a restart may take, on pages where one is likely. @type {import("./console/spare.js").Spare | null} */
    this.spare = null;
    /** Makes what later visits start from. @type {Worker | null} */
    this.maker = null;
    addEventListener("pagehide", (event) => event.persisted && this.#putAway());
    this.running = 0;
    /** Requests are numbered, and so are presses of Stop: each is for the requests up to then. */
    this.tickets = 0;
    this.presses = 0;
    /** The last ticket that was stopped. */
    this.stoppedTicket = 0;
    /** When the run under way was first asked to stop. @type {number | null} */
    this.stopAsked = null;
    /** Whether Python can let messages in while it computes (JSPI). */
    this.suspends = false;
    /** @type {Promise<BootReport>} */
    this.ready = this.#start();
    this.ready.catch(() => {}); // reported as a state; whoever awaits `ready` hears of it too
    /** A function of Python's that prepares what this page will need, called soon after the start. @type {string | null} */
    this.warmUp = null;
    /** Whether the worker is at work that nobody has asked for. */
    this.preparing = false;
    /** What is prepared in the background after the start has been done. @type {Promise<void>} */
    this.settled = Promise.resolve();
  }

  /**
   * Run Python with top-level await.
   * @param {string} code @param {RunOptions} [options] @returns {Promise<Outcome>}
   */
  run(code, options = {}) {
    return /** @type {Promise<Outcome>} */ (this.#ask((ticket) => this.remote.run(code, options, ticket)));
  }

  /** Call a Python function with plain values. @param {string} name @param {...unknown} args @returns {Promise<unknown>} */
  async call(name, ...args) {
    const { value } = await this.#ask((ticket) => this.remote.call(name, args, ticket));
    return value;
  }

  /**
   * Stop what has been asked for. Pressed again for something that does not listen (a long computation in C), it ends Python.
   * Where Python cannot hear at all while it computes (neither shared memory nor JSPI), it is ended after a while.
   */
  interrupt() {
    this.stoppedTicket = this.tickets;
    if (this.state !== "ready" && this.state !== "running") return;
    const { lifetime, stopAsked, running } = this;
    const press = ++this.presses;
    const now = performance.now();
    if (running > 0 && stopAsked !== null && now - stopAsked > STOP_PATIENCE_MS) {
      this.#die("Stopped by ending Python, which did not listen; restart it to go on.");
      return;
    }
    if (running > 0) this.stopAsked = stopAsked ?? now;
    if (this.control !== null) {
      this.control[CONTROL.TICKET] = this.tickets;
      this.control[CONTROL.PRESS] = press;
      Atomics.store(this.control, CONTROL.SIGNAL, SIGINT);
      Atomics.notify(this.control, CONTROL.SIGNAL);
      if (this.mail !== null) wake(this.mail);
    }
    const heard = this.remote.stop({ ticket: this.tickets, press });
    heard.catch(() => {}); // it died meanwhile
    if (this.control !== null || this.suspends || running === 0) return;
    Promise.race([heard, later(STOP_PATIENCE_MS)]).then(() => {
      if (this.running > 0 && this.stopAsked !== null && this.lifetime === lifetime) {
        this.#die("Stopped. This page is not cross-origin isolated, so Python had to be ended; restart it to go on.");
      }
    });
  }

  /** The program has heard the last press of Stop: the next one is its own. */
  heard() {
    this.stopAsked = null;
  }

  /**
   * Answer a question of Python's, in the way in which it waits.
   * @param {{by: string, name: string}} question @param {import("../shared/answers.js").Answer} answer
   */
  answer({ by, name }, answer) {
    if (by === "mail" && this.mail !== null) post(this.mail, answer);
    else if (by === "service") navigator.serviceWorker.controller?.postMessage({ type: "answer", name, answer });
    else this.call("studio.repl.ask.answer", answer.kind, answer.text).catch(() => {}); // Python has ended
  }

  /** End the worker and start a new one; variables are gone. @returns {Promise<BootReport>} */
  restart() {
    // Freeing what a worker holds takes a core for a while: one that is idle is ended when somebody has stopped waiting.
    const idle = this.state === "ready" ? this.worker : null;
    if (idle !== null) this.worker = null;
    this.#end("the runtime was restarted");
    this.running = 0;
    this.ready = this.#start();
    this.ready.catch(() => {}).finally(() => idle?.terminate());
    return this.ready;
  }

  /** @returns {Promise<BootReport>} */
  async #start() {
    this.#setState("booting", "");
    const lifetime = new AbortController();
    this.lifetime = lifetime;
    const { signal } = lifetime;
    await this.#orDeath(this.shown, signal);
    const { worker, told } = this.spare?.take() ?? { worker: createWorker("tfjs"), told: [] };
    this.worker = worker;
    worker.addEventListener("error", (event) => this.#fault(event), { signal });
    const listening = new Promise((resolve) => this.addEventListener("hello", resolve, { once: true, signal }));
    listening.then((event) => this.#outlive(event.detail.lifeline, signal));
    worker.addEventListener("message", (event) => this.#receive(event.data), { signal });
    for (const message of told) this.#receive(message);
    const shared = globalThis.crossOriginIsolated && typeof SharedArrayBuffer !== "undefined";
    this.control = shared ? new Int32Array(new SharedArrayBuffer(4 * CONTROL.SIZE)) : null;
    this.mail = shared ? createMail() : null;
    try {
      const { wrap } = await import(`${BASE}${SITE.vendor.comlink}dist/esm/comlink.min.mjs`);
      const options = { control: this.control, mail: this.mail, gpus: await probeGpus() };
      await this.#orDeath(listening, signal);
      this.remote = wrap(worker);
      const report = await this.#orDeath(this.remote.boot(options), signal);
      this.suspends = report.suspends;
      this.#setState("ready", "");
      // Unannounced, and after the first things that the page asks for.
      this.settled = this.#prepareLater(signal);
      return report;
    } catch (error) {
      if (this.lifetime === lifetime && this.state === "booting") {
        this.#end("");
        this.#setState("failed", /** @type {Error} */ (error).message);
      }
      throw error;
    }
  }

  /** Let later visits start from what this one has made; see worker/kept.js. @param {AbortSignal} signal */
  async #prepareLater(signal) {
    await later(WARM_UP_DELAY_MS);
    if (signal.aborted) return;
    const { warmUp } = this;
    if (warmUp !== null) await this.#unasked(() => this.remote.call(warmUp, []));
    await later(SNAPSHOT_DELAY_MS);
    if (signal.aborted) return;
    if (await this.remote.startsFast()) return void this.spare?.keep();
    const { modules, compiled, offered } = await this.#unasked(async () => ({
      modules: await this.remote.call("studio.session.snapshot_modules", []),
      compiled: await this.remote.call("studio.bytecode.archive", []),
      offered: await this.remote.offered(),
    }));
    if (signal.aborted || !modules.ok || !compiled.ok) return;
    const url = new URL("../worker/snapshot_worker.js", import.meta.url);
    this.maker = new Worker(url, { type: "module", name: "snapshot" });
    this.maker.postMessage({ modules: modules.value, compiled: compiled.value, offered });
  }

  /** Let the worker do what nobody waits for. @template T @param {() => Promise<T>} work */
  async #unasked(work) {
    this.preparing = true;
    try {
      return await work();
    } finally {
      this.preparing = false;
    }
  }

  /** @param {(ticket: number) => Promise<any>} send @returns {Promise<any>} */
  async #ask(send) {
    const ticket = ++this.tickets;
    await this.ready;
    if (ticket <= this.stoppedTicket) throw new PythonError(STOPPED);
    if (this.state === "dead" || this.state === "failed") throw new RuntimeDied("Python is not running; restart it.");
    const { lifetime } = this;
    this.running += 1;
    this.#setState("running", "");
    try {
      const answer = await this.#orDeath(send(ticket), lifetime.signal);
      if (!answer.ok) throw new PythonError(answer.fault);
      return revived(answer);
    } finally {
      if (this.lifetime === lifetime) {
        this.running -= 1;
        if (this.running === 0) this.stopAsked = null;
        if (this.running === 0 && this.state === "running") this.#setState("ready", "");
      }
    }
  }

  /** @template T @param {Promise<T>} promise @param {AbortSignal} signal @returns {Promise<T>} */
  #orDeath(promise, signal) {
    return new Promise((resolve, reject) => {
      const died = () => reject(new RuntimeDied(signal.reason));
      if (signal.aborted) died();
      signal.addEventListener("abort", died, { once: true });
      promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", died));
    });
  }

  /** @param {unknown} message */
  #receive(message) {
    if (isReply(message)) return; // Comlink's
    if (!isRuntimeEvent(message)) {
      console.warn("tfjs: unknown message from the worker", message);
      return;
    }
    if (message.type === "fatal") this.#die(message.detail.text);
    const wanted = this.dispatchEvent(new CustomEvent(message.type, { detail: message.detail, cancelable: true }));
    if (wanted && message.type === "download") handOver(message.detail.name, /** @type {BlobPart} */ (message.detail.bytes));
  }

  /** An error that nothing in the worker has caught: fatal to a start, but not to Python. @param {ErrorEvent} event */
  #fault(event) {
    if (this.state === "booting") this.#die(event.message || "the worker could not be started");
    else this.dispatchEvent(new CustomEvent("notice", { detail: { level: "error", text: `In Python's worker: ${event.message}` } }));
  }

  /** Notice when the worker ends by itself. @param {string | null} lifeline a lock that it holds @param {AbortSignal} signal */
  #outlive(lifeline, signal) {
    if (lifeline === null) return;
    const ended = () => this.#die("Python's worker has ended by itself; restart it to go on.");
    navigator.locks.request(lifeline, { signal }, ended).catch(() => {}); // the page has ended it
  }

  /**
   * The page is left, and kept by the browser for Back. Python that waits for its visitor is kept with it; Python at work
   * is ended: Chromium ends the whole tab where a worker that was frozen in the middle of its work is told of anything. One
   * that was starting starts anew when the page is shown again.
   */
  #putAway() {
    this.shown = new Promise((resolve) => addEventListener("pageshow", resolve, { once: true }));
    this.maker?.terminate();
    const { state, preparing } = this;
    if (state !== "booting" && state !== "running" && !preparing) return;
    this.#die("Python was ended, because this page was left while it worked.");
    if (state !== "running") this.restart();
  }

  /** @param {string} reason */
  #die(reason) {
    if (this.state === "dead") return;
    this.#end(reason);
    this.running = 0;
    this.#setState("dead", reason);
  }

  /** @param {string} reason */
  #end(reason) {
    this.worker?.terminate();
    this.worker = null;
    this.preparing = false;
    this.stopAsked = null;
    this.lifetime.abort(reason);
  }

  /** @param {RuntimeState} state @param {string} reason */
  #setState(state, reason) {
    if (state === this.state && reason === "") return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, reason } }));
  }
}

/** @param {string} name @returns {Worker} */
export function createWorker(name) {
  return new Worker(new URL("../worker/worker.js", import.meta.url), { type: "module", name });
}

/** Start the runtime of this page. */
export function createRuntime() {
  return new Runtime();
}

/** @param {number} ms */
function later(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What Python sent: None as null, typed arrays with their shape and dtype. @param {any} value @returns {any} */
export function revived(value) {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (ARRAY_KEY in value) {
    const { [ARRAY_KEY]: array, shape, dtype } = value;
    return Object.defineProperties(array, { shape: { value: shape }, dtype: { value: dtype } });
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(item)]));
}
