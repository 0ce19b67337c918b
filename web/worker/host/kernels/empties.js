// @ts-check
/** Reductions of nothing on wasm, whose kernels then leave the result as the memory was. */

/** What the reduction of no elements gives. @type {Record<string, number>} */
const OF_NOTHING = { Sum: 0, Prod: 1, Mean: NaN, Max: -Infinity, Min: Infinity, All: 1, Any: 0 };

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function extendToEmpties(registry) {
  for (const [kernel, value] of Object.entries(OF_NOTHING)) {
    registry.extend(kernel, "empty", ({ x }) => x.shape.includes(0), (bench, { x }, { axis, keepDims }) => {
      const { util } = bench.tf;
      const axes = util.parseAxisParam(axis, x.shape);
      const shape = x.shape.flatMap((/** @type {number} */ side, /** @type {number} */ index) => (!axes.includes(index) ? [side] : keepDims ? [1] : []));
      const out = bench.make(shape, x.dtype);
      bench.backend.typedArrayFromHeap(out).fill(value);
      return out;
    });
  }
}
