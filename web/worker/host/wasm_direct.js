// @ts-check
/**
 * Kernels of two tensors on the WASM backend, without the ceremony of their JavaScript.
 *
 * TF.js hands both shapes to WebAssembly as arrays that are allocated and copied on every call, which for small tensors
 * takes as long as the addition. Here they are written to a place that is kept. Only what needs no thought goes this way:
 * element-wise with equal shapes or a scalar, and products of two matrices, in float32 or int32; everything else gets
 * null and takes TF.js's own way.
 */

import { wasmProduct } from "./wasm_product.js";

const MAX_RANK = 8;
/** The numbers that the backend's C++ knows dtypes by. */
const DTYPES = { float32: 0, int32: 1 };

/** @typedef {{dataId: any, shape: number[], dtype: string}} Info */
/** @typedef {(a: any, b: any, backend: any) => Info | null} FastBinary */

/** @type {WeakMap<any, {first: number, second: number}>} WASM module -> where shapes are written */
const places = new WeakMap();

/** Kernels with this calling convention -> dtype of the result, or null for that of the arguments. @type {Record<string, string | null>} */
const KERNELS = {
  ...{ Add: null, Sub: null, Multiply: null, RealDiv: null, Maximum: null, Minimum: null, SquaredDifference: null },
  ...{ Greater: "bool", GreaterEqual: "bool", Less: "bool", LessEqual: "bool", Equal: "bool", NotEqual: "bool" },
};

/**
 * A direct way for a kernel with inputs `a` and `b`, if there is one.
 * @param {string} name @param {any} attrs @returns {FastBinary | null}
 */
export function wasmDirect(name, attrs) {
  if (name !== "BatchMatMul") return elementwise(name);
  const { transposeA, transposeB } = attrs;
  return (a, b, backend) => {
    if (a.shape.length !== 2 || b.shape.length !== 2 || a.dtype !== "float32" || b.dtype !== "float32") return null;
    return a.size > 0 && b.size > 0 ? wasmProduct(a, b, transposeA, transposeB, backend) : null;
  };
}

/** @param {string} name @returns {FastBinary | null} */
function elementwise(name) {
  const result = KERNELS[name];
  if (result === undefined) return null;
  const call = `_${name}`;
  const losesNaN = name === "Maximum" || name === "Minimum"; // in the second argument: the kernel's own way mends it
  return (a, b, backend) => {
    const dtype = DTYPES[/** @type {keyof typeof DTYPES} */ (a.dtype)];
    if (dtype === undefined || a.dtype !== b.dtype || a.size === 0 || b.size === 0) return null;
    const shape = commonShape(a.shape, b.shape);
    if (shape === null || (losesNaN && dtype === DTYPES.float32 && holdsNaN(b, backend))) return null;
    const module = backend.wasm;
    const data = backend.dataIdMap;
    const left = data.get(a.dataId).id;
    const right = data.get(b.dataId).id;
    const out = backend.makeOutput(shape, result ?? a.dtype);
    const place = placeOf(module);
    const heap = module.HEAP32; // read anew: its views change when the memory grows
    write(heap, place.first >> 2, a.shape);
    write(heap, place.second >> 2, b.shape);
    module[call](left, place.first, a.shape.length, right, place.second, b.shape.length, dtype, data.get(out.dataId).id);
    return out;
  };
}

/** Whether a tensor of float32 has NaN in it. @param {Info} x @param {any} backend @returns {boolean} */
export function holdsNaN(x, backend) {
  const heap = backend.wasm.HEAPF32;
  const start = backend.dataIdMap.get(x.dataId).memoryOffset >>> 2;
  let end = 1;
  for (const side of x.shape) end *= side;
  end += start;
  // Eight at a time: their sum is NaN if one of them is, which is looked into.
  let at = start;
  for (; at + 8 <= end; at += 8) {
    const sum = heap[at] + heap[at + 1] + heap[at + 2] + heap[at + 3] + heap[at + 4] + heap[at + 5] + heap[at + 6] + heap[at + 7];
    if (Number.isNaN(sum) && anyNaN(heap, at, at + 8)) return true;
  }
  return anyNaN(heap, at, end);
}

/** Whether a tensor holds neither infinities nor NaN. @param {Info} x @param {any} backend @returns {boolean} */
export function areFinite(x, backend) {
  const values = backend.typedArrayFromHeap(x);
  let sum = 0; // in float64, which no sum of float32 leaves
  for (let i = 0; i < values.length; i++) sum += values[i];
  return Number.isFinite(sum);
}

/** @param {Float32Array} heap @param {number} start @param {number} end */
function anyNaN(heap, start, end) {
  for (let i = start; i < end; i++) if (Number.isNaN(heap[i])) return true;
  return false;
}

/** @param {number[]} a @param {number[]} b @returns {number[] | null} */
function commonShape(a, b) {
  const rank = a.length;
  if (rank > MAX_RANK || b.length > MAX_RANK) return null;
  if (b.length === 0) return a;
  if (rank === 0) return b;
  if (rank !== b.length) return null;
  for (let i = 0; i < rank; i++) if (a[i] !== b[i]) return null;
  return a;
}

/** @param {any} module */
function placeOf(module) {
  let place = places.get(module);
  if (place === undefined) {
    place = { first: module._malloc(4 * MAX_RANK), second: module._malloc(4 * MAX_RANK) };
    places.set(module, place);
  }
  return place;
}

/** @param {Int32Array} heap @param {number} at @param {number[]} shape */
function write(heap, at, shape) {
  for (let i = 0; i < shape.length; i++) heap[at + i] = shape[i];
}
