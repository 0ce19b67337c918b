// @ts-check
/**
 * Bessel functions and integrals in double precision. Power series where their terms do not cancel, Hankel's expansions
 * further out, and for K the trapezoidal rule, which is exact to rounding for such an integrand. Formulas: NIST Digital
 * Library, chapters 6, 10 and 25.
 */

const { abs, cosh, exp, log, PI, sqrt } = Math;
const EULER = 0.57721566490153286;
const EPSILON = 2 ** -53;
const FAR = 12; // from here on Hankel's expansion of J and Y has 1e-10

/** `exp(-|x|) * I(order, x)`. @param {number} x @param {0 | 1} order */
export function besselIe(x, order) {
  const size = abs(x);
  const sign = order === 1 && x < 0 ? -1 : 1;
  if (Number.isNaN(x)) return NaN;
  if (size === Infinity) return 0;
  if (size > 30) {
    let term = 1;
    let sum = 1;
    for (let k = 1; k < 30; k++) {
      const next = (-term * (4 * order - (2 * k - 1) ** 2)) / (8 * size * k);
      if (abs(next) > abs(term) || abs(next) < EPSILON) break;
      term = next;
      sum += term;
    }
    return (sign * sum) / sqrt(2 * PI * size);
  }
  return sign * seriesI(size, order) * exp(-size);
}

/** @param {number} x @param {0 | 1} order */
function seriesI(x, order) {
  const q = (x * x) / 4;
  let term = order === 0 ? 1 : x / 2;
  let sum = term;
  for (let k = 1; term > EPSILON * sum; k++) {
    term *= q / (k * (k + order));
    sum += term;
  }
  return sum;
}

/** `I(order, x)`. @param {number} x @param {0 | 1} order */
export const besselI = (x, order) => (abs(x) > 30 ? besselIe(x, order) * exp(abs(x)) : Math.sign(x || 1) ** order * seriesI(abs(x), order));

/** `exp(x) * K(order, x)`. @param {number} x @param {0 | 1} order */
export function besselKe(x, order) {
  if (Number.isNaN(x)) return NaN;
  if (x <= 0) return Infinity;
  if (x === Infinity) return 0;
  if (x > 1e6) return sqrt(PI / (2 * x)) * (1 + (4 * order - 1) / (8 * x)); // where cosh(t) - 1 has no digits left
  const step = x > 100 ? 0.5 / sqrt(x) : 0.05;
  let sum = 0.5;
  for (let k = 1; ; k++) {
    const t = k * step;
    const up = x * (cosh(t) - 1);
    if (up > 745) break;
    const value = exp(-up) * (order === 0 ? 1 : cosh(t));
    sum += value;
    if (up > 40 && value < 1e-17 * sum) break;
  }
  return sum * step;
}

/** `K(order, x)`. @param {number} x @param {0 | 1} order */
export const besselK = (x, order) => besselKe(x, order) * exp(-x);

/** Hankel's two sums. @param {number} x @param {0 | 1} order @returns {[number, number]} */
function hankel(x, order) {
  let p = 0;
  let q = 0;
  let term = 1;
  for (let k = 0; k < 40; k++) {
    if (k % 2 === 0) p += (k % 4 === 0 ? 1 : -1) * term;
    else q += (k % 4 === 1 ? 1 : -1) * term;
    const next = (term * (4 * order - (2 * k + 1) ** 2)) / (8 * x * (k + 1));
    if (abs(next) > abs(term) && k > 2) break;
    term = next;
  }
  return [p, q];
}

/** `J(order, x)`. @param {number} x @param {0 | 1} order */
export function besselJ(x, order) {
  const size = abs(x);
  const sign = order === 1 && x < 0 ? -1 : 1;
  if (!Number.isFinite(x)) return NaN; // as TensorFlow, which has no angle there
  if (size >= FAR) {
    const [p, q] = hankel(size, order);
    const angle = size - (order / 2 + 0.25) * PI;
    return sign * sqrt(2 / (PI * size)) * (p * Math.cos(angle) - q * Math.sin(angle));
  }
  const z = (-size * size) / 4;
  let term = order === 0 ? 1 : size / 2;
  let sum = term;
  for (let k = 1; abs(term) > 1e-18; k++) {
    term *= z / (k * (k + order));
    sum += term;
  }
  return sign * sum;
}

/** `Y(order, x)`. @param {number} x @param {0 | 1} order */
export function besselY(x, order) {
  if (Number.isNaN(x) || x === Infinity) return NaN;
  if (x <= 0) return -Infinity;
  if (x >= FAR) {
    const [p, q] = hankel(x, order);
    const angle = x - (order / 2 + 0.25) * PI;
    return sqrt(2 / (PI * x)) * (p * Math.sin(angle) + q * Math.cos(angle));
  }
  const z = (x * x) / 4;
  let term = order === 0 ? 1 : x / 2;
  let harmonic = order; // of k, and of k and k + 1
  let sum = term * harmonic;
  for (let k = 1; abs(term) > 1e-18; k++) {
    term *= -z / (k * (k + order));
    harmonic += order === 0 ? 1 / k : 1 / k + 1 / (k + 1);
    sum += term * harmonic;
  }
  const first = (2 / PI) * (log(x / 2) + EULER) * besselJ(x, order);
  return order === 0 ? first - (2 / PI) * sum : first - 2 / (PI * x) - sum / PI;
}

/** The exponential integral Ei of what is positive, which is all that TensorFlow takes. @param {number} x */
export function expint(x) {
  if (!(x >= 0)) return NaN;
  if (x === 0 || x === Infinity) return x === 0 ? -Infinity : Infinity;
  if (x > 40) {
    let term = 1;
    let sum = 1;
    for (let k = 1; k < x && term > EPSILON * sum; k++) {
      term *= k / x;
      sum += term;
    }
    return (exp(x) / x) * sum;
  }
  let term = 1;
  let sum = 0;
  for (let k = 1; k < 500; k++) {
    term *= x / k;
    sum += term / k;
    if (abs(term) < EPSILON * abs(sum)) break;
  }
  return EULER + log(x) + sum;
}

/** The dilogarithm of `1 - x`. @param {number} x @returns {number} */
export function spence(x) {
  if (!(x >= 0)) return NaN;
  if (x === 0) return (PI * PI) / 6;
  if (x === 1) return 0;
  if (x > 2) return -spence(1 / x) - log(x) ** 2 / 2;
  if (x < 0.5) return (PI * PI) / 6 - log(x) * Math.log1p(-x) - spence(1 - x);
  if (x > 1.5) return -spence(1 / x) - log(x) ** 2 / 2;
  const z = 1 - x;
  let power = z;
  let sum = z;
  for (let k = 2; abs(power) > EPSILON; k++) {
    power *= z;
    sum += power / (k * k);
  }
  return sum;
}
