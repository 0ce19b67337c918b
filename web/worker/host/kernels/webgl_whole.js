// @ts-check
/**
 * int32 on WebGL, whose textures hold floats: whole numbers beyond 2**24 lose digits there. As long as they lie on the CPU,
 * where Python's, NumPy's and random ones come from, they are exact: so what is computed of such tensors alone is computed
 * by the CPU backend, at any size, and stays there; and tensors with numbers beyond 2**24 are never moved by the GPU. Only
 * numbers that the GPU itself found (cast from floats, counted) are computed by it, exact up to 2**24.
 */
import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */

/** From here on float32 leaves whole numbers out. */
const LARGE = 2 ** 24;

/** Kernels whose results may be larger than what they are given, or that look at the last digit. */
const COMPUTING = [
  ...["Add", "Sub", "Multiply", "FloorDiv", "Mod", "Pow", "Maximum", "Minimum", "SquaredDifference", "Square", "Neg", "Abs", "Sign"],
  ...["Sum", "Prod", "Cumsum", "Cumprod", "Max", "Min", "ArgMax", "ArgMin", "Equal", "NotEqual", "Less", "LessEqual", "Greater"],
  ...["GreaterEqual", "BitwiseAnd", "UnsortedSegmentSum", "BatchMatMul", "Bincount", "DenseBincount"],
];
/** Kernels that hand on what they are given. */
const MOVING = [
  ...["Cast", "Select", "GatherV2", "GatherNd", "Concat", "Pack", "Unpack", "Slice", "SplitV", "StridedSlice", "Tile", "Reverse", "Reshape"],
  ...["Transpose", "PadV2", "MirrorPad", "ScatterNd", "TensorScatterUpdate", "Relu", "Relu6", "ClipByValue", "SpaceToBatchND", "BatchToSpaceND", "ResizeNearestNeighbor", "ExpandDims"],
];
/** Kernel -> attributes that are whole numbers of the result, by which it is made anew. @type {Record<string, string[]>} */
const MADE = { Fill: ["value"], OneHot: ["onValue", "offValue"], PadV2: ["constantValue"] };

/** @param {import("./registry.js").Registry} registry of the webgl backend */
export function keepWholeOnWebgl(registry) {
  const { tf } = registry;
  const backendOf = () => tf.engine().findBackend("webgl");
  const valuesOf = (/** @type {Info} */ x) => backendOf().texData.get(x.dataId)?.values;
  const isLarge = (/** @type {Info} */ x) => x.dtype === "int32" && holdsLarge(valuesOf(x), sizeOf(x.shape));
  const given = (/** @type {any} */ inputs) => Object.values(inputs).filter((value) => value != null && value.dataId !== undefined);

  /** Whether there is an int32 at all, which is asked before every kernel. @param {any} inputs */
  const isWhole = (inputs) => {
    for (const name in inputs) if (inputs[name]?.dtype === "int32") return true;
    return false;
  };
  const liesOnCpu = (/** @type {any} */ inputs) => given(inputs).every((x) => x.dtype === "int32" && valuesOf(x) != null);
  for (const kernel of COMPUTING) {
    if (registry.has(kernel)) registry.extendRouted(kernel, "int32 on the CPU", (inputs) => isWhole(inputs) && (liesOnCpu(inputs) || given(inputs).some(isLarge)));
  }
  // A divisor that lies on the CPU is looked at, whatever it divides.
  const refused = (/** @type {any} */ kernel, /** @type {number} */ value) => (kernel === "Pow" ? value < 0 : value === 0);
  for (const kernel of ["FloorDiv", "Mod", "Pow"]) {
    registry.extendRouted(kernel, "int32 by 0", ({ b }) => b.dtype === "int32" && (valuesOf(b)?.some((/** @type {number} */ value) => refused(kernel, value)) ?? false));
  }
  for (const kernel of MOVING) {
    if (registry.has(kernel)) registry.extendRouted(kernel, "int32 beyond 2**24", (inputs) => isWhole(inputs) && given(inputs).some(isLarge));
  }
  for (const [kernel, names] of Object.entries(MADE)) {
    const beyond = (/** @type {any} */ value) => typeof value === "number" && Math.abs(value) > LARGE;
    const whole = (/** @type {any} */ inputs, /** @type {any} */ attrs) => (kernel === "PadV2" ? inputs.x.dtype : attrs.dtype) === "int32";
    registry.extendRouted(kernel, "int32 beyond 2**24", (inputs, attrs) => whole(inputs, attrs) && names.some((name) => beyond(attrs[name])));
  }
}

/** Arrays that have been looked through. @type {WeakMap<object, boolean>} */
const known = new WeakMap();

/** @param {any} values @param {number} size @returns {boolean} */
function holdsLarge(values, size) {
  if (!(values instanceof Int32Array) || values.length !== size) return false;
  let large = known.get(values);
  if (large === undefined) known.set(values, (large = values.some((value) => value > LARGE || value < -LARGE)));
  return large;
}

/** Keep numbers that a texture does not hold where they are, when a backend copies them to its GPU. @param {any} backend */
export function keepLargeOnUpload(backend) {
  const upload = backend.uploadToGPU.bind(backend);
  backend.uploadToGPU = (/** @type {object} */ dataId) => {
    const data = backend.texData.get(dataId);
    const { values } = data;
    upload(dataId);
    if (data.dtype === "int32" && holdsLarge(values, values?.length)) data.values = values;
  };
}
