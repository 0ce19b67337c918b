// @ts-check

/** @typedef {"link" | "python" | "notebook"} ShareKind */

const KINDS = /** @type {const} */ (["link", "python", "notebook"]);

/**
 * A menu of ways to share: it closes when something else is pressed, or on Escape.
 *
 * @param {HTMLDetailsElement} menu
 * @param {Record<ShareKind, HTMLElement>} buttons
 * @param {(kind: ShareKind) => void} share
 * @param {AbortSignal} signal
 */
export function shareMenu(menu, buttons, share, signal) {
  for (const kind of KINDS) buttons[kind].addEventListener("click", () => share(kind), { signal });
  addEventListener("pointerdown", (event) => { if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false; }, { signal });
  menu.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      /** @type {HTMLElement} */ (menu.firstElementChild).focus();
    },
    { signal },
  );
}
