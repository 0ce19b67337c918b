// @ts-check
/**
 * Whole numbers, and remainders and powers of any, where JavaScript computes on the CPU: TF.js divides them as floats, which lose digits from 2**24 on (wasm)
 * or 2**53 on (cpu), and has no error for a division by zero. Here they wrap around as in C, and a zero that divides, or a
 * negative power, is TensorFlow's error, found by the loop that computes anyway.
 *
 * A float that no int32 holds (NaN too) becomes the smallest int32, as x86 does and so TensorFlow on a CPU.
 */
import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {(a: number, b: number) => number} OfTwo */

const LOWEST = -(2 ** 31);

/** @param {number} b */
function refuseZero(b) {
  if (b === 0) throw new Error("Integer division by zero: the divisor must not be 0");
}

/** @type {Record<string, OfTwo>} kernel -> what it makes of two int32; |0 wraps the one quotient that does not fit */
const OF_TWO = {
  FloorDiv: (a, b) => {
    refuseZero(b);
    return Math.floor(a / b) | 0;
  },
  Mod: (a, b) => {
    refuseZero(b);
    return remainder(a, b);
  },
  Pow: power,
  Multiply: Math.imul,
  SquaredDifference: (a, b) => Math.imul(a - b, a - b),
};

/** @type {OfTwo} with the sign of b */
function remainder(a, b) {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

/** @type {OfTwo} where JavaScript knows no 1 ** NaN, nor one of infinity */
const powerOfFloats = (base, exponent) => (base === 1 || (base === -1 && Math.abs(exponent) === Infinity) ? 1 : base ** exponent);

/** @type {OfTwo} by squaring */
function power(base, exponent) {
  if (exponent < 0) throw new Error("Integers to negative integer powers are not allowed: the power must not be negative");
  let out = 1;
  for (let factor = base, left = exponent; left > 0; left = Math.floor(left / 2), factor = Math.imul(factor, factor)) {
    if (left % 2 === 1) out = Math.imul(out, factor);
  }
  return out;
}

/** @param {import("./registry.js").Registry} registry of the wasm or the cpu backend */
export function keepWhole(registry) {
  const native = registry.backend === "wasm" ? ["Multiply", "SquaredDifference"] : [];
  /** @param {string} kernel @param {OfTwo} ofTwo @param {string} dtype */
  const extend = (kernel, ofTwo, dtype) =>
    registry.extend(kernel, dtype, ({ a, b }) => a.dtype === dtype && b.dtype === dtype, (bench, { a, b }) => {
      const shape = bench.tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
      const out = empty(bench, shape, dtype);
      pairs(bench.view(a), a.shape, bench.view(b), b.shape, bench.view(out), shape, ofTwo);
      return out;
    });
  for (const [kernel, ofTwo] of Object.entries(OF_TWO)) if (!native.includes(kernel)) extend(kernel, ofTwo, "int32");
  extend("Mod", remainder, "float32");
  // By way of floats there.
  for (const [kernel, of] of /** @type {[string, (value: number) => number][]} */ ([["Abs", Math.abs], ["Neg", (value) => -value]])) {
    registry.extend(kernel, "int32", ({ x }) => x.dtype === "int32", (bench, { x }) => bench.make(x.shape, "int32", bench.view(x).map(of)));
  }
  if (registry.backend === "wasm") {
    registry.extendRouted("PadV2", "int32 beyond 2**24", ({ x }, { constantValue }) => x.dtype === "int32" && Math.abs(constantValue) > 2 ** 24);
  }
  if (registry.backend === "cpu") {
    extend("Pow", powerOfFloats, "float32");
    registry.extend("Square", "int32", ({ x }) => x.dtype === "int32", (bench, { x }) => bench.make(x.shape, "int32", bench.view(x).map((/** @type {number} */ v) => Math.imul(v, v))));
    registry.extend("Prod", "int32", ({ x }) => x.dtype === "int32" && sizeOf(x.shape) > 0, productOf);
  }
  registry.extend("Cast", "float32 to int32", ({ x }, { dtype }) => x.dtype === "float32" && dtype === "int32", (bench, { x }) => {
    const out = empty(bench, x.shape, "int32");
    cut(bench.view(x), bench.view(out));
    return out;
  });
}

/** @param {Workbench} bench @param {number[]} shape @param {string} dtype @returns {Info} to be written to */
function empty(bench, shape, dtype) {
  if (bench.backendName === "wasm") return bench.make(shape, dtype);
  return bench.make(shape, dtype, new (dtype === "int32" ? Int32Array : Float32Array)(sizeOf(shape)));
}

/** Floats as int32. @param {ArrayLike<number>} from @param {Int32Array} to */
export function cut(from, to) {
  for (let i = 0; i < to.length; i++) {
    const value = from[i];
    to[i] = value >= LOWEST && value < -LOWEST ? value : LOWEST;
  }
}

/**
 * A function of two, with broadcasting.
 * @param {any} a @param {number[]} aShape @param {any} b @param {number[]} bShape
 * @param {any} out @param {number[]} shape @param {OfTwo} ofTwo
 */
function pairs(a, aShape, b, bShape, out, shape, ofTwo) {
  if (a.length === out.length && b.length === out.length) {
    for (let i = 0; i < out.length; i++) out[i] = ofTwo(a[i], b[i]);
    return;
  }
  if (a.length === out.length && b.length === 1) {
    for (let i = 0; i < out.length; i++) out[i] = ofTwo(a[i], b[0]);
    return;
  }
  const [aSteps, bSteps] = [aShape, bShape].map((own) => steps(own, shape));
  const last = shape.length - 1;
  let at = 0;
  /** @param {number} axis @param {number} i @param {number} j */
  function walk(axis, i, j) {
    for (let n = 0; n < shape[axis]; n++, i += aSteps[axis], j += bSteps[axis]) {
      if (axis < last) walk(axis + 1, i, j);
      else out[at++] = ofTwo(a[i], b[j]);
    }
  }
  if (out.length > 0) walk(0, 0, 0);
}

/** How far a step along each axis of a result goes in an operand. @param {number[]} own @param {number[]} shape */
function steps(own, shape) {
  const sides = [...new Array(shape.length - own.length).fill(1), ...own];
  return sides.map((side, axis) => (side === 1 ? 0 : sizeOf(sides.slice(axis + 1))));
}

/** @param {Workbench} bench @param {{x: Info}} inputs @param {{axis: number | number[], keepDims: boolean}} attrs @returns {Info} */
function productOf(bench, { x }, { axis, keepDims }) {
  const { util } = bench.tf;
  const axes = util.parseAxisParam(axis, x.shape);
  const others = x.shape.map((_, at) => at).filter((at) => !axes.includes(at));
  const values = bench.view(bench.transpose(x, [...others, ...axes]));
  const kept = others.map((at) => x.shape[at]);
  const out = new Int32Array(sizeOf(kept)).fill(1);
  const length = values.length / out.length;
  for (let i = 0; i < values.length; i++) out[Math.floor(i / length)] = Math.imul(out[Math.floor(i / length)], values[i]);
  return bench.make(keepDims ? x.shape.map((side, at) => (axes.includes(at) ? 1 : side)) : kept, "int32", out);
}
