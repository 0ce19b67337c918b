// @ts-check
/** Kernels that move numbers about: their gradients move them back. */
import { apart, axesOf, definer, sizeOf } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

/** @param {any} tf */
export function shaping(tf) {
  const define = definer(tf);
  define("Reshape", (dy, [x]) => ({ x: () => tf.reshape(dy, x.shape) }), ["x"]);
  define("ExpandDims", (dy, [input]) => ({ input: () => tf.reshape(dy, input.shape) }), ["input"]);
  define("Reverse", (dy, _, { dims }) => ({ x: () => tf.reverse(dy, axesOf(dims, dy.rank)) }));
  define("FlipLeftRight", (dy) => ({ image: () => tf.reverse(dy, 2) }));
  define("Tile", (dy, [x], { reps }) => ({ x: () => untiled(tf, dy, x.shape, reps) }), ["x"]);
  define("PadV2", (dy, [x], { paddings }) => ({ x: () => tf.slice(dy, paddings.map((/** @type {number[]} */ pair) => pair[0]), x.shape) }), ["x"]);
  define("MirrorPad", (dy, [x], { paddings, mode }) => ({ x: () => unmirrored(tf, dy, x.shape, paddings, mode === "reflect" ? 1 : 0) }), ["x"]);
  define("Slice", (dy, [x], { begin, size }) => ({ x: () => unsliced(tf, dy, x.shape, begin, size) }), ["x"]);
  define("StridedSlice", (dy, [x], attrs) => ({ x: () => unstrided(tf, dy, x.shape, attrs) }), ["x"]);
  define("SplitV", (dys, _, { axis }) => ({ x: () => tf.concat([dys].flat(), axis) }));
  define("Unpack", (dys, _, { axis }) => ({ value: () => tf.stack([dys].flat(), axis) }));
  define("SpaceToBatchND", (dy, _, { blockShape, paddings }) => ({ x: () => tf.batchToSpaceND(dy, blockShape, paddings) }));
  define("BatchToSpaceND", (dy, _, { blockShape, crops }) => ({ x: () => tf.spaceToBatchND(dy, blockShape, crops) }));
  define("DepthToSpace", (dy, _, { blockSize, dataFormat }) => ({ x: () => spaceToDepth(tf, dy, blockSize, dataFormat) }));
  define("Diag", (dy, [x]) => ({ x: () => diagonal(tf, dy, x.shape) }), ["x"]);
}

/** Repeated parts, added up. @param {any} tf @param {Tensor} dy @param {number[]} shape @param {number[]} reps @returns {Tensor} */
function untiled(tf, dy, shape, reps) {
  /** @type {number[]} */
  const sides = [];
  /** @type {number[]} */
  const axes = [];
  shape.forEach((side, i) => {
    if (reps[i] !== 1) axes.push(sides.push(reps[i]) - 1);
    if (reps[i] === 1 || side !== 1) sides.push(side);
  });
  if (sizeOf(dy.shape) === 0) return tf.zeros(shape, dy.dtype);
  return axes.length === 0 ? dy : tf.reshape(tf.sum(tf.reshape(dy, sides), axes), shape);
}

/** Borders folded back onto what they mirror; the edge itself counts as mirrored unless `skipped` is 1. @param {any} tf @param {Tensor} dy @param {number[]} shape @param {number[][]} paddings @param {number} skipped @returns {Tensor} */
function unmirrored(tf, dy, shape, paddings, skipped) {
  return paddings.reduce((inner, [before, after], axis) => {
    const n = shape[axis];
    const part = (/** @type {number} */ begin, /** @type {number} */ length) =>
      tf.slice(inner, inner.shape.map((/** @type {number} */ _, /** @type {number} */ i) => (i === axis ? begin : 0)), inner.shape.map((/** @type {number} */ side, /** @type {number} */ i) => (i === axis ? length : side)));
    let out = part(before, n);
    if (before > 0) out = tf.add(out, apart(tf, tf.reverse(part(0, before), axis), axis, 1, skipped, n));
    if (after > 0) out = tf.add(out, apart(tf, tf.reverse(part(before + n, after), axis), axis, 1, n - skipped - after, n));
    return out;
  }, dy);
}

/** @param {any} tf @param {Tensor} dy @param {number[]} shape @param {number | number[]} begin @param {number | number[] | undefined} size @returns {Tensor} */
function unsliced(tf, dy, shape, begin, size) {
  const [starts, lengths] = tf.slice_util.parseSliceParams({ rank: shape.length, shape }, begin, size);
  const paddings = starts.map((/** @type {number} */ start, /** @type {number} */ i) => [start, shape[i] - start - lengths[i]]);
  return dy.size === 0 ? tf.zeros(shape, dy.dtype) : tf.pad(dy, paddings);
}

/** @param {any} tf @param {Tensor} dy @param {number[]} shape @param {any} attrs @returns {Tensor} */
function unstrided(tf, dy, shape, { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask }) {
  const info = tf.slice_util.sliceInfo(shape, begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
  let out = tf.reshape(dy, info.finalShapeSparse.length === shape.length ? info.finalShapeSparse : shape);
  shape.forEach((side, axis) => {
    const step = info.strides[axis];
    const n = out.shape[axis];
    const first = step > 0 ? info.begin[axis] : info.begin[axis] + (n - 1) * step;
    if (step < 0 && n > 1) out = tf.reverse(out, axis);
    out = apart(tf, out, axis, Math.abs(step), first, side);
  });
  return out;
}

/** @param {any} tf @param {Tensor} x @param {number} block @param {string} dataFormat @returns {Tensor} */
function spaceToDepth(tf, x, block, dataFormat) {
  const last = dataFormat !== "NCHW";
  const [batch, height, width, channels] = last ? x.shape : [x.shape[0], x.shape[2], x.shape[3], x.shape[1]];
  const [rows, columns] = [height / block, width / block];
  // Rank 5 twice instead of 6 at once, which is more than some backends can transpose.
  const image = last ? x : tf.transpose(x, [0, 2, 3, 1]);
  const tall = tf.transpose(tf.reshape(image, [batch * rows, block, columns, block * channels]), [0, 2, 1, 3]);
  const out = tf.reshape(tall, [batch, rows, columns, block * block * channels]);
  return last ? out : tf.transpose(out, [0, 3, 1, 2]);
}

/** @param {any} tf @param {Tensor} dy @param {number[]} shape @returns {Tensor} */
function diagonal(tf, dy, shape) {
  const n = sizeOf(shape);
  const places = tf.mul(tf.range(0, n, 1, "int32"), tf.scalar(n + 1, "int32"));
  return tf.reshape(tf.gather(tf.reshape(dy, [-1]), places), shape);
}
