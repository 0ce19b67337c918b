// @ts-check
/**
 * Random tensors: what is drawn (a distribution) from where (a source).
 *
 * The sources are TensorFlow's three. A seeded operation owns a generator that moves on with every call; outside a
 * program it is found by name and seeds, inside it belongs to the recorded step. A stateless operation scrambles the
 * seed it is given. A `tf.random.Generator` passes its state and gets the next one back.
 */
import { CANDIDATE_BLOCKS, candidates } from "./candidates.js";
import { categorical, permutation } from "./choices.js";
import { bits, integers, kept, normal, RESERVED, truncated, uniform, wideBits } from "./distributions.js";
import { BLOCK, Philox, seeded, stateless } from "./philox.js";
import { binomial, gamma, poisson } from "./rejection.js";

/** @typedef {{values: Float32Array | Int32Array | Float64Array, shape: number[]}} Drawn */
/**
 * @typedef {object} Distribution
 * @property {(generator: Philox, shape: number[], kind: string, inputs: any[], numbers: number[]) => Drawn} draw
 * @property {(shape: number[], inputs: any[]) => number} [blocks] how far a seeded operation's generator moves on
 */

const MAX_INT32 = 2 ** 31 - 1;

/** @param {number[]} shape */
const sizeOf = (shape) => shape.reduce((product, size) => product * size, 1);

/** @param {(generator: Philox, size: number, kind: string, numbers: number[]) => Float32Array | Int32Array} f @returns {Distribution} */
const plain = (f) => ({ draw: (generator, shape, kind, _, numbers) => ({ values: f(generator, sizeOf(shape), kind, numbers), shape }) });

/** @param {(generator: Philox, samples: number, parameters: ArrayLike<number>) => Float64Array} f @returns {Distribution} */
const perParameter = (f) => ({
  draw: (generator, shape, _, [parameters]) => ({
    values: f(generator, sizeOf(shape), parameters.dataSync()),
    shape: [...shape, ...parameters.shape],
  }),
  blocks: (shape, [parameters]) => sizeOf(shape) * parameters.size * RESERVED,
});

/** @param {string} how @param {boolean} unique @returns {Distribution} */
const chosen = (how, unique) => ({
  draw: (generator, [count], _, [parameters]) => ({
    values: candidates(generator, count, how, unique, parameters.dataSync()),
    shape: [count + 1],
  }),
  blocks: ([count]) => count * CANDIDATE_BLOCKS,
});

/** @type {Record<string, Distribution>} */
const DISTRIBUTIONS = {
  even: chosen("even", false),
  even_once: chosen("even", true),
  ranked: chosen("ranked", false),
  ranked_once: chosen("ranked", true),
  weighted: chosen("weighted", false),
  weighted_once: chosen("weighted", true),
  uniform: plain(uniform),
  normal: plain(normal),
  truncated: plain(truncated),
  kept: plain((generator, size, kind, [rate]) => kept(generator, size, kind, rate)),
  bits: plain(bits),
  wide_bits: { draw: (generator, shape) => ({ values: wideBits(generator, sizeOf(shape)), shape: [...shape, 2] }) },
  integers: {
    draw: (generator, shape, kind, [low, high]) => ({
      values: integers(generator, sizeOf(shape), kind, low.dataSync()[0], high.dataSync()[0]),
      shape,
    }),
  },
  gamma: perParameter(gamma),
  poisson: perParameter(poisson),
  binomial: {
    draw: (generator, shape, _, [counts, probabilities]) => ({
      values: binomial(generator, sizeOf(shape) / (counts.size || 1), counts.dataSync(), probabilities.dataSync()),
      shape,
    }),
    blocks: (shape, [counts]) => Math.floor((counts.size * 200 * (sizeOf(shape) / (counts.size || 1) + 3)) / 4) * RESERVED,
  },
  categorical: {
    draw: (generator, [samples], _, [logits]) => ({
      values: categorical(generator, samples, logits.dataSync(), logits.shape[1]),
      shape: [logits.shape[0], samples],
    }),
    blocks: ([samples], [logits]) => logits.shape[0] * Math.ceil(samples / BLOCK) * BLOCK * 2 * RESERVED,
  },
  permutation: {
    draw: (generator, shape) => ({ values: permutation(generator, shape[0]), shape }),
    blocks: ([size]) => Math.ceil((size - 1) / BLOCK),
  },
};

/** Dtypes that TF.js holds as int32. @param {string} kind */
const isInteger = (kind) => kind.includes("int");

/** @param {any} tf */
export function random(tf) {
  const engine = tf.engine();

  /** @param {Drawn} drawn @param {string} kind */
  function tensor({ values, shape }, kind) {
    const wanted = isInteger(kind) ? Int32Array : Float32Array;
    if (values instanceof wanted) return engine.makeTensor(values, shape, isInteger(kind) ? "int32" : "float32");
    const held = isInteger(kind) ? Int32Array.from(values, (v) => Math.min(v, MAX_INT32)) : Float32Array.from(values);
    return engine.makeTensor(held, shape, isInteger(kind) ? "int32" : "float32");
  }

  /** @type {Map<string, State>} of operations outside programs, since the global seed was set */
  const known = new Map();
  let era = 0;

  /**
   * The generator of an operation. Setting the global seed starts all of them anew.
   * @typedef {{seed: number, seed2: number, era: number, generator: Philox}} State
   */

  /** @param {number} seed @param {number} seed2 @returns {State} */
  const begin = (seed, seed2) => ({ seed, seed2, era, generator: seeded(seed, seed2) });

  return {
    /**
     * Attributes: distribution, shape, dtype, the two seeds, and whether the generator is to be found by its name again,
     * which it is outside a program unless no other call can have its seeds.
     */
    "random.seeded": {
      state(/** @type {any[]} */ [what, , kind, seed, seed2, shared]) {
        if (!shared) return begin(seed, seed2);
        const name = `${what} ${kind} ${seed} ${seed2}`;
        const state = known.get(name) ?? begin(seed, seed2);
        known.set(name, state);
        return state;
      },
      run(/** @type {any[]} */ inputs, /** @type {any[]} */ [what, shape, kind], /** @type {State} */ state) {
        if (state.era !== era) Object.assign(state, begin(state.seed, state.seed2));
        const { draw, blocks } = DISTRIBUTIONS[what];
        const out = tensor(draw(state.generator.copy(), shape, kind, inputs, []), kind);
        state.generator.skip(blocks ? blocks(shape, inputs) : sizeOf(shape) * RESERVED);
        return out;
      },
    },
    /** The global seed was set. Gives a tensor because every function does. */
    "random.reset": {
      run() {
        era++;
        known.clear();
        return engine.makeTensor(Int32Array.of(era), [], "int32");
      },
    },
    /** Inputs: whole numbers, and what each is divided by. A GPU has 24 bits for both, this all of them. */
    "random.remainders": {
      run(/** @type {any[]} */ [numbers, divisors]) {
        const below = divisors.dataSync();
        const rests = numbers.dataSync().map((/** @type {number} */ value, /** @type {number} */ i) => value % below[i]);
        return engine.makeTensor(rests, numbers.shape, "int32");
      },
    },
    /** Inputs: the seed (two int32, or four words), then the distribution's. Attributes: distribution, shape, dtype, its numbers. */
    "random.stateless": {
      run(/** @type {any[]} */ [seed, ...inputs], /** @type {any[]} */ [what, shape, kind, ...numbers]) {
        return tensor(DISTRIBUTIONS[what].draw(stateless(seed.dataSync()), shape, kind, inputs, numbers), kind);
      },
    },
    /** Inputs: the state (six words: counter, key), then the distribution's. Results: the numbers, the next state. */
    "random.generator": {
      run(/** @type {any[]} */ [state, ...inputs], /** @type {any[]} */ [what, shape, kind]) {
        const words = state.dataSync();
        const generator = new Philox(words.slice(4, 6), words.slice(0, 4));
        const out = tensor(DISTRIBUTIONS[what].draw(generator.copy(), shape, kind, inputs, []), kind);
        const { counter, key0, key1 } = generator.skip(
          what === "binomial" ? /** @type {any} */ (DISTRIBUTIONS.binomial.blocks)(shape, inputs) : sizeOf(shape) * RESERVED,
        );
        return [out, engine.makeTensor(Int32Array.of(...counter, key0, key1), [6], "int32")];
      },
    },
  };
}
