// @ts-check
/**
 * Pooling. A mean's gradient goes to what lies inside the image, in equal parts; a maximum's to the first of the largest.
 */
import { definer, sizeOf } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

/** @param {any} tf */
export function pooling(tf) {
  means(tf, "AvgPool", "AvgPoolGrad", 2);
  means(tf, "AvgPool3D", "AvgPool3DGrad", 3);
  maxima(tf);
}

/** @param {any} tf @param {string} forward @param {string} backward @param {number} axes */
function means(tf, forward, backward, axes) {
  const define = definer(tf);
  const run = (/** @type {string} */ kernel, /** @type {any} */ inputs, /** @type {any} */ attrs) => tf.engine().runKernel(kernel, inputs, attrs);
  // The backward kernel divides by the whole window, also at the border.
  define(
    forward,
    (dy, [x], attrs) => ({ x: () => run(backward, { dy: tf.mul(dy, shareOfWindow(tf, x.shape, dy.shape, attrs, axes)), input: x }, attrs) }),
    ["x"],
  );
  define(
    backward,
    (ddx, [dy, input], attrs) => ({ dy: () => tf.div(run(forward, { x: ddx }, attrs), shareOfWindow(tf, input.shape, dy.shape, attrs, axes)) }),
    ["dy", "input"],
  );
}

/** Size of the window over how much of it lies inside the image, for each place; 1 where nothing sticks out. @param {any} tf @param {number[]} shape @param {number[]} outShape @param {any} attrs @param {number} axes */
function shareOfWindow(tf, shape, outShape, { filterSize, strides, pad, dimRoundingMode }, axes) {
  const info = (axes === 2 ? tf.backend_util.computePool2DInfo : tf.backend_util.computePool3DInfo)(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const named = axes === 2 ? ["Height", "Width"] : ["Depth", "Height", "Width"];
  const starts = { Depth: info.padInfo.front, Height: info.padInfo.top, Width: info.padInfo.left };
  const factors = named.map((axis, i) => {
    const window = info[`filter${axis}`];
    const share = Float32Array.from({ length: outShape[i + 1] }, (_, place) => {
      const begin = place * info[`stride${axis}`] - /** @type {any} */ (starts)[axis];
      return window / (Math.min(begin + window, shape[i + 1]) - Math.max(begin, 0));
    });
    return tf.tensor(share, outShape.map((side, at) => (at === i + 1 ? side : 1)));
  });
  return factors.reduce((product, factor) => tf.mul(product, factor));
}

/** @param {any} tf */
function maxima(tf) {
  const define = definer(tf);
  const run = (/** @type {string} */ kernel, /** @type {any} */ inputs, /** @type {any} */ attrs) => tf.engine().runKernel(kernel, inputs, attrs);
  define("MaxPool", (dy, [x, y], attrs) => ({ x: () => run("MaxPoolGrad", { dy, input: x, output: y }, attrs) }), ["x"], [true]);
  define("MaxPoolGrad", (ddx, [input, output], attrs) => ({ dy: () => atMaximum(tf, ddx, input, output, attrs) }), ["input", "output"]);
  define(
    "MaxPoolWithArgmax",
    ([dy], [x, indices], { includeBatchInIndex }) => ({
      x: () => {
        const [batch, ...image] = x.shape;
        const size = sizeOf(image);
        const rows = tf.reshape(tf.cast(indices, "int32"), [batch, -1]);
        const starts = tf.reshape(tf.mul(tf.range(0, batch, 1, "int32"), tf.scalar(size, "int32")), [batch, 1]);
        const places = tf.reshape(includeBatchInIndex ? rows : tf.add(rows, starts), [-1]);
        return tf.reshape(tf.unsortedSegmentSum(tf.reshape(dy, [-1]), places, batch * size), x.shape);
      },
    }),
    ["x"],
    [false, true],
  );
}

/**
 * What an image has where another has the largest value of each window: one look at each place of the window.
 * @param {any} tf @param {Tensor} values @param {Tensor} x @param {Tensor} largest @param {any} attrs @returns {Tensor}
 */
function atMaximum(tf, values, x, largest, { filterSize, strides, pad, dimRoundingMode }) {
  const info = tf.backend_util.computePool2DInfo(x.shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { padInfo, filterHeight, filterWidth, strideHeight, strideWidth, outHeight, outWidth } = info;
  const frame = [[0, 0], [padInfo.top, padInfo.bottom], [padInfo.left, padInfo.right], [0, 0]];
  const [seen, given] = [tf.pad(x, frame, -Infinity), tf.pad(values, frame)];
  let out = tf.zerosLike(largest);
  let open = tf.onesLike(tf.equal(largest, largest));
  for (let row = 0; row < filterHeight; row++) {
    for (let column = 0; column < filterWidth; column++) {
      const shifted = (/** @type {Tensor} */ image) =>
        tf.stridedSlice(
          image,
          [0, row, column, 0],
          [x.shape[0], row + (outHeight - 1) * strideHeight + 1, column + (outWidth - 1) * strideWidth + 1, x.shape[3]],
          [1, strideHeight, strideWidth, 1],
        );
      const here = tf.logicalAnd(open, tf.equal(shifted(seen), largest));
      out = tf.where(here, shifted(given), out);
      open = tf.logicalAnd(open, tf.logicalNot(here));
    }
  }
  return out;
}
