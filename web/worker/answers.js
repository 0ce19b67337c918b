// @ts-check
/**
 * Waiting for an answer of the visitor in the middle of Python, where Python cannot be suspended (no JSPI): the worker
 * blocks, the page goes on. See shared/answers.js for the two ways.
 */
import { ANSWERS, ANYBODY, collect, MAIL } from "../shared/answers.js";

/** How long the worker blocks before it looks whether Stop was pressed. */
const LOOK_EVERY_MS = 100;

/** WebKit never goes on after such a wait (WebKitGTK 2.50, seen in a test); better to say that nothing can wait there. */
const GOES_ON = !/AppleWebKit/.test(navigator.userAgent) || /Chrome|Chromium/.test(navigator.userAgent);

/** @typedef {import("../shared/answers.js").Answer} Answer */

/** @param {{mail: SharedArrayBuffer | null, base: string, flush: () => void}} parts  `flush` sends what has been printed */
export function createAnswers({ mail, base, flush }) {
  /** @param {string} name @returns {XMLHttpRequest} */
  function request(name) {
    const asked = new XMLHttpRequest();
    asked.open("GET", `${base}${ANSWERS}${name}`, false);
    asked.send();
    return asked;
  }

  function hasService() {
    try {
      return request(ANYBODY).status === 204;
    } catch {
      return false;
    }
  }

  const session = crypto.randomUUID?.() ?? String(Math.random()).slice(2);

  return {
    /** What Python may use; see pyapp/studio/host.py. */
    python: {
      /** Tells this worker's questions from those of other tabs. */
      session_name: () => session,

      /** How an answer could come while this worker blocks: "mail", "service", or "" for not at all. */
      answers_by() {
        if (!GOES_ON) return "";
        if (mail !== null) return "mail";
        return hasService() ? "service" : "";
      },

      /** Forget an answer that nobody has waited for. */
      clear_mail() {
        if (mail !== null) collect(mail);
      },

      /**
       * Block for a moment, or until there is an answer. Python asks again, so that it may raise what Stop has left for it.
       * @param {string} name of the question @returns {string} the answer as JSON; nothing if there is none yet
       */
      await_answer(name) {
        flush();
        if (mail !== null) {
          Atomics.wait(new Int32Array(mail, 0, 2), MAIL.KIND, 0, LOOK_EVERY_MS);
          const answer = collect(mail);
          return answer === null ? "" : JSON.stringify(answer);
        }
        const { status, responseText } = request(name);
        if (status === 200) return responseText;
        if (status === 204) return "";
        throw new Error(`the service worker has gone (${status})`);
      },
    },
  };
}
