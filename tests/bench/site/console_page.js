// @ts-check
/** What a person does at the console, timed inside the page. All times in milliseconds. */

const app = () => /** @type {HTMLElement} */ (document.querySelector("[data-testid=app]"));
const scope = /** @type {any} */ (globalThis);

/** @param {() => boolean} condition @param {Node} node @param {MutationObserverInit} what @returns {Promise<number>} when it held */
function until(condition, node, what) {
  return new Promise((resolve) => {
    const look = () => {
      if (!condition()) return false;
      observer.disconnect();
      resolve(performance.now());
      return true;
    };
    const observer = new MutationObserver(look);
    observer.observe(node, what);
    look();
  });
}

const states = { attributes: true, attributeFilter: ["data-state", "data-runs"] };
const runs = () => Number(app().dataset.runs ?? 0);
const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {string} source */
function submit(source) {
  const prompt = /** @type {HTMLElement} */ (document.querySelector("console-prompt"));
  prompt.dispatchEvent(new CustomEvent("submit", { detail: source }));
}

/** Run an input to its end. @param {string} source @returns {Promise<number>} milliseconds until the prompt is back */
export async function run(source) {
  const before = runs();
  const started = performance.now();
  submit(source);
  return (await until(() => runs() > before && app().dataset.state === "ready", app(), states)) - started;
}

/**
 * Run an input, and press Stop a while after it has said that it is going.
 * @param {string} source @param {number} after milliseconds
 * @returns {Promise<{ms: number, at: number}>} from the press until the prompt is back, and when that was, since 1970
 */
export async function stop(source, after) {
  const before = runs();
  submit(source);
  const log = /** @type {HTMLElement} */ (document.querySelector(".log-list"));
  const said = () => document.querySelector(".entry:last-child [data-testid=output]")?.textContent?.includes("going") === true;
  await until(said, log, { childList: true, subtree: true, characterData: true });
  await wait(after);
  const pressed = performance.now();
  /** @type {HTMLElement} */ (document.querySelector("[data-testid=stop]")).click();
  const back = await until(() => runs() > before && app().dataset.state === "ready", app(), states);
  return { ms: back - pressed, at: performance.timeOrigin + back };
}

/** Run an input, and watch the page's own thread. @param {string} source */
export async function watched(source) {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: "longtask" });
  const ms = await run(source);
  const list = /** @type {HTMLElement} */ (document.querySelector(".log-list"));
  await until(() => list.getAttribute("aria-busy") !== "true", list, { attributes: true });
  await wait(200); // the observer is told late
  observer.disconnect();
  const entry = [...document.querySelectorAll(".entry")].at(-1);
  return { ms, longest, kept: entry?.textContent?.length ?? 0, says: /left out|dropped/.test(entry?.textContent ?? "") };
}

/** Times of a function of Python's, called as the prompt does. @param {string} name @param {unknown[]} args @param {number} rounds */
export async function calls(name, args, rounds) {
  const times = [];
  let value = null;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    value = await scope.py.call(name, ...args);
    times.push(performance.now() - started);
  }
  return { times, options: /** @type {any} */ (value).options.length };
}

/** A first tensor with NumPy, as early as it can be. @param {string} code @returns {Promise<number>} since the navigation */
export async function firstTensor(code) {
  await scope.py(code);
  return performance.now();
}

/** Start Python anew. @returns {Promise<{ready: number, first: number}>} until it is ready, and until it has computed a sum */
export async function restart() {
  const started = performance.now();
  await scope.py.restart();
  const ready = performance.now() - started;
  await scope.py("1 + 1");
  return { ready, first: performance.now() - started };
}
