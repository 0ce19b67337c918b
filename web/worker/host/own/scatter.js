// @ts-check
/**
 * Rows of a tensor combined with others by functions that no kernel of TF.js has. Rows that are named several times are
 * combined several times, in order.
 */

/** @type {Record<string, (old: number, value: number) => number>} */
const COMBINE = {
  add: (old, value) => old + value,
  sub: (old, value) => old - value,
  update: (_, value) => value,
  // NaN neither comes nor goes, as in TensorFlow.
  max: (old, value) => (old < value ? value : old),
  min: (old, value) => (value < old ? value : old),
  mul: (old, value) => old * value,
  div: (old, value) => old / value,
};

/** @param {any} tf */
export function scatter(tf) {
  const engine = tf.engine();
  return {
    /** Inputs: the tensor, the rows, their values. Attributes: how, elements of a row. */
    "scatter.combine": {
      run(/** @type {any[]} */ [x, rows, values], /** @type {any[]} */ [how, width]) {
        const out = x.dataSync().slice();
        const combine = COMBINE[how];
        const updates = values.dataSync();
        const limit = width > 0 ? x.size / width : 0;
        rows.dataSync().forEach((/** @type {number} */ row, /** @type {number} */ index) => {
          if (row < 0 || row >= limit) throw new Error(`expected indices inside: indices[${index}] = ${row} is not in [0, ${limit})`);
          for (let i = 0; i < width; i++) out[row * width + i] = combine(out[row * width + i], updates[index * width + i]);
        });
        return engine.makeTensor(out, x.shape, x.dtype);
      },
    },
  };
}
