// @ts-check
/**
 * Resizing, turning, cutting. What a new pixel takes of the old ones is a matrix for the rows and one for the columns;
 * the gradient is the product with their transposes.
 */
import { definer } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

/** @param {any} tf */
export function images(tf) {
  const define = definer(tf);
  for (const [kernel, weights] of /** @type {[string, typeof bilinearWeights][]} */ ([["ResizeBilinear", bilinearWeights], ["ResizeNearestNeighbor", nearestWeights]])) {
    define(
      kernel,
      (dy, [x], attrs) => ({
        images: () => {
          const [rows, columns] = [1, 2].map((axis) => weights(tf, x.shape[axis], dy.shape[axis], attrs));
          return tf.cast(mixed(tf, dy, tf.transpose(rows), tf.transpose(columns)), x.dtype);
        },
      }),
      ["images"],
    );
  }
  define("RotateWithOffset", (dy, _, attrs) => ({ image: () => turnedBack(tf, dy, attrs) }));
  define(
    "Transform",
    (dy, [image, transforms], attrs) => ({
      image: () => tf.engine().runKernel("Transform", { image: dy, transforms: inverse(tf, transforms) }, { ...attrs, fillValue: 0, outputShape: image.shape.slice(1, 3) }),
    }),
    ["image", "transforms"],
  );
}

/** Rows mixed by one matrix, columns by another. @param {any} tf @param {Tensor} x @param {Tensor} rows @param {Tensor} columns @returns {Tensor} */
function mixed(tf, x, rows, columns) {
  const [batch, height, width, channels] = x.shape;
  const [newHeight, newWidth] = [rows.shape[0], columns.shape[0]];
  const wide = (/** @type {Tensor} */ matrix) => tf.broadcastTo(tf.reshape(matrix, [1, ...matrix.shape]), [batch, ...matrix.shape]);
  const tall = tf.matMul(wide(rows), tf.reshape(x, [batch, height, width * channels]));
  const lying = tf.transpose(tf.reshape(tall, [batch, newHeight, width, channels]), [0, 2, 1, 3]);
  const out = tf.matMul(wide(columns), tf.reshape(lying, [batch, width, newHeight * channels]));
  return tf.transpose(tf.reshape(out, [batch, newWidth, newHeight, channels]), [0, 2, 1, 3]);
}

/** Where the kernels look for a new pixel among the old ones, in float32 as they do. @param {number} place @param {number} before @param {number} after @param {any} attrs */
function sourceOf(place, before, after, { alignCorners, halfPixelCenters }) {
  const scale = Math.fround(alignCorners && after > 1 ? (before - 1) / (after - 1) : before / after);
  return Math.fround(halfPixelCenters ? Math.fround(place + 0.5) * scale : place * scale);
}

/** @param {any} tf @param {number} before @param {number} after @param {any} attrs @returns {Tensor} shape (after, before) */
function bilinearWeights(tf, before, after, attrs) {
  const values = new Float32Array(after * before);
  for (let place = 0; place < after; place++) {
    const source = sourceOf(place, before, after, attrs) - (attrs.halfPixelCenters ? 0.5 : 0);
    const low = Math.max(0, Math.floor(source));
    const high = Math.min(before - 1, Math.ceil(source));
    const share = source - low;
    values[place * before + low] += 1 - share;
    values[place * before + Math.max(high, 0)] += share;
  }
  return tf.tensor(values, [after, before]);
}

/** @param {any} tf @param {number} before @param {number} after @param {any} attrs @returns {Tensor} shape (after, before) */
function nearestWeights(tf, before, after, attrs) {
  const values = new Float32Array(after * before);
  for (let place = 0; place < after; place++) {
    const source = sourceOf(place, before, after, attrs);
    const nearest = Math.min(before - 1, attrs.alignCorners ? Math.round(source) : Math.floor(source));
    values[place * before + Math.max(0, nearest)] = 1;
  }
  return tf.tensor(values, [after, before]);
}

/** Each pixel's gradient to where the kernel took it from. @param {any} tf @param {Tensor} dy @param {any} attrs @returns {Tensor} */
function turnedBack(tf, dy, { radians, center }) {
  const [batch, height, width, channels] = dy.shape;
  const [centerX, centerY] = tf.backend_util.getImageCenter(center, height, width);
  const [sine, cosine] = [Math.sin(radians), Math.cos(radians)];
  const taken = Int32Array.from({ length: height * width }, (_, i) => {
    const [y, x] = [Math.floor(i / width), i % width];
    const [fromX, fromY] = [(x - centerX) * cosine - (y - centerY) * sine, (x - centerX) * sine + (y - centerY) * cosine];
    const [column, row] = [Math.round(fromX + centerX), Math.round(fromY + centerY)];
    return column >= 0 && column < width && row >= 0 && row < height ? row * width + column : height * width;
  });
  const pixels = tf.transpose(tf.reshape(dy, [batch, height * width, channels]), [1, 0, 2]);
  const sums = tf.unsortedSegmentSum(pixels, tf.tensor1d(taken, "int32"), height * width + 1);
  const image = tf.slice(sums, [0, 0, 0], [height * width, batch, channels]);
  return tf.reshape(tf.transpose(image, [1, 0, 2]), dy.shape);
}

/**
 * The transforms that lead back, from the adjugates of their matrices. TensorFlow's gradient samples with these, too.
 * @param {any} tf @param {Tensor} transforms shape (n, 8) @returns {Tensor} likewise
 */
function inverse(tf, transforms) {
  const [a, b, c, d, e, f, g, h] = tf.split(transforms, 8, 1);
  const minor = (/** @type {Tensor} */ p, /** @type {Tensor} */ q, /** @type {Tensor} */ r, /** @type {Tensor} */ s) => tf.sub(tf.mul(p, s), tf.mul(q, r));
  const one = tf.onesLike(a);
  const rows = [
    minor(e, f, h, one), minor(c, b, one, h), minor(b, c, e, f),
    minor(f, d, one, g), minor(a, c, g, one), minor(c, a, f, d),
    minor(d, e, g, h), minor(b, a, h, g),
  ];
  return tf.div(tf.concat(rows, 1), minor(a, b, d, e));
}

