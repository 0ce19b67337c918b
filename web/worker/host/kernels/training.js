// @ts-check
/**
 * What training needs and the wasm backend lacks: gradients of convolutions.
 *
 * The filter's gradient is a product of two matrices, what each value of the filter sees (filter size x places) and dy
 * (places x channels out), which wasm multiplies fast; the first is copied together here, straight on its heap, in the
 * order in which no side has to be transposed. Depthwise gradients are too thin for a product: the filter's is summed
 * here. The input's is a convolution of the gradient, widened by zeros, with the filter turned around; wasm's own kernel
 * for it is a plain loop.
 */

import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */

/** Elements of the patches made at a time, 16 MB; more images than that go in several portions. */
const MOST_PATCHES = 1 << 22;

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function addTraining(registry) {
  registry.supply("Conv2DBackpropFilter", convolutionFilter);
  registry.extend("Conv2DBackpropInput", "channels last", (_, { dataFormat = "NHWC" }) => dataFormat === "NHWC", convolutionInput);
  registry.supply("DepthwiseConv2dNativeBackpropFilter", depthwiseFilter);
  registry.supply("DepthwiseConv2dNativeBackpropInput", depthwiseInput);
}

/** @type {import("./workbench.js").Body} */
function convolutionFilter(bench, { x, dy }, { strides, pad, dataFormat = "NHWC", dimRoundingMode, filterShape }) {
  const { backend_util } = bench.tf;
  if (dataFormat === "NCHW") {
    const last = (/** @type {Info} */ tensor) => bench.transpose(tensor, [0, 2, 3, 1]);
    return convolutionFilter(bench, { x: last(x), dy: last(dy) }, { strides, pad, dimRoundingMode, filterShape });
  }
  const conv = backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
  const { batchSize, outHeight, outWidth, outChannels, filterHeight, filterWidth, inChannels } = conv;
  const places = outHeight * outWidth;
  const size = filterHeight * filterWidth * inChannels;
  const portion = Math.max(1, Math.min(batchSize, Math.floor(MOST_PATCHES / Math.max(1, places * size))));
  /** @type {Info | null} */
  let total = null;
  for (let first = 0; first < batchSize; first += portion) {
    const count = Math.min(portion, batchSize - first);
    const patches = bench.make([1, size, count * places], "float32");
    fillPatches(bench, x, patches, conv, first, count);
    const whole = count === batchSize;
    const rows = whole ? dy : bench.run("Slice", { x: dy }, { begin: [first, 0, 0, 0], size: [count, outHeight, outWidth, outChannels] });
    const slopes = bench.reshape(rows, [1, count * places, outChannels]);
    const part = bench.run("BatchMatMul", { a: patches, b: slopes }, { transposeA: false, transposeB: false });
    bench.free(patches);
    total = total === null ? part : bench.binary("Add", total, part);
  }
  if (total === null || size === 0) return bench.make(filterShape, "float32", new Float32Array(size * outChannels));
  return bench.reshape(total, filterShape);
}

/**
 * Copy what each value of the filter sees at every place, one row for each: zeros where it lies over the edge.
 * @param {Workbench} bench @param {Info} x @param {Info} patches @param {any} conv @param {number} first image @param {number} count of images
 */
function fillPatches(bench, x, patches, conv, first, count) {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = conv;
  const from = bench.backend.typedArrayFromHeap(x);
  const to = bench.backend.typedArrayFromHeap(patches);
  const step = strideWidth * inChannels;
  const places = count * outHeight * outWidth;
  for (let y = 0; y < filterHeight; y++) {
    for (let z = 0; z < filterWidth; z++) {
      const offset = z - padInfo.left;
      const begin = Math.min(outWidth, Math.max(0, Math.ceil(-offset / strideWidth)));
      const end = Math.max(begin, Math.min(outWidth, Math.ceil((inWidth - offset) / strideWidth)));
      const filterPlace = (y * filterWidth + z) * inChannels * places;
      for (let line = 0; line < count * outHeight; line++) {
        const inRow = (line % outHeight) * strideHeight - padInfo.top + y;
        const image = first + Math.floor(line / outHeight);
        const inside = inRow >= 0 && inRow < inHeight;
        const left = inside ? begin : outWidth;
        const right = inside ? end : outWidth;
        const start = ((image * inHeight + inRow) * inWidth + begin * strideWidth + offset) * inChannels;
        // One line of the image for all channels: it stays in the cache.
        for (let channel = 0, at = filterPlace + line * outWidth; channel < inChannels; channel++, at += places) {
          let source = start + channel;
          for (let i = at; i < at + left; i++) to[i] = 0;
          for (let i = at + left; i < at + right; i++, source += step) to[i] = from[source];
          for (let i = at + right; i < at + outWidth; i++) to[i] = 0;
        }
      }
    }
  }
}

/** @type {import("./workbench.js").Body} */
function convolutionInput(bench, { dy, filter }, { strides, pad, dimRoundingMode, inputShape }) {
  const conv = bench.tf.backend_util.computeConv2DInfo(inputShape, filter.shape, strides, 1, pad, dimRoundingMode);
  if (Math.min(...dy.shape, ...filter.shape, ...inputShape) === 0) return bench.make(inputShape, "float32", new Float32Array(sizeOf(inputShape)));
  return spread(bench, "Conv2D", dy, bench.transpose(filter, [0, 1, 3, 2]), conv);
}

/** @type {import("./workbench.js").Body} */
function depthwiseFilter(bench, { x, dy }, { strides, dilations = 1, pad, dimRoundingMode, filterShape }) {
  const conv = bench.tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, dilations, pad, dimRoundingMode, true);
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = conv;
  const { strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } = conv;
  const multiplier = filterShape[3];
  const channels = inChannels * multiplier;
  const out = bench.make(filterShape, "float32");
  const values = bench.backend.typedArrayFromHeap(x);
  const slopes = bench.backend.typedArrayFromHeap(dy);
  const sums = bench.backend.typedArrayFromHeap(out);
  sums.fill(0);
  for (let image = 0; image < batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      for (let y = 0; y < filterHeight; y++) {
        const inRow = row * strideHeight - padInfo.top + y * dilationHeight;
        if (inRow < 0 || inRow >= inHeight) continue;
        for (let z = 0; z < filterWidth; z++) {
          const filter = (y * filterWidth + z) * channels;
          for (let column = 0; column < outWidth; column++) {
            const inColumn = column * strideWidth - padInfo.left + z * dilationWidth;
            if (inColumn < 0 || inColumn >= inWidth) continue;
            const source = ((image * inHeight + inRow) * inWidth + inColumn) * inChannels;
            const slope = ((image * outHeight + row) * outWidth + column) * channels;
            if (multiplier === 1) {
              for (let c = 0; c < channels; c++) sums[filter + c] += values[source + c] * slopes[slope + c];
            } else {
              for (let c = 0; c < channels; c++) sums[filter + c] += values[source + Math.floor(c / multiplier)] * slopes[slope + c];
            }
          }
        }
      }
    }
  }
  return out;
}

/** @type {import("./workbench.js").Body} */
function depthwiseInput(bench, { dy, filter }, { strides, dilations = 1, pad, dimRoundingMode, inputShape }) {
  const conv = bench.tf.backend_util.computeConv2DInfo(inputShape, filter.shape, strides, dilations, pad, dimRoundingMode, true);
  const multiplier = filter.shape[3];
  if (multiplier !== 1) {
    // One multiplier at a time: each is a depthwise convolution of its own.
    const { batchSize, outHeight, outWidth, inChannels } = conv;
    const apart = bench.reshape(dy, [batchSize, outHeight, outWidth, inChannels, multiplier]);
    /** @type {Info | null} */
    let total = null;
    for (let m = 0; m < multiplier; m++) {
      const slope = bench.run("Slice", { x: apart }, { begin: [0, 0, 0, 0, m], size: [batchSize, outHeight, outWidth, inChannels, 1] });
      const one = bench.run("Slice", { x: filter }, { begin: [0, 0, 0, m], size: [filter.shape[0], filter.shape[1], inChannels, 1] });
      const part = spread(bench, "DepthwiseConv2dNative", bench.reshape(slope, [batchSize, outHeight, outWidth, inChannels]), one, conv);
      total = total === null ? part : bench.binary("Add", total, part);
    }
    return /** @type {Info} */ (total);
  }
  return spread(bench, "DepthwiseConv2dNative", dy, filter, conv);
}

/**
 * What a convolution does backwards: each value of dy spread over the window that it came from.
 *
 * With steps, a place of the input sees only every so many rows and columns of the filter: which ones depends on where
 * the place lies between two steps. All places that lie alike are one convolution of dy with their part of the filter.
 * @param {Workbench} bench @param {string} kernel @param {Info} dy @param {Info} filter @param {any} conv @returns {Info}
 */
function spread(bench, kernel, dy, filter, conv) {
  const { strideHeight, strideWidth, inHeight, inWidth, batchSize } = conv;
  const down = axisOf(conv, "Height", "top");
  const right = axisOf(conv, "Width", "left");
  if (strideHeight === 1 && strideWidth === 1) return part(bench, kernel, dy, filter, down[0], right[0]);
  const channels = kernel === "Conv2D" ? filter.shape[3] : filter.shape[2];
  const out = bench.make([batchSize, inHeight, inWidth, channels], "float32");
  bench.backend.typedArrayFromHeap(out).fill(0);
  for (const row of down) {
    for (const column of right) {
      if (row.count === 0 || column.count === 0 || row.taken === 0 || column.taken === 0) continue;
      const alike = part(bench, kernel, dy, filter, row, column);
      interleave(bench, alike, out, row, column);
      bench.free(alike);
    }
  }
  return out;
}

/** @typedef {{first: number, count: number, step: number, gap: number, from: number, taken: number, before: number, after: number}} Alike */

/**
 * The places along an axis that lie alike between two steps: the first one and how many there are, the part of the
 * filter that they see, and how much dy has to be framed.
 * @param {any} conv @param {"Height" | "Width"} side @param {"top" | "left"} edge @returns {Alike[]}
 */
function axisOf(conv, side, edge) {
  const step = conv[`stride${side}`];
  const gap = conv[`dilation${side}`];
  const size = conv[`filter${side}`];
  const pad = conv.padInfo[edge];
  return Array.from({ length: step }, (_, from) => {
    // With gaps there are no steps: everything lies alike, and the filter keeps its gaps.
    const first = (((from - pad) % step) + step) % step;
    const count = Math.max(0, Math.ceil((conv[`in${side}`] - first) / step));
    const taken = Math.max(0, Math.ceil((size - from) / step));
    const start = (first + pad - from) / step;
    return { first, count, step, gap, from, taken, before: (taken - 1) * gap - start, after: start + count - conv[`out${side}`] };
  });
}

/** @param {Workbench} bench @param {string} kernel @param {Info} dy @param {Info} filter @param {Alike} row @param {Alike} column @returns {Info} */
function part(bench, kernel, dy, filter, row, column) {
  const framed = framedBy(bench, dy, row.before, row.after, column.before, column.after);
  const whole = row.step === 1 && column.step === 1;
  const seen = whole ? filter : bench.stridedSlice(filter, [row.from, column.from, 0, 0], filter.shape, [row.step, column.step, 1, 1]);
  const turned = bench.run("Reverse", { x: seen }, { dims: [0, 1] });
  return bench.run(kernel, { x: framed, filter: turned }, { strides: [1, 1], pad: "valid", dataFormat: "NHWC", dilations: [row.gap, column.gap] });
}

/** @param {Workbench} bench @param {Info} alike @param {Info} out @param {Alike} row @param {Alike} column */
function interleave(bench, alike, out, row, column) {
  const [batch, rows, columns, channels] = alike.shape;
  const [, height, width] = out.shape;
  const from = bench.backend.typedArrayFromHeap(alike);
  const to = bench.backend.typedArrayFromHeap(out);
  let source = 0;
  for (let image = 0; image < batch; image++) {
    for (let y = 0; y < rows; y++) {
      let at = ((image * height + row.first + y * row.step) * width + column.first) * channels;
      for (let x = 0; x < columns; x++, at += column.step * channels) {
        for (let c = 0; c < channels; c++) to[at + c] = from[source++];
      }
    }
  }
}

/** Zeros around an image; a negative width cuts off. @param {Workbench} bench @param {Info} x @param {number} top @param {number} bottom @param {number} left @param {number} right */
function framedBy(bench, x, top, bottom, left, right) {
  let cut = x;
  if (Math.min(top, bottom, left, right) < 0) {
    const [batch, height, width, channels] = x.shape;
    const begin = [0, Math.max(0, -top), Math.max(0, -left), 0];
    const size = [batch, height - begin[1] - Math.max(0, -bottom), width - begin[2] - Math.max(0, -right), channels];
    cut = bench.run("Slice", { x }, { begin, size });
  }
  const some = (/** @type {number} */ n) => Math.max(0, n);
  return bench.pad(cut, [[0, 0], [some(top), some(bottom)], [some(left), some(right)], [0, 0]]);
}
