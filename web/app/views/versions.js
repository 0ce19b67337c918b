// @ts-check

import { SITE } from "../../shared/site.js";
import { say } from "../dom.js";

/** @type {Record<string, string>} */
const NAMES = { library: "tfjs", pyodide: "Pyodide", tfjs: "TensorFlow.js" };

/**
 * @param {HTMLElement} root
 * @returns {() => void}
 */
export function versions(root) {
  const known = Object.entries(NAMES).filter(([key]) => key in SITE.versions);
  say(root, known.map(([key, name]) => `${name} ${SITE.versions[key]}`).join(" · "));
  return () => {};
}
