// @ts-check
/**
 * The interpreter's side of decoding photos in other workers: files go out, pixels come into Python's memory.
 *
 * With shared memory Python blocks on a place's state; without, it suspends (JSPI) until a message has come. The workers
 * are started when they are first asked for, and stay.
 */
import { DONE, MOST_PAGES, PAGE, PENDING } from "./decode_states.js";

/** How long the workers may take to start, until photos are decoded without it. */
const START_MS = 10_000;
/** One for each processor, up to this: Python waits while they work, and they while it does. */
const MOST_WORKERS = 4;
/** Pages of memory that workers may add to a session's, for the photos that they work on. */
const ROOM = 4096;
/** Files in a message: at most so many, and at most an eighth of the places, so that decoders always have some. */
const MOST_TOGETHER = 8;

/** @typedef {{states: Int32Array, pixels: Float32Array | null, arrived: Map<number, Float32Array>, waiting: Map<number, () => void>, shape: number[], size: number, together: number}} Session */

/**
 * @param {(shape: number[], fill: (values: Float32Array) => void) => number} filled  makes a tensor, and gives its slot
 * @param {{url?: URL}} [options]
 */
export function decoding(filled, { url = new URL("./decode_worker.js", import.meta.url) } = {}) {
  const shares = globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer !== "undefined";
  /** @type {{HEAPU8: Uint8Array<ArrayBuffer>}} the interpreter, once it is there */
  let python;
  /** @type {Worker[]} */
  const workers = [];
  /** @type {Promise<boolean> | null} */
  let started = null;
  /** @type {Map<number, Session>} */
  const sessions = new Map();
  let nextSession = 1;
  let turn = 0;
  /** @type {import("./decode_states.js").File[]} */
  let unsent = [];

  /** @returns {Promise<boolean>} whether the workers run */
  function start() {
    const count = Math.min(Math.max(navigator.hardwareConcurrency || 1, 1), MOST_WORKERS);
    started ??= Promise.all(Array.from({ length: count }, startOne)).then((all) => all.every(Boolean));
    return started;
  }

  /** @returns {Promise<boolean>} whether another worker runs */
  function startOne() {
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(false), START_MS);
      const settle = (/** @type {boolean} */ runs) => {
        clearTimeout(late);
        resolve(runs);
      };
      try {
        const worker = new Worker(url, { type: "module", name: "tfjs-decode" });
        workers.push(worker);
        worker.onerror = worker.onmessageerror = () => settle(false);
        worker.onmessage = ({ data }) => (data === "ready" ? settle(true) : receive(data));
        // Its answer shows that messages reach it: until its code has run they wait here for a turn of the event loop,
        // which Python's blocking would never give.
        worker.postMessage({ type: "hello" });
      } catch {
        settle(false);
      }
    });
  }

  /** @param {import("./decode_states.js").Open | import("./decode_states.js").Close} message */
  function tellAll(message) {
    for (const worker of workers) worker.postMessage(message);
  }

  /** @param {import("./decode_states.js").Answer} answer */
  function receive({ session, place, state, pixels }) {
    const opened = sessions.get(session);
    if (opened === undefined) return;
    if (pixels !== null) opened.arrived.set(place, pixels);
    opened.states[place] = state;
    opened.waiting.get(place)?.();
  }

  /** @param {number} pages for results; workers add to them */
  function sharedMemory(pages) {
    const made = (/** @type {number} */ more) => new WebAssembly.Memory({ initial: pages, maximum: Math.min(pages + more, MOST_PAGES), shared: true });
    try {
      return made(ROOM);
    } catch {
      return made(ROOM / 8); // the browser does not promise so much; large photos are then resized in JavaScript
    }
  }

  /**
   * Places for photos of one size.
   * @param {number} places @param {number} height @param {number} width @param {number} channels
   * @param {boolean} nearest @param {boolean} crop
   * @returns {number} its number
   */
  function open(places, height, width, channels, nearest, crop) {
    const size = height * width * channels;
    const states = new Int32Array(shares ? new SharedArrayBuffer(4 * places) : new ArrayBuffer(4 * places));
    const memory = shares ? sharedMemory(Math.ceil((4 * size * places) / PAGE)) : null;
    const pixels = memory === null ? null : new Float32Array(memory.buffer, 0, size * places);
    const session = nextSession++;
    sessions.set(session, { states, pixels, arrived: new Map(), waiting: new Map(), shape: [height, width, channels], size, together: Math.max(1, Math.min(places >> 3, MOST_TOGETHER)) });
    const wanted = { height, width, channels, nearest, crop };
    tellAll({ type: "open", session, wanted, states: shares ? states : null, memory });
    return session;
  }

  /**
   * Decode a file into a place.
   * @param {number} session @param {number} place @param {number} address of its bytes in Python's memory
   * @param {number} length @param {string} kind MIME type
   */
  function decode(session, place, address, length, kind) {
    const opened = of(session);
    const bytes = python.HEAPU8.slice(address, address + length);
    Atomics.store(opened.states, place, PENDING);
    opened.arrived.delete(place);
    unsent.push({ session, place, bytes, kind });
    if (unsent.length >= opened.together) send();
  }

  /** Send the files that wait, to the workers in turn; a message for each would cost as much as a decoder's work. */
  function send() {
    const files = unsent.splice(0);
    if (files.length === 0) return;
    turn = (turn + 1) % workers.length;
    workers[turn].postMessage({ type: "decode", files }, files.map((file) => file.bytes.buffer));
  }

  /** @param {number} session @param {number} place */
  function sendIfUnsent(session, place) {
    if (unsent.some((file) => file.session === session && file.place === place)) send();
  }

  /** The state of a place, after at most `ms` where threads can block. @param {number} session @param {number} place @param {number} ms */
  function wait(session, place, ms) {
    const { states } = of(session);
    sendIfUnsent(session, place);
    if (shares && Atomics.load(states, place) === PENDING) Atomics.wait(states, place, PENDING, ms);
    return Atomics.load(states, place);
  }

  /**
   * Settles when a place is no longer pending, or the time is over.
   * @param {number} session @param {number} place @param {number} ms @returns {Promise<void>}
   */
  function arrived(session, place, ms) {
    const { states, waiting } = of(session);
    sendIfUnsent(session, place);
    if (states[place] !== PENDING) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(late);
        waiting.delete(place);
        resolve();
      };
      const late = setTimeout(end, ms);
      waiting.set(place, end);
    });
  }

  /** Copy a decoded photo into Python's memory. @param {number} session @param {number} place @param {number} address */
  function take(session, place, address) {
    const opened = of(session);
    copy(opened, place, new Float32Array(python.HEAPU8.buffer, address, opened.size), 0);
  }

  /** @param {Session} session @param {number} place @param {Float32Array} to @param {number} at */
  function copy({ states, pixels, arrived, size }, place, to, at) {
    if (states[place] !== DONE) throw new Error("expected a decoded photo");
    const found = pixels === null ? arrived.get(place) : pixels.subarray(place * size, (place + 1) * size);
    to.set(/** @type {Float32Array} */ (found), at);
  }

  /**
   * Decoded photos as one tensor, one below the other.
   * @param {number} session @param {number} address of the numbers of their places in Python's memory @param {number} count
   * @returns {number} its slot; 0 if one is not there
   */
  function gather(session, address, count) {
    const opened = of(session);
    const places = new Int32Array(python.HEAPU8.buffer, address, count).slice();
    if (places.some((place) => Atomics.load(opened.states, place) !== DONE)) return 0;
    return filled([count, ...opened.shape], (values) => places.forEach((place, row) => copy(opened, place, values, row * opened.size)));
  }

  /** @param {number} session */
  function close(session) {
    sessions.delete(session);
    unsent = unsent.filter((file) => file.session !== session);
    tellAll({ type: "close", session });
  }

  /** @param {number} session */
  function of(session) {
    const opened = sessions.get(session);
    if (opened === undefined) throw new Error(`photos ${session} were released`);
    return opened;
  }

  /** @param {any} module Pyodide's Emscripten module */
  function adoptPython(module) {
    python = module;
  }

  return {
    adoptPython,
    liveSessions: () => sessions.size,
    functions: {
      decode_start: start,
      decode_shares: () => shares,
      decode_open: open,
      decode,
      decode_wait: wait,
      decode_arrived: arrived,
      decode_take: take,
      decode_gather: gather,
      decode_close: close,
    },
  };
}
