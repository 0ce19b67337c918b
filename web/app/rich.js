// @ts-check
/** @import { Bundle } from "../shared/protocol.js" */

import { make } from "./dom.js";

const MAX_FRAME_HEIGHT = 600;

/** What a table of numbers needs to be read; the page's own styles do not reach into a frame. */
const FRAME_STYLE = `
  body { margin: 12px; font: 13px/1.5 system-ui, sans-serif; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 3px 10px; border: 0; border-bottom: 1px solid #d9dee1; text-align: end; }
`;

/** @param {unknown} data */
function asText(data) {
  return typeof data === "string" ? data : JSON.stringify(data, null, 2);
}

/**
 * A frame in which no script runs. It shares our origin, without which its height could not be read.
 *
 * @param {string} html
 */
function frame(html) {
  const element = /** @type {HTMLIFrameElement} */ (make("iframe", "rich-frame"));
  element.setAttribute("sandbox", "allow-same-origin");
  element.title = "Result of the program";
  element.height = "120";
  element.srcdoc = html;
  element.addEventListener("load", () => {
    const inside = /** @type {(Window & typeof globalThis) | null} */ (element.contentWindow);
    if (!inside) return;
    const sheet = new inside.CSSStyleSheet();
    sheet.replaceSync(FRAME_STYLE);
    inside.document.adoptedStyleSheets = [sheet];
    const height = inside.document.documentElement.scrollHeight;
    if (height) element.height = String(Math.min(height + 2, MAX_FRAME_HEIGHT));
  });
  return element;
}

/** @param {string} mime @param {string} data base64 */
function image(mime, data) {
  const element = /** @type {HTMLImageElement} */ (make("img", "rich-image"));
  element.alt = "Picture made by the program";
  element.src = `data:${mime};base64,${data.replace(/\s/g, "")}`;
  return element;
}

/**
 * The richest form of a result that the page can show.
 *
 * @param {Bundle} bundle
 * @param {string} textClass
 * @returns {HTMLElement}
 */
export function rich(bundle, textClass) {
  for (const mime of ["image/png", "image/jpeg"]) {
    if (typeof bundle[mime] === "string") return image(mime, bundle[mime]);
  }
  if (typeof bundle["text/html"] === "string") return frame(bundle["text/html"]);
  const text = bundle["text/plain"] ?? Object.values(bundle)[0] ?? "";
  return make("pre", textClass, asText(text));
}
