// @ts-check
/** @import { Store } from "../store.js" */

import { showBundle } from "../console/bundle.js";
import { make } from "../dom.js";

/**
 * A result that is not a list of predictions: text, a table, a picture.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function value(root, store) {
  const stopping = new AbortController();
  store.watch(
    (state) => [state.result],
    (result) => {
      if (result?.kind !== "value") return;
      const { text, bundle } = result;
      const empty = make("p", "result-none", "The program ran and its last line gave no value.");
      const plain = text === null ? empty : make("pre", "result-text", text);
      const isRich = bundle !== null && Object.keys(bundle).some((kind) => kind !== "text/plain");
      root.replaceChildren(isRich ? showBundle(bundle) : plain);
    },
    stopping.signal,
  );
  return () => stopping.abort();
}
