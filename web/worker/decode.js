// @ts-check
/**
 * The interpreter's side of decoding photos in a second worker: files go out, pixels come into Python's memory.
 *
 * With shared memory Python blocks on a place's state; without, it suspends (JSPI) until a message has come. The second
 * worker is started when it is first asked for, and stays.
 */
import { DONE, PENDING } from "./decode_states.js";

/** How long the worker may take to start, until photos are decoded without it. */
const START_MS = 10_000;
/** Files in a message. */
const TOGETHER = 8;

/** @typedef {{states: Int32Array, pixels: Float32Array | null, arrived: Map<number, Float32Array>, waiting: Map<number, () => void>, size: number}} Session */

/** @param {{url?: URL}} [options] */
export function decoding({ url = new URL("./decode_worker.js", import.meta.url) } = {}) {
  const shares = globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer !== "undefined";
  /** @type {{HEAPU8: Uint8Array<ArrayBuffer>}} the interpreter, once it is there */
  let python;
  /** @type {Worker | null} */
  let worker = null;
  /** @type {Promise<boolean> | null} */
  let started = null;
  /** @type {Map<number, Session>} */
  const sessions = new Map();
  let nextSession = 1;
  /** @type {import("./decode_states.js").File[]} */
  let unsent = [];

  /** @returns {Promise<boolean>} whether the second worker runs */
  function start() {
    started ??= new Promise((resolve) => {
      const late = setTimeout(() => resolve(false), START_MS);
      try {
        worker = new Worker(url, { type: "module", name: "tfjs-decode" });
      } catch {
        return resolve(false);
      }
      worker.onerror = () => resolve(false);
      worker.onmessage = ({ data }) => {
        if (data === "ready") resolve(true);
        else receive(data);
      };
      worker.onmessageerror = () => resolve(false);
      // Its answer shows that messages reach it: until its code has run they wait here for a turn of the event loop, which
      // Python's blocking would never give.
      worker.postMessage({ type: "hello" });
      void started?.finally(() => clearTimeout(late));
    });
    return started;
  }

  /** @param {import("./decode_states.js").Answer} answer */
  function receive({ session, place, state, pixels }) {
    const opened = sessions.get(session);
    if (opened === undefined) return;
    if (pixels !== null) opened.arrived.set(place, pixels);
    opened.states[place] = state;
    opened.waiting.get(place)?.();
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
    const pixels = shares ? new Float32Array(new SharedArrayBuffer(4 * size * places)) : null;
    const session = nextSession++;
    sessions.set(session, { states, pixels, arrived: new Map(), waiting: new Map(), size });
    const wanted = { height, width, channels, nearest, crop };
    worker?.postMessage({ type: "open", session, wanted, states: shares ? states : null, pixels });
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
    unsent.push({ session, place, bytes, kind });
    if (unsent.length >= TOGETHER) send();
  }

  /** Send the files that wait; a message for each would cost as much as a decoder's work. */
  function send() {
    const files = unsent.splice(0);
    if (files.length > 0) worker?.postMessage({ type: "decode", files }, files.map((file) => file.bytes.buffer));
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
    const { states, pixels, arrived, size } = of(session);
    if (states[place] !== DONE) throw new Error("expected a decoded photo");
    const found = pixels === null ? arrived.get(place) : pixels.subarray(place * size, (place + 1) * size);
    new Float32Array(python.HEAPU8.buffer, address, size).set(/** @type {Float32Array} */ (found));
    arrived.delete(place);
  }

  /** @param {number} session */
  function close(session) {
    sessions.delete(session);
    unsent = unsent.filter((file) => file.session !== session);
    worker?.postMessage({ type: "close", session });
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
      decode_close: close,
    },
  };
}
