// @ts-check
/** A visit to the console in any browser: typed, run, completed, stopped, asked, kept; what came of it is left in the page. */

const marks = document.documentElement.dataset;
const PATIENCE_MS = 180_000;

/** @template T @param {() => T} condition @param {string} what @returns {Promise<NonNullable<T>>} */
async function until(condition, what) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = condition();
    if (found) return /** @type {NonNullable<T>} */ (found);
    if (performance.now() > end) throw new Error(`waited in vain: ${what}; ${app().state}; ${all("log")[0].innerText.slice(-500)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

const all = (/** @type {string} */ name) => /** @type {any[]} */ ([...document.querySelectorAll(`[data-testid=${name}]`)]);
const app = () => all("app")[0].dataset;
const prompt = () => all("console-prompt")[0];

/** Press a key in the prompt. @param {KeyboardEventInit} init */
function press(init) {
  const target = prompt().shadowRoot.querySelector(".cm-content");
  target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
}

async function ready() {
  await until(() => app().state === "ready" && prompt().dataset.prompt === "ready", "a prompt that is ready");
}

/** @param {string} source */
async function begin(source) {
  await ready();
  prompt().focus();
  prompt().value = source;
  press({ key: "Enter", code: "Enter", ctrlKey: true });
}

/** The text of an input's output, and what became of it. @param {string} source @param {() => unknown} [meanwhile] */
async function run(source, meanwhile) {
  const before = Number(app().runs ?? 0);
  await begin(source);
  await meanwhile?.();
  await until(() => Number(app().runs ?? 0) > before, `the end of ${source}`);
  await until(() => document.querySelector(".log-list")?.getAttribute("aria-busy") === "false", "a painted page");
}

/** @param {string} source */
async function last(source) {
  await run(source);
  return all("output").at(-1).innerText.trim();
}

async function completion() {
  prompt().focus();
  prompt().value = "import jso";
  press({ key: " ", code: "Space", ctrlKey: true });
  const option = await until(() => prompt().shadowRoot.querySelector(".cm-tooltip-autocomplete li"), "completions");
  const text = option.textContent;
  press({ key: "Escape", code: "Escape" });
  prompt().value = "";
  return text;
}

async function answered() {
  const text = () => all("output").at(-1).innerText.trim();
  await run("name = input('Who? ')\nprint('Hello', name)", async () => {
    const field = await until(() => all("question")[0], "a question");
    field.value = "Ada";
    field.form.requestSubmit();
  });
  return text();
}

async function stopped() {
  await last("kept = 'here'");
  let pressed = 0;
  await run("while True: pass", async () => {
    await until(() => app().state === "running" && !all("stop")[0].disabled, "a run to stop");
    await new Promise((resolve) => setTimeout(resolve, 300));
    pressed = performance.now();
    all("stop")[0].click();
  });
  const ms = performance.now() - pressed;
  await ready();
  const told = all("log")[0].innerText;
  return { ms, told, kept: await last("'kept' in globals() and kept") };
}

async function tour() {
  const { part } = JSON.parse(/** @type {string} */ (marks.smokeAsked));
  await ready();
  if (part === "again") return { file: await last("open('kept.txt').read()") };
  const value = await last("6 * 7");
  const printed = await last("print('ä \u{1F642}')");
  await run("1 / 0");
  const fault = all("fault-type").at(-1).textContent;
  if (part === "brief") return { value, printed, fault, unasked: await last("input('Who? ')") };
  const completed = await completion();
  const hello = await answered();
  await last("open('kept.txt', 'w').write('still here')");
  await until(() => all("file").length > 0, "the file");
  await until(() => all("files-note")[0].textContent.startsWith("Kept"), "the note that files are kept");
  const note = all("files-note")[0].textContent;
  return { value, printed, fault, completed, hello, note, stop: await stopped(), file: await last("open('kept.txt').read()") };
}

tour().then(
  (answer) => (marks.smoke = JSON.stringify(answer)),
  (error) => (marks.smoke = JSON.stringify({ error: `${error.name}: ${error.message}\n${error.stack ?? ""}` })),
);
