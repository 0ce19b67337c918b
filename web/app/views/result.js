// @ts-check
/** @import { Store } from "../store.js" */
/** @import { Result, State } from "../types.js" */

import { refs, say } from "../dom.js";
import { BACKENDS, bytes } from "../format.js";
import { pageState } from "../store.js";

/** @param {Result | null} result */
function describe(result) {
  if (result?.kind !== "predictions") return "";
  const { model, backend } = result.data;
  return [model?.name, model?.bytes ? bytes(model.bytes) : "", backend ? BACKENDS[backend] : ""].filter(Boolean).join(" · ");
}

/** @param {State} state */
function emptyText(state) {
  if (state.camera.state === "asking") return "Allow the camera to begin.";
  if (state.run.phase !== "idle") return state.run.stopping ? "Stopping…" : "Running…";
  if (state.run.stopped) return "Stopped. Run the program again whenever you like.";
  return "Ready. Give a picture, and Python names what it shows.";
}

/**
 * Which of boot, empty, predictions, value or problem the result panel shows, and what is being loaded for it.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function result(root, store) {
  const stopping = new AbortController();
  const ui = refs(root);
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-view=${name}]`));
  const [booting, predictions, value, problem, timing] = ["boot", "predictions", "value", "problem", "timing"].map(part);

  store.watch(
    (state) => [state],
    (state) => {
      const page = pageState(state);
      const broken = ["failed", "dead", "unsupported"].includes(page);
      const shown = state.result;
      const wrong = broken || state.problem !== null;
      root.dataset.state = page;
      booting.hidden = page !== "booting" && page !== "failed";
      problem.hidden = !wrong;
      predictions.hidden = page === "booting" || wrong || shown?.kind !== "predictions";
      value.hidden = page === "booting" || wrong || shown?.kind !== "value";
      timing.hidden = predictions.hidden || shown?.kind !== "predictions" || !shown.data.timing;
      ui.empty.hidden = page === "booting" || wrong || shown !== null;
      say(ui.emptyText, emptyText(state));
      const description = predictions.hidden ? "" : describe(shown);
      say(ui.meta, description);
      ui.meta.title = description;
      const isBusy = page === "running" && (shown !== null || state.problem !== null);
      ui.body.setAttribute("aria-busy", String(isBusy));
    },
    stopping.signal,
  );

  store.watch(
    (state) => [state.transfers, state.remark, state.run.phase],
    (transfers, remark, phase) => {
      const files = Object.values(transfers);
      ui.busy.hidden = (files.length === 0 && !remark) || phase === "idle";
      ui.busyBar.hidden = files.length === 0;
      if (files.length === 0) {
        say(ui.busyText, remark);
        return;
      }
      const loaded = files.reduce((sum, file) => sum + file.loaded, 0);
      const total = files.reduce((sum, file) => sum + Math.max(file.total, file.loaded), 0);
      ui.busyBar.max = total || 1;
      ui.busyBar.value = loaded;
      say(ui.busyText, `Loading the model: ${bytes(loaded)} of ${bytes(total)}`);
    },
    stopping.signal,
  );
  return () => stopping.abort();
}
