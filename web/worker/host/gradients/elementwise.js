// @ts-check
/** Functions of one argument, element by element. Derivatives as TensorFlow has them where they are not unique. */
import { chain, definer } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** @param {any} tf */
export function elementwise(tf) {
  const define = definer(tf);
  // Not by TF.js's functions, some of which refuse complex numbers that the kernels take.
  const run = (/** @type {string} */ kernel, /** @type {Tensor} */ x) => tf.engine().runKernel(kernel, { x }, kernel === "Step" ? { alpha: 0 } : {});
  /** From the argument. @param {string} kernel @param {(x: Tensor) => Tensor} derivative */
  const fromInput = (kernel, derivative) => define(kernel, (dy, [x]) => ({ x: () => chain(tf, dy, derivative(x)) }), ["x"]);
  /** From the result. @param {string} kernel @param {(y: Tensor) => Tensor} derivative */
  const fromOutput = (kernel, derivative) => define(kernel, (dy, [y]) => ({ x: () => chain(tf, dy, derivative(y)) }), [], [true]);
  /** One of two gradients, by the sign of something. @param {string} kernel @param {(dy: Tensor, y: Tensor) => Tensor} backward */
  const byResult = (kernel, backward) => define(kernel, (dy, [y]) => ({ x: () => backward(dy, y) }), [], [true]);

  // -1, 0 or 1, and NaN for NaN: what the kernel Sign says of NaN differs among backends.
  fromInput("Abs", (x) => tf.sub(run("Step", x), run("Step", run("Neg", x))));
  define("Neg", (dy) => ({ x: () => run("Neg", dy) }));
  define("Sign", (dy) => ({ x: () => tf.zerosLike(dy) }));

  fromOutput("Exp", (y) => y);
  fromOutput("Expm1", (y) => tf.add(y, one(tf, y)));
  define("Log", (dy, [x]) => ({ x: () => chain(tf, dy, run("Reciprocal", x)) }), ["x"]);
  fromInput("Log1p", (x) => run("Reciprocal", tf.add(x, one(tf, x))));
  fromInput("Square", (x) => tf.add(x, x));
  fromOutput("Sqrt", (y) => tf.div(constant(tf, 0.5, y), y));
  fromOutput("Rsqrt", (y) => tf.mul(constant(tf, -0.5, y), tf.mul(tf.mul(y, y), y)));
  fromOutput("Reciprocal", (y) => run("Neg", tf.mul(y, y)));

  fromInput("Sin", (x) => run("Cos", x));
  fromInput("Cos", (x) => run("Neg", run("Sin", x)));
  fromInput("Tan", (x) => run("Reciprocal", squared(tf, run("Cos", x))));
  fromInput("Asin", (x) => run("Reciprocal", run("Sqrt", tf.sub(one(tf, x), squared(tf, x)))));
  fromInput("Acos", (x) => run("Neg", run("Reciprocal", run("Sqrt", tf.sub(one(tf, x), squared(tf, x))))));
  fromInput("Atan", (x) => run("Reciprocal", tf.add(one(tf, x), squared(tf, x))));
  fromInput("Sinh", (x) => run("Cosh", x));
  fromInput("Cosh", (x) => run("Sinh", x));
  fromOutput("Asinh", (y) => run("Reciprocal", run("Cosh", y)));
  fromOutput("Acosh", (y) => run("Reciprocal", run("Sinh", y)));
  fromInput("Atanh", (x) => run("Reciprocal", tf.sub(one(tf, x), squared(tf, x))));
  fromInput("Erf", (x) => tf.mul(run("Exp", run("Neg", tf.mul(x, x))), 2 / Math.sqrt(Math.PI)));

  fromOutput("Tanh", (y) => tf.sub(one(tf, y), squared(tf, y)));
  fromOutput("Sigmoid", (y) => tf.mul(y, tf.sub(one(tf, y), y)));
  define("Softsign", (dy, [x]) => ({ x: () => tf.div(dy, squared(tf, tf.add(run("Abs", x), 1))) }), ["x"]);
  fromInput("Softplus", (x) => run("Sigmoid", x));

  // Where the slope jumps, TensorFlow takes the one on the left, but for Selu; NaN has slope 0.
  // The sign is one kernel that gives a float, where a comparison needs a cast behind it.
  const reluGrad = (/** @type {Tensor} */ dy, /** @type {Tensor} */ y) => tf.engine().runKernel("ReluGrad", { dy, y });
  byResult("Relu", reluGrad);
  define("ReluGrad", (ddx, [y]) => ({ dy: () => reluGrad(ddx, y), y: () => tf.zerosLike(y) }), ["y"]);
  fromOutput("Relu6", (y) => tf.cast(tf.logicalAnd(tf.greater(y, 0), tf.less(y, 6)), "float32"));
  define("LeakyRelu", (dy, [x], { alpha }) => ({ x: () => tf.where(tf.greater(x, 0), dy, tf.mul(dy, alpha)) }), ["x"]);
  byResult("Elu", (dy, y) => tf.where(tf.less(y, 0), tf.mul(dy, tf.add(y, 1)), dy));
  byResult("Selu", (dy, y) => tf.where(tf.less(y, 0), tf.mul(dy, tf.add(y, SELU_SCALE * SELU_ALPHA)), tf.mul(dy, SELU_SCALE)));
  define(
    "EluGrad",
    (ddx, [dy, y]) => {
      const falls = tf.less(y, 0);
      return { dy: () => tf.where(falls, tf.mul(ddx, tf.add(y, 1)), ddx), y: () => tf.where(falls, tf.mul(ddx, dy), tf.zerosLike(y)) };
    },
    ["dy", "y"],
  );
  define(
    "ClipByValue",
    (dy, [x], { clipValueMin, clipValueMax }) => ({
      x: () => tf.where(tf.logicalOr(tf.less(x, clipValueMin), tf.greater(x, clipValueMax)), tf.zerosLike(dy), dy),
    }),
    ["x"],
  );

  define("Identity", (dy) => ({ x: () => dy }));
  define("Cast", (dy, [x]) => ({ x: () => tf.cast(dy, x.dtype) }), ["x"]);
}

/** @param {any} tf @param {Tensor} x */
const squared = (tf, x) => tf.mul(x, x);

/** @param {any} tf @param {number} value @param {Tensor} like its dtype */
function constant(tf, value, like) {
  return like.dtype === "complex64" ? tf.complex(tf.scalar(value), tf.scalar(0)) : tf.scalar(value);
}

/** @param {any} tf @param {Tensor} like */
const one = (tf, like) => constant(tf, 1, like);
