// @ts-check
/**
 * Philox 4x32-10 in WebAssembly, four blocks at a time: a lane for each, so that a product of 32-bit numbers is one
 * instruction where JavaScript puts it together from halves.
 *
 * Opcodes: WebAssembly core specification 2.0, section 5.4.
 */
import { name, section, signed, unsigned } from "../fusion/assembly.js";

/** Blocks that fit into the module's memory, one page. */
export const ROOM = 4096;

const [I32, V128] = [0x7f, 0x7b];
const [LOOP, BR_IF, END, EMPTY] = [0x03, 0x0d, 0x0b, 0x40];
const [GET, SET, TEE] = [0x20, 0x21, 0x22];
const [I32_CONST, I32_ADD, I32_SUB] = [0x41, 0x6a, 0x6b];
const simd = (/** @type {number} */ code) => [0xfd, ...unsigned(code)];
const [SPLAT, XOR, ADD, PRODUCTS_LOW, PRODUCTS_HIGH] = [0x11, 0x51, 0xae, 0xde, 0xdf].map(simd);

const MULTIPLIERS = [0xd2511f53 | 0, 0xcd9e8d57 | 0];
const WEYL = [0x9e3779b9 | 0, 0xbb67ae85 | 0];
const ROUNDS = 10;
// The parameters: groups of four blocks, two words of the key, four of the counter. Then the locals.
const [GROUPS, KEY, COUNTER, AT, X, FIRST, LOW, HIGH, FACTORS, KEYS] = [0, 1, 3, 7, 8, 12, 16, 17, 18, 20];

const get = (/** @type {number} */ local) => [GET, ...unsigned(local)];
const set = (/** @type {number} */ local) => [SET, ...unsigned(local)];
const number = (/** @type {number} */ n) => [I32_CONST, ...signed(n)];
/** Lanes of 32 bits, of the first vector (0 to 3) and of the second (4 to 7). @param {number[]} lanes */
const shuffle = (...lanes) => [...simd(0x0d), ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))];
const store = (/** @type {number} */ offset) => [...simd(0x0b), 4, ...unsigned(offset)];

/** One round: x is where the four words are, in what order a round before has left them. @param {number[]} x @param {number} round */
function oneRound(x, round) {
  /** Both halves of the products of a word; the low one takes the word's own place. @param {number} word @param {number} which */
  const multiplied = (word, which) => [
    ...[...get(word), ...get(FACTORS + which), ...PRODUCTS_LOW, ...set(LOW), ...get(word), ...get(FACTORS + which), ...PRODUCTS_HIGH, ...set(HIGH)],
    ...[...get(LOW), ...get(HIGH), ...shuffle(0, 2, 4, 6), ...set(word), ...get(LOW), ...get(HIGH), ...shuffle(1, 3, 5, 7)],
  ];
  /** The high half, mixed with another word and the key, in that word's place. @param {number} word @param {number} which */
  const mixed = (word, which) => [...get(word), ...XOR, ...get(KEYS + 2 * round + which), ...XOR, ...set(word)];
  return [...multiplied(x[0], 0), ...mixed(x[3], 1), ...multiplied(x[2], 1), ...mixed(x[1], 0)];
}

/** @returns {number[]} */
function code() {
  const x = [0, 1, 2, 3].map((word) => X + word);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(...oneRound(x, round));
    x.splice(0, 4, x[1], x[2], x[3], x[0]); // new words: high B, low B, high A, low A
  }
  const lanes = [0x0c, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0];
  const pair = (/** @type {number} */ a, /** @type {number} */ b, /** @type {number[]} */ how) => [...get(a), ...get(b), ...shuffle(...how)];
  const block = (/** @type {number} */ offset, /** @type {number[]} */ how) => [
    ...[...get(AT), ...pair(x[0], x[1], how), ...pair(x[2], x[3], how), ...shuffle(0, 1, 4, 5), ...store(offset)],
    ...[...get(AT), ...pair(x[0], x[1], how), ...pair(x[2], x[3], how), ...shuffle(2, 3, 6, 7), ...store(offset + 16)],
  ];
  return [
    ...[2, 1, I32, ...unsigned(KEYS - X + 2 * ROUNDS), V128],
    ...MULTIPLIERS.flatMap((factor, which) => [...number(factor), ...SPLAT, ...set(FACTORS + which)]),
    ...Array.from({ length: 2 * ROUNDS }, (_, i) => [...get(KEY + (i % 2)), ...number(Math.imul(i >> 1, WEYL[i % 2])), I32_ADD, ...SPLAT, ...set(KEYS + i)]).flat(),
    ...[0, 1, 2, 3].flatMap((word) => [...get(COUNTER + word), ...SPLAT, ...(word === 0 ? [0xfd, ...lanes, ...ADD] : []), ...set(FIRST + word)]),
    ...[LOOP, EMPTY, ...[0, 1, 2, 3].flatMap((word) => [...get(FIRST + word), ...set(X + word)]), ...rounds],
    ...[...block(0, [0, 4, 1, 5]), ...block(32, [2, 6, 3, 7])],
    ...[...get(FIRST), ...number(4), ...SPLAT, ...ADD, ...set(FIRST), ...get(AT), ...number(64), I32_ADD, ...set(AT)],
    ...[...get(GROUPS), ...number(1), I32_SUB, TEE, GROUPS, BR_IF, 0, END, END],
  ];
}

/**
 * A function that writes blocks into `words`, from the start: number of groups of four blocks, the key, the counter (whose
 * first word must not overflow). Null where there is no SIMD.
 * @returns {{words: Int32Array, fill: (groups: number, ...state: number[]) => void} | null}
 */
export function philoxFunction() {
  const body = code();
  const bytes = Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 7, ...new Array(7).fill(I32), 0]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0x01, 1, 1]),
    ...section(7, [2, ...name("fill"), 0x00, 0, ...name("memory"), 0x02, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
  if (!WebAssembly.validate(bytes)) return null;
  const { fill, memory } = /** @type {any} */ (new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports);
  return { words: new Int32Array(memory.buffer), fill };
}
