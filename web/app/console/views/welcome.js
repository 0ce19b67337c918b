// @ts-check
/** @import { Store } from "../../store.js" */
/** @import { ConsolePrompt } from "../prompt/element.js" */

import { make, refs, say } from "../../dom.js";
import { showCode } from "../highlight.js";
import { versionLine } from "../session.js";

/** Things to try: each is put into the prompt, never run by itself. */
const TRIES = [
  "import tfjs as tf\ntf.random.normal([3, 4], seed=1)",
  "import matplotlib.pyplot as plt, numpy as np\nplt.plot(np.sin(np.linspace(0, 6.28, 100)));",
  'import pandas as pd\npd.DataFrame({"n": range(5)}).assign(square=lambda d: d.n**2)',
  "import tfjs as tf\ntf.matmul?",
];

/**
 * What stands above the first input: what this is, how far the start is, and things to try.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {ConsolePrompt} prompt
 */
export function welcome(root, store, prompt) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ui = refs(root);
  const start = /** @type {HTMLElement} */ (root.querySelector("[data-view=boot]"));
  say(ui.versions, versionLine());
  for (const code of TRIES) {
    const item = make("li", "");
    const button = make("button", "welcome-try");
    button.setAttribute("type", "button");
    showCode(button, /** @type {string} */ (code.split("\n").at(-1)));
    button.title = code;
    button.addEventListener(
      "click",
      () => {
        prompt.value = code;
        prompt.focus();
      },
      { signal },
    );
    item.append(button);
    ui.tries.append(item);
  }
  store.watch(
    (state) => [state.runtime.state, state.report],
    (state, report) => {
      start.hidden = report !== null || !["booting", "failed"].includes(state);
      ui.versions.hidden = !start.hidden;
    },
    signal,
  );
  return () => stopping.abort();
}
