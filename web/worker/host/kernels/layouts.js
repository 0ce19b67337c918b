// @ts-check
/**
 * dtypes and layouts that wasm's kernels refuse.
 *
 * Channels first are moved last and back. Whole numbers in products and pools go through the CPU backend, which keeps them exact.
 */

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {import("./registry.js").Registry} Registry */

const TO_LAST = [0, 2, 3, 1];
const TO_FIRST = [0, 3, 1, 2];

/** Convolutions -> their input whose channels are moved. @type {Record<string, string>} */
const CONVOLUTIONS = {
  Conv2D: "x",
  DepthwiseConv2dNative: "x",
  FusedConv2D: "x",
  FusedDepthwiseConv2D: "x",
  Conv2DBackpropInput: "dy",
};

/** Kernels that wasm has for float32 alone -> the inputs that decide. @type {Record<string, string[]>} */
const FLOAT_ONLY = {
  BatchMatMul: ["a", "b"],
  _FusedMatMul: ["a", "b"],
  MaxPool: ["x"],
  AvgPool: ["x"],
  MaxPool3D: ["x"],
  AvgPool3D: ["x"],
  Conv2D: ["x"],
  Conv3D: ["x"],
  DepthwiseConv2dNative: ["x"],
  LRN: ["x"],
  Multinomial: ["logits"],
};

/** @param {Registry} registry of the wasm backend */
export function extendLayouts(registry) {
  for (const [kernel, moved] of Object.entries(CONVOLUTIONS)) {
    registry.extend(kernel, "channels first", (_, attrs) => attrs.dataFormat === "NCHW", channelsLast(kernel, moved));
  }
  for (const [kernel, names] of Object.entries(FLOAT_ONLY)) {
    if (!registry.has(kernel)) continue;
    registry.extendRouted(kernel, "int32", (inputs) => names.some((name) => inputs[name].dtype === "int32"));
  }
  registry.extendRouted("AvgPool", "dilated", (_, { dilations }) => dilations !== undefined && [dilations].flat().some((/** @type {number} */ d) => d !== 1));
}

/** @param {string} kernel @param {string} moved @returns {import("./workbench.js").Body} */
function channelsLast(kernel, moved) {
  return (bench, inputs, attrs) => {
    const last = { ...inputs, [moved]: bench.transpose(inputs[moved], TO_LAST) };
    const weights = inputs.preluActivationWeights;
    if (weights != null && weights.shape.length >= 3) {
      // Slopes for each channel, as (channels, 1, 1) or with places: channels go last as well.
      const lead = weights.shape.length - 3;
      const perm = [...Array(lead).keys(), lead + 1, lead + 2, lead];
      last.preluActivationWeights = bench.transpose(weights, perm);
    }
    const inputShape = attrs.inputShape && TO_LAST.map((axis) => attrs.inputShape[axis]);
    const out = bench.run(kernel, last, { ...attrs, dataFormat: "NHWC", ...(inputShape ? { inputShape } : {}) });
    return bench.transpose(out, TO_FIRST);
  };
}
