// @ts-check
/** @import { Session } from "../session.js" */

import { make, refs } from "../../dom.js";
import { bytes, integer } from "../../format.js";

/** @typedef {{name: string, type: string, shape: string, dtype: string, bytes: number | null, preview: string}} Row */

/** @param {Row} row */
function tableRow({ name, type, shape, dtype, bytes: size, preview }) {
  const row = make("tr", "var");
  row.dataset.testid = `variable-${name}`;
  const head = make("th", "var-name", name);
  head.setAttribute("scope", "row");
  const value = make("td", "var-value");
  value.append(make("span", "var-type", [type, shape, dtype].filter(Boolean).join(" · ")));
  if (preview) value.append(make("span", "var-preview", preview));
  row.append(head, value, make("td", "var-size", size === null ? "" : bytes(size)));
  return row;
}

/**
 * The session's variables, newest first; looked at after every input while they are in view.
 *
 * @param {HTMLElement} root
 * @param {Session} session
 */
export function variables(root, session) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ui = refs(root);
  let stale = true;

  const refresh = async () => {
    if (root.hidden || session.isBusy) return;
    const answer = await session.ask("studio.repl.variables.listing");
    if (answer === null) return;
    stale = false;
    const { rows, more } = /** @type {{rows: Row[], more: number}} */ (answer);
    ui.rows.replaceChildren(...rows.map(tableRow));
    ui.table.hidden = rows.length === 0;
    ui.empty.hidden = rows.length > 0;
    ui.more.hidden = more === 0;
    ui.more.textContent = `${integer(more)} older ones are not listed.`;
  };
  const changed = () => {
    stale = true;
    refresh();
  };
  session.addEventListener("ran", () => queueMicrotask(changed), { signal });
  for (const type of ["started", "touched"]) session.addEventListener(type, changed, { signal });
  root.addEventListener("shown", () => stale && refresh(), { signal });
  return () => stopping.abort();
}
