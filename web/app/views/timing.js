// @ts-check
/** @import { Store } from "../store.js" */

import { refs, say } from "../dom.js";
import { duration } from "../format.js";

const PARTS = /** @type {const} */ ([
  ["decode", "barDecode"],
  ["preprocess", "barPreprocess"],
  ["inference", "barInference"],
]);

/**
 * Where the time went: one stacked bar and its numbers.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function timing(root, store) {
  const stopping = new AbortController();
  const ui = refs(root);

  store.watch(
    (state) => [state.result],
    (result) => {
      if (result?.kind !== "predictions" || !result.data.timing) return;
      const times = result.data.timing;
      const total = PARTS.reduce((sum, [name]) => sum + times[name], 0);
      let before = 0;
      say(ui.total, duration(total));
      for (const [name, bar] of PARTS) {
        const share = total ? (100 * times[name]) / total : 0;
        ui[bar].setAttribute("x", `${before}%`);
        ui[bar].setAttribute("width", `${share}%`);
        say(ui[name], duration(times[name]));
        before += share;
      }
    },
    stopping.signal,
  );
  return () => stopping.abort();
}
