// @ts-check
/** The bits of numbers under another dtype. */

/** TensorFlow's dtype -> array of just those bits. @type {Record<string, any>} */
const ARRAYS = {
  float32: Float32Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int8: Int8Array,
  uint8: Uint8Array,
};

/** @param {any} tf */
export function bits(tf) {
  const engine = tf.engine();
  return {
    /** Attributes: the dtype of the input, that of the result, its shape. */
    "bits.reinterpret": {
      run(/** @type {any[]} */ [x], /** @type {any[]} */ [own, target, shape]) {
        const narrow = ARRAYS[own].from(x.dataSync());
        const read = new ARRAYS[target](narrow.buffer);
        const floating = target === "float32";
        return engine.makeTensor(floating ? read : Int32Array.from(read, (/** @type {number} */ v) => v | 0), shape, floating ? "float32" : "int32");
      },
    },
  };
}
