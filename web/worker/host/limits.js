// @ts-check
/**
 * Memory that is not there, refused before anything is computed.
 *
 * WASM's allocator gives address 0 when its 4 GiB are used up, and TF.js would compute into it.
 */

const BYTES = { float32: 4, int32: 4, bool: 1, complex64: 8 };

/** @param {string} name @param {any} backend */
export function limitMemory(name, backend) {
  if (name !== "wasm") return;
  const move = backend.move.bind(backend);
  backend.move = (/** @type {any} */ dataId, /** @type {any} */ values, /** @type {number[]} */ shape, /** @type {string} */ dtype, /** @type {number} */ refCount) => {
    const bytes = shape.reduce((size, side) => size * side, BYTES[/** @type {keyof typeof BYTES} */ (dtype)] ?? 0);
    if (bytes >= 2 ** 32) throw new Error(tooMuch(bytes));
    move(dataId, values, shape, dtype, refCount);
    if (bytes === 0 || backend.dataIdMap.get(dataId).memoryOffset !== 0) return;
    backend.dataIdMap.delete(dataId);
    throw new Error(tooMuch(bytes));
  };
}

/** @param {number} bytes */
const tooMuch = (bytes) => `out of memory: ${bytes} bytes (${(bytes / 2 ** 30).toFixed(1)} GiB) were asked for`;
