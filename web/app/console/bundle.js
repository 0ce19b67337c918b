// @ts-check
/** @import { Bundle } from "../../shared/protocol.js" */

import { make } from "../dom.js";
import { docCard } from "./doc_card.js";
import { htmlFrame } from "./frame.js";

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** @param {unknown} data */
function asText(data) {
  return typeof data === "string" ? data : JSON.stringify(data, null, 2);
}

/**
 * A picture is an `img`, an SVG too: scripts in it do not run there.
 *
 * @param {string} source @param {Bundle} bundle
 */
function picture(source, bundle) {
  const figure = make("figure", "rich-figure");
  const image = /** @type {HTMLImageElement} */ (make("img", "rich-image"));
  image.alt = String(bundle["text/plain"] ?? "Picture made by the program").slice(0, 200);
  const scale = Number(bundle["application/vnd.tfjs.scale"] ?? 1);
  if (scale > 1) image.addEventListener("load", () => (image.width = Math.round(image.naturalWidth / scale)), { once: true });
  image.src = source;
  figure.append(image);
  const caption = bundle["application/vnd.tfjs.caption"];
  if (typeof caption === "string") figure.append(make("figcaption", "rich-caption", caption));
  return figure;
}

/**
 * The richest form of a result that the page can show.
 *
 * @param {Bundle} bundle
 * @returns {HTMLElement}
 */
export function showBundle(bundle) {
  const card = bundle["application/vnd.tfjs.doc+json"];
  if (card !== undefined) return docCard(/** @type {any} */ (card));
  for (const mime of PICTURES) {
    const data = bundle[mime];
    if (typeof data === "string") return picture(`data:${mime};base64,${data.replace(/\s/g, "")}`, bundle);
  }
  const svg = bundle["image/svg+xml"];
  if (typeof svg === "string") return picture(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, bundle);
  if (typeof bundle["text/html"] === "string") return htmlFrame(bundle["text/html"]);
  const text = bundle["text/markdown"] ?? bundle["text/latex"] ?? bundle["text/plain"] ?? Object.values(bundle)[0] ?? "";
  return make("pre", "rich-text", asText(text));
}
