// @ts-check
/**
 * The largest numbers of each row, on cpu, wasm and WebGL (whose own kernel reads rows of this length back, too).
 *
 * TF.js compares pairs by their difference, which is NaN for two infinities, and then mixes up their places. Here every
 * number becomes a whole one of the same order with its place behind it, so that one comparison of float64 decides both.
 * NaN has the rank of -inf; TensorFlow's depends on where it stands. Of equal numbers the first comes first.
 */
import { holdsNaN } from "../wasm_direct.js";
import { sizeOf, Workbench } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */

/** Bits for places: 32 for the number's rank are left of float64's 53. */
const MOST = 2 ** 21;
/** Largest numbers that are kept in order one by one; more of them are sorted. */
const FEW = 12;

/** @param {import("./registry.js").Registry} registry */
export function orderAll(registry) {
  // WebGL's own kernel stays for rows that it does not read back.
  const most = registry.backend === "webgl" ? Math.min(MOST, registry.tf.env().getNumber("TOPK_LAST_DIM_CPU_HANDOFF_SIZE_THRESHOLD")) : MOST;
  const applies = (/** @type {any} */ { x }, /** @type {any} */ { k }) => {
    const length = x.shape.at(-1);
    return (x.dtype === "float32" || x.dtype === "int32") && sizeOf(x.shape) > 0 && k > 0 && length < most;
  };
  registry.extend("TopK", "numbers", applies, largest);
}

const rankOf = new DataView(new ArrayBuffer(4));

/** Ranks in falling order, as whole numbers below 2**32. @param {Float32Array | Int32Array} values @param {Float64Array} ranks */
function rank(values, ranks) {
  if (values instanceof Int32Array) {
    for (let i = 0; i < values.length; i++) ranks[i] = 2 ** 31 - 1 - values[i];
    return;
  }
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    rankOf.setFloat32(0, Number.isNaN(value) ? -Infinity : value + 0); // -0 + 0 is 0
    const bits = rankOf.getInt32(0);
    ranks[i] = bits < 0 ? bits + 2 ** 32 : 2 ** 31 - 1 - bits;
  }
}

/** @param {Workbench} bench @param {{x: Info}} inputs @param {{k: number}} attrs @returns {Info[]} */
function largest(bench, { x }, { k }) {
  const length = /** @type {number} */ (x.shape.at(-1));
  const values = bench.view(x);
  const rows = values.length / length;
  const found = x.dtype === "int32" ? new Int32Array(rows * k) : new Float32Array(rows * k);
  const places = new Int32Array(rows * k);
  const keys = new Float64Array(length);
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * length, (row + 1) * length);
    rank(own, keys);
    for (let i = 0; i < length; i++) keys[i] = keys[i] * MOST + i;
    const best = k <= FEW ? few(keys, k) : keys.sort();
    for (let i = 0; i < k; i++) {
      const place = best[i] % MOST;
      places[row * k + i] = place;
      found[row * k + i] = own[place];
    }
  }
  const shape = [...x.shape.slice(0, -1), k];
  return [bench.make(shape, x.dtype, found), bench.make(shape, "int32", places)];
}

/** The smallest keys in order. @param {Float64Array} keys @param {number} k */
function few(keys, k) {
  const best = new Float64Array(k).fill(Infinity);
  for (const key of keys) {
    if (key >= best[k - 1]) continue;
    let at = k - 1;
    for (; at > 0 && best[at - 1] > key; at--) best[at] = best[at - 1];
    best[at] = key;
  }
  return best;
}

/**
 * The place of the largest or smallest number, where NaN is none, as in TensorFlow.
 * @param {import("./registry.js").Registry} registry of the wasm or the cpu backend
 */
export function passOverNaN(registry) {
  for (const [kernel, last] of /** @type {[string, number][]} */ ([["ArgMax", -Infinity], ["ArgMin", Infinity]])) {
    registry.wrap(kernel, "NaN", (own, args) => {
      const { x } = args.inputs;
      if (x.dtype !== "float32") return own(args);
      const bench = new Workbench(registry.tf, registry.backend, args.backend);
      try {
        const given = bench.view(x);
        if (!(registry.backend === "wasm" ? holdsNaN(x, args.backend) : given.some(Number.isNaN))) return own(args);
        const values = Float32Array.from(given, (value) => (Number.isNaN(value) ? last : value));
        return own({ ...args, inputs: { x: bench.make(x.shape, "float32", values) } });
      } finally {
        bench.clear();
      }
    });
  }
}
