// @ts-check
/** @import { Writer } from "./codemirror.js" */

/**
 * `<code-editor>`: a Python editor. Its light child is a plain `<textarea>`, which works at once and stays where the
 * real editor cannot be loaded. CodeMirror takes its place, in a shadow root, once the page is idle.
 *
 * Fires `input` when the visitor changes the text and `run` on Ctrl-Enter or Command-Enter.
 */
export class CodeEditor extends HTMLElement {
  /** @type {Writer | null} */ #writer = null;
  #plain = /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea"));
  #readOnly = false;
  /** @type {{line: number, text: string} | null} */ #mark = null;
  #wired = false;

  connectedCallback() {
    if (this.#wired) return;
    this.#wired = true;
    this.#plain.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#run();
    });
    const idle = globalThis.requestIdleCallback ?? ((/** @type {() => void} */ work) => setTimeout(work, 200));
    requestAnimationFrame(() => idle(() => this.#upgrade()));
  }

  get value() {
    return this.#writer?.value ?? this.#plain.value;
  }

  set value(text) {
    if (this.#writer) this.#writer.value = text;
    else this.#plain.value = text;
  }

  get readOnly() {
    return this.#readOnly;
  }

  set readOnly(on) {
    if (on === this.#readOnly) return;
    this.#readOnly = on;
    this.#plain.readOnly = on;
    this.#writer?.setReadOnly(on);
  }

  /**
   * Show a message below a line, or take it away. An edit takes it away too.
   *
   * @param {{line: number, text: string} | null} mark
   */
  mark(mark) {
    this.#mark = mark;
    this.#writer?.mark(mark);
  }

  focus() {
    if (this.#writer) this.#writer.focus();
    else this.#plain.focus();
  }

  #run() {
    this.dispatchEvent(new CustomEvent("run"));
  }

  async #upgrade() {
    /** @type {typeof import("./codemirror.js")} */
    let editor;
    try {
      editor = await import("./codemirror.js");
    } catch {
      this.dataset.editor = "plain";
      return;
    }
    const hadFocus = document.activeElement === this.#plain;
    const root = this.attachShadow({ mode: "open" });
    this.#writer = editor.createWriter(root, {
      text: this.#plain.value,
      label: this.getAttribute("label") ?? "Program",
      readOnly: this.#readOnly,
      onInput: () => this.dispatchEvent(new Event("input")),
      onRun: () => this.#run(),
    });
    this.#writer.mark(this.#mark);
    this.dataset.editor = "codemirror";
    this.#plain.remove();
    if (hadFocus) this.#writer.focus();
  }
}

customElements.define("code-editor", CodeEditor);
