// @ts-check
/** What gradients are made of: each function runs kernels that have gradients themselves, so that second derivatives exist. */

/** @typedef {any} Tensor */
/** @typedef {(dy: any, saved: any[], attrs: any) => Record<string, () => Tensor>} Backward */
/** @typedef {(kernel: string, backward: Backward, inputs?: string[], outputs?: boolean[]) => void} Define */

/** A way to register gradients; they replace those of TF.js. @param {any} tf @returns {Define} */
export function definer(tf) {
  return (kernelName, gradFunc, inputsToSave = [], outputsToSave = []) => tf.registerGradient({ kernelName, inputsToSave, outputsToSave, gradFunc });
}

/** @param {number[]} shape */
export const sizeOf = (shape) => shape.reduce((product, side) => product * side, 1);

/** Axes as kernels take them: one, several, or none for all; none of them negative. @param {number | number[] | null | undefined} axis @param {number} rank */
export function axesOf(axis, rank) {
  const axes = axis == null ? Array.from({ length: rank }, (_, i) => i) : [axis].flat();
  return axes.map((at) => (at < 0 ? at + rank : at));
}

/** Sum a gradient over what broadcasting repeated. @param {any} tf @param {Tensor} dy @param {number[]} shape @returns {Tensor} */
export function unbroadcast(tf, dy, shape) {
  const lead = dy.rank - shape.length;
  const axes = dy.shape.map((/** @type {number} */ _, /** @type {number} */ i) => i).filter((/** @type {number} */ i) => i < lead || (shape[i - lead] === 1 && dy.shape[i] !== 1));
  if (axes.length === 0) return dy;
  return tf.reshape(tf.sum(dy, axes), shape);
}

/** A reduction's gradient, repeated over the axes that were reduced. @param {any} tf @param {Tensor} dy @param {number[]} shape @param {number[]} axes @returns {Tensor} */
export function spreadOver(tf, dy, shape, axes) {
  return tf.broadcastTo(tf.reshape(dy, kept(shape, axes)), shape);
}

/** A shape with some sides 1. @param {number[]} shape @param {number[]} axes */
export const kept = (shape, axes) => shape.map((side, i) => (axes.includes(i) ? 1 : side));

/** @param {any} tf @param {Tensor} x */
export function conjugate(tf, x) {
  return x.dtype === "complex64" ? tf.complex(tf.real(x), tf.neg(tf.imag(x))) : x;
}

/** `dy` times the conjugate of a derivative, TensorFlow's convention for complex numbers. @param {any} tf @param {Tensor} dy @param {Tensor} derivative */
export const chain = (tf, dy, derivative) => tf.mul(dy, conjugate(tf, derivative));

/** @param {any} tf @param {Tensor} x */
export const zerosOf = (tf, x) => tf.zerosLike(x);

/**
 * Zeros between the values along one axis, and around them.
 * @param {any} tf @param {Tensor} x @param {number} axis @param {number} step distance of values @param {number} begin where the first one is @param {number} length of the result
 * @returns {Tensor}
 */
export function apart(tf, x, axis, step, begin, length) {
  const { shape } = x;
  const n = shape[axis];
  const before = shape.slice(0, axis);
  const after = shape.slice(axis + 1);
  if (n === 0) return tf.zeros([...before, length, ...after], x.dtype);
  const none = (/** @type {number[]} */ sides) => sides.map(() => [0, 0]);
  let wide = x;
  let covered = n;
  if (step > 1 && n > 1) {
    const columns = tf.pad(tf.reshape(x, [sizeOf(before), n, 1, sizeOf(after)]), [[0, 0], [0, 0], [0, step - 1], [0, 0]]);
    covered = (n - 1) * step + 1;
    wide = tf.slice(tf.reshape(columns, [sizeOf(before), n * step, sizeOf(after)]), [0, 0, 0], [-1, covered, -1]);
    wide = tf.reshape(wide, [...before, covered, ...after]);
  }
  const rest = length - begin - covered;
  return begin === 0 && rest === 0 ? wide : tf.pad(wide, [...none(before), [begin, rest], ...none(after)]);
}

/** Every `step`-th value along each of the first axes. @param {any} tf @param {Tensor} x @param {number[]} steps */
export function everyNth(tf, x, steps) {
  if (steps.every((step) => step === 1)) return x;
  const strides = x.shape.map((/** @type {number} */ _, /** @type {number} */ i) => steps[i] ?? 1);
  return tf.stridedSlice(x, x.shape.map(() => 0), x.shape, strides);
}
