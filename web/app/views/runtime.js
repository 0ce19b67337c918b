// @ts-check
/** @import { Store } from "../store.js" */

import { make, refs, say } from "../dom.js";
import { bytes, duration, integer } from "../format.js";

/**
 * Memory, network, threads, and how the start went.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function runtimeFacts(root, store) {
  const stopping = new AbortController();
  const ui = refs(root);

  store.watch(
    (state) => [state.memory],
    (memory) => {
      const text = memory ? `${integer(memory.num_tensors)} · ${bytes(memory.num_bytes)}` : "none yet";
      say(ui.memory, text);
    },
    stopping.signal,
  );
  store.watch(
    (state) => [state.online],
    (online) => {
      ui.offline.hidden = online;
    },
    stopping.signal,
  );
  store.watch(
    (state) => [state.report, state.bootMs],
    (report, took) => {
      ui.bootDetails.hidden = report === null;
      if (!report) return;
      const { phases, threads, isolated } = report;
      const size = phases.reduce((sum, phase) => sum + phase.bytes, 0);
      say(ui.bootSummary, `Started in ${duration(took ?? 0)} from ${bytes(size)}`);
      say(ui.isolation, `${threads} ${threads === 1 ? "thread" : "threads"}${isolated ? " · isolated" : ""}`);
      const rows = phases.map(({ label, bytes: loaded, ms }) => {
        const row = make("tr", "");
        row.append(make("td", "", label), make("td", "", bytes(loaded)), make("td", "", duration(ms)));
        return row;
      });
      ui.bootRows.replaceChildren(...rows);
    },
    stopping.signal,
  );
  return () => stopping.abort();
}
