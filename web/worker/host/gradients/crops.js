// @ts-check
/**
 * Boxes cut out of images and resized.
 *
 * A cut is the product of the image with two matrices per box, one for rows and one for columns, that depend on the box:
 * each place lies between two pixels and takes of both by distance. So there is a gradient for the image and one for
 * the boxes, and neither needs the values of the boxes to be known.
 */
import { definer } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */
/** @typedef {{weights: Tensor, slopes: Tensor, along: Float32Array, length: number}} Side */

/** @param {any} tf */
export function crops(tf) {
  definer(tf)(
    "CropAndResize",
    (dy, [image, boxes, boxInd], { cropSize, method }) => {
      const [batch, height, width, channels] = image.shape;
      const count = boxes.shape[0];
      const [y1, x1, y2, x2] = tf.split(boxes, 4, 1);
      const sides = (/** @type {boolean} */ nearest) => [side(tf, y1, y2, height, cropSize[0], nearest), side(tf, x1, x2, width, cropSize[1], nearest)];
      return {
        image: () => {
          const [rows, columns] = sides(method === "nearest");
          const tall = tf.matMul(rows.weights, tf.reshape(dy, [count, cropSize[0], cropSize[1] * channels]), true, false);
          const lying = tf.transpose(tf.reshape(tall, [count, height, cropSize[1], channels]), [0, 2, 1, 3]);
          const wide = tf.matMul(columns.weights, tf.reshape(lying, [count, cropSize[1], height * channels]), true, false);
          const pictures = tf.transpose(tf.reshape(wide, [count, width, height, channels]), [0, 2, 1, 3]);
          return tf.unsortedSegmentSum(pictures, boxInd, batch);
        },
        boxes: () => {
          const [rows, columns] = sides(false); // TensorFlow's, too, is the same for both methods
          const pictures = tf.gather(image, boxInd);
          const upright = tf.transpose(pictures, [0, 2, 1, 3]);
          const byRow = moves(tf, dy, pictures, rows, columns);
          const byColumn = moves(tf, tf.transpose(dy, [0, 2, 1, 3]), upright, columns, rows);
          return tf.concat([byRow[0], byColumn[0], byRow[1], byColumn[1]], 1);
        },
      };
    },
    ["image", "boxes", "boxInd"],
  );
}

/**
 * What each place along one side of a box takes of the pixels, shape (boxes, places, pixels), and how that changes as
 * the place moves.
 * @param {any} tf @param {Tensor} from @param {Tensor} to @param {number} pixels @param {number} places @param {boolean} nearest @returns {Side}
 */
function side(tf, from, to, pixels, places, nearest) {
  const along = Float32Array.from({ length: places }, (_, i) => (places > 1 ? i / (places - 1) : 0.5));
  const steps = tf.tensor(along, [1, places]);
  const at = tf.mul(tf.add(from, tf.mul(tf.sub(to, from), steps)), tf.scalar(pixels - 1));
  const inside = tf.cast(tf.logicalAnd(tf.greaterEqual(at, 0), tf.lessEqual(at, pixels - 1)), "float32");
  const exact = tf.reshape(nearest ? tf.floor(tf.add(at, 0.5)) : at, [-1, places, 1]);
  const distance = tf.sub(exact, tf.reshape(tf.range(0, pixels, 1, "float32"), [1, 1, pixels]));
  const counted = tf.reshape(inside, [-1, places, 1]);
  const weights = tf.mul(tf.relu(tf.sub(tf.scalar(1), tf.abs(distance))), counted);
  const near = tf.cast(tf.less(tf.abs(distance), 1), "float32");
  const slopes = tf.mul(tf.neg(tf.mul(tf.sign(distance), near)), counted);
  return { weights, slopes, along, length: pixels - 1 };
}

/**
 * Gradients of both ends of a side.
 * @param {any} tf @param {Tensor} dy shape (boxes, places, others, channels) @param {Tensor} pictures shape (boxes, pixels, across, channels)
 * @param {Side} own @param {Side} other @returns {[Tensor, Tensor]} each of shape (boxes, 1)
 */
function moves(tf, dy, pictures, own, other) {
  const [count, pixels, across, channels] = pictures.shape;
  const [, places, others] = dy.shape;
  const upright = tf.reshape(tf.transpose(pictures, [0, 2, 1, 3]), [count, across, pixels * channels]);
  const cut = tf.reshape(tf.matMul(other.weights, upright), [count, others, pixels, channels]);
  const lines = tf.reshape(tf.transpose(cut, [0, 2, 1, 3]), [count, pixels, others * channels]);
  const change = tf.matMul(own.slopes, lines);
  const byPlace = tf.mul(tf.sum(tf.mul(tf.reshape(dy, [count, places, others * channels]), change), 2), tf.scalar(own.length));
  const steps = tf.tensor(own.along, [1, places]);
  return [tf.sum(tf.mul(byPlace, tf.sub(tf.scalar(1), steps)), 1, true), tf.sum(tf.mul(byPlace, steps), 1, true)];
}
