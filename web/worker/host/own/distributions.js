// @ts-check
/**
 * Distributions over the words of a generator, number by number as TensorFlow's CPU kernels draw them
 * (core/lib/random/random_distributions.h).
 *
 * Each function takes a generator that it may use up, how many numbers are wanted, and what the distribution needs.
 * `kind` is TensorFlow's dtype, which decides how many bits of a word count; values of every floating kind are float32 here.
 */
import { BLOCK, Philox, WordStream } from "./philox.js";

/** Blocks that TensorFlow sets aside for each number, where a number may need several draws. */
export const RESERVED = 256;

const { cos, fround, log, max, min, sin, sqrt } = Math;
const CHUNK = 4096; // blocks at a time: 64 kB of words stay in the cache
const MANTISSA_BITS = { float32: 23, float16: 10, bfloat16: 7 };
const SMALLEST = fround(1e-7); // the logarithm of Box and Muller never sees less
const TWO_PI = 2 * Math.PI;

/**
 * Call `take(words, start, count)` with the words of successive blocks; `start` and `count` are in results.
 * @param {Philox} generator @param {number} size results wanted @param {number} perBlock results of a block
 * @param {(words: Int32Array, start: number, count: number) => void} take
 */
function byChunks(generator, size, perBlock, take) {
  const blocks = Math.ceil(size / perBlock);
  const words = new Int32Array(min(blocks, CHUNK) * BLOCK);
  for (let done = 0; done < blocks; done += CHUNK) {
    const now = min(CHUNK, blocks - done);
    generator.fill(words, now);
    take(words, done * perBlock, min(now * perBlock, size - done * perBlock));
  }
}

/** 52 bits as a fraction. @param {number} x0 @param {number} x1 words */
export const toDouble = (x0, x1) => ((x0 & 0xfffff) * 2 ** 32 + (x1 >>> 0)) * 2 ** -52;

/** Fractions in [0, 1). @param {Philox} generator @param {number} size @param {string} kind */
export function uniform(generator, size, kind) {
  const out = new Float32Array(size);
  if (kind === "float64") {
    byChunks(generator, size, 2, (words, start, count) => {
      for (let i = 0; i < count; i++) out[start + i] = toDouble(words[2 * i], words[2 * i + 1]);
    });
    return out;
  }
  const bits = MANTISSA_BITS[/** @type {keyof typeof MANTISSA_BITS} */ (kind)];
  const mask = (1 << bits) - 1;
  const unit = 2 ** -bits;
  byChunks(generator, size, BLOCK, (words, start, count) => {
    for (let i = 0; i < count; i++) out[start + i] = (words[i] & mask) * unit;
  });
  return out;
}

/**
 * What dropout multiplies with: 0 where a fraction is below `rate`, 1 / (1 - rate) elsewhere.
 * @param {Philox} generator @param {number} size @param {string} kind @param {number} rate below 1
 */
export function kept(generator, size, kind, rate) {
  const factor = 1 / (1 - rate);
  if (kind === "float64") return uniform(generator, size, kind).map((fraction) => (fraction >= rate ? factor : 0));
  const out = new Float32Array(size);
  const bits = MANTISSA_BITS[/** @type {keyof typeof MANTISSA_BITS} */ (kind)];
  const mask = (1 << bits) - 1;
  const below = Math.ceil(fround(rate) * 2 ** bits) - 1;
  byChunks(generator, size, BLOCK, (words, start, count) => {
    // 1 where the fraction is not below, told by a sign: a branch would be guessed wrong half of the time.
    for (let i = 0; i < count; i++) out[start + i] = ((below - (words[i] & mask)) >>> 31) * factor;
  });
  return out;
}

/** Whole numbers of all 32 bits, or the low 32 of 64. @param {Philox} generator @param {number} size @param {string} kind */
export function bits(generator, size, kind) {
  const out = new Int32Array(size);
  const width = kind === "int64" || kind === "uint64" ? 2 : 1;
  byChunks(generator, size, BLOCK / width, (words, start, count) => {
    for (let i = 0; i < count; i++) out[start + i] = words[width * i];
  });
  return out;
}

/** Both halves of whole numbers of 64 bits, low ones first. @param {Philox} generator @param {number} size */
export function wideBits(generator, size) {
  const words = new Int32Array(Math.ceil(size / 2) * BLOCK);
  generator.fill(words, Math.ceil(size / 2));
  return words.slice(0, 2 * size);
}

/**
 * Whole numbers in [low, high): the words modulo the span, as in TensorFlow.
 * @param {Philox} generator @param {number} size @param {string} kind @param {number} low @param {number} high
 */
export function integers(generator, size, kind, low, high) {
  if (low >= high && size > 0) throw new Error(`expected bounds in order: Need minval < maxval, got ${low} >= ${high}`);
  const span = high - low; // below 2**32
  const out = new Int32Array(size);
  if (kind === "int64") {
    const wide = BigInt(span);
    byChunks(generator, size, 2, (words, start, count) => {
      for (let i = 0; i < count; i++) {
        const upper = (words[2 * i + 1] >>> 0) % span;
        const lower = words[2 * i] >>> 0;
        const rest = upper < 2 ** 21 ? (upper * 2 ** 32 + lower) % span : Number((BigInt(upper) * 0x100000000n + BigInt(lower)) % wide);
        out[start + i] = low + rest;
      }
    });
    return out;
  }
  byChunks(generator, size, BLOCK, (words, start, count) => {
    for (let i = 0; i < count; i++) out[start + i] = low + ((words[i] >>> 0) % span);
  });
  return out;
}

/** Two normal numbers of two words, into `out`. @param {Float32Array} out @param {number} at @param {number} x0 @param {number} x1 */
function boxMuller(out, at, x0, x1) {
  const share = fround((x0 & 0x7fffff) * 2 ** -23);
  const angle = fround(TWO_PI * ((x1 & 0x7fffff) * 2 ** -23));
  const radius = fround(sqrt(fround(-2 * fround(log(share < SMALLEST ? SMALLEST : share)))));
  out[at] = fround(sin(angle)) * radius;
  out[at + 1] = fround(cos(angle)) * radius;
}

/** The same of four words, in double precision. @param {Float64Array} out @param {Int32Array} words @param {number} at */
export function boxMullerDouble(out, words, at) {
  const share = max(toDouble(words[at], words[at + 1]), 1e-7);
  const angle = TWO_PI * toDouble(words[at + 2], words[at + 3]);
  const radius = sqrt(-2 * log(share));
  out[0] = sin(angle) * radius;
  out[1] = cos(angle) * radius;
}

/** Normal numbers. @param {Philox} generator @param {number} size @param {string} kind */
export function normal(generator, size, kind) {
  if (kind === "float64") {
    const out = new Float32Array(size);
    const pair = new Float64Array(2);
    byChunks(generator, size, 2, (words, start, count) => {
      for (let i = 0; i < count; i++) {
        if (i % 2 === 0) boxMullerDouble(pair, words, 2 * i);
        out[start + i] = pair[i % 2];
      }
    });
    return out;
  }
  const out = new Float32Array(size + 1); // one more for an odd size
  byChunks(generator, size, BLOCK, (words, start, count) => {
    for (let i = 0; i < count; i += 2) boxMuller(out, start + i, words[i], words[i + 1]);
  });
  return out.subarray(0, size);
}

/** Normal numbers within two standard deviations: others are drawn again. @param {Philox} base @param {number} size @param {string} kind */
export function truncated(base, size, kind) {
  const group = kind === "float64" ? 2 : BLOCK;
  const out = new Float32Array(size);
  const pair = kind === "float64" ? new Float64Array(2) : new Float32Array(2);
  const four = new Int32Array(BLOCK);
  const apart = (group * RESERVED) / BLOCK;
  for (let start = 0; start < size; start += group) {
    const words = new WordStream(base.copy());
    base.skip(apart);
    const end = min(start + group, size);
    for (let at = start; at < end; ) {
      if (kind === "float64") {
        for (let i = 0; i < BLOCK; i++) four[i] = words.next();
        boxMullerDouble(/** @type {Float64Array} */ (pair), four, 0);
      } else {
        const first = words.next();
        boxMuller(/** @type {Float32Array} */ (pair), 0, first, words.next());
      }
      for (let i = 0; i < 2 && at < end; i++) if (Math.abs(pair[i]) < 2) out[at++] = pair[i];
    }
  }
  return out;
}
