// @ts-check
/**
 * Moving values on wasm without moving more than needed: TF.js's kernels copy a tensor to give it another name, and copy
 * the whole of it to cut a piece out. And truth values that are true for fractions, which its copy cuts to 0.
 */
import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */

/** Values in a run up to which a loop is faster than setting one array from another. */
const SHORT = 16;
/** The same for moving bytes within the memory, which needs no arrays. */
const SHORT_MOVE = 4;

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function extendMoves(registry) {
  // No kernel writes into its inputs, so that one place in memory may have several names.
  registry.extend("Identity", "shares memory", (inputs) => inputs.x.dtype !== "string", (bench, { x }) => bench.alias(x, x.shape));
  registry.extend("Cast", "to bool", ({ x }, { dtype }) => dtype === "bool" && (x.dtype === "float32" || x.dtype === "int32"), (bench, { x }) =>
    bench.binary("NotEqual", x, bench.scalar(0, x.dtype)),
  );
  const numbers = (/** @type {any} */ x) => x.dtype !== "string" && x.dtype !== "complex64";
  registry.extend("Slice", "not of strings", ({ x }) => numbers(x), slice);
  registry.extend("SplitV", "not of strings", ({ x }) => numbers(x), (bench, { x }, attrs) => {
    const { util, backend_util } = bench.tf;
    const [axis] = util.parseAxisParam(attrs.axis, x.shape);
    return pieces(bench, x, axis, backend_util.prepareSplitSize(x, attrs.numOrSizeSplits, axis));
  });
  registry.extend("Unpack", "not of strings", ({ value }) => numbers(value), (bench, { value }, attrs) => {
    const axis = attrs.axis < 0 ? attrs.axis + value.shape.length : attrs.axis;
    const shape = value.shape.toSpliced(axis, 1);
    return pieces(bench, value, axis, new Array(value.shape[axis]).fill(1)).map((piece) => bench.alias(piece, shape));
  });
  registry.extend("GatherV2", "not of strings", ({ x, indices }) => numbers(x) && indices.dtype === "int32", gather);
}

/**
 * Slices along an axis, picked by index: what lies behind the axis is moved at one go, where wasm's own kernel finds the
 * place of each single number anew. Along the first axis wasm's GatherNd does just that.
 * @param {Workbench} bench @param {any} inputs @param {{axis: number, batchDims: number}} attrs @returns {Info}
 */
function gather(bench, { x, indices }, { axis, batchDims = 0 }) {
  const [at] = bench.tf.util.parseAxisParam(axis, x.shape);
  const side = x.shape[at];
  const ids = bench.backend.typedArrayFromHeap(indices);
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] < 0 || ids[i] >= side) throw new Error(`GatherV2: the index value ${ids[i]} is not in [0, ${side - 1}]`);
  }
  if (at === 0 && sizeOf(x.shape) * ids.length > 0) return bench.run("GatherNd", { params: x, indices: bench.alias(indices, [...indices.shape, 1]) });
  const out = bench.make([...x.shape.slice(0, at), ...indices.shape.slice(batchDims), ...x.shape.slice(at + 1)], x.dtype);
  const [from, to] = [x, out].map((info) => bench.backend.typedArrayFromHeap(info));
  const run = sizeOf(x.shape.slice(at + 1));
  const rows = sizeOf(x.shape.slice(batchDims, at));
  const picks = ids.length / (sizeOf(x.shape.slice(0, batchDims)) || 1);
  const width = run * from.BYTES_PER_ELEMENT;
  const memory = new Uint8Array(from.buffer);
  for (let row = 0, target = 0; target < to.length; row++) {
    const batch = Math.floor(row / rows);
    for (let pick = 0; pick < picks; pick++, target += run) {
      const source = (row * side + ids[batch * picks + pick]) * run;
      if (run > SHORT_MOVE) {
        const start = from.byteOffset + source * from.BYTES_PER_ELEMENT;
        memory.copyWithin(to.byteOffset + target * from.BYTES_PER_ELEMENT, start, start + width);
      } else for (let i = 0; i < run; i++) to[target + i] = from[source + i];
    }
  }
  return out;
}

/** @param {Workbench} bench @param {Info} x @param {number} axis @param {number[]} sides along the axis @returns {Info[]} */
function pieces(bench, x, axis, sides) {
  const begin = x.shape.map(() => 0);
  return sides.map((side) => {
    const piece = slice(bench, { x }, { begin, size: x.shape.with(axis, side) });
    begin[axis] += side;
    return piece;
  });
}

/** @param {Workbench} bench @param {any} inputs @param {{begin: number | number[], size: number | number[]}} attrs @returns {Info} */
function slice(bench, { x }, attrs) {
  const [begin, size] = bench.tf.slice_util.parseSliceParams(x, attrs.begin, attrs.size);
  bench.tf.slice_util.assertParamsValid(x, begin, size);
  const out = bench.make(size, x.dtype);
  if (sizeOf(size) === 0) return out;
  copyBlock(bench.backend.typedArrayFromHeap(x), bench.backend.typedArrayFromHeap(out), x.shape, begin, size);
  return out;
}

/**
 * Copy a block of a tensor.
 * @param {any} from array of the tensor @param {any} to array of the block @param {number[]} shape of the tensor @param {number[]} begin @param {number[]} size
 */
export function copyBlock(from, to, shape, begin, size) {
  const count = to.length;
  const strides = new Array(shape.length);
  let source = 0;
  for (let i = shape.length - 1, stride = 1; i >= 0; stride *= shape[i--]) {
    strides[i] = stride;
    source += begin[i] * stride;
  }
  // The last axes that are taken whole, and the one before them, lie together in memory.
  let axis = shape.length - 1;
  while (axis > 0 && size[axis] === shape[axis]) axis--;
  const run = axis < 0 ? 1 : size[axis] * strides[axis];
  const place = new Array(Math.max(0, axis)).fill(0);
  for (let at = 0; at < count; at += run) {
    if (run > SHORT) to.set(from.subarray(source, source + run), at);
    else for (let i = 0; i < run; i++) to[at + i] = from[source + i];
    for (let outer = axis - 1; outer >= 0; outer--) {
      source += strides[outer];
      if (++place[outer] < size[outer]) break;
      source -= size[outer] * strides[outer];
      place[outer] = 0;
    }
  }
}
