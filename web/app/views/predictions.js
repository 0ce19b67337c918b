// @ts-check
/** @import { Store } from "../store.js" */

import { clone, say } from "../dom.js";
import { percent, splitLabel } from "../format.js";

/**
 * The best guesses. Rows stay and change in place, so that bars move from one result to the next.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function predictions(root, store) {
  const stopping = new AbortController();
  /** @type {{element: HTMLElement, parts: Record<string, any>}[]} */
  let rows = [];

  store.watch(
    (state) => [state.result],
    (result) => {
      if (result?.kind !== "predictions") return;
      const guesses = result.data.predictions;
      while (rows.length < guesses.length) rows.push(clone("prediction-row"));
      rows = rows.slice(0, guesses.length);
      root.replaceChildren(...rows.map(({ element }) => element));
      // Reading a size lets new bars grow from zero instead of appearing full.
      root.getBoundingClientRect();
      guesses.forEach(({ label, score, index }, rank) => {
        const [main, also] = splitLabel(label);
        const { element, parts } = rows[rank];
        element.dataset.index = String(index);
        say(parts.main, main);
        say(parts.also, also);
        say(parts.score, percent(score));
        parts.fill.setAttribute("width", percent(Math.min(1, Math.max(0, score))));
      });
    },
    stopping.signal,
  );
  return () => stopping.abort();
}
