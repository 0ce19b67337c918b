// @ts-check
/** @import { Runtime } from "../client.js" */
/** @import { Store } from "../store.js" */

import { refs, say } from "../dom.js";
import { feed } from "../feed.js";
import { handOver } from "../hand_over.js";
import { notify } from "../store.js";
import { backend } from "../views/backend.js";
import { boot } from "../views/boot.js";
import { notices } from "../views/notices.js";
import { runtimeFacts } from "../views/runtime.js";
import { asNotebook, asPython } from "../export.js";
import { FileKeeper } from "./file_keeper.js";
import { ConsolePrompt } from "./prompt/element.js";
import { History } from "./prompt/history.js";
import { Session } from "./session.js";
import { Spare } from "./spare.js";
import { linkTo } from "../share_link.js";
import { showShared } from "./shared.js";
import { Transcript } from "./transcript.js";
import { otherTab } from "./tabs.js";
import { announcer } from "./views/announcer.js";
import { dropFiles, files } from "./views/files.js";
import { past } from "./views/past.js";
import { side } from "./views/side.js";
import { toolbar } from "./views/toolbar.js";
import { variables } from "./views/variables.js";
import { welcome } from "./views/welcome.js";

/**
 * Put the console together: prompt, transcript, session, panels, and what each intent does.
 *
 * @param {Store} store
 * @param {Runtime} runtime
 * @param {(name: string) => HTMLElement} view
 */
export function startConsole(store, runtime, view) {
  const { signal } = new AbortController();
  const ui = refs(document);
  const prompt = /** @type {ConsolePrompt} */ (ui.prompt);
  const transcript = new Transcript(ui.list, ui.scroller);
  const keeper = new FileKeeper(runtime);
  const session = new Session(store, runtime, transcript, keeper);
  const history = new History();
  runtime.spare = new Spare();

  feed(store, runtime, /** @type {any} */ (session.log), signal);
  prompt.start({ ask: (name, ...args) => session.ask(name, ...args), history });
  welcome(view("welcome"), store, prompt);
  boot(view("boot"), store);
  toolbar(view("toolbar"), store);
  side(view("side"));
  variables(view("variables"), session);
  files(view("files"), store, keeper);
  dropFiles(view("drop"), store);
  runtimeFacts(view("runtime"), store);
  backend(view("backend"), store);
  notices(view("notices"), store);
  announcer(view("announcer"), store, session);
  const search = past(ui.past, ui.pastField, ui.pastList, { prompt, history });

  prompt.addEventListener("submit", (event) => session.submit(/** @type {CustomEvent} */ (event).detail));
  prompt.addEventListener("break", () => {
    if (session.isBusy) session.stop();
    else prompt.value = "";
  });
  prompt.addEventListener("clear", () => store.send("console.clear"));
  prompt.addEventListener("search", () => search.open());
  session.addEventListener("answered", () => prompt.focus());
  session.addEventListener("ran", () => keeper.save());
  runtime.addEventListener("touched", () => {
    if (session.isBusy) return; // the end of the input will tell
    keeper.save();
    session.dispatchEvent(new Event("touched"));
  });
  keeper.addEventListener("trouble", (event) => notify(store, "warning", /** @type {CustomEvent} */ (event).detail));

  /** What a person sees of the session, as text for others. */
  const inputs = () => transcript.entries.filter(({ source, state }) => source !== "" && state !== "shared");

  /** @type {Record<string, (detail: any) => unknown>} */
  const handlers = {
    "console.stop": () => session.stop(),
    "console.restart": () => session.restart(),
    "console.clear"() {
      transcript.clear();
      prompt.focus();
    },
    async "console.share"(kind) {
      const sources = inputs().map(({ source }) => source);
      const waiting = prompt.value.trim();
      if (waiting) sources.push(waiting);
      if (sources.length === 0) return say(ui.shareNote, "There is nothing to share yet.");
      if (kind === "python") handOver("console.py", asPython(sources, "A session of the tfjs console."), "text/x-python");
      else if (kind === "notebook") handOver("console.ipynb", asNotebook(inputs()), "application/x-ipynb+json");
      else say(ui.shareNote, await copyLink(sources));
    },
    async "file.add"(/** @type {File[]} */ list) {
      await session.arrival;
      for (const file of list) {
        try {
          await keeper.put(file.name, new Uint8Array(await file.arrayBuffer()));
        } catch (error) {
          notify(store, "error", `${file.name} could not be added: ${/** @type {Error} */ (error).message}`);
        }
      }
      document.getElementById("tab-files")?.click();
    },
    async "file.get"(path) {
      handOver(path.slice(path.lastIndexOf("/") + 1), /** @type {any} */ (await keeper.get(path)));
    },
    "file.delete": (path) => keeper.delete(path),
    async "backend.use"(name) {
      const { wish } = store.state.backend;
      store.set({ backend: { ...store.state.backend, wish: name } });
      try {
        await runtime.call("studio.backends.use", name);
      } catch (error) {
        store.set({ backend: { ...store.state.backend, wish } });
        notify(store, "error", /** @type {Error} */ (error).message);
      }
    },
    "notice.dismiss"(id) {
      store.set({ notices: store.state.notices.filter((notice) => notice.id !== id) });
    },
  };
  store.addEventListener("intent", (event) => {
    const { intent, detail } = /** @type {CustomEvent} */ (event).detail;
    Promise.resolve(handlers[intent]?.(detail)).catch((error) => notify(store, "error", error.message));
  });

  // A press on the empty part of the log goes to the prompt, as in a terminal; a selection does not.
  ui.scroller.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("a, button, input, summary, iframe, [tabindex='0']") || String(getSelection())) return;
    prompt.focus();
  });
  addEventListener("keydown", (event) => {
    const isBreak = event.ctrlKey && event.key === "c" && !String(getSelection()) && !event.defaultPrevented;
    if (isBreak && session.isBusy && document.activeElement === document.body) session.stop();
  });
  for (const type of ["online", "offline"]) addEventListener(type, () => store.set({ online: navigator.onLine }));
  store.set({ online: navigator.onLine });

  const meetOthers = async () => {
    if (await otherTab()) notify(store, "info", "The console is open in another tab too. They share history and files; each has variables of its own.");
  };
  meetOthers();
  addEventListener("pageshow", ({ persisted }) => { if (persisted) meetOthers(); });
  showShared({ transcript, session, prompt, history, store });
  prompt.focus();
}

/** @param {string[]} sources @returns {Promise<string>} what came of it, in words */
async function copyLink(sources) {
  const link = await linkTo(new URL("./", location.href), sources.join("\n\n"));
  if (link === null) return "This session is too long for a link. Save it as a file instead.";
  try {
    await navigator.clipboard.writeText(link);
    return `Copied: ${link.length.toLocaleString("en-US")} characters.`;
  } catch {
    window.history.replaceState(null, "", link);
    return "The address of this page is now the link: copy it from there.";
  }
}
