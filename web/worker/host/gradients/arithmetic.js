// @ts-check
/** Functions of two arguments that broadcast, sums of several, and products of matrices. */
import { chain, conjugate, definer, unbroadcast } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

/** @param {any} tf */
export function arithmetic(tf) {
  const define = definer(tf);
  /**
   * @param {string} kernel @param {(dy: Tensor, a: Tensor, b: Tensor) => Tensor} byA @param {(dy: Tensor, a: Tensor, b: Tensor) => Tensor} byB
   */
  const binary = (kernel, byA, byB) =>
    define(kernel, (dy, [a, b]) => ({ a: () => unbroadcast(tf, byA(dy, a, b), a.shape), b: () => unbroadcast(tf, byB(dy, a, b), b.shape) }), ["a", "b"]);
  const zero = () => tf.scalar(0);

  binary("Add", (dy) => dy, (dy) => dy);
  binary("Sub", (dy) => dy, (dy) => tf.neg(dy));
  binary("Multiply", (dy, _, b) => chain(tf, dy, b), (dy, a) => chain(tf, dy, a));
  binary(
    "RealDiv",
    (dy, _, b) => tf.div(dy, conjugate(tf, b)),
    (dy, a, b) => tf.mul(dy, conjugate(tf, tf.div(tf.div(tf.neg(a), b), b))),
  );
  const twice = (/** @type {Tensor} */ dy, /** @type {Tensor} */ a, /** @type {Tensor} */ b) => tf.mul(tf.add(dy, dy), tf.sub(a, b));
  // Of complex numbers it is the square of the distance.
  binary("SquaredDifference", twice, (dy, a, b) => tf.neg(twice(dy, a, b)));
  // The first of two equal arguments gets it all, and the second where one is NaN.
  binary("Maximum", (dy, a, b) => tf.where(tf.greaterEqual(a, b), dy, zero()), (dy, a, b) => tf.where(tf.greaterEqual(a, b), zero(), dy));
  binary("Minimum", (dy, a, b) => tf.where(tf.lessEqual(a, b), dy, zero()), (dy, a, b) => tf.where(tf.lessEqual(a, b), zero(), dy));
  binary("Mod", (dy) => dy, (dy, a, b) => tf.neg(tf.mul(dy, tf.floor(tf.div(a, b)))));
  const shared = (/** @type {Tensor} */ dy, /** @type {Tensor} */ a, /** @type {Tensor} */ b) => tf.div(dy, tf.add(tf.mul(a, a), tf.mul(b, b)));
  binary("Atan2", (dy, a, b) => tf.mul(b, shared(dy, a, b)), (dy, a, b) => tf.neg(tf.mul(a, shared(dy, a, b))));
  define(
    "Pow",
    (dy, [a, b, y]) => ({
      a: () => unbroadcast(tf, chain(tf, dy, tf.mul(b, tf.pow(a, tf.sub(b, tf.onesLike(b))))), a.shape),
      b: () => {
        // The logarithm of what has one only, so that nothing infinite is multiplied by 0, not in second derivatives either.
        const apt = a.dtype === "complex64" ? tf.notEqual(a, tf.zerosLike(a)) : tf.greater(a, 0);
        const log = tf.engine().runKernel("Log", { x: tf.where(apt, a, tf.onesLike(a)) });
        return unbroadcast(tf, chain(tf, dy, tf.mul(y, log)), b.shape);
      },
    }),
    ["a", "b"],
    [true],
  );
  define(
    "Prelu",
    (dy, [x, alpha]) => {
      const positive = tf.greater(x, 0);
      return {
        x: () => tf.where(positive, dy, tf.mul(dy, alpha)),
        alpha: () => unbroadcast(tf, tf.where(positive, tf.zerosLike(dy), tf.mul(dy, x)), alpha.shape),
      };
    },
    ["x", "alpha"],
  );
  define(
    "Select",
    (dy, [condition]) => ({ t: () => tf.where(condition, dy, tf.zerosLike(dy)), e: () => tf.where(condition, tf.zerosLike(dy), dy) }),
    ["condition"],
  );
  define(
    "BatchMatMul",
    (dy, [a, b], { transposeA, transposeB }) => {
      const [left, right] = [conjugate(tf, a), conjugate(tf, b)];
      return {
        a: () => unbroadcast(tf, transposeA ? tf.matMul(right, dy, transposeB, true) : tf.matMul(dy, right, false, !transposeB), a.shape),
        b: () => unbroadcast(tf, transposeB ? tf.matMul(dy, left, true, transposeA) : tf.matMul(left, dy, !transposeA, false), b.shape),
      };
    },
    ["a", "b"],
  );
  sumOfSeveral(tf);
  einsum(tf);
}

/** `AddN`'s inputs are a list: all get the gradient as it is. @param {any} tf */
function sumOfSeveral(tf) {
  tf.registerGradient({
    kernelName: "AddN",
    saveAllInputs: true,
    gradFunc: (/** @type {Tensor} */ dy, /** @type {Tensor[]} */ saved) => Object.fromEntries(saved.map((_, i) => [i, () => dy])),
  });
}

/**
 * The gradient of one operand sums the product of the result's gradient and the other operand over everything but the
 * operand's own labels; labels that only it has are repeated.
 * @param {any} tf
 */
function einsum(tf) {
  tf.registerGradient({
    kernelName: "Einsum",
    saveAllInputs: true,
    gradFunc: (/** @type {Tensor} */ dy, /** @type {Tensor[]} */ saved, /** @type {{equation: string}} */ { equation }) => {
      const [given, out] = equation.replaceAll(" ", "").split("->");
      const labels = given.split(",");
      return Object.fromEntries(
        saved.map((x, i) => [
          i,
          () => {
            const others = labels.filter((_, j) => j !== i);
            const known = new Set([...out, ...others.join("")]);
            const reached = [...labels[i]].filter((label) => known.has(label)).join("");
            const operands = saved.filter((_, j) => j !== i).map((other) => conjugate(tf, other));
            const found = tf.einsum(`${[out, ...others].join(",")}->${reached}`, dy, ...operands);
            const shape = [...labels[i]].map((label, axis) => (known.has(label) ? x.shape[axis] : 1));
            return tf.broadcastTo(tf.reshape(found, shape), x.shape);
          },
        ]),
      );
    },
  });
}
