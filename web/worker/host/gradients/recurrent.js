// @ts-check
/**
 * Gradients of recurrent layers over all time steps (kernels/recurrent/). Those of the weights are one product over all
 * steps: each step's state times the slope of what it was multiplied into. A run that did not expect a way back (`keep`)
 * is done again.
 */
import { definer } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */

/** @param {any} tf */
export function recurrent(tf) {
  const define = definer(tf);
  const run = (/** @type {string} */ kernel, /** @type {any} */ inputs, /** @type {any} */ attrs) => tf.engine().runKernel(kernel, inputs, attrs);

  /** The state before each step, where that step is. @param {Tensor} all @param {Tensor} first @param {boolean} reverse */
  function before(all, first, reverse) {
    const [batch, steps, units] = all.shape;
    const start = tf.reshape(first, [batch, 1, units]);
    const rest = tf.slice(all, [0, reverse ? 1 : 0, 0], [batch, steps - 1, units]);
    return tf.reshape(tf.concat(reverse ? [rest, start] : [start, rest], 1), [batch * steps, units]);
  }

  /** @param {Tensor} states @param {Tensor} slopes */
  const weights = (states, slopes) => tf.matMul(states, tf.reshape(slopes, [states.shape[0], slopes.shape[2]]), true, false);

  define(
    "LSTMSequence",
    ([dh, dc], [x, h, c, w, mask, all, parts], attrs) => {
      const kept = parts.size > 1 ? parts : run("LSTMSequence", given({ x, h, c, w, mask }), { ...attrs, keep: true })[2];
      const [slopes, first, cell] = run("LSTMSequenceGrad", given({ dh, dc, kept, c, w, mask }), attrs);
      return { x: () => slopes, h: () => first, c: () => cell, w: () => weights(before(all, h, attrs.reverse), slopes) };
    },
    ["x", "h", "c", "w", "mask"],
    [true, false, true],
  );
  define(
    "GRUSequence",
    ([dh], [x, h, w, b, mask, all, parts], attrs) => {
      const kept = parts.size > 1 ? parts : run("GRUSequence", given({ x, h, w, b, mask }), { ...attrs, keep: true })[1];
      const [slopes, products, first] = run("GRUSequenceGrad", given({ dh, all, kept, h, w, mask }), attrs);
      return { x: () => slopes, h: () => first, w: () => weights(before(all, h, attrs.reverse), products), b: () => tf.sum(products, [0, 1]) };
    },
    ["x", "h", "w", "b", "mask"],
    [true, true],
  );
}

/** Without the mask if there is none. @param {any} inputs */
const given = ({ mask, ...rest }) => (mask.absent ? rest : { ...rest, mask });
