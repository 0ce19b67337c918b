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
  const timer = interrupt === undefined ? 0 : setTimeout(() => ((stopped = performance.now()), py.interrupt()), interrupt);
  const started = performance.now();
  const outcome = await py(code).then(
    (/** @type {unknown} */ value) => ({ value: described(value) }),
    (/** @type {any} */ error) => ({ error: toldError(error) }),
  );
  const ended = performance.now();
  clearTimeout(timer);
  await new Promise((resolve) => setTimeout(resolve, 20)); // events travel on a port of their own
  for (const stop of stops) stop();
  return {
    ...outcome,
    ...events,
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
