// @ts-check
/** One worker with the site's own runtime, and plain TF.js functions beside it, so that both are timed in one place. */
const worker = new Worker(new URL("./steady_worker.js", import.meta.url), { type: "module" });
const answers = new EventTarget();
worker.onmessage = ({ data }) => answers.dispatchEvent(new CustomEvent(data.type, { detail: data }));
worker.onerror = (event) => console.error(event.message);

/** @param {string} type @returns {Promise<any>} */
const next = (type) => new Promise((resolve) => answers.addEventListener(type, (event) => resolve(/** @type {CustomEvent} */ (event).detail), { once: true }));

const scope = /** @type {any} */ (globalThis);
scope.ready = next("ready");
scope.run = (/** @type {string} */ code) => {
  const answer = next("answer");
  worker.postMessage(code);
  return answer;
};
