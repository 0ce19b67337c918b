// @ts-check
/**
 * Repeating a tensor on wasm run by run, where TF.js's kernel finds the place of every number anew: the gradient of each
 * sum repeats its upstream over the whole input.
 */

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */

/** Values in a run up to which a loop is faster than setting one array from another. */
const SHORT = 16;

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function extendTiles(registry) {
  registry.extend("Tile", "of numbers", ({ x }) => x.dtype !== "string" && x.dtype !== "complex64", tile);
}

/** @param {Workbench} bench @param {{x: Info}} inputs @param {{reps: number[]}} attrs @returns {Info} */
function tile(bench, { x }, { reps }) {
  const sides = x.shape;
  const out = bench.make(
    sides.map((side, axis) => side * reps[axis]),
    x.dtype,
  );
  const [from, to] = [x, out].map((info) => bench.backend.typedArrayFromHeap(info));
  if (to.length > 0) repeat(from, to, sides, reps);
  return out;
}

/**
 * Fill `to` axis by axis: what lies behind an axis is written once for each of its elements, and the whole of them is then
 * copied as often as it is repeated.
 * @param {any} from @param {any} to @param {number[]} sides @param {number[]} reps
 */
function repeat(from, to, sides, reps) {
  // What is not repeated at the end, and one axis that is, lie in one run.
  let last = sides.length;
  let run = 1;
  while (last > 0 && reps[last - 1] === 1) run *= sides[--last];
  if (last > 0) run *= sides[--last];
  let source = 0;

  /** @param {number} axis @param {number} at @returns {number} where the axis ends in `to` */
  function write(axis, at) {
    let end = at;
    if (axis === last) {
      if (run <= SHORT) while (end < at + run) to[end++] = from[source++];
      else {
        to.set(from.subarray(source, source + run), at);
        source += run;
        end += run;
      }
    } else for (let i = 0; i < sides[axis]; i++) end = write(axis + 1, end);
    return copies(to, at, end, reps[axis] ?? 1);
  }

  write(0, 0);
}

/** Repeat what lies in `[start, end)`, twice as much at a time. @param {any} to @param {number} start @param {number} end @param {number} times @returns {number} where it ends */
function copies(to, start, end, times) {
  const length = end - start;
  const stop = start + length * times;
  if (stop - end <= SHORT) for (let i = end; i < stop; i++) to[i] = to[i - length];
  else if (length === 1) to.fill(to[start], end, stop);
  else {
    for (let filled = end; filled < stop; ) {
      const more = Math.min(filled - start, stop - filled);
      to.copyWithin(filled, start, start + more);
      filled += more;
    }
  }
  return stop;
}
