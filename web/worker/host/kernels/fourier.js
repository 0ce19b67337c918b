// @ts-check
/**
 * Discrete Fourier transforms on the wasm heap, any length, in double precision.
 *
 * Powers of two by the iterative radix-2 algorithm of Cooley and Tukey; other lengths as a convolution of twice the
 * length by Bluestein's chirp: L. Bluestein, IEEE Transactions on Audio and Electroacoustics 18 (1970), 451-455.
 */
import { floats } from "./complex_numbers.js";
import { sizeOf } from "./workbench.js";

/** @typedef {{cos: Float64Array, sin: Float64Array}} Roots */

/** Plans of the last lengths used; each holds tables of its length. @type {Map<number, (re: Float64Array, im: Float64Array) => void>} */
const plans = new Map();
const MOST_PLANS = 16;

/** exp(-2 pi i k / n) for k < count. @param {number} n @param {number} count @returns {Roots} */
function rootsOfUnity(n, count) {
  const cos = new Float64Array(count);
  const sin = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / n);
    sin[k] = -Math.sin((2 * Math.PI * k) / n);
  }
  return { cos, sin };
}

/** @param {number} n a power of two @returns {(re: Float64Array, im: Float64Array) => void} in place */
function radix2(n) {
  const { cos, sin } = rootsOfUnity(n, n >> 1);
  const reversed = new Uint32Array(n);
  for (let i = 1; i < n; i++) reversed[i] = (reversed[i >> 1] >> 1) | (i & 1 ? n >> 1 : 0);
  return (re, im) => {
    for (let i = 0; i < n; i++) {
      const j = reversed[i];
      if (j > i) {
        [re[i], re[j]] = [re[j], re[i]];
        [im[i], im[j]] = [im[j], im[i]];
      }
    }
    for (let half = 1; half < n; half <<= 1) {
      const step = n / (2 * half);
      for (let start = 0; start < n; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const a = start + k;
          const b = a + half;
          const c = cos[k * step];
          const s = sin[k * step];
          const xr = re[b] * c - im[b] * s;
          const xi = re[b] * s + im[b] * c;
          re[b] = re[a] - xr;
          im[b] = im[a] - xi;
          re[a] += xr;
          im[a] += xi;
        }
      }
    }
  };
}

/** @param {number} n @returns {(re: Float64Array, im: Float64Array) => void} in place */
function bluestein(n) {
  const m = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const transform = radix2(m);
  const cos = new Float64Array(n);
  const sin = new Float64Array(n);
  const chirpRe = new Float64Array(m);
  const chirpIm = new Float64Array(m);
  for (let k = 0; k < n; k++) {
    const angle = (Math.PI * ((k * k) % (2 * n))) / n;
    cos[k] = Math.cos(angle);
    sin[k] = -Math.sin(angle);
    chirpRe[k] = chirpRe[(m - k) % m] = cos[k];
    chirpIm[k] = chirpIm[(m - k) % m] = -sin[k];
  }
  transform(chirpRe, chirpIm);
  const workRe = new Float64Array(m);
  const workIm = new Float64Array(m);
  return (re, im) => {
    workRe.fill(0);
    workIm.fill(0);
    for (let k = 0; k < n; k++) {
      workRe[k] = re[k] * cos[k] - im[k] * sin[k];
      workIm[k] = re[k] * sin[k] + im[k] * cos[k];
    }
    transform(workRe, workIm);
    // The inverse is the forward transform of the conjugate.
    for (let k = 0; k < m; k++) {
      const r = workRe[k] * chirpRe[k] - workIm[k] * chirpIm[k];
      workIm[k] = -(workRe[k] * chirpIm[k] + workIm[k] * chirpRe[k]);
      workRe[k] = r;
    }
    transform(workRe, workIm);
    for (let k = 0; k < n; k++) {
      const r = workRe[k] / m;
      const i = -workIm[k] / m;
      re[k] = r * cos[k] - i * sin[k];
      im[k] = r * sin[k] + i * cos[k];
    }
  };
}

/** @param {number} n @returns {(re: Float64Array, im: Float64Array) => void} */
function plan(n) {
  let found = plans.get(n);
  if (found === undefined) {
    found = (n & (n - 1)) === 0 ? radix2(n) : bluestein(n);
    if (plans.size >= MOST_PLANS) plans.delete(/** @type {number} */ (plans.keys().next().value));
    plans.set(n, found);
  }
  return found;
}

/** FFT and IFFT of the innermost axis for wasm. @param {import("./registry.js").Registry} registry */
export function addFourier(registry) {
  for (const [kernel, sign] of /** @type {[string, number][]} */ ([
    ["FFT", 1],
    ["IFFT", -1],
  ])) {
    registry.supply(kernel, (bench, { input }) => {
      const n = input.shape[input.shape.length - 1];
      const out = bench.make([...input.shape, 2], "float32");
      const result = bench.alias(out, input.shape, "complex64");
      if (sizeOf(input.shape) === 0) return result;
      const from = floats(bench, input);
      const to = bench.backend.typedArrayFromHeap(out);
      const re = new Float64Array(n);
      const im = new Float64Array(n);
      const transform = plan(n);
      const scale = sign === 1 ? 1 : 1 / n;
      for (let start = 0; start < from.length; start += 2 * n) {
        for (let k = 0; k < n; k++) {
          re[k] = from[start + 2 * k];
          im[k] = sign * from[start + 2 * k + 1];
        }
        transform(re, im);
        for (let k = 0; k < n; k++) {
          to[start + 2 * k] = re[k] * scale;
          to[start + 2 * k + 1] = sign * im[k] * scale;
        }
      }
      return result;
    });
  }
}
