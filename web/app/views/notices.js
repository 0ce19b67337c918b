// @ts-check
/** @import { Store } from "../store.js" */

import { clone } from "../dom.js";

/**
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function notices(root, store) {
  const stopping = new AbortController();
  const { signal } = stopping;
  /** @type {Map<number, HTMLElement>} */
  const shown = new Map();

  store.watch(
    (state) => [state.notices],
    (list) => {
      for (const [id, element] of shown) {
        if (list.some((notice) => notice.id === id)) continue;
        element.remove();
        shown.delete(id);
      }
      for (const { id, level, text } of list) {
        if (shown.has(id)) continue;
        const { element, parts } = clone("notice-row");
        element.dataset.level = level;
        parts.text.setAttribute("role", level === "info" ? "status" : "alert");
        parts.text.textContent = text;
        parts.close.addEventListener("click", () => store.send("notice.dismiss", id), { signal });
        shown.set(id, element);
        root.append(element);
      }
    },
    signal,
  );
  return () => stopping.abort();
}
