// @ts-check
/**
 * Short runs of numbers on wasm: channels put side by side, and axes reversed. TF.js makes a view of memory for each run, or
 * finds the place of each number anew.
 */
import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */

/** Values in a run up to which a loop is faster than setting one array from another. */
const SHORT = 16;

/** @param {Info} x */
const isNumbers = (x) => x.dtype !== "string" && x.dtype !== "complex64";

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function extendRuns(registry) {
  registry.extend("Concat", "of short runs", (parts, { axis }) => areShort(parts, axis), (bench, parts, attrs) => {
    const [axis] = bench.tf.util.parseAxisParam(attrs.axis, parts[0].shape);
    const side = parts.reduce((/** @type {number} */ sum, /** @type {Info} */ part) => sum + part.shape[axis], 0);
    return joined(bench, parts, parts[0].shape.with(axis, side), axis);
  });
  registry.extend("Pack", "of short runs", (parts, { axis }) => areShort(parts, axis), (bench, parts, attrs) => {
    const rank = parts[0].shape.length;
    const axis = attrs.axis < 0 ? attrs.axis + rank + 1 : attrs.axis;
    return joined(bench, parts, parts[0].shape.toSpliced(axis, 0, parts.length), axis);
  });
  registry.extend("Reverse", "of numbers", ({ x }) => isNumbers(x) && x.shape.length > 0, reverse);
}

/** Whether each part has few numbers from an axis on, and some. @param {Info[]} parts @param {number} axis */
function areShort(parts, axis) {
  return parts.every((part) => {
    const at = axis < 0 ? Math.max(0, axis + part.shape.length) : axis;
    const run = sizeOf(part.shape.slice(at));
    return isNumbers(part) && part.dtype === parts[0].dtype && run > 0 && run <= SHORT && sizeOf(part.shape) > 0;
  });
}

/**
 * A run of each part in turn.
 * @param {Workbench} bench @param {Info[]} parts @param {number[]} shape of the result @param {number} axis where runs begin
 * @returns {Info}
 */
function joined(bench, parts, shape, axis) {
  const out = bench.make(shape, parts[0].dtype);
  const to = bench.backend.typedArrayFromHeap(out);
  const rows = sizeOf(shape.slice(0, axis));
  const width = to.length / rows;
  let start = 0;
  for (const part of parts) {
    const from = bench.backend.typedArrayFromHeap(part);
    const run = from.length / rows;
    if (run === 1) for (let row = 0, at = start; row < rows; row++, at += width) to[at] = from[row];
    else {
      for (let row = 0, at = start, source = 0; row < rows; row++, at += width) {
        for (let i = 0; i < run; i++) to[at + i] = from[source++];
      }
    }
    start += run;
  }
  return out;
}

/** @param {Workbench} bench @param {{x: Info}} inputs @param {{dims: number | number[]}} attrs @returns {Info} */
function reverse(bench, { x }, { dims }) {
  const axes = bench.tf.util.parseAxisParam(dims, x.shape);
  const out = bench.make(x.shape, x.dtype);
  const [from, to] = [x, out].map((info) => bench.backend.typedArrayFromHeap(info));
  if (to.length === 0) return out;
  const sides = x.shape;
  const last = Math.max(...axes);
  const run = sizeOf(sides.slice(last + 1));
  const strides = sides.map((_, axis) => sizeOf(sides.slice(axis + 1)));
  let target = 0;

  /** @param {number} axis @param {number} source */
  function write(axis, source) {
    const side = sides[axis];
    const turned = axes.includes(axis);
    for (let i = 0; i < side; i++) {
      const at = source + (turned ? side - 1 - i : i) * strides[axis];
      if (axis < last) write(axis + 1, at);
      else if (run > SHORT) {
        to.set(from.subarray(at, at + run), target);
        target += run;
      } else for (let j = 0; j < run; j++) to[target++] = from[at + j];
    }
  }

  write(0, 0);
  return out;
}
