// @ts-check
/**
 * What somebody at the console sees of `py`: values with their JavaScript types, errors with all they carry.
 */

/** @typedef {{code: string, interrupt?: number, bindings?: string}} Request */

/**
 * @param {Request} request  `interrupt`: milliseconds after which to stop
 */
export async function evaluate({ code, interrupt }) {
  const { py } = /** @type {any} */ (globalThis);
  /** @type {Record<string, any[]>} */
  const events = { stdout: [], stderr: [], display: [], status: [], progress: [] };
  const stops = Object.keys(events).map((name) => py.on(name, (/** @type {any} */ detail) => events[name].push(detail)));
  let stopped = 0;
  let seen = "";
  const stop = () => {
    stopped = performance.now();
    seen = events.stdout.join("");
    py.interrupt();
  };
  const timer = interrupt === undefined ? 0 : setTimeout(stop, interrupt);
  const started = performance.now();
  const outcome = await py(code).then(
    (/** @type {unknown} */ value) => ({ value: described(value) }),
    (/** @type {any} */ error) => ({ error: toldError(error) }),
  );
  const ended = performance.now();
  clearTimeout(timer);
  await new Promise((resolve) => setTimeout(resolve, 20)); // events travel on a port of their own
  for (const end of stops) end();
  return {
    ...outcome,
    ...events,
    seen,
    stdout: events.stdout.join(""),
    stderr: events.stderr.join(""),
    messages: events.stdout.length + events.stderr.length,
    ms: ended - started,
    after: stopped === 0 ? null : ended - stopped,
  };
}

/** @param {string} name @param {unknown[]} args */
export async function call(name, ...args) {
  const { py } = /** @type {any} */ (globalThis);
  return py.call(name, ...args).then(
    (/** @type {unknown} */ value) => ({ value: described(value) }),
    (/** @type {any} */ error) => ({ error: toldError(error) }),
  );
}

/** A value with its type, as JSON. @param {any} value @returns {any} */
export function described(value) {
  if (value === null) return { type: "null" };
  if (typeof value === "bigint") return { type: "bigint", value: String(value) };
  if (typeof value === "number" && !Number.isFinite(value)) return { type: "number", value: String(value) };
  if (ArrayBuffer.isView(value)) {
    const { shape = null, dtype = null } = /** @type {any} */ (value);
    const items = Array.from(/** @type {any} */ (value), (item) => (typeof item === "bigint" ? String(item) : item));
    return { type: value.constructor.name, value: items, shape, dtype };
  }
  if (Array.isArray(value)) return { type: "array", value: value.map(described) };
  if (typeof value === "object") {
    const plain = Object.getPrototypeOf(value) === Object.prototype;
    const value_ = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, described(item)]));
    return { type: plain ? "object" : value.constructor.name, value: value_ };
  }
  return { type: typeof value, value };
}

/** @param {any} error */
function toldError(error) {
  const { name, type = null, message, traceback = null, line = null } = error;
  return { name, type, message, traceback, line, isError: error instanceof Error };
}

/** The tagged form. */
export async function tagged() {
  const { py } = /** @type {any} */ (globalThis);
  return {
    sum: described(await py`${40} + ${2}`),
    quoted: described(await py`${"it's \"quoted\"\n\\n"}`),
    items: described(await py`sum(${[1, 2, 3]})`),
    nothing: described(await py`${null} is None`),
    bytes: described(await py`type(${new Uint8Array([1, 2])}).__name__`),
  };
}

export async function ready() {
  const { py } = /** @type {any} */ (globalThis);
  return { isPromise: py.ready instanceof Promise, value: { type: typeof (await py.ready) } };
}

export async function listening() {
  const { py } = /** @type {any} */ (globalThis);
  /** @type {string[]} */
  const heard = [];
  const stop = py.on("stdout", (/** @type {string} */ text) => heard.push(text));
  await py("print('one')");
  await settled();
  stop();
  await py("print('two')");
  await settled();
  return heard;
}

export async function unknownEvent() {
  try {
    /** @type {any} */ (globalThis).py.on("nothing", () => {});
    return "accepted";
  } catch (error) {
    return `${/** @type {Error} */ (error).name}: ${/** @type {Error} */ (error).message}`;
  }
}

export async function backends() {
  const { py } = /** @type {any} */ (globalThis);
  return [await py.backend(), await py.backend("cpu"), await py.backend("auto")];
}

export function members() {
  return Object.getOwnPropertyNames(/** @type {any} */ (globalThis).py);
}

export async function restarted() {
  const { py } = /** @type {any} */ (globalThis);
  await py.restart();
  const gone = await py("x").catch((/** @type {any} */ error) => error.type);
  return { gone, works: await py("1 + 1") };
}

export async function restartedWhileRunning() {
  const { py } = /** @type {any} */ (globalThis);
  const waiting = py("import asyncio; await asyncio.sleep(3600)").catch((/** @type {any} */ error) => error.name);
  await py("1"); // the wait has begun
  py.restart().catch(() => {});
  return waiting;
}

/** Events travel on a port of their own. */
function settled() {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
