// @ts-check
/** Strings picked and compared by their places, on the host: no backend's kernels take them. */

/** @param {any} tf @returns {Record<string, import("./index.js").Own>} */
export function strings(tf) {
  const engine = tf.engine();

  /** @param {any} tensor @returns {any} its values; strings as bytes */
  const read = (tensor) => engine.readSync(tensor.dataId);

  /** Strings of one tensor after the other, at the places in the last input. @param {any[]} inputs */
  function pickStrings(inputs) {
    const last = inputs[inputs.length - 1];
    /** @type {Uint8Array[]} */
    const known = inputs.slice(0, -1).flatMap((tensor) => read(tensor));
    const picked = Array.from(/** @type {Int32Array} */ (read(last)), (place) => {
      if (!(place >= 0 && place < known.length)) throw new Error(`place ${place} is not in [0, ${known.length})`);
      return known[place];
    });
    return engine.makeTensor(picked, last.shape, "string");
  }

  /** @param {Uint8Array} a @param {Uint8Array} b */
  const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

  /** Whether strings are the same, at places in both. @param {any[]} inputs */
  function equalStrings([x, y, xPlaces, yPlaces]) {
    const [left, right, others] = [read(x), read(y), read(yPlaces)];
    const out = Uint8Array.from(read(xPlaces), (place, i) => Number(same(left[place], right[others[i]])));
    return tf.tensor(out, xPlaces.shape, "bool");
  }

  return { pickStrings: { run: pickStrings }, equalStrings: { run: equalStrings } };
}
