// @ts-check
/** @import { Store } from "../store.js" */
/** @import { State } from "../types.js" */
/** @import { CodeEditor } from "../editor/element.js" */

import { refs, say } from "../dom.js";
import { duration } from "../format.js";
import { linkTo } from "../share_link.js";
import { shareMenu } from "./share_menu.js";

const PLACEHOLDER = "# The program appears here\n# as soon as Python has started.\n";

/** @param {State} state */
function sentence({ run, problem, runtime }) {
  if (run.stuck) return "Python does not answer.";
  if (run.stopping) return "Stopping";
  if (run.phase === "running") return run.live ? "" : "Running";
  if (run.phase === "waiting") return runtime.state === "booting" ? "Waiting for Python" : "";
  if (run.stopped) return "Stopped";
  if (problem) return problem.line === null ? problem.type : `${problem.type}, line ${problem.line}`;
  return run.ms === null ? "" : `Ran in ${duration(run.ms)}`;
}

/**
 * The program: editor, run, stop, reset.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function program(root, store) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ui = refs(root);
  const editor = /** @type {CodeEditor} */ (ui.editor);

  const run = () => {
    const { photo, camera, program: text } = store.state;
    const needsPhoto = /\bphoto\b/.test(text.source ?? "");
    if (needsPhoto && !photo && camera.state === "off") {
      const title = "There is no picture yet.";
      store.send("trouble.show", { title, text: "The program reads photo, so choose a picture first." });
    } else store.send("program.run");
  };

  editor.addEventListener("input", () => store.send("program.edit", editor.value), { signal });
  editor.addEventListener("run", run, { signal });
  ui.run.addEventListener("click", run, { signal });
  ui.stop.addEventListener("click", () => store.send(store.state.run.stuck ? "runtime.restart" : "program.stop"), { signal });
  ui.reset.addEventListener("click", () => store.send("program.reset"), { signal });
  const share = (/** @type {string} */ kind) => {
    ui.share.open = false;
    store.send("program.share", kind);
  };
  shareMenu(ui.share, /** @type {any} */ (ui), share, signal);
  ui.toConsole.addEventListener(
    "click",
    async (/** @type {MouseEvent} */ event) => {
      const { source } = store.state.program;
      if (source === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      location.href = (await linkTo(new URL("./console/", location.href), source)) ?? ui.toConsole.href;
    },
    { signal },
  );

  store.watch(
    (state) => [state.program],
    ({ source, original }) => {
      editor.readOnly = source === null;
      if (editor.value !== (source ?? PLACEHOLDER)) editor.value = source ?? PLACEHOLDER;
      ui.edited.hidden = source === null || source === original;
      ui.reset.disabled = source === null || source === original;
    },
    signal,
  );
  store.watch(
    (state) => [state.problem],
    (problem) => editor.mark(problem?.line ? { line: problem.line, text: `${problem.type}: ${problem.message}` } : null),
    signal,
  );
  store.watch(
    (state) => [state],
    (state) => {
      const busy = state.run.phase !== "idle";
      const gone = ["failed", "dead", "unsupported"].includes(state.runtime.state);
      const live = state.camera.state === "live";
      for (const name of ["link", "python", "notebook"]) ui[name].disabled = state.program.source === null;
      ui.run.disabled = gone || state.program.source === null || (busy && !live);
      ui.stop.disabled = state.run.phase !== "running" && !live;
      ui.stop.lastChild.data = state.run.stuck ? "Restart" : "Stop";
      ui.state.dataset.state = state.problem && !busy ? "error" : "";
      say(ui.state, sentence(state));
    },
    signal,
  );

  if (/Mac|iPhone|iPad/.test(navigator.platform)) say(ui.mod, "⌘");
  return () => stopping.abort();
}
