// @ts-check
/** Kernels through which no gradient flows, and those that have none, with reasons; a test finds what is in neither list. */

const CHOOSES = "gives a position or an order, which small changes leave as it is";
const COMPARES = "gives truth values";
const CONSTANT = "its result does not depend on the values of its inputs";
const STEPS = "piecewise constant; TensorFlow gives none either";
const WHOLE = "works on integers";
const DRAWS = "draws random numbers; TensorFlow has no gradient for it";
const TEXT = "works on strings";
const BACKWARD = "a gradient itself, of which TensorFlow has no gradient either";
const PARTS = "not run here: ragged and sparse tensors are put together by gathers, which have gradients";
const SPARSE = "rearranges integers that say where values are";

/** @type {Record<string, string>} */
export const NO_GRADIENT = {
  ...of(COMPARES, "All Any Equal Greater GreaterEqual IsFinite IsInf IsNan Less LessEqual LogicalAnd LogicalNot LogicalOr LogicalXor NotEqual"),
  ...of(CHOOSES, "ArgMax ArgMin LowerBound NonMaxSuppressionV3 NonMaxSuppressionV4 NonMaxSuppressionV5 SearchSorted Unique UpperBound"),
  ...of(CONSTANT, "Fill LinSpace OneHot OnesLike Range ZerosLike"),
  ...of(STEPS, "Ceil Floor FloorDiv Round Step"),
  ...of(WHOLE, "BitwiseAnd BroadcastArgs"),
  ...of(DRAWS, "Multinomial"),
  ...of(TEXT, "StaticRegexReplace StringNGrams StringSplit StringToHashBucketFast"),
  ...of(SPARSE, "RaggedRange SparseReshape"),
  Draw: "paints on a canvas",
  FromPixels: "reads a picture",
};

/** Kernels whose gradient has none: asking for it is an error that names the kernel, as in TensorFlow. @type {Record<string, string>} */
export const UNDEFINED = {
  ...of(BACKWARD, "Dilation2DBackpropFilter Dilation2DBackpropInput GRUSequenceGrad IgammaGradA LRNGrad LSTMSequenceGrad MaxPool3DGrad ResizeBilinearGrad ResizeNearestNeighborGrad"),
  ...of(PARTS, "RaggedGather RaggedTensorToTensor SparseFillEmptyRows"),
};

/** @param {string} reason @param {string} kernels @returns {Record<string, string>} */
function of(reason, kernels) {
  return Object.fromEntries(kernels.split(" ").map((kernel) => [kernel, reason]));
}

/** @param {any} tf */
export function none(tf) {
  for (const kernelName of Object.keys(NO_GRADIENT)) tf.registerGradient({ kernelName, gradFunc: () => ({}) });
}

/** Kernels of any backend that neither have a gradient nor are listed here. @param {any} tf @returns {string[]} */
export function undecided(tf) {
  const names = new Set(Object.keys(tf.engine().registryFactory).flatMap((backend) => tf.getKernelsForBackend(backend).map((/** @type {any} */ kernel) => kernel.kernelName)));
  return [...names].filter((name) => tf.getGradient(name) == null && !(name in UNDEFINED)).sort();
}
