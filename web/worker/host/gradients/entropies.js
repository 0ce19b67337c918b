// @ts-check
/** Gradients of cross entropies from logits (kernels/entropies.js), and of those gradients. */
import { definer } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

/** @param {any} tf */
export function entropies(tf) {
  const define = definer(tf);
  const run = (/** @type {string} */ kernel, /** @type {any} */ inputs) => tf.engine().runKernel(kernel, inputs);
  const column = (/** @type {Tensor} */ rows) => tf.reshape(rows, [rows.shape[0], 1]);
  const dense = (/** @type {Tensor} */ labels, /** @type {number} */ classes) => (labels.dtype === "int32" ? tf.cast(tf.oneHot(labels, classes), "float32") : labels);

  define(
    "SoftmaxEntropy",
    ([dy], [labels, logits, shares]) => ({
      labels: () => tf.mul(column(dy), tf.neg(tf.logSoftmax(logits))),
      logits: () => run("SoftmaxEntropyGrad", { labels, logits, shares, dy }),
    }),
    ["labels", "logits"],
    [false, true],
  );
  // What depends on the shares depends on the logits, which are an input for this gradient's sake.
  define(
    "SoftmaxEntropyGrad",
    (up, [labels, logits, dy]) => {
      const scaled = () => tf.mul(up, column(dy));
      return {
        labels: () => tf.neg(scaled()),
        logits() {
          const shares = tf.softmax(logits);
          const weighted = tf.mul(shares, scaled());
          return tf.sub(weighted, tf.mul(shares, tf.sum(weighted, 1, true)));
        },
        dy: () => tf.sum(tf.mul(up, tf.sub(tf.softmax(logits), dense(labels, logits.shape[1]))), 1),
      };
    },
    ["labels", "logits", "dy"],
  );
  define(
    "SigmoidEntropy",
    (dy, [labels, logits]) => ({
      labels: () => tf.neg(tf.mul(dy, logits)),
      logits: () => run("SigmoidEntropyGrad", { labels, logits, dy }),
    }),
    ["labels", "logits"],
  );
  define(
    "SigmoidEntropyGrad",
    (up, [labels, logits, dy]) => ({
      labels: () => tf.neg(tf.mul(up, dy)),
      logits() {
        const shares = tf.sigmoid(logits);
        return tf.mul(tf.mul(up, dy), tf.mul(shares, tf.sub(tf.scalar(1), shares)));
      },
      dy: () => tf.mul(up, tf.sub(tf.sigmoid(logits), labels)),
    }),
    ["labels", "logits", "dy"],
  );
}
