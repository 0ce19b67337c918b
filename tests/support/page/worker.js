// @ts-check
/**
 * The page's part of the browser tests: everything goes through `py`, as it would from DevTools.
 */

/** How long a run that was interrupted may take to end. */
const PATIENCE_MS = 8000;

/** Get the tests into the worker's file system. @param {string} root where they lie on the host */
export async function ship(root) {
  const { py } = /** @type {any} */ (globalThis);
  await py.ready;
  await py.settled(); // what the page prepares in the background would count as leaks
  const source = await (await fetch(new URL("./unpack.py", import.meta.url))).text();
  const url = new URL("./files.zip", import.meta.url).href;
  await py(source);
  await py.call("unpack", url, root);
  return py.call("tests.browser.runner.start");
}

/**
 * Run one test. Never rejects: what went wrong is part of the answer.
 * @param {string} request  JSON, see tests/browser/runner.py @param {number} seconds
 */
export async function run(request, seconds) {
  const { py } = /** @type {any} */ (globalThis);
  const answer = py.call("tests.browser.runner.run", request).catch((/** @type {any} */ error) => ({
    status: error.name === "PythonError" ? "error" : "died",
    text: error.traceback ?? error.message,
  }));
  const first = await Promise.race([answer, later(seconds * 1000)]);
  if (first !== undefined) return first;
  py.interrupt();
  const second = await Promise.race([answer, later(PATIENCE_MS)]);
  if (second === undefined) return { status: "died", text: `no answer within ${seconds} s, nor to an interrupt` };
  return { ...second, late: true };
}

/** Start the worker anew, with the tests in it. @param {string} root */
export async function restart(root) {
  await (/** @type {any} */ (globalThis).py.restart());
  return ship(root);
}

/** @param {number} ms */
function later(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
