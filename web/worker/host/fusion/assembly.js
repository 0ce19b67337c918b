// @ts-check
/**
 * WebAssembly for a chain of element-wise operations: one pass over rows and columns, four numbers at a time.
 *
 * Every operation is the same float32 operation that the kernels of TF.js run, so that results agree to the last bit.
 * Opcodes: WebAssembly core specification 2.0, section 5.4.
 */

/** @typedef {import("./operations.js").Reach} Reach */
/** @typedef {{name: string, arguments: number[]}} Operation  arguments: numbers of values */
/** @typedef {{reaches: Reach[], operations: Operation[], results: number[]}} Chain  values are inputs, then results of operations */

const [GET, SET, TEE] = [0x20, 0x21, 0x22];
const [BLOCK, LOOP, BR_IF, END, EMPTY] = [0x02, 0x03, 0x0d, 0x0b, 0x40];
const [I32, V128, F32] = [0x7f, 0x7b, 0x7d];
const [I32_CONST, I32_ADD, I32_SUB, I32_AND, I32_SHL, I32_LT_U, I32_GE_U, I32_EQZ] = [0x41, 0x6a, 0x6b, 0x71, 0x74, 0x49, 0x4f, 0x45];

/** The instructions of one kind of number: four floats together, or one. @typedef {typeof FOUR} Kind */
const simd = (/** @type {number} */ code) => [0xfd, ...unsigned(code)];
/** float32 1 */
const ONE = [0x43, 0x00, 0x00, 0x80, 0x3f];
const ZERO = [0x43, 0x00, 0x00, 0x00, 0x00];
const SPLAT = simd(0x13);
const FOUR = {
  ...{ load: [...simd(0x00), 2, 0], spread: [...simd(0x09), 2, 0], store: [...simd(0x0b), 2, 0], one: [...ONE, ...SPLAT], zero: [...ZERO, ...SPLAT] },
  ...{ abs: simd(0xe0), neg: simd(0xe1), sqrt: simd(0xe3), add: simd(0xe4), sub: simd(0xe5), mul: simd(0xe6), div: simd(0xe7), min: simd(0xe8), max: simd(0xe9) },
  /** 1 where the first is greater, else 0. */
  greater: [...simd(0x44), ...ONE, ...SPLAT, ...simd(0x4e)],
};
const SINGLE = {
  ...{ load: [0x2a, 2, 0], spread: [0x2a, 2, 0], store: [0x38, 2, 0], one: ONE, zero: ZERO },
  ...{ abs: [0x8b], neg: [0x8c], sqrt: [0x91], add: [0x92], sub: [0x93], mul: [0x94], div: [0x95], min: [0x96], max: [0x97] },
  greater: [0x5e, 0xb2],
};

/** @type {Record<string, (kind: Kind, a: number[], b: number[], own: number) => number[]>} kernel -> code; `own` is where the result will be */
const CODE = {
  Add: (k, a, b) => [...a, ...b, ...k.add],
  Sub: (k, a, b) => [...a, ...b, ...k.sub],
  Multiply: (k, a, b) => [...a, ...b, ...k.mul],
  RealDiv: (k, a, b) => [...a, ...b, ...k.div],
  Maximum: (k, a, b) => [...a, ...b, ...k.max],
  Minimum: (k, a, b) => [...a, ...b, ...k.min],
  SquaredDifference: (k, a, b, own) => [...a, ...b, ...k.sub, TEE, ...unsigned(own), GET, ...unsigned(own), ...k.mul],
  Square: (k, a) => [...a, ...a, ...k.mul],
  Sqrt: (k, a) => [...a, ...k.sqrt],
  Rsqrt: (k, a) => [...k.one, ...a, ...k.sqrt, ...k.div],
  Neg: (k, a) => [...a, ...k.neg],
  Abs: (k, a) => [...a, ...k.abs],
  Relu: (k, a) => [...a, ...k.zero, ...k.max],
  Tile: (_, a) => a,
  ReluGrad: (k, a, b) => [...a, ...b, ...k.zero, ...k.greater, ...k.mul],
};

/**
 * A module with one function `run`: addresses of inputs and results, number of rows, number of columns -> nothing.
 * @param {Chain} chain @param {boolean} shared whether the memory it imports is shared by threads @returns {Uint8Array<ArrayBuffer>}
 */
export function assemble(chain, shared) {
  const parameters = chain.reaches.length + chain.results.length + 2;
  const memory = [...name("host"), ...name("memory"), 0x02, ...(shared ? [0x03, ...unsigned(0), ...unsigned(65536)] : [0x00, ...unsigned(0)])];
  const body = code(chain, parameters);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, ...unsigned(parameters), ...new Array(parameters).fill(I32), 0]),
    ...section(2, [1, ...memory]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name("run"), 0x00, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

/** @param {Chain} chain @param {number} parameters @returns {number[]} */
function code({ reaches, operations, results }, parameters) {
  const values = reaches.length + operations.length;
  const [rows, columns] = [parameters - 2, parameters - 1];
  // Offsets in bytes: in the row, of the row, of the number of the row, of the place; ends of the fours and of the row.
  const [inRow, ofRow, rowAt, place, foursEnd, end] = [0, 1, 2, 3, 4, 5].map((i) => parameters + i);
  const four = (/** @type {number} */ value) => parameters + 6 + value;
  const one = (/** @type {number} */ value) => parameters + 6 + values + value;

  const get = (/** @type {number} */ local) => [GET, ...unsigned(local)];
  const set = (/** @type {number} */ local) => [SET, ...unsigned(local)];
  const number = (/** @type {number} */ n) => [I32_CONST, ...signed(n)];
  const advance = (/** @type {number} */ local, /** @type {number[]} */ by) => [...get(local), ...by, I32_ADD, ...set(local)];
  /** The inputs that are read in one way. @param {Reach} reach @param {(input: number) => number[]} address */
  const spread = (reach, address) =>
    reaches.flatMap((own, input) => (own === reach ? [...address(input), ...FOUR.spread, ...set(four(input)), ...address(input), ...SINGLE.spread, ...set(one(input))] : []));

  /** The operations at one place. @param {Kind} kind @param {(value: number) => number} local */
  function pass(kind, local) {
    const read = reaches.flatMap((reach, input) => {
      if (reach !== "full" && reach !== "row") return [];
      return [...get(input), ...get(reach === "full" ? place : inRow), I32_ADD, ...kind.load, ...set(local(input))];
    });
    const computed = operations.flatMap(({ name, arguments: [a, b] }, index) => {
      const own = local(reaches.length + index);
      return [...CODE[name](kind, get(local(a)), b === undefined ? [] : get(local(b)), own), ...set(own)];
    });
    const written = results.flatMap((value, index) => [...get(reaches.length + index), ...get(place), I32_ADD, ...get(local(value)), ...kind.store]);
    return [...get(ofRow), ...get(inRow), I32_ADD, ...set(place), ...read, ...computed, ...written];
  }

  /** Places up to an end. @param {number} limit local @param {number} step @param {number[]} body */
  const places = (limit, step, body) => [
    ...[BLOCK, EMPTY, ...get(inRow), ...get(limit), I32_GE_U, BR_IF, 0],
    ...[LOOP, EMPTY, ...body, ...advance(inRow, number(step)), ...get(inRow), ...get(limit), I32_LT_U, BR_IF, 0, END, END],
  ];

  return [
    ...[3, 6, I32, ...unsigned(values), V128, ...unsigned(values), F32],
    ...[...get(columns), ...number(2), I32_SHL, ...set(end), ...get(end), ...number(-16), I32_AND, ...set(foursEnd)],
    ...spread("scalar", get),
    ...[BLOCK, EMPTY, ...get(rows), I32_EQZ, BR_IF, 0, LOOP, EMPTY],
    ...spread("column", (input) => [...get(input), ...get(rowAt), I32_ADD]),
    ...[...number(0), ...set(inRow)],
    ...places(foursEnd, 16, pass(FOUR, four)),
    ...places(end, 4, pass(SINGLE, one)),
    ...advance(ofRow, get(end)),
    ...advance(rowAt, number(4)),
    ...[...get(rows), ...number(1), I32_SUB, TEE, ...unsigned(rows), BR_IF, 0, END, END, END],
  ];
}

/** @param {number} id @param {number[]} content */
export const section = (id, content) => [id, ...unsigned(content.length), ...content];

/** @param {string} text */
export const name = (text) => [text.length, ...new TextEncoder().encode(text)];

/** LEB128. @param {number} n @returns {number[]} */
export function unsigned(n) {
  return n < 128 ? [n] : [(n & 127) | 128, ...unsigned(n >>> 7)];
}

/** LEB128 with a sign. @param {number} n @returns {number[]} */
export function signed(n) {
  return n >= -64 && n < 64 ? [n & 127] : [(n & 127) | 128, ...signed(n >> 7)];
}
