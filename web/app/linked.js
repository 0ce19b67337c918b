// @ts-check
/** @import { Store } from "./store.js" */

import { asNotebook, asPython } from "./export.js";
import { handOver } from "./hand_over.js";
import { codeIn, LinkError, linkTo } from "./share_link.js";
import { notify } from "./store.js";

/** @typedef {import("./console/entry.js").Output} Output */

const PHOTO = '# photo is the picture, as bytes: photo = open("photo.jpg", "rb").read()\n';

/**
 * The program as a link or a file, and one that came with a link: it is shown in the editor, and does nothing until somebody has
 * pressed Run.
 */
export class Linked {
  #waits = false;

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
  }

  /** Put the program of the page's address into the editor, if it holds one. */
  async read() {
    if (!location.hash) return;
    try {
      const code = await codeIn(location.hash);
      if (code === null) return;
      this.#waits = true;
      this.store.set({ program: { ...this.store.state.program, source: code } });
      notify(this.store, "info", "The program came with the link. Read it, then press Run.");
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      notify(this.store, "error", `${error.message} Ask for it again.`);
    }
    history.replaceState(null, "", location.pathname + location.search);
  }

  /** Whether the program may run by itself, because of a picture or a camera; says why not. */
  mayRun() {
    if (this.#waits) {
      const title = "The program came with a link.";
      this.store.set({ trouble: { title, text: "Read it, then press Run; from then on it runs for every picture." } });
    }
    return !this.#waits;
  }

  /** Somebody has asked for it. */
  accept() {
    this.#waits = false;
  }

  /** @param {string} kind  "link", "python" or "notebook" @param {Output[]} outputs  what the last run gave */
  async share(kind, outputs) {
    if (kind === "link") return this.#copyLink();
    const { source } = this.store.state.program;
    const text = (/\bphoto\b/.test(source ?? "") ? PHOTO : "") + (source ?? "").trimEnd();
    if (kind === "python") handOver("classify.py", asPython([text], "A program of the tfjs studio."), "text/x-python");
    else handOver("classify.ipynb", asNotebook([{ source: text, number: 1, record: outputs }]), "application/x-ipynb+json");
  }

  async #copyLink() {
    const link = await linkTo(new URL("./", location.href), this.store.state.program.source ?? "");
    if (link === null) {
      notify(this.store, "warning", "This program is too long for a link.");
      return;
    }
    try {
      await navigator.clipboard.writeText(link);
      notify(this.store, "info", `Copied a link of ${link.length.toLocaleString("en-US")} characters that holds the program.`);
    } catch {
      history.replaceState(null, "", link);
      notify(this.store, "info", "The address of this page is now the link: copy it from there.");
    }
  }
}
