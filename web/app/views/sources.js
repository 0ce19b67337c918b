// @ts-check
/** @import { Store } from "../store.js" */

import { refs } from "../dom.js";
import { addressIn, fileIn } from "../transfer.js";

/** @param {Store} store */
async function readClipboard(store) {
  const trouble = (/** @type {string} */ title, /** @type {string} */ text) => store.send("trouble.show", { title, text });
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((name) => name.startsWith("image/"));
      if (type) {
        const file = await item.getType(type);
        store.send("photo.file", { file, name: "pasted picture" });
        return;
      }
      if (item.types.includes("text/plain")) {
        const address = addressIn(await (await item.getType("text/plain")).text());
        if (address) {
          store.send("photo.address", address);
          return;
        }
      }
    }
    trouble("The clipboard holds no picture.", "Copy a picture, or its address, and paste again.");
  } catch {
    trouble("The browser did not allow reading the clipboard.", "Press Ctrl+V (or Command-V) on this page instead.");
  }
}

/**
 * The ways to give a picture: file, camera, clipboard, address.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function sources(root, store) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ui = refs(root);
  const port = /** @type {HTMLElement} */ (root.parentElement?.querySelector("[data-ref=port]"));

  ui.file.addEventListener(
    "change",
    () => {
      const [file] = ui.file.files;
      if (file) store.send("photo.file", { file, name: file.name });
      ui.file.value = "";
    },
    { signal },
  );
  port.addEventListener(
    "click",
    () => {
      if (port.dataset.state === "empty" && !store.state.fetching && !root.inert) ui.file.click();
    },
    { signal },
  );

  ui.camera.addEventListener("click", () => store.send("camera.start"), { signal });
  ui.cameraStop.addEventListener(
    "click",
    () => {
      store.send("camera.stop");
    },
    { signal },
  );
  ui.cameraSwitch.addEventListener("click", () => store.send("camera.switch"), { signal });
  store.watch(
    (state) => [state.camera.state !== "off", state.camera.devices > 1],
    (on, several) => {
      const focused = document.activeElement;
      ui.camera.hidden = on;
      ui.cameraStop.hidden = !on;
      ui.cameraSwitch.hidden = !on || !several;
      if (focused === ui.camera && on) ui.cameraStop.focus();
      if ((focused === ui.cameraStop || focused === ui.cameraSwitch) && !on) ui.camera.focus();
    },
    signal,
  );

  store.watch(
    (state) => [state.runtime.state === "unsupported"],
    (unsupported) => {
      root.inert = unsupported;
    },
    signal,
  );

  ui.paste.hidden = !navigator.clipboard?.read;
  ui.paste.addEventListener("click", () => readClipboard(store), { signal });
  document.addEventListener(
    "paste",
    (event) => {
      if (!event.clipboardData) return;
      const file = fileIn(event.clipboardData);
      const typing = event.composedPath().some((node) => node instanceof Element && node.matches("input, textarea, [contenteditable]"));
      const address = typing ? null : addressIn(event.clipboardData.getData("text/plain"));
      if (!file && !address) return;
      event.preventDefault();
      if (file) store.send("photo.file", { file, name: file.name || "pasted picture" });
      else store.send("photo.address", address);
    },
    { signal },
  );

  ui.urlForm.addEventListener(
    "submit",
    (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      if (ui.url.value.trim()) store.send("photo.address", ui.url.value);
      else ui.url.focus();
    },
    { signal },
  );
  return () => stopping.abort();
}
