// @ts-check
/** Photos resized by WebAssembly, in a memory that holds their results as well. */
import { photoModule, SLACK } from "./decode_assembly.js";
import { axis, middle } from "./decode_resize.js";
import { PAGE } from "./decode_states.js";

/** Largest part of the memory that one photo may take; larger ones are resized in JavaScript. */
const MOST_BYTES = 64 * 2 ** 20;

/** @type {Map<boolean, WebAssembly.Module | null>} */
const modules = new Map();

/** @param {boolean} shared */
function moduleFor(shared) {
  let module = modules.get(shared);
  if (module === undefined) modules.set(shared, (module = photoModule(shared)));
  return module;
}

/**
 * A function that resizes photos of three planes into a memory; null where there is no SIMD.
 * @param {WebAssembly.Memory} memory @param {boolean} shared
 */
export function fastResizer(memory, shared) {
  const module = moduleFor(shared);
  if (module === null) return null;
  const { colors, halved, widen, blend } = /** @type {any} */ (new WebAssembly.Instance(module, { host: { memory } }).exports);
  let room = { start: 0, size: 0 };

  /** Bytes that nobody else uses, at the end of the memory. @param {number} bytes */
  function own(bytes) {
    if (room.size < bytes) {
      const pages = Math.ceil(bytes / PAGE);
      room = { start: memory.grow(pages) * PAGE, size: pages * PAGE };
    }
    return room.start;
  }

  /**
   * @param {import("./decode_pictures.js").Picture} picture @param {import("./decode_states.js").Wanted} wanted
   * @param {number} out where the result begins, in bytes
   * @returns {boolean} false if this photo has to be resized in JavaScript
   */
  return function resize({ width, height, planes }, wanted, out) {
    const line = wanted.width * wanted.channels;
    if (planes === undefined || wanted.channels !== 3 || line < 4) return false;
    const { luma, blues, reds, half } = planes;
    const colorWidth = half ? Math.ceil(width / 2) : width;
    const colorHeight = half ? Math.ceil(height / 2) : height;
    const sizes = [luma.length, blues.length, reds.length, 4 * width, width, width, ...[0, 0, 0].map(() => 4 * wanted.width), 4 * line, 4 * line];
    const starts = [SLACK];
    for (const size of sizes) starts.push((/** @type {number} */ (starts.at(-1)) + size + SLACK + 15) & -16);
    const total = /** @type {number} */ (starts.pop());
    if (total > MOST_BYTES) return false;
    const base = own(total);
    const [light, blue, red, raw, blueRow, redRow, left, right, between, ...made] = starts.map((start) => base + start);

    const bytes = new Uint8Array(memory.buffer);
    bytes.set(luma, light);
    bytes.set(blues, blue);
    bytes.set(reds, red);
    const rows = wanted.crop ? middle(height, (width * wanted.height) / wanted.width) : { start: 0, kept: height };
    const sides = wanted.crop ? middle(width, (height * wanted.width) / wanted.height) : { start: 0, kept: width };
    const down = axis(rows.start, rows.kept, wanted.height, wanted.nearest);
    const across = axis(sides.start, sides.kept, wanted.width, wanted.nearest);
    new Int32Array(memory.buffer, left, wanted.width).set(across.lower.map((x) => 4 * x));
    new Int32Array(memory.buffer, right, wanted.width).set(across.upper.map((x) => 4 * x));
    new Float32Array(memory.buffer, between, wanted.width).set(across.between);

    /** A row of color at full width. @param {number} plane @param {number} to @param {number} y */
    function fullRow(plane, to, y) {
      if (!half) return plane + y * width;
      const near = plane + (y >> 1) * colorWidth;
      const far = plane + Math.min(Math.max((y >> 1) + (y % 2 === 1 ? 1 : -1), 0), colorHeight - 1) * colorWidth;
      halved(near - 1, far - 1, to, (colorWidth + 7) >> 3);
      const last = colorWidth - 1; // at both ends samples count for the neighbors that they lack
      bytes[to] = (4 * (3 * bytes[near] + bytes[far]) + 8) >> 4;
      bytes[to + 2 * last + 1] = (4 * (3 * bytes[near + last] + bytes[far + last]) + 7) >> 4;
      return to;
    }

    const known = [-1, -1];
    /** @param {number} y @param {number} keep the row that must stay */
    function rowAt(y, keep) {
      const there = known.indexOf(y);
      if (there >= 0) return made[there];
      const free = known[0] === keep ? 1 : 0;
      colors(light + y * width, fullRow(blue, blueRow, y), fullRow(red, redRow, y), raw, (width + 7) >> 3);
      widen(raw, left, right, between, made[free], wanted.width);
      known[free] = y;
      return made[free];
    }

    const groups = line >> 2;
    const rest = 4 * (line - 4); // the last four, of which some are written twice
    for (let y = 0; y < wanted.height; y++) {
      const top = rowAt(down.lower[y], down.upper[y]);
      const bottom = rowAt(down.upper[y], down.lower[y]);
      const to = out + 4 * y * line;
      blend(top, bottom, down.between[y], to, groups);
      if (line % 4 !== 0) blend(top + rest, bottom + rest, down.between[y], to + rest, 1);
    }
    return true;
  };
}
