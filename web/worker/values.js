// @ts-check
/** Values on their way to the page. */

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
