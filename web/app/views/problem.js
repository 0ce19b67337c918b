// @ts-check
/** @import { Store } from "../store.js" */
/** @import { Problem, State } from "../types.js" */

import { SITE } from "../../shared/site.js";
import { clone, make } from "../dom.js";
import { modelForm } from "./model.js";

/** Errors that mean there is no model, rather than a broken one. */
const ABSENT = ["UnavailableError", "NotFoundError"];
const SERVE = "python serve.py --models DIR";

/**
 * @param {State["runtime"]} runtime
 * @returns {{kind: string, text: string, action: string | null} | null}
 */
function brokenRuntime({ state, reason }) {
  if (state === "unsupported") return { kind: "This browser cannot run the page", text: reason ?? "", action: null };
  if (state === "failed") {
    return { kind: "Python could not start", text: reason ?? "The browser gave no reason.", action: "Try again" };
  }
  if (state === "dead") {
    const text = `${reason ?? "The worker ended."} Your picture and your program are still here; variables are gone.`;
    return { kind: "Python stopped", text, action: "Restart Python" };
  }
  return null;
}

/** The ways to give a model: a folder for the server, or an address or files for the page. */
function ways() {
  if (SITE.models) return [make("p", "problem-way", "Choose a model served here, or give another. It is written into the program:")];
  const folder = make("p", "problem-way", "Serve a folder of TensorFlow.js models with this page:");
  folder.append(make("code", "", SERVE));
  const here = make("p", "problem-way", "Or give one here, and it is written into the program:");
  return [folder, here];
}

/**
 * Why there is no result: Python's message first, the traceback folded below it.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @returns {() => void}
 */
export function problem(root, store) {
  const stopping = new AbortController();
  let stopForm = () => {};

  /** @param {Problem} fault @param {Record<string, any>} parts */
  const showFault = (fault, parts) => {
    const line = fault.line === null ? "" : `, line ${fault.line}`;
    const absent = fault.missingModel && ABSENT.includes(fault.type);
    parts.kind.textContent = absent ? "No model yet" : `${fault.type}${line}`;
    parts.text.textContent = fault.message;
    parts.details.hidden = !fault.traceback;
    parts.trace.textContent = fault.traceback;
    if (!fault.missingModel) return;
    const form = make("div", "");
    parts.extra.append(...ways(), form);
    stopForm = modelForm(form, store);
  };

  store.watch(
    (state) => [state.problem, state.runtime],
    (fault, state) => {
      stopForm();
      stopForm = () => {};
      const broken = brokenRuntime(state);
      if (!broken && !fault) {
        root.replaceChildren();
        return;
      }
      const { element, parts } = clone("problem-card");
      root.dataset.kind = broken ? state.state : fault?.missingModel ? "missing-model" : "python";
      if (broken) {
        parts.kind.textContent = broken.kind;
        parts.text.textContent = broken.text;
        parts.action.hidden = broken.action === null;
        parts.action.textContent = broken.action;
        parts.action.addEventListener("click", () => store.send("runtime.restart"), { signal: stopping.signal });
      } else if (fault) showFault(fault, parts);
      root.replaceChildren(element);
    },
    stopping.signal,
  );
  stopping.signal.addEventListener("abort", () => stopForm(), { once: true });
  return () => stopping.abort();
}
