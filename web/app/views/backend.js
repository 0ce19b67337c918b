// @ts-check
/** @import { Store } from "../store.js" */
/** @import { BackendChoice, BackendFact } from "../../shared/protocol.js" */

import { clone, make, refs, say } from "../dom.js";
import { BACKENDS } from "../format.js";

/** @type {Record<string, string>} */
const NAMES = { auto: "Auto", ...BACKENDS };

/** @param {BackendFact[]} facts @param {string} name */
function whyNot(facts, name) {
  const fact = facts.find((other) => other.name === name);
  if (name === "auto" || facts.length === 0 || fact?.available) return null;
  return fact?.detail || "not here";
}

/** @param {BackendChoice} choice */
function describe({ name, reason }) {
  const label = NAMES[name] ?? name;
  return reason.toLowerCase().startsWith(name) ? `${label}${reason.slice(name.length)}` : `${label}: ${reason}`;
}

/**
 * Which backend computes: a choice, what `auto` made of it and why, and why others cannot be chosen.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function backend(root, store) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ui = refs(root);

  const rows = Object.entries(NAMES).map(([name, label]) => {
    const { element, parts } = clone("backend-choice");
    parts.input.value = name;
    parts.input.dataset.testid = `backend-${name}`;
    parts.face.textContent = label;
    parts.input.addEventListener("change", () => store.send("backend.use", name), { signal });
    const note = make("li", "");
    note.id = `backend-note-${name}`;
    return { name, label, element, input: parts.input, note };
  });
  ui.choices.replaceChildren(...rows.map(({ element }) => element));
  ui.missing.replaceChildren(...rows.map(({ note }) => note));

  store.watch(
    (state) => [state.backend, state.runtime.state],
    ({ wish, current, choices }, runtime) => {
      for (const { name, label, input, note } of rows) {
        const reason = whyNot(choices, name);
        const fact = choices.find((other) => other.name === name);
        const remark = reason ?? (fact?.software ? "runs in software here" : "");
        input.checked = name === wish;
        input.disabled = reason !== null || choices.length === 0 || (runtime !== "ready" && runtime !== "running");
        note.hidden = !remark;
        say(note, `${label}: ${remark}`);
        note.title = fact?.detail ?? "";
        if (remark) input.setAttribute("aria-describedby", note.id);
        else input.removeAttribute("aria-describedby");
      }
      root.dataset.current = current?.name ?? "";
      say(ui.reason, current ? describe(current) : "Known when Python has started.");
    },
    signal,
  );
  return () => stopping.abort();
}
