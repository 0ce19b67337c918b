// @ts-check
/**
 * Colors and sizes of decoded photos in WebAssembly, eight or four numbers at a time.
 *
 * The same fixed-point conversion and triangle filter as in decode_pictures.js, to the last bit, and the same sums as in
 * decode_resize.js, in float32. Opcodes: WebAssembly core specification 2.0, section 5.4.
 */
import { MOST_PAGES } from "./decode_states.js";
import { name, section, signed, unsigned } from "./host/fusion/assembly.js";

/** Bytes beyond its end that a row of samples may be read or written in. */
export const SLACK = 32;

const [I32, F32, V128] = [0x7f, 0x7d, 0x7b];
const [LOOP, BR_IF, END, EMPTY] = [0x03, 0x0d, 0x0b, 0x40];
const [GET, SET, TEE] = [0x20, 0x21, 0x22];
const [I32_CONST, I32_ADD, I32_SUB, I32_LOAD] = [0x41, 0x6a, 0x6b, [0x28, 2, 0]];
const simd = (/** @type {number} */ code) => [0xfd, ...unsigned(code)];
const get = (/** @type {number} */ local) => [GET, ...unsigned(local)];
const set = (/** @type {number} */ local) => [SET, ...unsigned(local)];
const number = (/** @type {number} */ n) => [I32_CONST, ...signed(n)];
const advance = (/** @type {number} */ local, /** @type {number} */ by) => [...get(local), ...number(by), I32_ADD, ...set(local)];
const load = (/** @type {number} */ offset) => [...simd(0x00), 0, ...unsigned(offset)];
const store = (/** @type {number} */ offset) => [...simd(0x0b), 0, ...unsigned(offset)];
/** Eight bytes as numbers of 16 bits. @param {number} offset */
const loadBytes = (offset) => [...simd(0x02), 0, ...unsigned(offset)];
const LOAD_FOUR_BYTES = [...simd(0x5c), 0, 0];
const SPREAD_FLOAT = [...simd(0x09), 2, 0];
/** Bytes of the first vector (0 to 15) and of the second (16 to 31). @param {number[]} bytes */
const shuffle = (bytes) => [...simd(0x0d), ...bytes];
const [SPLAT_16, SPLAT_32, SPLAT_FLOAT] = [0x10, 0x11, 0x13].map(simd);
const [ADD_16, SUB_16, MUL_16, SHIFT_16] = [0x8e, 0x91, 0x95, 0x8d].map(simd);
const [ADD_32, SHIFT_32, DOT] = [0xae, 0xac, 0xba].map(simd);
const [PRODUCTS_LOW, PRODUCTS_HIGH] = [0xbc, 0xbd].map(simd);
const [TO_BYTES, TO_16] = [0x66, 0x85].map(simd);
const [WIDER_16, WIDER_32, TO_FLOAT] = [0x89, 0xa9, 0xfb].map(simd);
const [ADD, SUB, MUL] = [0xe4, 0xe5, 0xe6].map(simd);

const constant16 = (/** @type {number} */ n) => [...number(n), ...SPLAT_16];
const constant32 = (/** @type {number} */ n) => [...number(n), ...SPLAT_32];

/** A loop that ends when a local has come down to 0. @param {number} local @param {number[]} body */
const repeat = (local, body) => [LOOP, EMPTY, ...body, ...get(local), ...number(1), I32_SUB, TEE, ...unsigned(local), BR_IF, 0, END, END];

/** Brightness and both colors at full width to red, green, blue and a byte: their addresses, where to, number of groups of eight. */
function colors() {
  const [light, blues, reds, out, groups, y, b, r, red, green, blue, forRed, forGreen, forBlue, half, gray] = Array.from({ length: 16 }, (_, i) => i);
  /** Two vectors of 32 bits, rounded to their upper halves, as one of 16. @param {number[]} low @param {number[]} high */
  const rounded = (low, high) => [...[low, high].flatMap((part) => [...part, ...get(half), ...ADD_32, ...number(16), ...SHIFT_32]), ...TO_16];
  /** @param {number} color @param {number} factor */
  const part = (color, factor) => rounded([...get(color), ...get(factor), ...PRODUCTS_LOW], [...get(color), ...get(factor), ...PRODUCTS_HIGH]);
  const pairs = (/** @type {number} */ from) => shuffle([0, 1, 2, 3].flatMap((i) => [from + 2 * i, from + 2 * i + 1, 16 + from + 2 * i, 17 + from + 2 * i]));
  const both = (/** @type {number} */ from) => [...get(b), ...get(r), ...pairs(from), ...get(forGreen), ...DOT];
  const pixels = (/** @type {number} */ from) => shuffle([0, 1, 2, 3].flatMap((i) => [from + i, 8 + from + i, 16 + from + i, 16 + from + i]));
  const body = [
    ...[...get(light), ...loadBytes(0), ...set(y)],
    ...[...get(blues), ...loadBytes(0), ...get(gray), ...SUB_16, ...set(b), ...get(reds), ...loadBytes(0), ...get(gray), ...SUB_16, ...set(r)],
    // 91881 = 65536 + 26345, -46802 = 18734 - 65536 and 116130 = 131072 - 14942, in 65536ths: what is left fits into 16 bits.
    ...[...get(y), ...get(r), ...ADD_16, ...part(r, forRed), ...ADD_16, ...set(red)],
    ...[...get(y), ...get(r), ...SUB_16, ...rounded(both(0), both(8)), ...ADD_16, ...set(green)],
    ...[...get(y), ...get(b), ...ADD_16, ...get(b), ...ADD_16, ...part(b, forBlue), ...ADD_16, ...set(blue)],
    ...[...get(red), ...get(green), ...TO_BYTES, ...set(red), ...get(blue), ...get(blue), ...TO_BYTES, ...set(blue)],
    ...[...get(out), ...get(red), ...get(blue), ...pixels(0), ...store(0), ...get(out), ...get(red), ...get(blue), ...pixels(4), ...store(16)],
    ...[...advance(light, 8), ...advance(blues, 8), ...advance(reds, 8), ...advance(out, 32)],
  ];
  const factors = [...constant16(26345), ...set(forRed), ...constant32((18734 << 16) | (-22554 & 0xffff)), ...set(forGreen), ...constant16(-14942), ...set(forBlue)];
  const all = [...factors, ...constant32(32768), ...set(half), ...constant16(128), ...set(gray), ...repeat(groups, body)];
  return { parameters: [I32, I32, I32, I32, I32], locals: [1, 11, V128], code: all };
}

/** Color at full width out of two halved rows: addresses before the nearer and the farther one, where to, groups of eight samples. */
function halved() {
  const [near, far, out, groups, before, here, after] = [0, 1, 2, 3, 4, 5, 6];
  const threeToOne = (/** @type {number} */ offset) => [...get(near), ...loadBytes(offset), ...constant16(3), ...MUL_16, ...get(far), ...loadBytes(offset), ...ADD_16];
  /** @param {number} beside @param {number} rounding */
  const sixteenths = (beside, rounding) => [
    ...[...get(here), ...constant16(3), ...MUL_16, ...get(beside), ...ADD_16, ...constant16(rounding), ...ADD_16, ...number(4), ...SHIFT_16],
  ];
  const body = [
    ...[[before, 0], [here, 1], [after, 2]].flatMap(([local, offset]) => [...threeToOne(offset), ...set(local)]),
    ...[...get(out), ...sixteenths(before, 8), ...sixteenths(after, 7), ...TO_BYTES, ...set(before), ...get(before), ...get(before)],
    ...[...shuffle([0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [i, 8 + i])), ...store(0)],
    ...[...advance(near, 8), ...advance(far, 8), ...advance(out, 16)],
  ];
  return { parameters: [I32, I32, I32, I32], locals: [1, 3, V128], code: repeat(groups, body) };
}

/** Pixels of four bytes to a row of three floats each: address, left and right ones by offsets, shares of the right, where to, how many. */
function widen() {
  const [raw, left, right, between, out, count, first] = [0, 1, 2, 3, 4, 5, 6];
  const floats = (/** @type {number} */ offsets) => [...get(raw), ...get(offsets), ...I32_LOAD, I32_ADD, ...LOAD_FOUR_BYTES, ...WIDER_16, ...WIDER_32, ...TO_FLOAT];
  const body = [
    ...[...floats(left), ...set(first), ...get(out), ...get(first), ...floats(right), ...get(first), ...SUB],
    ...[...get(between), ...SPREAD_FLOAT, ...MUL, ...ADD, ...store(0)],
    ...[...advance(left, 4), ...advance(right, 4), ...advance(between, 4), ...advance(out, 12)],
  ];
  return { parameters: [I32, I32, I32, I32, I32, I32], locals: [1, 1, V128], code: repeat(count, body) };
}

/** Floats between those of two rows: their addresses, the share of the second, where to, number of groups of four. */
function blend() {
  const [top, bottom, share, out, groups, below, first] = [0, 1, 2, 3, 4, 5, 6];
  const body = [
    ...[...get(top), ...load(0), ...set(first), ...get(out), ...get(first), ...get(bottom), ...load(0), ...get(first), ...SUB],
    ...[...get(below), ...MUL, ...ADD, ...store(0), ...advance(top, 16), ...advance(bottom, 16), ...advance(out, 16)],
  ];
  return { parameters: [I32, I32, F32, I32, I32], locals: [1, 2, V128], code: [...get(share), ...SPLAT_FLOAT, ...set(below), ...repeat(groups, body)] };
}

/**
 * A module that imports its memory and exports `colors`, `halved`, `widen` and `blend`; null where there is no SIMD.
 * @param {boolean} shared whether the memory is shared by threads
 */
export function photoModule(shared) {
  const functions = Object.entries({ colors: colors(), halved: halved(), widen: widen(), blend: blend() });
  const numbers = functions.map((_, index) => index);
  const bodies = functions.map(([, { locals, code }]) => [...locals, ...code]);
  const limits = shared ? [0x03, ...unsigned(0), ...unsigned(MOST_PAGES)] : [0x00, ...unsigned(0)];
  const bytes = Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [functions.length, ...functions.flatMap(([, { parameters }]) => [0x60, parameters.length, ...parameters, 0])]),
    ...section(2, [1, ...name("host"), ...name("memory"), 0x02, ...limits]),
    ...section(3, [functions.length, ...numbers]),
    ...section(7, [functions.length, ...functions.flatMap(([key], index) => [...name(key), 0x00, index])]),
    ...section(10, [functions.length, ...bodies.flatMap((body) => [...unsigned(body.length), ...body])]),
  ]);
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
}
