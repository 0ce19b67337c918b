// @ts-check
/**
 * The error function's family in double precision. Formulas: NIST Digital Library, chapter 7; the first guess of the
 * inverse is Acklam's, brought to full precision by a step of Halley's.
 */

const { abs, exp, log, PI, sqrt } = Math;
const EPSILON = 2 ** -53;
const ROOT_PI = sqrt(PI);

/** @param {number} x */
export function erfc(x) {
  if (Number.isNaN(x)) return NaN;
  if (x < 2) return 1 - erf(x);
  if (x > 28) return 0;
  // Continued fraction from the end: 60 terms are enough from 2 on.
  let fraction = 0;
  for (let k = 60; k > 0; k--) fraction = (k / 2) / (x + fraction);
  return exp(-x * x) / (ROOT_PI * (x + fraction));
}

/** @param {number} x @returns {number} */
export function erf(x) {
  if (x >= 2) return 1 - erfc(x);
  if (x < 0) return -erf(-x);
  let term = x;
  let sum = x;
  for (let n = 1; abs(term) > EPSILON * abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / ROOT_PI) * exp(-x * x) * sum;
}

const A = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239];
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
const C = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

/** @param {number[]} coefficients from the highest power down @param {number} x */
const polynomial = (coefficients, x) => coefficients.reduce((sum, c) => sum * x + c, 0);

/** Where the standard normal distribution function is `p`. @param {number} p @returns {number} */
export function ndtri(p) {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (p > 0.5) return -ndtri(1 - p);
  let x;
  if (p < 0.02425) {
    const q = sqrt(-2 * log(p));
    x = polynomial(C, q) / polynomial(D, q);
  } else {
    const q = p - 0.5;
    x = (polynomial(A, q * q) * q) / polynomial(B, q * q);
  }
  const error = (0.5 * erfc(-x / Math.SQRT2) - p) * sqrt(2 * PI) * exp((x * x) / 2);
  return x - error / (1 + (x * error) / 2);
}

/** @param {number} x */
export function erfinv(x) {
  if (x === 0) return x;
  return abs(x) < 1e-4 ? (ROOT_PI / 2) * x * (1 + (PI * x * x) / 12) : ndtri((x + 1) / 2) / Math.SQRT2;
}

/** @param {number} x */
export const erfcinv = (x) => -ndtri(x / 2) / Math.SQRT2;

/** Dawson's integral, by Rybicki's sum. @param {number} x */
export function dawsn(x) {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? NaN : 0;
  const size = abs(x);
  if (size < 0.2) {
    let term = x;
    let sum = x;
    for (let n = 1; abs(term) > EPSILON * abs(sum); n++) {
      term *= (-2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return sum;
  }
  if (size > 50) {
    const z = 1 / (2 * x * x);
    return (1 + z * (1 + 3 * z * (1 + 5 * z))) / (2 * x);
  }
  const step = 0.2;
  const middle = 2 * Math.round(size / (2 * step));
  let sum = 0;
  for (let n = middle - 41; n <= middle + 41; n += 2) sum += exp(-((size - n * step) ** 2)) / n;
  return (Math.sign(x) * sum) / ROOT_PI;
}

/** The cosine integral (or with `sine` the sine integral) of Fresnel. @param {number} x @param {boolean} sine */
export function fresnel(x, sine) {
  const size = abs(x);
  const sign = Math.sign(x);
  if (Number.isNaN(x)) return NaN;
  if (size === Infinity) return sign / 2;
  const angle = (PI / 2) * size * size;
  if (size < 2.5) {
    let term = sine ? size * angle : size;
    let sum = 0;
    for (let n = sine ? 1 : 0, k = sine ? 3 : 1; abs(term) > 1e-17 * size; n += 2, k += 4) {
      sum += term / k;
      term *= -(angle * angle) / ((n + 1) * (n + 2));
    }
    return sign * sum;
  }
  const t = PI * size * size;
  let f = 1;
  let g = 1;
  let termF = 1;
  let termG = 1;
  for (let m = 1; m < 12; m++) {
    const nextF = (-termF * (4 * m - 3) * (4 * m - 1)) / (t * t);
    const nextG = (-termG * (4 * m - 1) * (4 * m + 1)) / (t * t);
    if (abs(nextF) > abs(termF) || abs(nextG) > abs(termG)) break;
    f += termF = nextF;
    g += termG = nextG;
  }
  f /= PI * size;
  g /= PI * size * t;
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  return sign * (sine ? 0.5 - f * c - g * s : 0.5 + f * s - g * c);
}
