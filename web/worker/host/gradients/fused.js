// @ts-check
/** Kernels that do several things at once: their gradients are those of the parts, one after the other. */
import { definer, unbroadcast } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

/** @param {any} tf */
export function fused(tf) {
  const define = definer(tf);
  const kernels = { _FusedMatMul: "BatchMatMul", FusedConv2D: "Conv2D", FusedDepthwiseConv2D: "DepthwiseConv2dNative" };
  for (const [kernel, plain] of Object.entries(kernels)) {
    const names = plain === "BatchMatMul" ? ["a", "b"] : ["x", "filter"];
    define(
      kernel,
      (dy, saved, attrs) => {
        const [first, second, bias, alpha, y] = saved;
        const inner = activated(tf, dy, y, alpha, attrs);
        const product = tf.getGradient(plain).gradFunc(inner.dy, [first, second], attrs);
        return { ...product, bias: () => unbroadcast(tf, inner.dy, bias.shape), preluActivationWeights: inner.alpha };
      },
      [...names, "bias", "preluActivationWeights"],
      [true],
    );
  }
  define(
    "FusedBatchNorm",
    (dy, [x, mean, variance, scale], { varianceEpsilon }) => {
      const factor = scale.absent ? tf.scalar(1) : scale;
      const share = tf.rsqrt(tf.add(variance, tf.scalar(varianceEpsilon)));
      const centered = tf.sub(x, mean);
      const weighted = tf.mul(dy, tf.mul(factor, share));
      return {
        x: () => weighted,
        mean: () => unbroadcast(tf, tf.neg(weighted), mean.shape),
        variance: () => unbroadcast(tf, tf.mul(tf.mul(weighted, centered), tf.mul(tf.mul(share, share), tf.scalar(-0.5))), variance.shape),
        scale: () => unbroadcast(tf, tf.mul(tf.mul(dy, centered), share), scale.shape),
        offset: () => unbroadcast(tf, dy, mean.shape),
      };
    },
    ["x", "mean", "variance", "scale"],
  );
}

/** Back through the activation, told from its result. @param {any} tf @param {Tensor} dy @param {Tensor} y @param {Tensor} alpha @param {any} attrs */
function activated(tf, dy, y, alpha, { activation, leakyreluAlpha }) {
  const positive = () => tf.greater(y, 0);
  switch (activation) {
    case "relu":
      return { dy: tf.engine().runKernel("ReluGrad", { dy, y }) };
    case "relu6":
      return { dy: tf.mul(dy, tf.cast(tf.logicalAnd(positive(), tf.less(y, 6)), "float32")) };
    case "elu":
      return { dy: tf.where(tf.less(y, 0), tf.mul(dy, tf.add(y, 1)), dy) };
    case "sigmoid":
      return { dy: tf.mul(dy, tf.mul(y, tf.sub(tf.scalar(1), y))) };
    case "leakyrelu":
      return { dy: tf.where(positive(), dy, tf.mul(dy, leakyreluAlpha)) };
    case "prelu": {
      // Below 0 the result is alpha times the argument.
      const below = tf.where(positive(), tf.zerosLike(dy), tf.mul(dy, tf.divNoNan(y, alpha)));
      return { dy: tf.where(positive(), dy, tf.mul(dy, alpha)), alpha: () => unbroadcast(tf, below, alpha.shape) };
    }
    default:
      return { dy };
  }
}
