// @ts-check
/** @import { Store } from "../../store.js" */
/** @import { State } from "../../types.js" */

import { refs, say } from "../../dom.js";
import { bytes } from "../../format.js";
import { shareMenu } from "../../views/share_menu.js";

/** @param {State} state */
function sentence({ run, runtime, transfers, remark }) {
  if (run.stuck) return "Python does not answer; Stop restarts it.";
  if (run.stopping) return "Stopping";
  if (run.phase === "waiting") return runtime.state === "booting" ? "Waiting for Python" : "";
  if (run.phase !== "running") return "";
  const files = Object.values(transfers);
  if (files.length > 0) {
    const loaded = files.reduce((sum, file) => sum + file.loaded, 0);
    const total = files.reduce((sum, file) => sum + Math.max(file.total, file.loaded), 0);
    return `Loading ${bytes(loaded)} of ${bytes(total)}`;
  }
  return remark || "Running";
}

/**
 * Stop, clear, restart, and a word about what goes on.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 */
export function toolbar(root, store) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ui = refs(root);
  for (const name of ["stop", "clear", "restart"]) {
    ui[name].addEventListener("click", () => store.send(`console.${name}`), { signal });
  }
  shareMenu(ui.share, /** @type {any} */ (ui), (kind) => store.send("console.share", kind), signal);
  ui.share.addEventListener("toggle", () => say(ui.shareNote, ""), { signal });

  store.watch(
    (state) => [state],
    (state) => {
      ui.stop.disabled = state.run.phase === "idle";
      ui.restart.disabled = ["booting", "unsupported"].includes(state.runtime.state);
      say(ui.state, sentence(state));
    },
    signal,
  );
  return () => stopping.abort();
}
