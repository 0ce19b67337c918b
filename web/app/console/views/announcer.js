// @ts-check
/** @import { Session } from "../session.js" */
/** @import { Entry } from "../entry.js" */
/** @import { Store } from "../../store.js" */

import { say } from "../../dom.js";

const LONGEST = 300;

/** What came of an input, in a sentence. @param {Entry} entry */
function sentence(entry) {
  const texts = entry.record.map((output) => {
    if (output.kind === "stream") return output.text;
    if (output.kind === "fault") return `${output.fault.type}: ${output.fault.message}`;
    return output.kind === "element" ? "" : String(output.bundle["text/plain"] ?? "");
  });
  const text = texts.join(" ").trim();
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
  if (entry.state === "error") return `Error. ${cut}`;
  if (entry.state === "stopped") return "Stopped.";
  return cut || "Done.";
}

/**
 * The one live region: what came of the last input, short.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Session} session
 */
export function announcer(root, store, session) {
  const stopping = new AbortController();
  const { signal } = stopping;
  session.addEventListener("ran", (event) => say(root, sentence(/** @type {CustomEvent} */ (event).detail)), { signal });
  session.addEventListener("started", () => say(root, "Python is ready."), { signal });
  store.watch(
    (state) => [state.runtime],
    ({ state, reason }) => {
      if (state === "dead" || state === "failed") say(root, reason || "Python stopped.");
    },
    signal,
  );
  return () => stopping.abort();
}
