// @ts-check

import { feed } from "./app/feed.js";
import { OutputLog } from "./app/output_log.js";
import { installPy } from "./app/py.js";
import { runtime, unsupported } from "./app/runtime.js";
import { startSession } from "./app/session.js";
import { Store } from "./app/store.js";
import { announcer } from "./app/views/announcer.js";
import { backend } from "./app/views/backend.js";
import { boot } from "./app/views/boot.js";
import { drop } from "./app/views/drop.js";
import { header } from "./app/views/header.js";
import { modelForm } from "./app/views/model.js";
import { notices } from "./app/views/notices.js";
import { output } from "./app/views/output.js";
import { predictions } from "./app/views/predictions.js";
import { problem } from "./app/views/problem.js";
import { program } from "./app/views/program.js";
import { result } from "./app/views/result.js";
import { runtimeFacts } from "./app/views/runtime.js";
import { sources } from "./app/views/sources.js";
import { stage } from "./app/views/stage.js";
import { timing } from "./app/views/timing.js";
import { value } from "./app/views/value.js";
import { versions } from "./app/views/versions.js";
import "./app/editor/element.js";

const store = new Store();
const log = new OutputLog();
const { signal } = new AbortController();

function mount() {
  const views = { header, stage, sources, result, boot, predictions, value, problem, timing, program, backend, announcer, notices, drop, versions };
  for (const [name, view] of Object.entries({ ...views, model: modelForm, runtime: runtimeFacts })) {
    const root = /** @type {HTMLElement} */ (document.querySelector(`[data-view=${name}]`));
    view(root, store);
  }
  output(/** @type {HTMLElement} */ (document.querySelector("[data-view=output]")), store, log);
}

if (runtime !== null) {
  installPy(globalThis, runtime);
  runtime.warmUp = "studio.session.warm_up";
  mount();
  feed(store, runtime, log, signal);
  startSession(store, runtime, log, signal);
  // Without a service worker the page works all the same, only not offline. What it keeps must not compete with boot.
  const keepForOffline = () => navigator.serviceWorker?.register("./sw.js", { type: "module" }).catch(() => {});
  runtime.ready.then(keepForOffline, keepForOffline);
} else {
  mount();
  store.set({ runtime: { state: "unsupported", reason: unsupported } });
}
