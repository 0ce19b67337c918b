// @ts-check
/**
 * Tensors as arrays, and the two things that are done to them as a whole: products and sigmoids.
 *
 * On wasm the arrays are views of its heap; they are taken anew after every call into it, because its memory may grow
 * then. wasm keeps the second matrix of a product prepared, so that multiplying many times by the same one is fast.
 */

import { usedOtherwise } from "../../wasm_product.js";

/** @typedef {import("../workbench.js").Info} Info */
/** @typedef {import("../workbench.js").Workbench} Workbench */
/**
 * @typedef {object} Memory
 * @property {(shape: number[]) => Info} make  a tensor whose values are undefined until they are written
 * @property {(tensor: Info) => Float32Array} view
 * @property {(matrix: Info) => Info} factor  a matrix to multiply by many times
 * @property {(a: Info, b: Info, out: Info) => void} multiply  matrices, as `out = a b`, b a `factor`
 * @property {(x: Info) => void} sigmoid  in place
 */

/** Below this a slope is nothing. Far below, where numbers lose digits, processors take a hundred times as long for them. */
const TINY = 1e-25;

/** @param {number} value */
export const flushed = (value) => (value < TINY && value > -TINY ? 0 : value);

/** @param {Workbench} bench @returns {Memory} */
export const memoryOf = (bench) => (bench.backendName === "wasm" ? onHeap(bench) : inArrays(bench));

/** Where shapes are written for products. @type {WeakMap<any, number>} */
const places = new WeakMap();

/** @param {Workbench} bench @returns {Memory} */
function onHeap(bench) {
  const { backend } = bench;
  const module = backend.wasm;
  const idOf = (/** @type {Info} */ { dataId }) => backend.dataIdMap.get(dataId).id;
  if (!places.has(module)) places.set(module, module._malloc(24));
  const place = /** @type {number} */ (places.get(module));
  return {
    make: (shape) => bench.make(shape, "float32"),
    view: (tensor) => backend.typedArrayFromHeap(tensor),
    factor(matrix) {
      if (!usedOtherwise(matrix.dataId, matrix.shape[0])) return matrix;
      const fresh = bench.make(matrix.shape, "float32");
      backend.typedArrayFromHeap(fresh).set(backend.typedArrayFromHeap(matrix));
      return fresh;
    },
    multiply(a, b, out) {
      module.HEAP32.set([1, ...a.shape, 1, ...b.shape], place >> 2);
      module._BatchMatMul(idOf(a), place, 3, idOf(b), place + 12, 3, 0, 0, idOf(out));
    },
    sigmoid: (x) => module._Sigmoid(idOf(x), idOf(x)),
  };
}

/** @param {Workbench} bench @returns {Memory} */
function inArrays(bench) {
  return {
    make: (shape) => bench.make(shape, "float32", new Float32Array(shape.reduce((product, side) => product * side, 1))),
    view: (tensor) => bench.read(tensor),
    factor: (matrix) => matrix,
    multiply(a, b, out) {
      const [left, right, sums] = [bench.read(a), bench.read(b), bench.read(out)];
      const [rows, inner] = a.shape;
      const columns = b.shape[1];
      sums.fill(0);
      for (let row = 0; row < rows; row++) {
        for (let k = 0; k < inner; k++) {
          const factor = left[row * inner + k];
          for (let column = 0; column < columns; column++) sums[row * columns + column] += factor * right[k * columns + column];
        }
      }
    },
    sigmoid(x) {
      const values = bench.read(x);
      for (let i = 0; i < values.length; i++) values[i] = 1 / (1 + Math.exp(-values[i]));
    },
  };
}
