// @ts-check
/**
 * Stop: how the page's wish reaches Python, wherever Python is.
 *
 * Every request has a ticket, and a press of Stop names the last ticket it is meant for; so a press just before a run is not
 * lost, and one that comes too late meets nothing. It arrives twice: Python that computes sees a signal in its interrupt
 * buffer, Python that waits is woken by a message. pyapp/studio/stopping.py decides what the signal does.
 *
 * Without shared memory the buffer is a clock: every 50 ms it shows a signal, upon which Python pauses (JSPI) for the length
 * of one message. While it pauses, nothing but Stop may enter Python: its callbacks and the page's requests wait.
 */
import { CONTROL, SIGINT } from "../shared/protocol.js";

const PAUSE_EVERY_MS = 50;
/** Python looks at the buffer every 50 steps; asking the time is dearer than that. */
const LOOKS_PER_CLOCK = 16;

/** @typedef {import("../shared/protocol.js").StopRequest} StopRequest */

/**
 * @param {{shared: Int32Array | null, suspends: boolean, schedule: (callback: () => void, ms: number) => void,
 *   flush: () => void}} parts  `shared`: CONTROL's fields in shared memory; `flush` sends what has been printed
 */
export function createStop({ shared, suspends, schedule, flush }) {
  const control = shared ?? new Int32Array(CONTROL.SIZE);
  /** @type {Set<{ticket: number, stop: () => void}>} */
  const waits = new Set();
  let paused = false;
  /** The pause is over, but Python has not gone on: what is scheduled now brings it there. */
  let resuming = false;
  /** Settles when Python goes on. @type {(() => void)[]} */
  const whenResumed = [];
  /** @type {(() => void)[]} */
  const held = [];
  const channel = new MessageChannel();
  /** @type {(() => void)[]} */
  const turns = [];
  channel.port1.onmessage = () => turns.shift()?.();

  /** The event loop's next turn, after the messages that are there already. @returns {Promise<void>} */
  function turn() {
    return new Promise((resolve) => {
      turns.push(resolve);
      channel.port2.postMessage(0);
    });
  }

  let lastPause = performance.now();
  /** Without shared memory: the signal has met machinery, and shall come again at the next look. */
  let urgent = false;

  /** @returns {object} what Python's interrupt buffer may be where there is no shared memory */
  function clock() {
    let looks = 0;
    return {
      get 0() {
        if (urgent) {
          urgent = false;
          return SIGINT;
        }
        looks += 1;
        return looks % LOOKS_PER_CLOCK === 0 && performance.now() - lastPause >= PAUSE_EVERY_MS ? SIGINT : 0;
      },
      set 0(_) {}, // it is cleared after each look
    };
  }

  /** Wait until Python may be entered. */
  async function quiet() {
    while (paused) await new Promise((/** @type {(_?: unknown) => void} */ resolve) => whenResumed.push(resolve));
  }

  /** Wait until Python does not compute: a turn that comes in a pause is in the middle of something. */
  async function idle() {
    do await turn();
    while (paused);
  }

  /** In place of the event loop's own: nothing runs in the middle of something that has only paused. @param {() => void} callback @param {number} ms */
  function scheduleOutsidePauses(callback, ms) {
    const mayPass = resuming;
    schedule(() => (paused && !mayPass ? void held.push(callback) : callback()), ms);
  }

  /** @param {StopRequest} request */
  function receive({ ticket, press }) {
    control[CONTROL.TICKET] = ticket;
    control[CONTROL.PRESS] = press;
  }

  return {
    quiet,
    receive,
    idle,
    buffer: shared ?? (suspends ? clock() : null),

    /** End the waits that the last press is meant for. What it calls stops the rest, so nothing needs the signal any more. */
    wake() {
      Atomics.store(control, CONTROL.SIGNAL, 0);
      urgent = false;
      for (const wait of [...waits]) if (wait.ticket <= control[CONTROL.TICKET]) wait.stop();
    },

    /** What Python may use; see pyapp/studio/host.py. */
    python: {
      /** The number of the press that is meant for a ticket; 0 if none is. @param {number} ticket */
      pressed: (ticket) => (ticket <= control[CONTROL.TICKET] ? control[CONTROL.PRESS] : 0),
      /** The number of the last press. */
      last_press: () => control[CONTROL.PRESS],
      pauses: () => shared === null && suspends,
      /** Whether it is time to pause. Asked once, it is not before the next interval is over. */
      due() {
        const now = performance.now();
        if (now - lastPause < PAUSE_EVERY_MS) return false;
        lastPause = now;
        return true;
      },
      /** Show the signal once more. */
      again() {
        if (shared === null) urgent = true;
        else Atomics.store(control, CONTROL.SIGNAL, SIGINT);
      },

      /** Let the page's messages in. Python suspends until it resolves, and then calls `resume`. */
      pause() {
        paused = true;
        return turn().then(() => void (resuming = true));
      },
      resume() {
        paused = resuming = false;
        lastPause = performance.now();
        for (const callback of held.splice(0)) scheduleOutsidePauses(callback, 0);
        for (const resolve of whenResumed.splice(0)) resolve();
      },
      schedule: scheduleOutsidePauses,

      /** A promise that Stop rejects. @template T @param {Promise<T>} promise @param {number} ticket @returns {Promise<T>} */
      stoppable(promise, ticket) {
        return new Promise((resolve, reject) => {
          const wait = { ticket, stop: () => reject(new DOMException("stopped by the user", "AbortError")) };
          waits.add(wait);
          Promise.resolve(promise)
            .finally(quiet)
            .then(resolve, reject)
            .finally(() => waits.delete(wait));
        });
      },

      can_block: () => shared !== null,
      /** Block until the time is over or Stop is pressed. @param {number} ms */
      block(ms) {
        flush();
        const until = performance.now() + ms;
        for (let left = ms; left > 0; left = until - performance.now()) {
          if (Atomics.wait(control, CONTROL.SIGNAL, 0, left) !== "timed-out") return;
        }
      },
    },
  };
}
