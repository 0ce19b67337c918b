// @ts-check
/** @import { Store } from "./store.js" */
/** @import { OutputLog } from "./output_log.js" */
/** @import { Runtime } from "./types.js" */

import { Camera } from "./camera.js";
import { readReport } from "./feed.js";
import { Photos } from "./photos.js";
import { Linked } from "./linked.js";
import { useFiles, useUrl } from "./program_text.js";
import { Runner } from "./runner.js";
import { notify } from "./store.js";

const PROGRAM = "classify";

/**
 * What the page does about each intent that a view sends. The one place where views, runtime, camera and
 * pictures meet.
 *
 * @param {Store} store
 * @param {Runtime} runtime
 * @param {OutputLog} log
 * @param {AbortSignal} signal
 */
export function startSession(store, runtime, log, signal) {
  let arrival = Promise.resolve();
  const runner = new Runner(store, runtime, log, () => arrival);
  const camera = new Camera(store, runner);
  const photos = new Photos(store);
  const linked = new Linked(store);

  /** @param {string | null} source */
  const setSource = (source) => store.set({ program: { ...store.state.program, source } });

  const stopCamera = async () => {
    const wasLive = store.state.camera.video !== null;
    const still = wasLive ? await camera.freeze() : null;
    camera.stop();
    if (still) await photos.take(still, "camera.jpg");
  };

  /** What came with a link runs when somebody asks for it, and not because a picture came. */
  const runPhoto = async () => {
    if (linked.mayRun()) await runner.runPhoto();
  };

  const runAgain = async () => {
    if (!linked.mayRun()) return;
    runner.commit();
    if (store.state.camera.state === "paused") await camera.resume();
    else if (store.state.camera.state === "off") await runner.runPhoto();
  };

  /** What the last run printed, displayed and gave. @returns {import("./console/entry.js").Output[]} */
  const outputs = () => {
    const { result, problem } = store.state;
    /** @type {import("./console/entry.js").Output[]} */
    const given = log.entries.map((entry) => (entry.stream === "display" ? { kind: "bundle", bundle: entry.bundle } : { kind: "stream", ...entry }));
    if (result?.bundle) given.push({ kind: "result", bundle: result.bundle });
    if (problem) given.push({ kind: "fault", fault: { ...problem, hint: "", parts: [], text: problem.traceback } });
    return given;
  };

  /** @type {Record<string, (detail: any) => unknown>} */
  const handlers = {
    async "photo.file"({ file, name }) {
      camera.stop();
      if (await photos.take(file, name)) await runPhoto();
    },
    async "photo.address"(text) {
      if (!(await photos.takeAddress(text))) return;
      camera.stop();
      await runPhoto();
    },
    "photo.cancel": () => photos.cancel(),
    "trouble.show": (trouble) => store.set({ trouble }),
    "trouble.dismiss": () => store.set({ trouble: null }),

    "camera.start"() {
      if (!linked.mayRun()) return undefined;
      runner.commit();
      return camera.start();
    },
    "camera.stop": stopCamera,
    "camera.switch": () => camera.switch(),

    "program.edit": setSource,
    "program.run"() {
      linked.accept();
      return runAgain();
    },
    "program.share": (kind) => linked.share(kind, outputs()),
    async "program.stop"() {
      await stopCamera();
      runner.stop();
    },
    "program.reset"() {
      linked.accept();
      store.set({ modelFiles: [], problem: null });
      setSource(store.state.program.original);
    },

    async "backend.use"(name) {
      const { wish } = store.state.backend;
      store.set({ backend: { ...store.state.backend, wish: name } });
      try {
        await runtime.call("studio.backends.use", name);
        if (store.state.photo && store.state.result) await runAgain();
      } catch (error) {
        store.set({ backend: { ...store.state.backend, wish } });
        notify(store, "error", /** @type {Error} */ (error).message);
      }
    },

    async "model.address"(address) {
      store.set({ modelFiles: [] });
      setSource(useUrl(store.state.program.source ?? "", address));
      await runAgain();
    },
    async "model.files"(files) {
      store.set({ modelFiles: files });
      setSource(useFiles(store.state.program.source ?? ""));
      await runAgain();
    },

    "runtime.restart": () => runtime.restart(),
    "notice.dismiss"(id) {
      store.set({ notices: store.state.notices.filter((notice) => notice.id !== id) });
    },
  };

  store.addEventListener(
    "intent",
    (event) => {
      const { intent, detail } = /** @type {CustomEvent} */ (event).detail;
      handlers[intent](detail);
    },
    { signal },
  );

  const arrive = async () => {
    const report = await runtime.ready;
    readReport(store, report);
    if (store.state.program.original === null) {
      const text = String(await runtime.call("studio.programs.source", PROGRAM));
      await linked.read();
      // What has been typed in the meantime stays.
      store.set({ program: { original: text, source: store.state.program.source ?? text } });
    }
  };
  // A link that is opened while the page stands; before it has started, `arrive` reads it.
  addEventListener("hashchange", () => { if (store.state.program.original !== null) linked.read(); }, { signal });
  let died = false;
  const boot = () => {
    // The program that ended Python must not do so again by itself.
    const mayRun = !died;
    died = false;
    arrival = arrive();
    arrival.then(
      () => {
        const { photo, result } = store.state;
        if (mayRun && photo && !result && !runner.busy) runPhoto();
      },
      (error) => {
        if (runtime.state === "ready") notify(store, "error", error.message);
      },
    );
  };
  runtime.addEventListener(
    "state",
    (event) => {
      const { state } = /** @type {CustomEvent} */ (event).detail;
      if (state === "dead") died = true;
      // The event comes before `runtime.ready` is the new start's promise.
      if (state === "booting") queueMicrotask(boot);
    },
    { signal },
  );
  boot();

  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.hidden && store.state.camera.state !== "off") stopCamera();
    },
    { signal },
  );
  for (const type of ["online", "offline"]) {
    addEventListener(type, () => store.set({ online: navigator.onLine }), { signal });
  }
  store.set({ online: navigator.onLine });
  signal.addEventListener("abort", () => camera.stop(), { once: true });
}
