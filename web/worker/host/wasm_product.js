// @ts-check
/**
 * The product of two matrices on wasm, fast and right in every form.
 *
 * wasm multiplies fast only where neither matrix is transposed; every other form takes a plain loop, some ten times as
 * long, so matrices are transposed before. wasm also keeps the second matrix prepared, by its data alone: the same data
 * under another shape, as after a reshape, would be multiplied with the old shape. Such a matrix is copied first.
 */

/** @typedef {{dataId: any, shape: number[], dtype: string}} Info */

/** Multiplications from which on the fast way pays for its preparation (of a batch: for each matrix). */
export const ENOUGH = 1 << 12;
/** Side of the squares in which a matrix is transposed: what is read and written stays in the cache. */
const SQUARE = 16;

/** Data that wasm has prepared as a second matrix -> its number of rows. @type {WeakMap<object, number>} */
const prepared = new WeakMap();
/** Where shapes are written. @type {WeakMap<any, {first: number, second: number}>} WASM module -> addresses */
const places = new WeakMap();

/**
 * The product of two matrices of float32 that fit together and are not empty.
 * @param {Info} a  its last two axes are the matrix, others have length 1 @param {Info} b  likewise
 * @param {boolean} transposeA @param {boolean} transposeB @param {any} backend @returns {Info}
 */
export function wasmProduct(a, b, transposeA, transposeB, backend) {
  const [rowsA, columnsA] = sides(a);
  const [rowsB, columnsB] = sides(b);
  const rows = transposeA ? columnsA : rowsA;
  const columns = transposeB ? rowsB : columnsB;
  if (!transposeA && !transposeB) return multiplied(a, b, rowsB, rows, columns, backend);
  if (rows * columns * (transposeB ? columnsB : rowsB) < ENOUGH) return looped(a, b, transposeA, transposeB, rows, columns, backend);
  const left = transposeA ? turned(a, rowsA, columnsA, backend) : a;
  const right = transposeB ? turned(b, rowsB, columnsB, backend) : b;
  try {
    return multiplied(left, right, transposeB ? columnsB : rowsB, rows, columns, backend);
  } finally {
    if (transposeA) backend.disposeData(left.dataId);
    if (transposeB) backend.disposeData(right.dataId);
  }
}

/**
 * Whether wasm prepared the data with another number of rows; notes the number otherwise.
 * @param {object} data @param {number} rows
 */
export function usedOtherwise(data, rows) {
  const before = prepared.get(data);
  if (before === undefined) prepared.set(data, rows);
  return before !== undefined && before !== rows;
}

/** @param {Info} b @param {any} backend @returns {Info} */
export function copied(b, backend) {
  const out = backend.makeOutput(b.shape, b.dtype);
  backend.typedArrayFromHeap(out).set(backend.typedArrayFromHeap(b));
  return out;
}

/** @param {Info} a @param {Info} b @param {number} inner @param {number} rows @param {number} columns @param {any} backend @returns {Info} */
function multiplied(a, b, inner, rows, columns, backend) {
  if (!usedOtherwise(b.dataId, inner)) return looped(a, b, false, false, rows, columns, backend);
  const fresh = copied(b, backend);
  try {
    return looped(a, fresh, false, false, rows, columns, backend);
  } finally {
    backend.disposeData(fresh.dataId);
  }
}

/** wasm's own kernel. @param {Info} a @param {Info} b @param {boolean} transposeA @param {boolean} transposeB @param {number} rows @param {number} columns @param {any} backend @returns {Info} */
function looped(a, b, transposeA, transposeB, rows, columns, backend) {
  const module = backend.wasm;
  const data = backend.dataIdMap;
  const left = data.get(a.dataId).id;
  const right = data.get(b.dataId).id;
  const out = backend.makeOutput([rows, columns], "float32");
  let place = places.get(module);
  if (place === undefined) places.set(module, (place = { first: module._malloc(12), second: module._malloc(12) }));
  const heap = module.HEAP32; // read anew: its views change when the memory grows
  write(heap, place.first >> 2, a);
  write(heap, place.second >> 2, b);
  module._BatchMatMul(left, place.first, 3, right, place.second, 3, Number(transposeA), Number(transposeB), data.get(out.dataId).id);
  return out;
}

/** A matrix as a batch of one. @param {Int32Array} heap @param {number} at @param {Info} x */
function write(heap, at, { shape }) {
  heap[at] = 1;
  heap[at + 1] = shape[shape.length - 2];
  heap[at + 2] = shape[shape.length - 1];
}

/** @param {Info} x @returns {[number, number]} */
const sides = ({ shape }) => [shape[shape.length - 2], shape[shape.length - 1]];

/** The transposed matrix, to be disposed of. @param {Info} x @param {number} rows @param {number} columns @param {any} backend @returns {Info} */
function turned(x, rows, columns, backend) {
  const out = backend.makeOutput([columns, rows], "float32");
  const heap = backend.wasm.HEAPF32;
  const from = backend.dataIdMap.get(x.dataId).memoryOffset >>> 2;
  const to = backend.dataIdMap.get(out.dataId).memoryOffset >>> 2;
  for (let left = 0; left < columns; left += SQUARE) {
    const right = Math.min(columns, left + SQUARE);
    for (let top = 0; top < rows; top += SQUARE) {
      const bottom = Math.min(rows, top + SQUARE);
      for (let column = left; column < right; column++) {
        const target = to + column * rows;
        for (let row = top, source = from + top * columns + column; row < bottom; row++, source += columns) heap[target + row] = heap[source];
      }
    }
  }
  return out;
}
