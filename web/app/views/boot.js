// @ts-check
/** @import { Store } from "../store.js" */
/** @import { Phase } from "../types.js" */

import { SITE } from "../../shared/site.js";
import { bootBytes } from "../boot_bytes.js";
import { clone, refs, say } from "../dom.js";
import { bytes, duration } from "../format.js";

/** @param {Phase[]} phases */
function sentence(phases) {
  const failed = phases.find((phase) => phase.status === "failed");
  if (failed) return `${failed.label} did not start`;
  const going = phases.filter((phase) => phase.status === "start").map((phase) => phase.label);
  if (going.length === 0) return "Starting";
  return `Loading ${going.join(", ")}`;
}

/**
 * The start, phase by phase, in bytes and milliseconds.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function boot(root, store) {
  const stopping = new AbortController();
  const ui = refs(root);
  /** @type {Map<string, {element: HTMLElement, parts: Record<string, any>}>} */
  const rows = new Map();

  store.watch(
    (state) => [state.phases],
    (phases) => {
      say(ui.now, sentence(phases));
      for (const phase of phases) {
        const row = rows.get(phase.name) ?? clone("phase-row");
        rows.set(phase.name, row);
        row.element.dataset.status = phase.status;
        row.element.dataset.testid = `phase-${phase.name}`;
        say(row.parts.label, phase.label);
        say(row.parts.size, phase.bytes ? bytes(phase.bytes) : "");
        say(row.parts.ms, phase.status === "done" && phase.ms !== null ? duration(phase.ms) : "");
      }
      ui.phases.replaceChildren(...phases.map((phase) => rows.get(phase.name)?.element ?? ""));
    },
    stopping.signal,
  );

  store.watch(
    (state) => [state.bootFiles, state.phases],
    (files, phases) => {
      const { loaded, total } = bootBytes(SITE.bytes, files, phases);
      ui.bar.max = total || 1;
      ui.bar.value = loaded;
      say(ui.bytes, `${bytes(loaded)} of ${bytes(total)}`);
      say(ui.share, total ? `${Math.floor((100 * loaded) / total)}%` : "");
    },
    stopping.signal,
  );
  return () => stopping.abort();
}
