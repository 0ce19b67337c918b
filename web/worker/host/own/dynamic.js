// @ts-check
/**
 * What decides a result's size by values: which elements hold, which are distinct, how far numbers go. Each reads its
 * input once and gives positions; kernels with gradients do the rest.
 */

/** @param {any} tf @returns {Record<string, import("./index.js").Own>} */
export function dynamic(tf) {
  const engine = tf.engine();

  /** @param {number[] | Int32Array} values @param {number[]} [shape] */
  const ints = (values, shape = [values.length]) => tf.tensor(values, shape, "int32");

  /** @param {any} tensor @returns {ArrayLike<any>} values; bytes of strings as one character each, to compare by */
  function read(tensor) {
    if (tensor.dtype !== "string") return tensor.dataSync();
    return engine.readSync(tensor.dataId).map((/** @type {Uint8Array} */ bytes) => String.fromCharCode(...bytes));
  }

  /** Coordinates of what is not zero, false or empty: shape `[count, rank]`. @param {any[]} inputs */
  function indicesWhere([x]) {
    const values = read(x);
    const parts = x.dtype === "complex64" ? 2 : 1;
    const { rank, shape } = x;
    const found = [];
    for (let i = 0; i < x.size; i++) {
      if (parts === 2 ? values[2 * i] || values[2 * i + 1] : values[i]) found.push(i);
      else if (Number.isNaN(values[i])) found.push(i);
    }
    const out = new Int32Array(found.length * rank);
    found.forEach((flat, row) => {
      for (let axis = rank - 1, rest = flat; axis >= 0; axis--) {
        out[row * rank + axis] = rest % shape[axis];
        rest = Math.floor(rest / shape[axis]);
      }
    });
    return ints(out, [found.length, rank]);
  }

  /** First place of each distinct value, which of them each value is, how often each occurs. @param {any[]} inputs */
  function unique([x]) {
    const values = read(x);
    const known = new Map();
    const first = [];
    const counts = [];
    const which = new Int32Array(values.length);
    for (let i = 0; i < values.length; i++) {
      let place = known.get(values[i]);
      if (place === undefined || Number.isNaN(values[i])) {
        place = first.length;
        known.set(values[i], place);
        first.push(i);
        counts.push(0);
      }
      which[i] = place;
      counts[place]++;
    }
    return [ints(first), ints(which), ints(counts)];
  }

  /** Row numbers that must not decrease or be negative; gives zeros, one for each number up to the last. @param {any[]} inputs */
  function segmentRange([ids]) {
    const values = read(ids);
    let last = 0;
    for (let i = 0; i < values.length; i++) {
      if (values[i] < last) throw new Error(`segment_ids[${i}] = ${values[i]} must be at least 0 and the id before it`);
      last = values[i];
    }
    return ints(new Int32Array(values.length > 0 ? last + 1 : 0));
  }

  /** Zeros, one for each number up to the largest; none may be negative. @param {any[]} inputs */
  function countRange([x]) {
    const values = read(x);
    let count = 0;
    for (let i = 0; i < values.length; i++) {
      if (values[i] < 0) throw new Error(`value ${values[i]} must be non-negative`);
      if (values[i] >= count) count = values[i] + 1;
    }
    return ints(new Int32Array(count));
  }

  /** Places of each part, in order. @param {any[]} inputs @param {any[]} attrs how many parts there are */
  function partitionPlaces([parts], [count]) {
    const values = read(parts);
    /** @type {number[][]} */
    const places = Array.from({ length: count }, () => []);
    for (let i = 0; i < values.length; i++) {
      if (values[i] < 0 || values[i] >= count) throw new Error(`partitions[${i}] = ${values[i]} must be in [0, ${count})`);
      places[values[i]].push(i);
    }
    return places.map((each) => ints(each));
  }

  /** For each place, where in the input its last mention is; the input's length for none. @param {any[]} inputs */
  function stitchPlaces([indices]) {
    const values = read(indices);
    let count = 0;
    for (let i = 0; i < values.length; i++) {
      if (values[i] < 0) throw new Error(`indices[${i}] = ${values[i]} must be non-negative`);
      count = Math.max(count, values[i] + 1);
    }
    const out = new Int32Array(count).fill(values.length);
    for (let i = 0; i < values.length; i++) out[values[i]] = i;
    return ints(out);
  }

  /** The permutation that undoes one. @param {any[]} inputs */
  function invertPermutation([x]) {
    const values = read(x);
    const out = new Int32Array(values.length).fill(-1);
    for (let i = 0; i < values.length; i++) {
      const to = values[i];
      if (!(to >= 0 && to < values.length)) throw new Error(`x[${i}] = ${to} must be in [0, ${values.length})`);
      if (out[to] >= 0) throw new Error(`x[${i}] = ${to} must be there only once`);
      out[to] = i;
    }
    return ints(out);
  }

  return {
    invertPermutation: { run: invertPermutation },
    indicesWhere: { run: indicesWhere, dynamic: true },
    unique: { run: unique, dynamic: true },
    segmentRange: { run: segmentRange, dynamic: true },
    countRange: { run: countRange, dynamic: true },
    partitionPlaces: { run: partitionPlaces, dynamic: true },
    stitchPlaces: { run: stitchPlaces, dynamic: true },
  };
}
