// @ts-check
/** @import { Store } from "../../store.js" */

import { clone } from "../../dom.js";

/** @type {Record<string, string>} */
const KINDS = { failed: "Python could not start", dead: "Python stopped", unsupported: "Not supported here" };

/**
 * Why there is no Python, and the way back.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 */
export function broken(root, store) {
  const stopping = new AbortController();
  store.watch(
    (state) => [state.runtime],
    ({ state, reason }) => {
      root.hidden = !(state in KINDS);
      if (root.hidden) return root.replaceChildren();
      const { element, parts } = clone("broken-card");
      parts.kind.textContent = KINDS[state];
      parts.text.textContent = reason || "It ended without a word.";
      parts.action.hidden = state === "unsupported";
      parts.action.addEventListener("click", () => store.send("console.restart"));
      root.replaceChildren(element);
    },
    stopping.signal,
  );
  return () => stopping.abort();
}
