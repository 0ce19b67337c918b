// @ts-check
/**
 * "same" padding where the windows do not even reach the last rows or columns, as with a filter that is smaller than its
 * strides: there is nothing to pad. wasm's convolutions count how much is missing without a sign, and read elsewhere; told
 * the padding in numbers, they are right.
 */

const CONVOLUTIONS = ["Conv2D", "FusedConv2D", "DepthwiseConv2dNative", "FusedDepthwiseConv2D"];

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function padByNumbers(registry) {
  for (const kernel of CONVOLUTIONS) {
    registry.wrap(kernel, "same padding, with nothing to pad", (own, args) => {
      const { inputs, attrs } = args;
      if (attrs.pad !== "same" || attrs.dataFormat === "NCHW") return own(args);
      const totals = [1, 2].map((axis) => missing(inputs.x.shape[axis], inputs.filter.shape[axis - 1], of(attrs.strides, axis), of(attrs.dilations, axis)));
      if (totals.every((total) => total >= 0)) return own(args);
      const sides = totals.map((total) => [Math.floor(Math.max(total, 0) / 2), Math.ceil(Math.max(total, 0) / 2)]);
      return own({ ...args, attrs: { ...attrs, pad: [[0, 0], ...sides, [0, 0]] } });
    });
  }
}

/** How much longer an axis would have to be for all windows. @param {number} size @param {number} filter @param {number} stride @param {number} dilation */
function missing(size, filter, stride, dilation) {
  return (Math.ceil(size / stride) - 1) * stride + (filter - 1) * dilation + 1 - size;
}

/** @param {number | number[] | undefined} steps for both axes, or each @param {number} axis 1 or 2 */
function of(steps, axis) {
  return Array.isArray(steps) ? steps[axis - 1] : (steps ?? 1);
}
