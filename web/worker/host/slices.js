// @ts-check
/**
 * Gradients of tables of which rows were picked: the rows' gradients, and which rows they are (`tf.IndexedSlices`).
 *
 * A row that was picked twice is there twice. Only who asks for the gradient of the table itself gets slices; on the way
 * back through what computed the table they are added up.
 */

/** @typedef {{values: any[], indices: any[], shape: number[]}} Slices parts in the order in which they were picked, and the table's shape */

/** Rows of a table, as its gradient. @param {any} tf @param {any} dy of what was picked @param {any} indices @param {number[]} shape */
export function slicesOf(tf, dy, indices, shape) {
  const rows = [indices.size, ...shape.slice(1)];
  return {
    values: [same(dy.shape, rows) ? dy : tf.reshape(dy, rows)],
    indices: [indices.rank === 1 ? indices : tf.reshape(indices, [-1])],
    shape,
  };
}

/** Both together. @param {Slices} a @param {Slices} b @returns {Slices} */
export const together = (a, b) => ({ values: [...a.values, ...b.values], indices: [...a.indices, ...b.indices], shape: a.shape });

/** Their one list of rows, and one of indices. @param {any} tf @param {Slices} slices @returns {[any, any]} */
export function rowsAndPlaces(tf, { values, indices }) {
  return values.length === 1 ? [values[0], indices[0]] : [tf.concat(values, 0), tf.concat(indices, 0)];
}

/** The table that they stand for. @param {any} tf @param {Slices} slices */
export function addedUp(tf, slices) {
  const [rows, places] = rowsAndPlaces(tf, slices);
  const { shape } = slices;
  const flat = tf.reshape(rows, [places.size, -1]);
  return tf.reshape(tf.unsortedSegmentSum(flat, places, shape[0]), shape);
}

/** @param {any} gradient a tensor, or slices @returns {gradient is Slices} */
export const areSlices = (gradient) => Array.isArray(gradient.values);

/** @param {number[]} one @param {number[]} other */
const same = (one, other) => one.length === other.length && one.every((side, i) => side === other[i]);
