// @ts-check
/**
 * A second Python that waits, so that a restart takes a fraction of a start. It is started up to the backends, which belong
 * to whoever computes, and only where the machine has memory enough: it holds about 120 MB. While nobody sees the page there
 * is none.
 */
import { isRuntimeEvent, SPARE_NAME } from "../../shared/protocol.js";
import { createWorker } from "../client.js";

/** Gigabytes, as browsers round them; Firefox and Safari do not tell. */
const LEAST_MEMORY = 8;
/** After the page's own Python has come to rest. */
const DELAY_MS = 5000;

/** @typedef {{worker: Worker, told: unknown[]}} Started  a worker, and what it has told already */

export class Spare {
  /** @type {Started | null} */
  #waiting = null;
  #listening = new AbortController();
  #timer = 0;
  #kept = false;

  constructor() {
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.#end();
      else if (this.#kept) this.#later();
    });
  }

  /** Keep one from now on: what it starts from has been kept, and the page's own Python has started. */
  keep() {
    const { deviceMemory = 0 } = /** @type {{deviceMemory?: number}} */ (navigator);
    this.#kept = deviceMemory >= LEAST_MEMORY;
    if (this.#kept && !document.hidden) this.#later();
  }

  /** The one that waits, if there is one; none is kept until `keep` is called again. @returns {Started | null} */
  take() {
    const taken = this.#waiting;
    this.#waiting = null;
    this.#listening.abort();
    this.#kept = false;
    clearTimeout(this.#timer);
    return taken;
  }

  #end() {
    clearTimeout(this.#timer);
    this.#listening.abort();
    this.#waiting?.worker.terminate();
    this.#waiting = null;
  }

  #later() {
    clearTimeout(this.#timer);
    if (this.#waiting === null) this.#timer = setTimeout(() => this.#start(), DELAY_MS);
  }

  #start() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const worker = createWorker(SPARE_NAME);
    /** @type {unknown[]} */
    const told = [];
    worker.addEventListener("message", ({ data }) => (hasFailed(data) ? this.#end() : told.push(data)), { signal });
    worker.addEventListener("error", () => this.#end(), { signal });
    this.#waiting = { worker, told };
  }
}

/** Whether a worker tells that it will not start: whoever restarts then gets a new one. @param {unknown} message */
function hasFailed(message) {
  if (!isRuntimeEvent(message)) return false;
  return message.type === "fatal" || (message.type === "phase" && message.detail.status === "failed");
}
