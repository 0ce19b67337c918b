// @ts-check
/** @import { FileKeeper, FileRow } from "../file_keeper.js" */
/** @import { Store } from "../../store.js" */

import { clone, refs, say } from "../../dom.js";
import { bytes, integer } from "../../format.js";

const KEEPING = "Being kept for your next visit …";
const KEPT = "Kept in this browser for your next visit, after each input. A private window forgets them when it is closed.";

/** @param {FileRow} file @param {Store} store */
function fileRow({ path, bytes: size }, store) {
  const { element, parts } = clone("file-row");
  element.dataset.testid = "file";
  element.dataset.path = path;
  parts.name.textContent = path;
  parts.size.textContent = bytes(size);
  parts.get.title = `Download ${path}`;
  parts.delete.setAttribute("aria-label", `Delete ${path}`);
  parts.get.addEventListener("click", () => store.send("file.get", path));
  parts.delete.addEventListener("click", () => store.send("file.delete", path));
  return element;
}

/**
 * The files that Python sees: a press downloads one.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {FileKeeper} keeper
 */
export function files(root, store, keeper) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ui = refs(root);

  const render = () => {
    ui.rows.replaceChildren(...keeper.rows.map((row) => fileRow(row, store)));
    ui.empty.hidden = keeper.rows.length > 0;
    const left = keeper.more > 0 ? `${integer(keeper.more)} more are not listed. ` : "";
    const state = keeper.isSaving ? KEEPING : KEPT;
    const kept = keeper.trouble || (keeper.rows.length > 0 ? state : "");
    say(ui.note, left + kept);
    root.setAttribute("aria-busy", String(keeper.isSaving));
  };
  keeper.addEventListener("change", render, { signal });
  keeper.addEventListener("trouble", render, { signal });
  ui.input.addEventListener(
    "change",
    () => {
      store.send("file.add", [...ui.input.files]);
      ui.input.value = "";
    },
    { signal },
  );
  render();
  return () => stopping.abort();
}

/**
 * The whole page takes dropped files.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 */
export function dropFiles(root, store) {
  const stopping = new AbortController();
  const options = { signal: stopping.signal, capture: true };
  /** @param {DragEvent} event */
  const isOurs = ({ dataTransfer }) => dataTransfer !== null && dataTransfer.types.includes("Files");
  addEventListener(
    "dragover",
    (event) => {
      if (!isOurs(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      root.hidden = false;
    },
    options,
  );
  addEventListener("dragleave", (event) => { if (event.relatedTarget === null) root.hidden = true; }, options);
  addEventListener(
    "drop",
    (event) => {
      root.hidden = true;
      if (!isOurs(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.stopPropagation();
      store.send("file.add", [...event.dataTransfer.files]);
    },
    options,
  );
  return () => stopping.abort();
}
