// @ts-check
/** @import { Store } from "../store.js" */
/** @import { State } from "../types.js" */

import { say } from "../dom.js";
import { percent, splitLabel } from "../format.js";
import { pageState } from "../store.js";

const LIVE_PAUSE = 5000;

/** @param {State} state */
function sentence(state) {
  const page = pageState(state);
  if (page === "ready") return "Python is ready.";
  if (page === "dead" || page === "failed" || page === "unsupported") return state.runtime.reason ?? "Python stopped.";
  if (state.problem) return `${state.problem.type}: ${state.problem.message}`;
  if (page !== "result" && page !== "live") return null;
  if (state.result?.kind === "value") return "The program has run.";
  const [best] = state.result?.kind === "predictions" ? state.result.data.predictions : [];
  if (!best) return null;
  const [main] = splitLabel(best.label);
  return page === "live" ? main : `Result: ${main}, ${percent(best.score)}.`;
}

/**
 * The one live region: tells a screen reader what just happened, and for the camera only when the answer
 * changes, at most every few seconds.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function announcer(root, store) {
  const stopping = new AbortController();
  let last = 0;
  store.watch(
    (state) => [state],
    (state) => {
      const text = sentence(state);
      const now = performance.now();
      if (text === null || (state.camera.state === "live" && now - last < LIVE_PAUSE)) return;
      if (root.textContent !== text) last = now;
      say(root, text);
    },
    stopping.signal,
  );
  return () => stopping.abort();
}
