// @ts-check
/**
 * Special functions as kernels of every backend. None has them, and single precision would not do in between, so the
 * values are read, computed one by one in double precision, and written back; a GPU waits for that.
 */
import { besselI, besselIe, besselJ, besselK, besselKe, besselY, expint, spence } from "./bessel.js";
import { betainc, digamma, igamma, igammac, igammaGradA, lgamma, polygamma, zeta } from "./gamma.js";
import { dawsn, erfc, erfcinv, erfinv, fresnel, ndtri } from "./normal.js";

const BACKENDS = ["cpu", "wasm", "webgl", "webgpu"];

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The float32 next to `x` on the way to `y`. @param {number} x @param {number} y */
function nextAfter(x, y) {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? 2 ** -149 : -(2 ** -149);
  float[0] = x;
  bits[0] += y > x === x > 0 ? 1 : -1;
  return float[0];
}

/** Name of the kernel -> names of its inputs, and the function of their elements. @type {Record<string, [string[], (...x: number[]) => number]>} */
const KERNELS = {
  Lgamma: [["x"], lgamma],
  Digamma: [["x"], digamma],
  Erfc: [["x"], erfc],
  Erfinv: [["x"], erfinv],
  Erfcinv: [["x"], erfcinv],
  Ndtri: [["x"], ndtri],
  Dawsn: [["x"], dawsn],
  Expint: [["x"], expint],
  Spence: [["x"], spence],
  FresnelCos: [["x"], (x) => fresnel(x, false)],
  FresnelSin: [["x"], (x) => fresnel(x, true)],
  BesselI0: [["x"], (x) => besselI(x, 0)],
  BesselI0e: [["x"], (x) => besselIe(x, 0)],
  BesselI1: [["x"], (x) => besselI(x, 1)],
  BesselI1e: [["x"], (x) => besselIe(x, 1)],
  BesselK0: [["x"], (x) => besselK(x, 0)],
  BesselK0e: [["x"], (x) => besselKe(x, 0)],
  BesselK1: [["x"], (x) => besselK(x, 1)],
  BesselK1e: [["x"], (x) => besselKe(x, 1)],
  BesselJ0: [["x"], (x) => besselJ(x, 0)],
  BesselJ1: [["x"], (x) => besselJ(x, 1)],
  BesselY0: [["x"], (x) => besselY(x, 0)],
  BesselY1: [["x"], (x) => besselY(x, 1)],
  Igamma: [["a", "b"], igamma],
  Igammac: [["a", "b"], igammac],
  IgammaGradA: [["a", "b"], igammaGradA],
  Zeta: [["a", "b"], zeta],
  Polygamma: [["a", "b"], polygamma],
  NextAfter: [["a", "b"], nextAfter],
  Betainc: [["a", "b", "x"], betainc],
};

/** Register the kernels and their gradients. @param {any} tf */
export function addSpecialFunctions(tf) {
  for (const [kernelName, [names, f]] of Object.entries(KERNELS)) {
    for (const backendName of BACKENDS) tf.registerKernel({ kernelName, backendName, kernelFunc: kernel(backendName, names, f) });
  }
  addGradients(tf);
}

/** @param {string} backendName @param {string[]} names inputs of one shape @param {(...x: number[]) => number} f */
function kernel(backendName, names, f) {
  return (/** @type {{inputs: any, backend: any}} */ { inputs, backend }) => {
    const { shape } = inputs[names[0]];
    const [first, ...more] = names.map((name) => backend.readSync(inputs[name].dataId));
    const out = new Float32Array(first.length);
    if (more.length === 0) for (let i = 0; i < out.length; i++) out[i] = f(first[i]);
    else for (let i = 0; i < out.length; i++) out[i] = f(first[i], ...more.map((values) => values[i]));
    return backendName === "wasm" ? backend.makeOutput(shape, "float32", undefined, out) : backend.makeTensorInfo(shape, "float32", out);
  };
}

/** @param {any} tf */
function addGradients(tf) {
  const engine = tf.engine();
  const run = (/** @type {string} */ name, /** @type {any} */ inputs) => engine.runKernel(name, inputs);
  const { exp, mul, neg, square, sub, div, add, sign, log, cos, sin, where, equal, zerosLike, onesLike } = tf;

  /** @param {string} kernelName @param {(x: any, y: any) => any} slope by the input and the result */
  const define = (kernelName, slope) =>
    tf.registerGradient({
      kernelName,
      inputsToSave: ["x"],
      outputsToSave: [true],
      gradFunc: (/** @type {any} */ dy, /** @type {any[]} */ [x, y]) => ({ x: () => mul(dy, slope(x, y)) }),
    });
  const one = (/** @type {string} */ name) => (/** @type {any} */ x) => run(name, { x });
  /** What `f` gives, and `value` where x is 0. @param {any} x @param {number} value @param {any} result */
  const atZero = (x, value, result) => where(equal(x, 0), mul(onesLike(x), value), result);
  /** x, and 1 where it is 0, to divide by. @param {any} x */
  const safe = (x) => where(equal(x, 0), onesLike(x), x);

  define("Lgamma", one("Digamma"));
  define("Digamma", (x) => run("Polygamma", { a: onesLike(x), b: x }));
  define("Erfc", (x) => mul(exp(neg(square(x))), -2 / Math.sqrt(Math.PI)));
  define("Erfinv", (_, y) => mul(exp(square(y)), Math.sqrt(Math.PI) / 2));
  define("Erfcinv", (_, y) => mul(exp(square(y)), -Math.sqrt(Math.PI) / 2));
  define("Ndtri", (_, y) => mul(exp(mul(square(y), 0.5)), Math.sqrt(2 * Math.PI)));
  define("Dawsn", (x, y) => sub(1, mul(mul(2, x), y)));
  define("Expint", (x) => div(exp(x), x));
  define("Spence", (x) => where(equal(x, 1), neg(onesLike(x)), div(log(x), sub(1, where(equal(x, 1), zerosLike(x), x)))));
  define("FresnelCos", (x) => cos(mul(square(x), Math.PI / 2)));
  define("FresnelSin", (x) => sin(mul(square(x), Math.PI / 2)));
  define("BesselI0", one("BesselI1"));
  define("BesselI0e", (x, y) => sub(run("BesselI1e", { x }), mul(sign(x), y)));
  define("BesselI1", (x, y) => atZero(x, 0.5, sub(run("BesselI0", { x }), div(y, safe(x)))));
  define("BesselI1e", (x, y) => atZero(x, 0.5, sub(run("BesselI0e", { x }), mul(y, add(sign(x), div(1, safe(x)))))));
  define("BesselK0", (x) => neg(run("BesselK1", { x })));
  define("BesselK0e", (x, y) => sub(y, run("BesselK1e", { x })));
  define("BesselK1", (x, y) => neg(add(run("BesselK0", { x }), div(y, x))));
  define("BesselK1e", (x, y) => sub(mul(y, sub(1, div(1, x))), run("BesselK0e", { x })));
  define("BesselJ0", (x) => neg(run("BesselJ1", { x })));
  define("BesselJ1", (x, y) => atZero(x, 0.5, sub(run("BesselJ0", { x }), div(y, safe(x)))));
  define("BesselY0", (x) => neg(run("BesselY1", { x })));
  define("BesselY1", (x, y) => sub(run("BesselY0", { x }), div(y, x)));

  /** @param {string} kernelName @param {(dy: any, a: any, b: any) => any} byA @param {(dy: any, a: any, b: any) => any} byB */
  const defineTwo = (kernelName, byA, byB) =>
    tf.registerGradient({
      kernelName,
      inputsToSave: ["a", "b"],
      gradFunc: (/** @type {any} */ dy, /** @type {any[]} */ [a, b]) => ({ a: () => byA(dy, a, b), b: () => byB(dy, a, b) }),
    });
  const none = (/** @type {any} */ dy) => zerosLike(dy);
  /** The density of the gamma distribution. @param {any} a @param {any} x */
  const density = (a, x) => exp(sub(sub(mul(sub(a, 1), log(x)), x), run("Lgamma", { x: a })));
  defineTwo("Igamma", (dy, a, b) => mul(dy, run("IgammaGradA", { a, b })), (dy, a, b) => mul(dy, density(a, b)));
  defineTwo("Igammac", (dy, a, b) => neg(mul(dy, run("IgammaGradA", { a, b }))), (dy, a, b) => neg(mul(dy, density(a, b))));
  defineTwo("Zeta", none, (dy, a, b) => neg(mul(dy, mul(a, run("Zeta", { a: add(a, 1), b })))));
  defineTwo("Polygamma", none, (dy, a, b) => mul(dy, run("Polygamma", { a: add(a, 1), b })));
  defineTwo("NextAfter", (dy) => dy, none);
  tf.registerGradient({
    kernelName: "Betainc",
    inputsToSave: ["a", "b", "x"],
    gradFunc: (/** @type {any} */ dy, /** @type {any[]} */ [a, b, x]) => ({
      a: () => zerosLike(a),
      b: () => zerosLike(b),
      x: () => {
        const beta = sub(add(run("Lgamma", { x: a }), run("Lgamma", { x: b })), run("Lgamma", { x: add(a, b) }));
        const powers = add(mul(sub(a, 1), log(x)), mul(sub(b, 1), log(sub(1, x))));
        return mul(dy, exp(sub(powers, beta)));
      },
    }),
  });
}
