// @ts-check
/** What a person's hand does that WebDriver has no words for. */

/** @param {string} base64 @param {string} name @param {string} type */
function file(base64, name, type) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new File([bytes], name, { type });
}

/** Drop a file anywhere on the page. @param {string} base64 @param {string} name @param {string} type */
export function drop(base64, name, type) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file(base64, name, type));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}

/** Drop an address. @param {string} address */
export function dropAddress(address) {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData("text/uri-list", address);
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}

/** Paste a picture. @param {string} base64 @param {string} name @param {string} type */
export function paste(base64, name, type) {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(file(base64, name, type));
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}

/** Put the cursor into the program. */
export function focusEditor() {
  /** @type {HTMLElement} */ (document.querySelector("[data-testid=editor]")).focus();
}

/** The test id, or else the tag, of what has the focus. */
export function focused() {
  const element = /** @type {HTMLElement} */ (document.activeElement);
  return element.dataset.testid ?? element.id ?? element.tagName;
}

/** How much wider than the window the page is. */
export function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}

/** What of `py` is there. */
export function members() {
  return Object.getOwnPropertyNames(/** @type {any} */ (globalThis).py);
}

/** Whether the page is cross-origin isolated. */
export function isolated() {
  return crossOriginIsolated;
}

/** Take the focus from whatever has it. */
export function unfocus() {
  /** @type {HTMLElement} */ (document.activeElement).blur();
}

/** The program's text. */
export function program() {
  return /** @type {any} */ (document.querySelector("[data-testid=editor]")).value;
}

/** What the editor says below a line. */
export function marked() {
  const { shadowRoot } = /** @type {HTMLElement} */ (document.querySelector("[data-testid=editor]"));
  return [...(shadowRoot?.querySelectorAll("[class*=error]") ?? [])].map((element) => element.textContent).join(" ");
}
