// @ts-check
/** Start, compute, classify; what came of it is left in the page for any driver to read. */

const marks = document.documentElement.dataset;

/** @param {string} file */
async function bytesOf(file) {
  const response = await fetch(new URL(`../models/pictures/${file}`, import.meta.url));
  return new Uint8Array(await response.arrayBuffer());
}

async function tour() {
  const scope = /** @type {any} */ (globalThis);
  while (scope.py === undefined) await new Promise((resolve) => setTimeout(resolve, 50)); // its modules are still loading
  const { py } = scope;
  await py.ready;
  await py(await (await fetch(new URL("./smoke.py", import.meta.url))).text());
  const { file, model } = JSON.parse(/** @type {string} */ (marks.smokeAsked));
  const sum = await py.call("total", [1, 2, 3.5]);
  const label = await py.call("classify", await bytesOf(file), model);
  const backend = await py.call("tfjs.backend.current");
  return { sum, label, backend };
}

tour().then(
  (answer) => (marks.smoke = JSON.stringify(answer)),
  (error) => (marks.smoke = JSON.stringify({ error: `${error.name}: ${error.message}\n${error.traceback ?? ""}` })),
);
