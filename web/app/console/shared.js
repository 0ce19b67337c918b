// @ts-check
/** @import { Store } from "../store.js" */
/** @import { Session } from "./session.js" */
/** @import { Transcript } from "./transcript.js" */
/** @import { ConsolePrompt } from "./prompt/element.js" */
/** @import { History } from "./prompt/history.js" */

import { clone } from "../dom.js";
import { notify } from "../store.js";
import { showCode } from "./highlight.js";
import { codeIn, LinkError } from "../share_link.js";

/**
 * Code that came with the page's address is shown and waits: it runs when somebody has read it and presses Run.
 *
 * @param {{transcript: Transcript, session: Session, prompt: ConsolePrompt, history: History, store: Store}} parts
 */
export function showShared({ transcript, session, prompt, history, store }) {
  const open = async () => {
    const { hash } = location;
    if (!hash) return;
    let code;
    try {
      code = await codeIn(hash);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      notify(store, "error", `${error.message} Ask for it again.`);
      return;
    }
    if (code !== null && code.trim() !== "") card(code);
  };

  /** @param {string} code */
  const card = (code) => {
    const { element, parts } = clone("shared-card");
    const entry = transcript.addLoose();
    entry.state = "shared";
    const lines = code.split("\n").length;
    parts.title.textContent = "This code came with the link.";
    parts.text.textContent = `${lines === 1 ? "One line" : `${lines} lines`}; nothing has run. Read it, then run it if you trust it.`;
    showCode(parts.code, code);
    const done = () => {
      transcript.remove(entry);
      window.history.replaceState(null, "", location.pathname + location.search);
      prompt.focus();
    };
    parts.run.addEventListener("click", () => {
      done();
      history.add(code);
      session.submit(code);
    });
    parts.edit.addEventListener("click", () => {
      done();
      prompt.value = code;
    });
    parts.dismiss.addEventListener("click", done);
    transcript.put(entry, { kind: "element", element });
  };

  addEventListener("hashchange", open);
  open();
}
