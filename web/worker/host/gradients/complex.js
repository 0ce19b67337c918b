// @ts-check
/**
 * Complex numbers. As in TensorFlow, the gradient of a real function is twice the derivative by the conjugate, so that
 * going against it goes downhill; the gradient of a holomorphic function multiplies by the conjugate of its derivative.
 */
import { definer } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

/** @param {any} tf */
export function complex(tf) {
  const define = definer(tf);
  define("Complex", (dy) => ({ real: () => tf.real(dy), imag: () => tf.imag(dy) }));
  define("Real", (dy) => ({ input: () => tf.complex(dy, tf.zerosLike(dy)) }));
  define("Imag", (dy) => ({ input: () => tf.complex(tf.zerosLike(dy), dy) }));
  define(
    "ComplexAbs",
    (dy, [x, y]) => ({
      x: () => {
        const share = tf.divNoNan(dy, y);
        return tf.complex(tf.mul(share, tf.real(x)), tf.mul(share, tf.imag(x)));
      },
    }),
    ["x"],
    [true],
  );
  // The kernels work on the last axis; the inverse divides by its length.
  define("FFT", (dy) => ({ input: () => scaled(tf, tf.ifft(dy), dy.shape[dy.rank - 1]) }));
  define("IFFT", (dy) => ({ input: () => scaled(tf, tf.fft(dy), 1 / dy.shape[dy.rank - 1]) }));
}

/** @param {any} tf @param {Tensor} x @param {number} factor */
function scaled(tf, x, factor) {
  return tf.complex(tf.mul(tf.real(x), factor), tf.mul(tf.imag(x), factor));
}

