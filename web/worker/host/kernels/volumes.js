// @ts-check
/**
 * Gradients of 3-D convolutions on wasm, whose own kernels leave places out: they mistake the filter's reach in depth,
 * and round it down where a stride does not divide it.
 *
 * As in training.js, both are products of matrices. With patches (places x filter size) of the input, the filter's
 * gradient is patches^T dy, and what dy filter^T says of each patch is added up in the input's gradient.
 */
import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */

/** Elements of the patches made at a time, 16 MB. */
const MOST_PATCHES = 1 << 22;

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function extendVolumes(registry) {
  const always = () => true;
  registry.extend("Conv3DBackpropFilterV2", "any", always, filterGradient);
  registry.extend("Conv3DBackpropInputV2", "any", always, inputGradient);
}

/** @type {import("./workbench.js").Body} */
function filterGradient(bench, { x, dy }, { strides, dilations = 1, pad, filterShape }) {
  const conv = bench.tf.backend_util.computeConv3DInfo(x.shape, filterShape, strides, dilations, pad);
  const size = sizeOf(filterShape.slice(0, 4));
  /** @type {Info | null} */
  let total = null;
  eachPortion(bench, dy, conv, size, (rows, first, count) => {
    const patches = bench.make([1, count, size], "float32");
    const from = bench.backend.typedArrayFromHeap(x);
    const to = bench.backend.typedArrayFromHeap(patches);
    to.fill(0);
    eachTap(conv, first, count, (inside, at) => {
      for (let c = 0; c < conv.inChannels; c++) to[at + c] = from[inside + c];
    });
    const turned = bench.reshape(bench.transpose(rows, [1, 0]), [1, conv.outChannels, count]);
    const part = bench.run("BatchMatMul", { a: turned, b: patches }, { transposeA: false, transposeB: false });
    bench.free(patches);
    total = total === null ? part : bench.binary("Add", total, part);
  });
  if (total === null) return bench.make(filterShape, "float32", new Float32Array(sizeOf(filterShape)));
  return bench.reshape(bench.transpose(bench.reshape(total, [conv.outChannels, size]), [1, 0]), filterShape);
}

/** @type {import("./workbench.js").Body} */
function inputGradient(bench, { dy, filter }, { strides, dilations = 1, pad, inputShape }) {
  const conv = bench.tf.backend_util.computeConv3DInfo(inputShape, filter.shape, strides, dilations, pad);
  const size = sizeOf(filter.shape.slice(0, 4));
  const out = bench.make(inputShape, "float32", new Float32Array(sizeOf(inputShape)));
  const turned = bench.transpose(bench.reshape(filter, [size, conv.outChannels]), [1, 0]);
  const columns = bench.reshape(turned, [1, conv.outChannels, size]);
  eachPortion(bench, dy, conv, size, (rows, first, count) => {
    const a = bench.reshape(rows, [1, count, conv.outChannels]);
    const said = bench.run("BatchMatMul", { a, b: columns }, { transposeA: false, transposeB: false });
    const from = bench.backend.typedArrayFromHeap(said);
    const to = bench.backend.typedArrayFromHeap(out);
    eachTap(conv, first, count, (inside, at) => {
      for (let c = 0; c < conv.inChannels; c++) to[inside + c] += from[at + c];
    });
    bench.free(said);
  });
  return out;
}

/**
 * The gradient's rows (places x channels out) in portions whose patches fit; nothing if there is nothing to add.
 * @param {Workbench} bench @param {Info} dy @param {any} conv @param {number} size of a patch
 * @param {(rows: Info, first: number, count: number) => void} visit
 */
function eachPortion(bench, dy, conv, size, visit) {
  const places = sizeOf(dy.shape.slice(0, 4));
  if (places * size * conv.outChannels === 0) return;
  const all = bench.reshape(dy, [places, conv.outChannels]);
  const portion = Math.max(1, Math.floor(MOST_PATCHES / size));
  for (let first = 0; first < places; first += portion) {
    const count = Math.min(portion, places - first);
    visit(bench.run("Slice", { x: all }, { begin: [first, 0], size: [count, conv.outChannels] }), first, count);
  }
}

/**
 * Every tap of the filter that lies inside the input, at each of the places.
 * @param {any} conv @param {number} first @param {number} count of places
 * @param {(inside: number, at: number) => void} visit where its channels begin in the input, and in the patches
 */
function eachTap(conv, first, count, visit) {
  const { inDepth, inHeight, inWidth, inChannels, outDepth, outHeight, outWidth, padInfo } = conv;
  const { filterDepth, filterHeight, filterWidth, dilationDepth, dilationHeight, dilationWidth } = conv;
  let at = 0;
  for (let place = first; place < first + count; place++) {
    const row = Math.floor(place / outWidth);
    const frame = Math.floor(row / outHeight);
    const image = Math.floor(frame / outDepth);
    const front = (frame % outDepth) * conv.strideDepth - padInfo.front;
    const top = (row % outHeight) * conv.strideHeight - padInfo.top;
    const left = (place % outWidth) * conv.strideWidth - padInfo.left;
    for (let f = 0; f < filterDepth; f++) {
      const z = front + f * dilationDepth;
      for (let r = 0; r < filterHeight; r++) {
        const y = top + r * dilationHeight;
        const outside = z < 0 || z >= inDepth || y < 0 || y >= inHeight;
        const line = ((image * inDepth + z) * inHeight + y) * inWidth;
        for (let c = 0; c < filterWidth; c++, at += inChannels) {
          const x = left + c * dilationWidth;
          if (!outside && x >= 0 && x < inWidth) visit((line + x) * inChannels, at);
        }
      }
    }
  }
}
