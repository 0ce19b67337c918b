// @ts-check
/**
 * Functions of Python as steps of a program: what prints, and what only Python can compute.
 *
 * JavaScript holds none of them, only their numbers: a function of Python may hold the program that calls it.
 * Such a function runs aside: no recording and no tape sees what it does. What it gives is checked like everything else
 * whose shape depends on values; what is not to be done twice when a replay is given up, Python remembers (callbacks.py).
 */
import { another } from "./same.js";
import { get, put, take } from "./slots.js";
import { settle, watch } from "./watch.js";

/** @typedef {import("./recording.js").Step} Step */
/** @typedef {(number: number, slots: number[]) => number[]} Call  number of a function, slots that it owns from then on -> slots that the caller owns */

/** What runs aside, innermost last: what watched before. @type {Pick<typeof watch, "recording" | "tapes" | "depth">[]} */
const waiting = [];

/** @param {any} tf */
export function calls(tf) {
  const engine = tf.engine();
  /** @type {Call} */
  let call;

  /** Let nobody watch until `endAside`. */
  function beginAside() {
    const { recording, tapes, depth } = watch;
    waiting.push({ recording, tapes, depth });
    Object.assign(watch, { recording: null, tapes: [], depth: 0 });
    changed();
  }

  function endAside() {
    Object.assign(watch, waiting.pop());
    changed();
  }

  function changed() {
    engine.state.gradientDepth = watch.tapes.length > 0 ? 1 : 0;
    settle();
  }

  /** @type {import("./own/index.js").Own} */
  const CALL = {
    effect: true,
    dynamic: true,
    run(inputs, _, /** @type {{number: number}} */ { number }) {
      beginAside();
      try {
        const found = call(number, inputs.map((tensor) => put(another(tensor))));
        return found.map(take);
      } finally {
        endAside();
      }
    },
  };

  /**
   * Note a function that has been called, with what it got and gave.
   * @param {string} name @param {number[]} inputs slots @param {number[]} outputs slots @param {number} number of the function
   * @param {boolean} ownGradient  whether a gradient flows through it of which the program knows nothing
   */
  function recordCall(name, inputs, outputs, number, ownGradient) {
    const { recording } = watch;
    if (recording === null) throw new Error("no recording is under way");
    recording.calls = true;
    if (ownGradient) recording.hasGradientOfItsOwn = true;
    recording.own(CALL, name, inputs.map(get), [], outputs.map(get), { number });
  }

  /** Say who calls functions of Python by their numbers. @param {any} caller proxy, of type Call */
  function setCaller(caller) {
    call = caller;
  }

  return { begin_aside: beginAside, end_aside: endAside, record_call: recordCall, set_caller: setCaller };
}
