// @ts-check
/** @import { Store } from "../store.js" */

import { addressIn, fileIn, modelIn } from "../transfer.js";

/**
 * The whole page takes a dropped picture, the address of one, or a model's files.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function drop(root, store) {
  const stopping = new AbortController();
  const { signal } = stopping;

  /** @param {DragEvent} event */
  const isOurs = ({ dataTransfer }) =>
    dataTransfer !== null && ["Files", "text/uri-list"].some((type) => dataTransfer.types.includes(type));

  addEventListener(
    "dragover",
    (event) => {
      if (!isOurs(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      root.hidden = false;
    },
    { signal },
  );
  addEventListener(
    "dragleave",
    (event) => {
      if (event.relatedTarget === null) root.hidden = true;
    },
    { signal },
  );
  addEventListener(
    "drop",
    (event) => {
      root.hidden = true;
      if (!isOurs(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.stopPropagation();
      const model = modelIn(event.dataTransfer);
      const file = fileIn(event.dataTransfer);
      const address = addressIn(event.dataTransfer.getData("text/uri-list"));
      if (model) store.send("model.files", model);
      else if (file) store.send("photo.file", { file, name: file.name });
      else if (address) store.send("photo.address", address);
      else store.send("trouble.show", { title: "That is not a picture.", text: "Drop a picture file, or a picture from another page." });
    },
    { signal, capture: true },
  );
  return () => stopping.abort();
}
