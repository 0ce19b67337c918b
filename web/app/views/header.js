// @ts-check
/** @import { Store } from "../store.js" */

import { refs, say } from "../dom.js";
import { BACKENDS } from "../format.js";
import { pageState } from "../store.js";

/** @type {Record<string, string>} */
const WORDS = {
  booting: "Starting",
  ready: "Ready",
  running: "Running",
  live: "Live",
  result: "Ready",
  error: "Ready",
  "missing-model": "Ready",
  failed: "Could not start",
  dead: "Stopped",
  unsupported: "Not supported here",
};

/** @type {Record<string, string>} */
const DOTS = { ready: "ready", result: "ready", error: "ready", "missing-model": "ready", live: "running" };

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function header(root, store) {
  const stopping = new AbortController();
  const { status, statusText, statusWhere } = refs(root);
  const app = /** @type {HTMLElement} */ (root.closest("[data-testid=app]"));

  store.watch(
    (state) => [pageState(state), state.backend.current?.name ?? "", state.online],
    (state, backend, online) => {
      app.dataset.state = state;
      status.dataset.state = DOTS[state] ?? state;
      const where = backend && state in DOTS ? `on ${BACKENDS[backend] ?? backend}` : "";
      say(statusText, WORDS[state]);
      say(statusWhere, [where, online ? "" : "offline"].filter(Boolean).join(", "));
    },
    stopping.signal,
  );
  store.watch(
    (state) => [state.runs],
    (runs) => {
      app.dataset.runs = String(runs);
    },
    stopping.signal,
  );
  return () => stopping.abort();
}
