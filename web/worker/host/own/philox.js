// @ts-check
/**
 * Philox 4x32-10, the counter-based generator that TensorFlow draws from on a CPU.
 *
 * (Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011.) A key of two words and a counter of
 * four give a block of four words; the counter then moves on by one. All words are kept as int32, which is what
 * `Math.imul` and the bit operators work on.
 */

import { philoxFunction, ROOM } from "./philox_assembly.js";

const WEYL_0 = 0x9e3779b9 | 0;
const WEYL_1 = 0xbb67ae85 | 0;
// The two multipliers, in halves: the high word of a product of 32-bit numbers is put together from 16-bit ones.
const A = 0xd2511f53 | 0;
const A_LOW = 0x1f53;
const A_HIGH = 0xd251;
const B = 0xcd9e8d57 | 0;
const B_LOW = 0x8d57;
const B_HIGH = 0xcd9e;
const TWO_32 = 2 ** 32;

/** Words of one block. */
export const BLOCK = 4;
/** Blocks from which on WebAssembly pays. */
const ENOUGH = 8;

/** @type {ReturnType<typeof philoxFunction> | undefined} */
let fast;
/** Philox in WebAssembly, made when it is first needed. */
function inWebAssembly() {
  if (fast === undefined) fast = philoxFunction();
  return fast;
}

export class Philox {
  /** @param {ArrayLike<number>} key two words @param {ArrayLike<number>} counter four words, lowest first */
  constructor(key, counter) {
    this.key0 = key[0] | 0;
    this.key1 = key[1] | 0;
    this.counter = Int32Array.from(counter);
  }

  /** A second generator at the same place. */
  copy() {
    return new Philox([this.key0, this.key1], this.counter);
  }

  /** Move on by a number of blocks. @param {number} blocks an integer below 2**53 */
  skip(blocks) {
    let carry = blocks;
    const { counter } = this;
    for (let word = 0; word < 4 && carry > 0; word++) {
      const sum = (counter[word] >>> 0) + (carry % TWO_32);
      counter[word] = sum | 0;
      carry = Math.floor(carry / TWO_32) + (sum >= TWO_32 ? 1 : 0);
    }
    return this;
  }

  /**
   * The next blocks.
   * @param {Int32Array} words where they go, from the start @param {number} blocks how many
   */
  fill(words, blocks) {
    let done = 0;
    for (let now; (now = Math.min(blocks - done, ROOM)) >= ENOUGH; done += now) {
      const fast = inWebAssembly();
      if (fast === null || (this.counter[0] >>> 0) + now + BLOCK > TWO_32) break;
      fast.fill(Math.ceil(now / 4), this.key0, this.key1, ...this.counter);
      words.set(now * BLOCK === fast.words.length ? fast.words : fast.words.subarray(0, now * BLOCK), done * BLOCK);
      this.skip(now);
    }
    if (done < blocks) this.fillOneByOne(done === 0 ? words : words.subarray(done * BLOCK), blocks - done);
  }

  /** The same, block by block. @param {Int32Array} words @param {number} blocks */
  fillOneByOne(words, blocks) {
    const { key0, key1, counter } = this;
    let [c0, c1, c2, c3] = counter;
    for (let block = 0, at = 0; block < blocks; block++, at += BLOCK) {
      let x0 = c0;
      let x1 = c1;
      let x2 = c2;
      let x3 = c3;
      let k0 = key0;
      let k1 = key1;
      for (let round = 0; round < 10; round++) {
        let low = x0 & 0xffff;
        let high = x0 >>> 16;
        let middle = (Math.imul(A_HIGH, low) + (Math.imul(A_LOW, low) >>> 16)) | 0;
        let cross = (Math.imul(A_LOW, high) + (middle & 0xffff)) | 0;
        const highA = (Math.imul(A_HIGH, high) + (middle >>> 16) + (cross >>> 16)) | 0;
        const lowA = Math.imul(A, x0);
        low = x2 & 0xffff;
        high = x2 >>> 16;
        middle = (Math.imul(B_HIGH, low) + (Math.imul(B_LOW, low) >>> 16)) | 0;
        cross = (Math.imul(B_LOW, high) + (middle & 0xffff)) | 0;
        const highB = (Math.imul(B_HIGH, high) + (middle >>> 16) + (cross >>> 16)) | 0;
        const lowB = Math.imul(B, x2);
        x0 = highB ^ x1 ^ k0;
        x1 = lowB;
        x2 = highA ^ x3 ^ k1;
        x3 = lowA;
        k0 = (k0 + WEYL_0) | 0;
        k1 = (k1 + WEYL_1) | 0;
      }
      words[at] = x0;
      words[at + 1] = x1;
      words[at + 2] = x2;
      words[at + 3] = x3;
      c0 = (c0 + 1) | 0;
      if (c0 === 0) {
        c1 = (c1 + 1) | 0;
        if (c1 === 0) {
          c2 = (c2 + 1) | 0;
          if (c2 === 0) c3 = (c3 + 1) | 0;
        }
      }
    }
    counter[0] = c0;
    counter[1] = c1;
    counter[2] = c2;
    counter[3] = c3;
  }
}

/** Words of a generator one by one. */
export class WordStream {
  /** @param {Philox} generator */
  constructor(generator) {
    this.generator = generator;
    this.words = new Int32Array(BLOCK);
    this.at = BLOCK;
  }

  next() {
    if (this.at === BLOCK) {
      this.generator.fill(this.words, 1);
      this.at = 0;
    }
    return this.words[this.at++];
  }
}

/**
 * The generator of an operation with TensorFlow's two seeds. Both zero stand for no seed: a start that nobody chose.
 * @param {number} seed @param {number} seed2  integers in [0, 2**31)
 */
export function seeded(seed, seed2) {
  if (seed === 0 && seed2 === 0) {
    const [a, b, c, d] = crypto.getRandomValues(new Int32Array(4));
    return new Philox([a, b], [0, 0, c, d]);
  }
  return new Philox([seed, 0], [0, 0, seed2, 0]);
}

const SCRAMBLE_KEY = [0x3ec8f720, 0x02461e29];

/**
 * The generator of a stateless operation: its seed is scrambled into key and counter first.
 * @param {ArrayLike<number>} seed  two numbers of 32 bits, whose signs are extended, or four words
 */
export function stateless(seed) {
  const words = seed.length === 4 ? seed : [seed[0], seed[0] < 0 ? -1 : 0, seed[1], seed[1] < 0 ? -1 : 0];
  const mixed = new Int32Array(BLOCK);
  new Philox(SCRAMBLE_KEY, words).fill(mixed, 1);
  return new Philox([mixed[0], mixed[1]], [0, 0, mixed[2], mixed[3]]);
}
