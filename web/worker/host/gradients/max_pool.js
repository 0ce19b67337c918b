// @ts-check
/**
 * The gradient of a maximum on WASM.
 *
 * TF.js's own kernel takes the smallest positive number for the smallest one: it loses the gradient of every window whose
 * values are all negative, and gives that of equal values to the last. This one gives it to the first place of a window,
 * row by row, that holds the maximum, as the CPU backend does.
 */
import { composed } from "../kernels/workbench.js";

/** @typedef {import("../kernels/workbench.js").Workbench} Workbench */
/** @typedef {import("../kernels/workbench.js").Info} Info */

/** @param {any} tf */
export function repairMaxPoolOfWasm(tf) {
  const kernel = tf.getKernel("MaxPoolGrad", "wasm");
  if (kernel == null) return;
  tf.unregisterKernel("MaxPoolGrad", "wasm");
  tf.registerKernel({
    ...kernel,
    kernelFunc: composed(tf, "wasm", (bench, { dy, input, output }, { filterSize, strides, pad, dimRoundingMode }) => {
      const info = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
      const slopes = bench.make(input.shape, "float32");
      const [values, largest, given, found] = [input, output, dy, slopes].map((tensor) => bench.backend.typedArrayFromHeap(tensor));
      found.fill(0);
      passBack(values, largest, given, found, info);
      return slopes;
    }),
  });
}

/**
 * Add the gradient of each window to the place of its maximum.
 * @param {Float32Array} values @param {Float32Array} largest @param {Float32Array} given @param {Float32Array} found @param {any} info
 */
function passBack(values, largest, given, found, info) {
  const { batchSize, inChannels, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth, padInfo } = info;
  const line = inWidth * inChannels;
  let window = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * strideHeight - padInfo.top;
      const first = (image * inHeight + Math.max(0, top)) * line;
      const last = (image * inHeight + Math.min(inHeight, top + filterHeight)) * line;
      for (let column = 0; column < outWidth; column++) {
        const left = column * strideWidth - padInfo.left;
        const begin = Math.max(0, left) * inChannels;
        const end = Math.min(inWidth, left + filterWidth) * inChannels;
        for (let channel = 0; channel < inChannels; channel++, window++) {
          const place = placeOf(values, largest[window], first + channel, last, line, begin, end, inChannels);
          if (place >= 0) found[place] += given[window];
        }
      }
    }
  }
}

/**
 * Where in a window its maximum is; -1 if it is NaN.
 * @param {Float32Array} values @param {number} wanted @param {number} first @param {number} last @param {number} line
 * @param {number} begin @param {number} end @param {number} step
 */
function placeOf(values, wanted, first, last, line, begin, end, step) {
  for (let start = first; start < last; start += line) {
    for (let at = start + begin, stop = start + end; at < stop; at += step) if (values[at] === wanted) return at;
  }
  return -1;
}
