// @ts-check
/** Values on their way to the page, and from it. */

/**
 * A value in which null is undefined: Pyodide makes None of that, and an object of its own of null.
 * @param {any} value @returns {any}
 */
export function nullsAsNone(value) {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(nullsAsNone);
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, nullsAsNone(item)]));
}

/** The memory of every typed array inside a message: it moves instead of being copied. @param {unknown} value @returns {Transferable[]} */
export function transferablesOf(value) {
  /** @type {Set<ArrayBuffer>} */
  const buffers = new Set();
  collect(value, buffers);
  return [...buffers];
}

/** @param {unknown} value @param {Set<ArrayBuffer>} buffers */
function collect(value, buffers) {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength) buffers.add(value.buffer);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, buffers);
  } else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) collect(item, buffers);
  }
}
