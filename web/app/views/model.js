// @ts-check
/** @import { Store } from "../store.js" */

import { SITE } from "../../shared/site.js";
import { clone, make, say } from "../dom.js";
import { bytes } from "../format.js";

/**
 * @typedef {{name: string, path: string, format: string, bytes: number}} ServedModel
 */

/** @type {Promise<ServedModel[]> | null} */
let listing = null;

/** @returns {Promise<ServedModel[]>} the models that the server was given with `--models` */
function servedModels() {
  listing ??= fetch("./models/index.json")
    .then((response) => (response.ok ? response.json() : { models: [] }))
    .then(({ models }) => models);
  return listing;
}

/** Picture classifiers first: nothing but their names tells them apart here. @param {ServedModel[]} models */
function ordered(models) {
  const rank = (/** @type {ServedModel} */ { path }) => (/mobilenet_v\d.*_\d+_\d+(?!.*features)/.test(path) ? 0 : 1);
  return models.toSorted((a, b) => rank(a) - rank(b));
}

/** @param {ServedModel} model */
function option({ path, bytes: size }) {
  const name = path.replace(/\/model\.json$/, "");
  const element = /** @type {HTMLOptionElement} */ (make("option", "", `${name} (${bytes(size)})`));
  element.value = `/models/${path}`;
  return element;
}

/**
 * Three ways to name the model: one that is served here, an address, or files.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function modelForm(root, store) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const { element, parts } = clone("model-form");

  const submit = (/** @type {HTMLFormElement} */ form, /** @type {HTMLInputElement} */ field) =>
    form.addEventListener(
      "submit",
      (event) => {
        event.preventDefault();
        const address = field.value.trim();
        if (address) store.send("model.address", address);
        else field.focus();
      },
      { signal },
    );
  submit(parts.urlForm, parts.url);
  submit(parts.servedForm, parts.served);

  parts.files.addEventListener(
    "change",
    () => {
      const files = [...parts.files.files];
      if (files.length === 0) return;
      if (files.some((file) => file.name.endsWith(".json"))) store.send("model.files", files);
      else say(parts.note, "Choose model.json together with its shard files.");
    },
    { signal },
  );

  const list = async () => {
    try {
      const models = await servedModels();
      parts.served.replaceChildren(...ordered(models).map(option));
      parts.servedForm.hidden = models.length === 0;
    } catch {
      listing = null;
      say(parts.note, "The list of models served here could not be read.");
    }
  };
  const fold = root.closest("details");
  if (SITE.models && fold && !fold.open) fold.addEventListener("toggle", list, { once: true, signal });
  else if (SITE.models) list();
  root.replaceChildren(element);
  return () => stopping.abort();
}
