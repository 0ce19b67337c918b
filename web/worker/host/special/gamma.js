// @ts-check
/**
 * The gamma function's family in double precision, good to some thirteen digits: logarithm, derivatives, and the
 * incomplete functions. Formulas: Abramowitz and Stegun, chapters 6 and 26; NIST Digital Library, 5, 8 and 25.
 */

const { abs, exp, floor, log, PI, sin } = Math;
const EPSILON = 2 ** -53;
const MOST = 10_000; // steps of a series or fraction that should have ended long before

/** Lanczos' coefficients for g = 7. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** `log(|gamma(x)|)`. @param {number} x @returns {number} */
export function lgamma(x) {
  if (Number.isNaN(x)) return NaN;
  if (!Number.isFinite(x) || (x <= 0 && floor(x) === x)) return Infinity;
  if (x < 0.5) return log(PI / abs(sin(PI * x))) - lgamma(1 - x);
  if (x === 1 || x === 2) return 0;
  const y = x - 1;
  let sum = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (y + i);
  const t = y + 7.5;
  return 0.5 * log(2 * PI) + (y + 0.5) * log(t) - t + log(sum);
}

/** Derivative of `lgamma`. @param {number} x @returns {number} */
export function digamma(x) {
  if (x <= 0 && floor(x) === x) return NaN;
  if (x < 0) return digamma(1 - x) - PI / Math.tan(PI * x);
  let shift = 0;
  let y = x;
  for (; y < 10; y++) shift -= 1 / y;
  const z = 1 / (y * y);
  const tail = z * (1 / 12 - z * (1 / 120 - z * (1 / 252 - z * (1 / 240 - z * (1 / 132 - z * (691 / 32760 - z / 12))))));
  return y === Infinity ? Infinity : shift + log(y) - 0.5 / y - tail;
}

/** A power from which on the first terms are all of zeta. */
const FAR = 300;
/** `B(2k) / (2k)!` of the Bernoulli numbers, for Euler and Maclaurin's sum. */
const BERNOULLI = [
  1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000, 1 / 74724249600, -3617 / 10670622842880000,
  43867 / 5109094217170944000,
];

/** Hurwitz's zeta function, `sum((q + k) ** -x)`. @param {number} x @param {number} q */
export function zeta(x, q) {
  if (x === 1) return Infinity;
  if (!(x > 1) || Number.isNaN(q)) return NaN;
  if (q === Infinity) return 0;
  if (q <= 0) {
    if (floor(q) === q) return x === Infinity || x % 2 === 0 ? Infinity : NaN;
    if (floor(x) !== x) return NaN;
  }
  let sum = 0;
  let a = q;
  for (let i = 0; i < 10 || a < 10; i++, a++) sum += a === 1 ? 1 : a ** -x; // 1 ** -Infinity is NaN in JavaScript
  if (x > FAR) return sum; // whatever follows is nothing against it
  let power = a ** -x;
  sum += (power * a) / (x - 1) + power / 2;
  let factor = x;
  power /= a;
  for (let k = 0; k < BERNOULLI.length; k++) {
    sum += BERNOULLI[k] * factor * power;
    factor *= (x + 2 * k + 1) * (x + 2 * k + 2);
    power /= a * a;
  }
  return sum;
}

/** Derivatives of `digamma`. @param {number} n which, 0 for itself @param {number} x */
export function polygamma(n, x) {
  if (floor(n) !== n || n < 0) return NaN;
  if (n === 0) return digamma(x);
  return ((n + 1) % 2 === 1 ? -1 : 1) * exp(lgamma(n + 1)) * zeta(n + 1, x);
}

/** The share of the gamma function's integral up to `x`. @param {number} a @param {number} x */
export function igamma(a, x) {
  const known = x === 0 ? 0 : edgeOfIgamma(a, x);
  if (known !== undefined) return known;
  return x > 1 && x > a ? 1 - upperFraction(a, x) : lowerSeries(a, x);
}

/** The share from `x` on. @param {number} a @param {number} x */
export function igammac(a, x) {
  const known = edgeOfIgamma(a, x);
  if (known !== undefined) return a === x ? 0 * known : 1 - known; // of two infinities both are 0
  return x > 1 && x > a ? upperFraction(a, x) : 1 - lowerSeries(a, x);
}

/** @param {number} a @param {number} x @returns {number | undefined} */
function edgeOfIgamma(a, x) {
  if (!(a > 0) || !(x >= 0)) return NaN;
  if (x === 0 || a === Infinity) return 0;
  return x === Infinity ? 1 : undefined;
}

/** @param {number} a @param {number} x */
const scale = (a, x) => exp(a * log(x) - x - lgamma(a));

/** @param {number} a @param {number} x */
function lowerSeries(a, x) {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST && abs(term) > EPSILON * abs(sum); n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * scale(a, x);
}

/** @param {number} a @param {number} x */
function upperFraction(a, x) {
  // Lentz' way to a continued fraction.
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < MOST; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b || tiny);
    c = b + an / c || tiny;
    const step = c * d;
    h *= step;
    if (abs(step - 1) < EPSILON) break;
  }
  return h * scale(a, x);
}

/** Derivative of `igamma` by `a`. @param {number} a @param {number} x */
export function igammaGradA(a, x) {
  const h = 1e-5 * Math.max(a, 1e-2);
  return (igamma(a + h, x) - igamma(a - h, x)) / (2 * h);
}

/** The share of the beta function's integral up to `x`. @param {number} a @param {number} b @param {number} x */
export function betainc(a, b, x) {
  if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1)) return NaN;
  if (x === 0 || x === 1) return x;
  const front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

/** @param {number} a @param {number} b @param {number} x */
function betaFraction(a, b, x) {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
  let h = d;
  for (let m = 1; m < MOST; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    h *= d * c;
    if (abs(d * c - 1) < EPSILON) break;
  }
  return h;
}
