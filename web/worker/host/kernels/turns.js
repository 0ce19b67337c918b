// @ts-check
/**
 * What wasm finds the place of each single number for, in some two hundred steps: tensors turned around along axes, and
 * two of different shapes compared. Here the first moves what lies behind an axis at one go, and the second repeats the
 * smaller tensor first.
 */
import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */

/** Kernels whose own way of broadcasting is slow. */
const COMPARISONS = ["Equal", "NotEqual", "Greater", "GreaterEqual", "Less", "LessEqual", "LogicalAnd", "LogicalOr"];
/** Elements of the result from which on repeating pays. */
const ENOUGH = 256;

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function extendTurns(registry) {
  registry.extend("Reverse", "numbers", ({ x }) => x.dtype !== "string" && x.dtype !== "complex64" && sizeOf(x.shape) > 0, reversed);
  const numbers = (/** @type {Info} */ x) => x.dtype !== "string" && x.dtype !== "complex64" && x.shape.length > 0;
  for (const kernel of COMPARISONS) {
    registry.extend(
      kernel,
      "broadcast",
      ({ a, b }) => numbers(a) && numbers(b) && String(a.shape) !== String(b.shape) && sizeOf(a.shape) + sizeOf(b.shape) > ENOUGH && Math.min(sizeOf(a.shape), sizeOf(b.shape)) > 1,
      (bench, { a, b }) => {
        const shape = bench.tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
        return bench.binary(kernel, repeated(bench, a, shape), repeated(bench, b, shape));
      },
    );
  }
}

/** @param {Workbench} bench @param {Info} x @param {number[]} shape @returns {Info} */
function repeated(bench, x, shape) {
  const sides = [...Array(shape.length - x.shape.length).fill(1), ...x.shape];
  const reps = shape.map((side, axis) => (sides[axis] === 1 ? side : 1));
  return reps.every((times) => times === 1) ? x : bench.run("Tile", { x: bench.reshape(x, sides) }, { reps });
}

/** @param {Workbench} bench @param {any} inputs @param {any} attrs @returns {Info} */
function reversed(bench, { x }, { dims }) {
  const out = bench.make(x.shape, x.dtype);
  const [from, to] = [x, out].map((info) => bench.backend.typedArrayFromHeap(info));
  const turned = new Set(bench.tf.util.parseAxisParam(dims, x.shape));
  // What lies behind the last turned axis stays together.
  const last = Math.max(-1, ...turned);
  const run = sizeOf(x.shape.slice(last + 1));
  const sides = x.shape.slice(0, last + 1);
  const strides = sides.map((/** @type {number} */ _, /** @type {number} */ axis) => sizeOf(x.shape.slice(axis + 1)));
  /** @param {number} axis @param {number} source @param {number} target */
  function copy(axis, source, target) {
    const stride = strides[axis] ?? run;
    if (axis < last) {
      for (let i = 0; i < sides[axis]; i++) copy(axis + 1, source + (turned.has(axis) ? sides[axis] - 1 - i : i) * stride, target + i * stride);
      return;
    }
    const rows = axis === last ? sides[axis] : 1;
    for (let i = 0; i < rows; i++) {
      const start = source + (rows - 1 - i) * run;
      for (let k = 0; k < run; k++) to[target + i * run + k] = from[start + k];
    }
  }
  copy(last < 0 ? 0 : Math.min(0, last), 0, 0);
  return out;
}
