// @ts-check
/**
 * Distributions that draw until a number is accepted: gamma, Poisson, binomial, in double precision, as TensorFlow's CPU
 * kernels draw them (core/kernels/{random_op,random_poisson_op,random_binomial_op}.cc).
 *
 * Each number has a stretch of the generator to itself, so that how many draws one needs moves no other.
 */
import { boxMullerDouble, RESERVED, toDouble } from "./distributions.js";
import { BLOCK, Philox } from "./philox.js";

const { exp, floor, fround, log, min, sqrt } = Math;
const TWO_PI = 2 * Math.PI;
const SHORT_STRETCH = 42; // blocks for a binomial number that is a sum of geometric ones

/** Fractions of double precision: each block gives two, the second one first. */
class Fractions {
  /** @param {Philox} generator */
  constructor(generator) {
    this.generator = generator;
    this.words = new Int32Array(BLOCK);
    this.left = 0;
  }

  next() {
    if (this.left === 0) {
      this.generator.fill(this.words, 1);
      this.left = 2;
    }
    this.left--;
    return toDouble(this.words[2 * this.left], this.words[2 * this.left + 1]);
  }
}

/**
 * One number of a gamma distribution with rate 1 (Marsaglia and Tsang: A simple method for generating gamma variables,
 * ACM TOMS 26, 2000).
 * @param {Philox} generator @param {number} alpha
 */
function gammaNumber(generator, alpha) {
  const fractions = new Fractions(generator);
  if (alpha === 1) return -Math.log1p(-fractions.next());
  const small = alpha < 1;
  const d = alpha + (small ? 2 / 3 : -1 / 3);
  const c = 1 / 3 / sqrt(d);
  const words = new Int32Array(BLOCK);
  const pair = new Float64Array(2);
  for (let left = 0; ; ) {
    if (left === 0) {
      generator.fill(words, 1);
      boxMullerDouble(pair, words, 0);
      left = 2;
    }
    const x = pair[--left];
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = fractions.next();
    if (u < 1 - 0.0331 * (x * x) * (x * x) || log(u) < 0.5 * x * x + d * (1 - v + log(v))) {
      return small ? d * v * fractions.next() ** (1 / alpha) : d * v;
    }
  }
}

/**
 * One number of a Poisson distribution: by Knuth's products below a rate of 10, else by Hörmann's transformed rejection
 * (The transformed rejection method for generating Poisson random variables, 1993).
 * @param {Philox} generator @param {number} rate
 */
function poissonNumber(generator, rate) {
  const fractions = new Fractions(generator);
  if (!Number.isFinite(rate) || rate < 0) return NaN;
  if (rate < 10) {
    const floorOf = exp(-rate);
    let product = 1;
    for (let count = 0; ; count++) {
      product *= fractions.next();
      if (product <= floorOf) return count;
    }
  }
  const b = 0.931 + 2.53 * sqrt(rate);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  for (;;) {
    const u = fractions.next() - 0.5;
    const v = fractions.next();
    const shifted = 0.5 - Math.abs(u);
    const k = floor(((2 * a) / shifted + b) * u + rate + 0.43);
    if (shifted >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return k;
    if (k < 0 || (shifted < 0.013 && v > shifted)) continue;
    const s = log((v * inverseAlpha) / (a / (shifted * shifted) + b));
    if (s <= -rate + k * log(rate) - logFactorial(k)) return k;
  }
}

/** `log(k!)`: a sum for small k, else Stirling's series, whose error there is below 1e-13. @param {number} k */
function logFactorial(k) {
  if (k < 32) {
    let sum = 0;
    for (let i = 2; i <= k; i++) sum += log(i);
    return sum;
  }
  const x = k + 1;
  const inverse = 1 / (x * x);
  return (x - 0.5) * log(x) - x + 0.5 * log(TWO_PI) + (1 / 12 - (1 / 360 - inverse / 1260) * inverse) / x;
}

/**
 * One number of a binomial distribution: sums of geometric ones while `count * probability` is below 10, else Hörmann's
 * transformed rejection (BTRS, 1993).
 * @param {Philox} base @param {number} index @param {number} count @param {number} probability
 */
function binomialNumber(base, index, count, probability) {
  if (!Number.isFinite(count) || Number.isNaN(probability)) return NaN;
  if (count <= 0 || probability <= 0) return 0;
  if (probability >= 1) return count;
  const p = probability <= 0.5 ? probability : fround(1 - probability);
  const wide = fround(count * p) >= 10;
  const fractions = new Fractions(base.copy().skip(index * (wide ? RESERVED : SHORT_STRETCH)));
  const drawn = (wide ? rejectedBinomial : summedBinomial)(fractions, count, p);
  return probability <= 0.5 ? drawn : count - drawn;
}

/** @param {Fractions} fractions @param {number} count @param {number} p */
function summedBinomial(fractions, count, p) {
  const scale = Math.log1p(-p);
  let sum = 0;
  for (let found = 0; ; found++) {
    sum += Math.ceil(log(fractions.next()) / scale);
    if (sum > count) return found;
  }
}

/** @param {number} k what Stirling's formula lacks of `log(k!)` */
function stirlingRest(k) {
  if (k <= 9) return logFactorial(k) - ((k + 0.5) * log(k + 1) - (k + 1) + 0.5 * log(TWO_PI));
  const square = (k + 1) * (k + 1);
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}

/** @param {Fractions} fractions @param {number} count @param {number} p */
function rejectedBinomial(fractions, count, p) {
  const deviation = sqrt(count * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = count * p + 0.5;
  const certain = 0.92 - 4.2 / b;
  const odds = p / (1 - p);
  const alpha = (2.83 + 5.1 / b) * deviation;
  const m = floor((count + 1) * p);
  for (;;) {
    const u = fractions.next() - 0.5;
    let v = fractions.next();
    const shifted = 0.5 - Math.abs(u);
    const k = floor(((2 * a) / shifted + b) * u + c);
    if (shifted >= 0.07 && v <= certain) return k;
    if (k < 0 || k > count) continue;
    v = log((v * alpha) / (a / (shifted * shifted) + b));
    const bound =
      (m + 0.5) * log((m + 1) / (odds * (count - m + 1))) +
      (count + 1) * log((count - m + 1) / (count - k + 1)) +
      (k + 0.5) * log((odds * (count - k + 1)) / (k + 1)) +
      stirlingRest(m) +
      stirlingRest(count - m) -
      stirlingRest(k) -
      stirlingRest(count - k);
    if (v <= bound) return k;
  }
}

/** @param {number} size @param {(index: number) => number} draw */
const numbers = (size, draw) => Float64Array.from({ length: size }, (_, index) => draw(index));

/**
 * `samples` numbers for each of `alphas`; those of one alpha are drawn one after another, and lie apart in the result.
 * @param {Philox} base @param {number} samples @param {ArrayLike<number>} alphas
 */
export function gamma(base, samples, alphas) {
  const draw = (/** @type {number} */ i) => gammaNumber(base.copy().skip(i * RESERVED), alphas[floor(i / samples)]);
  return transposed(numbers(samples * alphas.length, draw), samples);
}

/** @param {Philox} base @param {number} samples @param {ArrayLike<number>} rates as in `gamma` */
export function poisson(base, samples, rates) {
  const draw = (/** @type {number} */ i) => poissonNumber(base.copy().skip(i * RESERVED), rates[floor(i / samples)]);
  return transposed(numbers(samples * rates.length, draw), samples);
}

/**
 * `samples` numbers for each pair of count and probability.
 * @param {Philox} base @param {number} samples @param {ArrayLike<number>} counts @param {ArrayLike<number>} probabilities
 */
export function binomial(base, samples, counts, probabilities) {
  const draw = (/** @type {number} */ i) => {
    const pair = floor(i / samples);
    return binomialNumber(base, i, counts[pair], probabilities[pair]);
  };
  return transposed(numbers(samples * counts.length, draw), samples);
}

/** Rows of `width` as columns. @param {Float64Array} rows @param {number} width */
function transposed(rows, width) {
  const height = width > 0 ? rows.length / width : 0;
  if (height <= 1 || width === 1) return rows;
  const out = new Float64Array(rows.length);
  for (let row = 0; row < height; row++) for (let i = 0; i < width; i++) out[i * height + row] = rows[row * width + i];
  return out;
}
