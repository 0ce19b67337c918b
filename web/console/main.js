// @ts-check

import { installPy } from "../app/py.js";
import { runtime, unsupported } from "../app/runtime.js";
import { Store } from "../app/store.js";
import { startConsole } from "../app/console/start.js";
import { broken } from "../app/console/views/broken.js";
import { header } from "../app/views/header.js";

const store = new Store();
const view = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-view=${name}]`));

header(view("header"), store);
broken(view("broken"), store);
if (runtime !== null) {
  installPy(globalThis, runtime);
  startConsole(store, runtime, view);
  const keepForOffline = () => navigator.serviceWorker?.register("../sw.js", { type: "module" }).catch(() => {});
  runtime.ready.then(keepForOffline, keepForOffline);
} else store.set({ runtime: { state: "unsupported", reason: unsupported } });
