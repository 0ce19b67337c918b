// @ts-check

/**
 * Tabs beside the prompt; arrow keys move between them. Fires `shown` on a pane when it comes into view.
 *
 * @param {HTMLElement} root
 */
export function side(root) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const tabs = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[role=tab]")]);

  /** @param {HTMLElement} chosen */
  const choose = (chosen) => {
    for (const tab of tabs) {
      const pane = /** @type {HTMLElement} */ (document.getElementById(tab.getAttribute("aria-controls") ?? ""));
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      pane.hidden = !isChosen;
      if (isChosen) pane.dispatchEvent(new Event("shown"));
    }
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => choose(tab), { signal });
    tab.addEventListener(
      "keydown",
      (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step === undefined) return;
        const next = tabs[(index + step + tabs.length) % tabs.length];
        choose(next);
        next.focus();
        event.preventDefault();
      },
      { signal },
    );
  });
  return () => stopping.abort();
}
