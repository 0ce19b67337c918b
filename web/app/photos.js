// @ts-check
/** @import { Store } from "./store.js" */
/** @import { Photo } from "./types.js" */

import { download, MAX_BYTES, nameOf, parseAddress, PictureTrouble, tooLarge } from "./download.js";
import { HEADER_BYTES, readHeader } from "./sniff.js";

const MAX_PREVIEW_PIXELS = 80_000_000;

/** Where pictures come from: files and addresses. Each ends as `photo` or as `trouble` in the store. */
export class Photos {
  /** @type {Store} */ #store;
  /** @type {AbortController | null} */ #download = null;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /**
   * @param {Blob} blob
   * @param {string} name
   * @returns {Promise<boolean>} whether there is a new picture
   */
  async take(blob, name) {
    this.cancel();
    return this.#attempt(async () => {
      if (blob.size === 0) throw new PictureTrouble(`${name} is empty.`, "The file has 0 bytes. Choose another one.");
      if (blob.size > MAX_BYTES) throw tooLarge(name, blob.size);
      const head = await blob.slice(0, HEADER_BYTES).arrayBuffer();
      this.#show(describe(blob, name, head));
    }, `${name} cannot be read.`);
  }

  /**
   * @param {string} text
   * @returns {Promise<boolean>}
   */
  async takeAddress(text) {
    this.cancel();
    const present = new AbortController();
    const { signal } = present;
    this.#download = present;
    return this.#attempt(async () => {
      try {
        const url = parseAddress(text);
        const name = nameOf(url);
        this.#store.set({ fetching: { name, loaded: 0, total: 0 }, trouble: null });
        const blob = await download(url, signal, (loaded, total) => {
          if (!signal.aborted) this.#store.set({ fetching: { name, loaded, total } });
        });
        const head = await blob.slice(0, HEADER_BYTES).arrayBuffer();
        if (!signal.aborted) this.#show(describe(blob, name, head));
      } finally {
        if (this.#download === present) this.#store.set({ fetching: null });
      }
    }, "The picture could not be loaded.");
  }

  cancel() {
    this.#download?.abort(new DOMException("The visitor changed their mind", "AbortError"));
    this.#download = null;
    this.#store.set({ fetching: null });
  }

  /** @param {Photo} photo */
  #show(photo) {
    const before = this.#store.state.photo;
    if (before) URL.revokeObjectURL(before.url);
    this.#store.set({ photo, trouble: null });
  }

  /**
   * @param {() => Promise<void>} work
   * @param {string} title  what to say where the cause is not one of ours
   */
  async #attempt(work, title) {
    const before = this.#store.state.photo;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error) || error.name === "AbortError") return false;
      const known = error instanceof PictureTrouble;
      this.#store.set({ trouble: { title: known ? error.title : title, text: error.message } });
    }
    return this.#store.state.photo !== before;
  }
}

/**
 * @param {Blob} blob
 * @param {string} name
 * @param {ArrayBuffer} head
 * @returns {Photo}
 */
function describe(blob, name, head) {
  const header = readHeader(head);
  const pixels = (header?.width ?? 0) * (header?.height ?? 0);
  return {
    name,
    size: blob.size,
    kind: header?.kind ?? "",
    width: header?.width ?? 0,
    height: header?.height ?? 0,
    url: URL.createObjectURL(blob),
    preview: pixels <= MAX_PREVIEW_PIXELS,
    bytes: async () => new Uint8Array(await blob.arrayBuffer()),
  };
}
