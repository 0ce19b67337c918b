// @ts-check
/**
 * Sums over the first axes on wasm, as the gradient of a bias is one: TF.js transposes the tensor before it adds up rows,
 * which takes twice as long. Added up in float64.
 */
import { sizeOf } from "./workbench.js";

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function extendSums(registry) {
  const { util } = registry.tf;
  const isFirst = (/** @type {any} */ { x }, /** @type {any} */ { axis }) => {
    if (x.dtype !== "float32" || axis == null || (Array.isArray(axis) ? axis.length : 1) >= x.shape.length) return false;
    const axes = util.parseAxisParam(axis, x.shape);
    return axes.every((/** @type {number} */ at, /** @type {number} */ i) => at === i) && sizeOf(x.shape) > 0;
  };
  registry.extend("Sum", "over the first axes", isFirst, (bench, { x }, { axis, keepDims }) => {
    const first = util.parseAxisParam(axis, x.shape).length;
    const rest = x.shape.slice(first);
    const out = bench.make(keepDims ? [...new Array(first).fill(1), ...rest] : rest, "float32");
    const values = bench.backend.typedArrayFromHeap(x);
    const sums = new Float64Array(sizeOf(rest));
    for (let at = 0; at < values.length; ) for (let i = 0; i < sums.length; i++, at++) sums[i] += values[at];
    bench.backend.typedArrayFromHeap(out).set(sums);
    return out;
  });
}
