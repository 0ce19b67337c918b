// @ts-check
/** @import { History } from "../prompt/history.js" */
/** @import { ConsolePrompt } from "../prompt/element.js" */

import { make } from "../../dom.js";
import { showCode } from "../highlight.js";

const MOST = 40;

/**
 * Ctrl-R: search what was run. Arrows choose, Enter puts it into the prompt, Escape closes.
 *
 * @param {HTMLDialogElement} dialog
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 * @param {{prompt: ConsolePrompt, history: History}} parts
 */
export function past(dialog, field, list, { prompt, history }) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let chosen = 0;
  /** @type {string[]} */
  let found = [];

  const render = () => {
    list.replaceChildren(
      ...found.map((text, index) => {
        const item = make("li", "past-item");
        item.id = `past-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(index === chosen));
        const code = make("pre", "past-code");
        showCode(code, text.split("\n").slice(0, 4).join("\n"));
        item.append(code);
        item.addEventListener("click", () => take(index));
        return item;
      }),
    );
    if (found.length === 0) list.append(nothing());
    if (found.length === 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `past-${chosen}`);
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  };
  const nothing = () => {
    const item = make("li", "past-none", history.entries.length > 0 ? "Nothing like it was run." : "Nothing has been run yet.");
    item.setAttribute("role", "option");
    item.setAttribute("aria-disabled", "true");
    return item;
  };
  const search = () => {
    found = history.search(field.value, MOST);
    chosen = 0;
    render();
  };
  /** @param {number} index */
  const take = (index) => {
    if (found[index] !== undefined) prompt.value = found[index];
    dialog.close();
  };

  field.addEventListener("input", search, { signal });
  field.addEventListener(
    "keydown",
    (event) => {
      const step = event.key === "ArrowDown" || (event.ctrlKey && event.key === "r") ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) {
        chosen = Math.max(0, Math.min(found.length - 1, chosen + step));
        render();
        event.preventDefault();
      } else if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        take(chosen);
      }
    },
    { signal },
  );
  dialog.addEventListener("close", () => prompt.focus(), { signal });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); }, { signal });
  return {
    open() {
      field.value = prompt.value;
      search();
      dialog.showModal();
      field.select();
    },
  };
}
