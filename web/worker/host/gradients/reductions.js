// @ts-check
/** Reductions, running sums and products, and the largest values. */
import { axesOf, conjugate, definer, kept, sizeOf, spreadOver } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

/** @param {any} tf */
export function reductions(tf) {
  const define = definer(tf);
  define("Sum", (dy, [x], { axis }) => ({ x: () => spreadOver(tf, dy, x.shape, axesOf(axis, x.rank)) }), ["x"]);
  define(
    "Mean",
    (dy, [x], { axis }) => ({
      x: () => {
        const axes = axesOf(axis, x.rank);
        const count = tf.scalar(sizeOf(axes.map((at) => x.shape[at])));
        return spreadOver(tf, tf.div(dy, dy.dtype === "complex64" ? tf.complex(count, tf.scalar(0)) : count), x.shape, axes);
      },
    }),
    ["x"],
  );
  // Equal extremes share the gradient.
  for (const [kernel, attribute] of [["Max", "reductionIndices"], ["Min", "axis"]]) {
    define(
      kernel,
      (dy, [x, y], attrs) => ({
        x: () => {
          const axes = axesOf(attrs[attribute], x.rank);
          const shape = kept(x.shape, axes);
          const found = tf.cast(tf.equal(x, tf.reshape(y, shape)), "float32");
          return tf.mul(tf.div(found, tf.sum(found, axes, true)), tf.reshape(dy, shape));
        },
      }),
      ["x"],
      [true],
    );
  }
  // The product of all others: of those before and those behind, right also where some are 0.
  define(
    "Prod",
    (dy, [x], { axis }) => ({
      x: () => {
        const axes = axesOf(axis, x.rank);
        const others = x.shape.map((/** @type {number} */ _, /** @type {number} */ i) => i).filter((/** @type {number} */ i) => !axes.includes(i));
        const order = [...others, ...axes];
        const moved = tf.transpose(x, order);
        const rows = tf.reshape(moved, [sizeOf(others.map((/** @type {number} */ i) => x.shape[i])), -1]);
        const product = tf.mul(productsBefore(tf, rows, false), productsBefore(tf, rows, true));
        const back = tf.transpose(tf.reshape(product, moved.shape), order.map((_, i) => order.indexOf(i)));
        return tf.mul(conjugate(tf, back), tf.reshape(dy, kept(x.shape, axes)));
      },
    }),
    ["x"],
  );
  define("Cumsum", (dy, _, { axis, exclusive, reverse }) => ({ x: () => tf.cumsum(dy, axis, exclusive, !reverse) }));
  define(
    "Cumprod",
    (dy, [x, y], { axis, exclusive, reverse }) => ({
      // As TensorFlow: 0 where an element is 0.
      x: () => {
        const zero = tf.equal(x, tf.zerosLike(x));
        const share = tf.div(tf.cumsum(tf.mul(dy, y), axis, exclusive, !reverse), tf.where(zero, tf.onesLike(x), x));
        return tf.where(zero, tf.zerosLike(x), share);
      },
    }),
    ["x"],
    [true],
  );
  define(
    "TopK",
    ([dy], [x, indices]) => ({
      x: () => {
        const length = x.shape[x.rank - 1];
        const rows = sizeOf(x.shape) / length;
        const starts = tf.mul(tf.range(0, rows, 1, "int32"), tf.scalar(length, "int32"));
        const places = tf.add(tf.reshape(indices, [rows, -1]), tf.reshape(starts, [rows, 1]));
        return tf.reshape(tf.unsortedSegmentSum(tf.reshape(dy, [-1]), tf.reshape(places, [-1]), rows * length), x.shape);
      },
    }),
    ["x"],
    [false, true],
  );
  define("Softmax", (dy, [y]) => ({ logits: () => tf.mul(tf.sub(dy, tf.sum(tf.mul(dy, y), -1, true)), y) }), [], [true]);
}

/**
 * Product of all elements of a row before each one, or behind each one.
 * @param {any} tf @param {Tensor} rows shape (rows, length) @param {boolean} behind @returns {Tensor}
 */
function productsBefore(tf, rows, behind) {
  if (rows.dtype !== "complex64") return tf.cumprod(rows, 1, true, behind);
  const [count, length] = rows.shape;
  const ones = tf.onesLike(rows);
  /** Moved by some places, with ones instead of what comes in. @param {Tensor} x @param {number} by */
  const moved = (x, by) => {
    const [kept, filled] = [tf.slice(x, [0, behind ? by : 0], [count, length - by]), tf.slice(ones, [0, 0], [count, by])];
    return tf.concat(behind ? [kept, filled] : [filled, kept], 1);
  };
  let out = moved(rows, Math.min(1, length));
  for (let by = 1; by < length; by *= 2) out = tf.mul(out, moved(out, by));
  return out;
}
