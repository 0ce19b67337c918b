// @ts-check

import { make } from "../dom.js";
import { harmless } from "./harmless.js";

const TALLEST = 640;

/** What a table of numbers needs to be read; the page's own styles do not reach into a frame. */
const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0; font: 13px/1.5 system-ui, sans-serif; color: light-dark(#14191d, #e9edf0); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  table { border: 0; border-collapse: collapse; font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
  caption { padding: 0 0 4px; color: light-dark(#545f68, #9ca7b0); font: 12px/1.5 system-ui, sans-serif; text-align: start; white-space: nowrap; }
  th, td { padding: 2px 12px 2px 0; border: 0; border-bottom: 1px solid light-dark(#d9dee1, #262c31); text-align: end; white-space: nowrap; }
  th { color: light-dark(#545f68, #9ca7b0); font-weight: 500; }
  tbody th, thead th:first-child { padding-inline-end: 16px; text-align: start; }
  td:first-child { text-align: start; }
  :is(th, td):last-child { padding-inline-end: 0; }
  img, svg { max-width: 100%; }
  a { color: light-dark(#a34700, #ffab66); }
  pre { margin: 0; }
`;

/**
 * HTML that a program made, in a frame where no script runs. It shares our origin, without which its height could not be read.
 *
 * Its `style` attributes and elements are put there by script: the page's Content-Security-Policy, which the frame has too,
 * refuses them as text.
 *
 * @param {string} html
 * @returns {HTMLIFrameElement}
 */
export function htmlFrame(html) {
  const element = /** @type {HTMLIFrameElement} */ (make("iframe", "rich-frame"));
  element.setAttribute("sandbox", "allow-same-origin");
  element.title = "Result";
  element.height = "40";
  element.srcdoc = "<!doctype html><title>Result</title>";
  element.addEventListener("load", () => fill(element, html), { once: true });
  return element;
}

/** @param {HTMLIFrameElement} element @param {string} html */
function fill(element, html) {
  const inside = /** @type {(Window & typeof globalThis) | null} */ (element.contentWindow);
  if (inside === null) return;
  const { nodes, styles } = harmless(html);
  const sheets = [STYLE, ...styles].map((text) => {
    const sheet = new inside.CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  inside.document.adoptedStyleSheets = sheets;
  inside.document.body.append(...nodes); // they keep what was set on them by script
  const measure = () => {
    const { scrollHeight, scrollWidth, clientWidth } = inside.document.documentElement;
    if (scrollHeight > 0) element.height = String(Math.min(scrollHeight, TALLEST));
    // Tab stops at it where there is something to do: follow a link, or scroll.
    const isOfUse = scrollHeight > TALLEST || scrollWidth > clientWidth || inside.document.links.length > 0;
    element.tabIndex = isOfUse ? 0 : -1;
  };
  element.height = "0";
  measure();
  for (const image of inside.document.images) image.addEventListener("load", measure, { once: true });
  new ResizeObserver(measure).observe(element);
}
