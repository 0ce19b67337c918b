// @ts-check
/** Numbers picked and placed by index: the gradient of picking is adding up at the same places, and the other way around. */
import { definer, sizeOf } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

/** @param {any} tf */
export function gathering(tf) {
  const define = definer(tf);
  define("GatherV2", (dy, [x, indices], { axis, batchDims }) => ({ x: () => ungathered(tf, dy, x.shape, indices, axis, batchDims ?? 0) }), ["x", "indices"]);
  define("GatherNd", (dy, [params, indices]) => ({ params: () => tf.scatterND(indices, dy, params.shape) }), ["params", "indices"]);
  define("ScatterNd", (dy, [indices]) => ({ updates: () => tf.gatherND(dy, indices) }), ["indices"]);
  define(
    "TensorScatterUpdate",
    (dy, [indices, updates]) => ({
      tensor: () => {
        const replaced = tf.greater(tf.scatterND(indices, tf.ones(updates.shape), dy.shape), 0);
        return tf.where(replaced, tf.zerosLike(dy), dy);
      },
      updates: () => tf.gatherND(dy, indices),
    }),
    ["indices", "updates"],
  );
  define(
    "SparseToDense",
    (dy, [indices, values]) => {
      const picked = () => tf.reshape(tf.gatherND(dy, indices.rank === 2 ? indices : tf.reshape(indices, [-1, 1])), [-1]);
      return {
        sparseValues: () => (values.rank === 0 ? tf.sum(picked()) : picked()),
        defaultValue: () => tf.sub(tf.sum(dy), tf.sum(picked())),
      };
    },
    ["sparseIndices", "sparseValues"],
  );
  define("UnsortedSegmentSum", (dy, [segmentIds]) => ({ x: () => ofSegment(tf, dy, segmentIds) }), ["segmentIds"]);
  define(
    "SparseSegmentSum",
    (dy, [data, indices, segmentIds]) => ({ data: () => tf.unsortedSegmentSum(tf.gather(dy, segmentIds), indices, data.shape[0]) }),
    ["data", "indices", "segmentIds"],
  );
  define(
    "SparseSegmentMean",
    (dy, [data, indices, segmentIds]) => ({
      data: () => {
        const counts = tf.unsortedSegmentSum(tf.onesLike(tf.cast(segmentIds, "float32")), segmentIds, dy.shape[0]);
        const share = tf.divNoNan(dy, tf.reshape(counts, [-1, ...dy.shape.slice(1).map(() => 1)]));
        return tf.unsortedSegmentSum(tf.gather(share, segmentIds), indices, data.shape[0]);
      },
    }),
    ["data", "indices", "segmentIds"],
  );
  // Both count into bins; numbers beyond the last bin count nowhere.
  for (const kernel of ["Bincount", "DenseBincount"]) {
    define(
      kernel,
      (dy, [x], { size, binaryOutput }) => /** @type {Record<string, () => any>} */ (binaryOutput ? {} : { weights: () => ofBin(tf, dy, x, size) }),
      ["x"],
    );
  }
}

/** @param {any} tf @param {Tensor} dy @param {number[]} shape @param {Tensor} indices @param {number} axis @param {number} batch @returns {Tensor} */
function ungathered(tf, dy, shape, indices, axis, batch) {
  const at = axis < 0 ? axis + shape.length : axis;
  const count = sizeOf(shape.slice(0, batch));
  const between = sizeOf(shape.slice(batch, at));
  const inner = sizeOf(shape.slice(at + 1));
  const picked = sizeOf(indices.shape.slice(batch));
  if (sizeOf(dy.shape) === 0) return tf.zeros(shape, dy.dtype);
  // (batch, between, picked, inner) -> (batch * picked, between, inner)
  const rows = tf.reshape(between === 1 ? dy : tf.transpose(tf.reshape(dy, [count, between, picked, inner]), [0, 2, 1, 3]), [count * picked, between * inner]);
  let places = tf.reshape(indices, [count, picked]);
  if (count > 1) places = tf.add(places, tf.reshape(tf.mul(tf.range(0, count, 1, "int32"), tf.scalar(shape[at], "int32")), [count, 1]));
  const sums = tf.unsortedSegmentSum(rows, tf.reshape(places, [-1]), count * shape[at]);
  const out = tf.reshape(sums, [count, shape[at], between, inner]);
  return tf.reshape(between === 1 ? out : tf.transpose(out, [0, 2, 1, 3]), shape);
}

/** What each row's segment got; nothing for rows of negative segments. @param {any} tf @param {Tensor} dy @param {Tensor} segmentIds @returns {Tensor} */
function ofSegment(tf, dy, segmentIds) {
  const ids = tf.reshape(segmentIds, [-1]);
  const rows = tf.gather(dy, tf.maximum(ids, tf.scalar(0, "int32")));
  const counted = tf.reshape(tf.greaterEqual(ids, tf.scalar(0, "int32")), [-1, ...dy.shape.slice(1).map(() => 1)]);
  const out = tf.where(counted, rows, tf.zerosLike(rows));
  return tf.reshape(out, [...segmentIds.shape, ...dy.shape.slice(1)]);
}

/** @param {any} tf @param {Tensor} dy @param {Tensor} x @param {number} size @returns {Tensor} */
function ofBin(tf, dy, x, size) {
  const bins = tf.cast(x, "int32");
  const inside = tf.minimum(bins, tf.scalar(size - 1, "int32"));
  const rows = x.rank === 2 ? x.shape[0] : 1;
  const starts = tf.reshape(tf.mul(tf.range(0, rows, 1, "int32"), tf.scalar(size, "int32")), [rows, 1]);
  const places = tf.add(tf.reshape(inside, [rows, -1]), starts);
  const found = tf.reshape(tf.gather(tf.reshape(dy, [-1]), tf.reshape(places, [-1])), x.shape);
  return tf.where(tf.less(bins, tf.scalar(size, "int32")), found, tf.zerosLike(found));
}
