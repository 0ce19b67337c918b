// @ts-check
/**
 * Some of many classes, as TensorFlow's range samplers draw them (core/kernels/range_sampler.cc): evenly, by their rank
 * in a frequency list, or by weights.
 */
import { toDouble } from "./distributions.js";
import { Philox, WordStream } from "./philox.js";

const WORDS = 2n ** 32n;

/** How far a seeded operation's generator moves on for each candidate. */
export const CANDIDATE_BLOCKS = 512;

/** A number below `size` from words of 32 bits. @param {WordStream} words @param {number} size */
function below(words, size) {
  if ((size & (size - 1)) === 0) return (words.next() >>> 0) & (size - 1);
  const least = (0xffffffff % size) + 1;
  let word = words.next() >>> 0;
  while (word < least) word = words.next() >>> 0;
  return word % size;
}

/** The same from words of 64 bits. @param {WordStream} words @param {number} size */
function belowWide(words, size) {
  const next = () => {
    const low = BigInt(words.next() >>> 0);
    return low + BigInt(words.next() >>> 0) * WORDS;
  };
  const n = BigInt(size);
  if ((n & (n - 1n)) === 0n) return Number(next() & (n - 1n));
  const least = ((WORDS * WORDS - 1n) % n) + 1n;
  let word = next();
  while (word < least) word = next();
  return Number(word % n);
}

/**
 * Draws from weights in constant time (Walker, 1977): each place is shared by at most two numbers.
 * @param {ArrayLike<number>} weights
 */
function byWeight(weights) {
  const size = weights.length;
  const total = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  const share = Float64Array.from(weights, (weight) => Math.fround(Math.fround(weight) * size) / total);
  const other = new Int32Array(size).fill(-1);
  /** @type {number[]} */
  const high = [];
  /** @type {number[]} */
  const low = [];
  share.forEach((value, i) => (value < 1 ? low : high).push(i));
  while (high.length && low.length) {
    const [small, large] = [/** @type {number} */ (low.pop()), /** @type {number} */ (high.pop())];
    other[small] = large;
    share[large] -= 1 - share[small];
    (share[large] < 1 ? low : high).push(large);
  }
  const limits = Float32Array.from(share);
  for (const i of [...high, ...low]) limits[i] = 1; // what rounding left over
  return (/** @type {WordStream} */ words) => {
    const level = (words.next() & 0x7fffff) * 2 ** -23;
    const place = below(words, size);
    return level < limits[place] ? place : other[place];
  };
}

/** @type {Record<string, (parameters: ArrayLike<number>) => (words: WordStream) => number>} */
const SAMPLERS = {
  even: ([size]) => (words) => belowWide(words, size),
  ranked: ([size]) => {
    const range = Math.log1p(size);
    return (words) => {
      const first = words.next();
      return Math.trunc(Math.exp(toDouble(first, words.next()) * range) - 1) % size;
    };
  },
  weighted: byWeight,
};

/**
 * Candidates, and how often was drawn for them.
 * @param {Philox} generator @param {number} count @param {string} how  a name of a sampler @param {boolean} unique
 * @param {ArrayLike<number>} parameters
 */
export function candidates(generator, count, how, unique, parameters) {
  const draw = SAMPLERS[how](parameters);
  const words = new WordStream(generator);
  const out = new Int32Array(count + 1);
  const seen = new Set();
  let tries = 0;
  for (let found = 0; found < count; tries++) {
    const value = draw(words);
    if (unique && seen.has(value)) continue;
    seen.add(value);
    out[found++] = value;
  }
  out[count] = tries;
  return out;
}
