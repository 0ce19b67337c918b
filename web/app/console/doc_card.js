// @ts-check

import { make } from "../dom.js";
import { showCode } from "./highlight.js";

/**
 * @typedef {{name: string, kind: string, signature: string, doc: string, module: string, source: string, value?: string}} Card
 */

/**
 * What `obj?` shows.
 *
 * @param {Card} card
 * @returns {HTMLElement}
 */
export function docCard({ name, kind, signature, doc, module, source, value }) {
  const card = make("section", "doc");
  card.setAttribute("aria-label", `About ${name}`);
  const head = make("p", "doc-head");
  head.append(make("span", "doc-name", name), make("span", "doc-kind", [kind, module].filter(Boolean).join(" · ")));
  card.append(head);
  if (signature) {
    const line = make("pre", "doc-signature");
    showCode(line, signature);
    card.append(line);
  }
  if (value) card.append(make("pre", "doc-value", value));
  card.append(make("pre", "doc-text", doc || "There is no documentation."));
  if (source) {
    const code = make("pre", "doc-source");
    showCode(code, source);
    card.append(code);
  }
  return card;
}
