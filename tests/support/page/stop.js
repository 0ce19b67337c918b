// @ts-check
/** Presses of Stop at moments that a hand does not meet. */
import { described } from "./console.js";

/** @param {Promise<unknown>} answer */
function told(answer) {
  return answer.then(
    (value) => ({ value: described(value) }),
    (/** @type {any} */ { name, type = null, message, traceback = null }) => ({ error: { name, type, message, traceback } }),
  );
}

const { py } = /** @type {any} */ (globalThis);
const later = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Press Stop in the same moment in which a run is asked for. @param {string} code */
export function stoppedBeforeItBegins(code) {
  const answer = told(py(code));
  py.interrupt();
  return answer;
}

/** Press Stop, and ask for a run in the same moment: it is not meant. @param {string} code */
export function stoppedBeforeItIsAskedFor(code) {
  py.interrupt();
  return told(py(code));
}

/** A short run and a press, again and again, with all offsets between them. @param {number} times @param {string} code */
export async function pressedAround(times, code) {
  const seen = /** @type {Record<string, number>} */ ({});
  for (let i = 0; i < times; i++) {
    const answer = told(py(code));
    await later(i % 8);
    py.interrupt();
    const { error } = /** @type {any} */ (await answer);
    const outcome = error ? (error.type ?? `${error.name}: ${error.message}`) : "done";
    seen[outcome] = (seen[outcome] ?? 0) + 1;
  }
  return seen;
}

/** Press Stop while nothing is asked for. @param {number} ms before @param {string} code what runs afterwards */
export async function pressedIdle(ms, code) {
  await later(ms);
  py.interrupt();
  await later(50);
  return told(py(code));
}

/** Two runs at once, then one press. @param {string} first @param {string} second */
export async function bothStopped(first, second) {
  const answers = [told(py(first)), told(py(second))];
  await later(200);
  py.interrupt();
  return Promise.all(answers);
}

/** Milliseconds from a press of Stop until the run has ended. @param {string} code @param {number} ms before the press */
export async function timed(code, ms) {
  const answer = told(py(code));
  await later(ms);
  const pressed = performance.now();
  py.interrupt();
  return { ...(await answer), after: performance.now() - pressed };
}

/** Two runs at once. @param {string} first @param {string} second */
export function together(first, second) {
  return Promise.all([told(py(first)), told(py(second))]);
}
