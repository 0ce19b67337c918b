// @ts-check

import { bytes as formatBytes } from "./format.js";

export const MAX_BYTES = 100_000_000;
const TIMEOUT = 60_000;

/** A sentence for the visitor about a picture that could not be had. */
export class PictureTrouble extends Error {
  /**
   * @param {string} title
   * @param {string} text
   */
  constructor(title, text) {
    super(text);
    this.title = title;
  }
}

/** @param {string} name @param {number} size */
export function tooLarge(name, size) {
  return new PictureTrouble(
    `${name} is too large.`,
    `It has ${formatBytes(size)}; pictures up to ${formatBytes(MAX_BYTES)} can be classified here.`,
  );
}

/**
 * @param {string} text  what the visitor typed or dropped
 * @returns {URL}
 */
export function parseAddress(text) {
  const trimmed = text.trim();
  const address = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = URL.canParse(address) && !/\s/.test(trimmed) ? new URL(address) : null;
  if (!url || (url.protocol !== "data:" && !url.hostname)) {
    throw new PictureTrouble("That is not an address.", "It should look like https://example.org/picture.jpg.");
  }
  const local = ["localhost", "127.0.0.1"].includes(url.hostname) || url.origin === location.origin;
  if (!["https:", "data:", "blob:"].includes(url.protocol) && !(url.protocol === "http:" && local)) {
    throw new PictureTrouble("That address cannot be read.", "Only addresses that begin with https:// can.");
  }
  return url;
}

/** @param {URL} url */
export function nameOf(url) {
  if (url.protocol === "data:") return "picture";
  const last = url.pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last) || url.hostname;
  } catch {
    return last;
  }
}

/**
 * @param {URL} url
 * @param {AbortSignal} signal
 * @param {(loaded: number, total: number) => void} onProgress  a total of 0 is an unknown one
 * @returns {Promise<Blob>}
 */
export async function download(url, signal, onProgress) {
  const name = nameOf(url);
  const response = await request(url, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]));
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/html")) {
    throw new PictureTrouble("That address is a web page, not a picture.", "Open the picture itself and copy its address.");
  }
  const total = Number(response.headers.get("content-length") ?? 0);
  if (total > MAX_BYTES) throw tooLarge(name, total);
  const chunks = [];
  let loaded = 0;
  for await (const chunk of pieces(response)) {
    chunks.push(chunk);
    loaded += chunk.byteLength;
    if (loaded > MAX_BYTES) throw tooLarge(name, loaded);
    onProgress(loaded, Math.max(total, loaded));
  }
  if (loaded === 0) throw new PictureTrouble("That address is empty.", "The site sent 0 bytes.");
  return new Blob(chunks, { type });
}

/**
 * @param {URL} url
 * @param {AbortSignal} signal
 */
async function request(url, signal) {
  let response;
  try {
    response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", signal });
  } catch (error) {
    const { name } = /** @type {Error} */ (error);
    if (name === "AbortError") throw error;
    if (name === "TimeoutError") throw new PictureTrouble("The site does not answer.", `Nothing came for ${TIMEOUT / 1000} seconds.`);
    if (!navigator.onLine) throw new PictureTrouble("You are offline.", "Choose a picture from this device instead.");
    throw new PictureTrouble(
      `${url.hostname} does not allow other pages to read this picture, or cannot be reached.`,
      "Save the picture on your device and drop it here.",
    );
  }
  if (response.ok) return response;
  throw new PictureTrouble(`${url.hostname} answered ${response.status}.`, "Check the address: there is no picture to read.");
}

/** @param {Response} response */
async function* pieces(response) {
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
