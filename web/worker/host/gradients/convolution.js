// @ts-check
/**
 * Convolutions over two and three axes, each channel with all or with its own filters.
 *
 * A convolution is linear in the image and in the filter, so the three kernels of a family (forward, to the input, to
 * the filter) are each other's gradients, to any order. Filters with gaps, which the backward kernels do not take, are
 * filled up with zeros first.
 */
import { apart, definer, everyNth } from "./tools.js";

/** @typedef {import("./tools.js").Tensor} Tensor */
/**
 * @typedef {object} Family
 * @property {string} forward  kernel with inputs `x` and `filter`
 * @property {string} toInput  kernel with inputs `dy` and `filter`, and the attribute `inputShape`
 * @property {string} toFilter  kernel with inputs `x` and `dy`, and the attribute `filterShape`
 * @property {number} axes
 */

/** @type {Family[]} */
const FAMILIES = [
  { forward: "Conv2D", toInput: "Conv2DBackpropInput", toFilter: "Conv2DBackpropFilter", axes: 2 },
  { forward: "DepthwiseConv2dNative", toInput: "DepthwiseConv2dNativeBackpropInput", toFilter: "DepthwiseConv2dNativeBackpropFilter", axes: 2 },
  { forward: "Conv3D", toInput: "Conv3DBackpropInputV2", toFilter: "Conv3DBackpropFilterV2", axes: 3 },
];

/** @param {any} tf */
export function convolution(tf) {
  for (const family of FAMILIES) convolutionOf(tf, family);
}

/** @param {any} tf @param {Family} family */
function convolutionOf(tf, { forward, toInput, toFilter, axes }) {
  const define = definer(tf);
  const run = (/** @type {string} */ kernel, /** @type {any} */ inputs, /** @type {any} */ attrs) => tf.engine().runKernel(kernel, inputs, attrs);
  define(
    forward,
    (dy, [x, filter], attrs) => {
      const gaps = [attrs.dilations ?? 1].flat();
      const steps = gaps.length === 1 ? Array(axes).fill(gaps[0]) : gaps;
      const { filterShape, common } = filled(filter.shape, attrs, steps, axes);
      return {
        x: () => run(toInput, { dy, filter: spread(tf, filter, steps) }, { ...common, inputShape: x.shape }),
        filter: () => everyNth(tf, run(toFilter, { x, dy }, { ...common, filterShape }), steps),
      };
    },
    ["x", "filter"],
  );
  define(
    toInput,
    (ddx, [dy, filter], { inputShape: _, ...given }) => {
      const attrs = filled(filter.shape, given, Array(axes).fill(1), axes).common;
      return {
      dy: () => run(forward, { x: ddx, filter }, attrs),
      filter: () => run(toFilter, { x: ddx, dy }, { ...attrs, filterShape: filter.shape }),
      };
    },
    ["dy", "filter"],
  );
  define(
    toFilter,
    (ddw, [x, dy], { filterShape: _, ...given }) => {
      const attrs = filled(ddw.shape, given, Array(axes).fill(1), axes).common;
      return {
      x: () => run(toInput, { dy, filter: ddw }, { ...attrs, inputShape: x.shape }),
      dy: () => run(forward, { x, filter: ddw }, attrs),
      };
    },
    ["x", "dy"],
  );
}

/** Attributes that all three kernels take, for a filter without gaps. @param {number[]} shape @param {any} attrs @param {number[]} steps @param {number} axes */
function filled(shape, attrs, steps, axes) {
  const filterShape = shape.map((side, i) => (i < axes ? (side - 1) * steps[i] + 1 : side));
  const layout = axes === 3 ? "NDHWC" : "NHWC";
  return { filterShape, common: { ...attrs, dilations: Array(axes).fill(1), dataFormat: attrs.dataFormat ?? layout } };
}

/** @param {any} tf @param {Tensor} filter @param {number[]} steps */
function spread(tf, filter, steps) {
  return steps.reduce((out, step, axis) => (step === 1 ? out : apart(tf, out, axis, step, 0, (out.shape[axis] - 1) * step + 1)), filter);
}
