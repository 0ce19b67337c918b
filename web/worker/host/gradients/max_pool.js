// @ts-check
/**
 * The gradient of a maximum on WASM, composed.
 *
 * TF.js's own kernel takes the smallest positive number for the smallest one: it loses the gradient of every window whose
 * values are all negative, and gives that of equal values to the last. This one looks at one place of all windows after
 * the other, in the order in which the CPU backend does.
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
      const { padInfo, strideHeight, strideWidth, filterHeight, filterWidth } = info;
      const apart = strideHeight === filterHeight && strideWidth === filterWidth;
      const inside = padInfo.top + padInfo.bottom + padInfo.left + padInfo.right === 0;
      return apart && inside ? disjoint(bench, dy, input, output, info) : overlapping(bench, dy, input, output, info);
    }),
  });
}

/** Which windows have their maximum at the next place, and did not have it before. */
class Search {
  /** @param {Workbench} bench @param {Info} largest @param {Info} dy */
  constructor(bench, largest, dy) {
    this.bench = bench;
    this.largest = largest;
    this.dy = dy;
    this.zeros = bench.run("ZerosLike", { x: dy });
    /** @type {Info | null} */
    this.open = null;
  }

  /** The gradient of the windows that find their maximum here. @param {Info} values @returns {Info} */
  at(values) {
    const { bench, largest, dy, zeros, open } = this;
    const equal = bench.binary("Equal", values, largest);
    const here = open === null ? equal : bench.binary("LogicalAnd", open, equal);
    const elsewhere = bench.unary("LogicalNot", equal);
    this.open = open === null ? elsewhere : bench.binary("LogicalAnd", open, elsewhere);
    return bench.run("Select", { condition: here, t: dy, e: zeros });
  }
}

/**
 * Windows side by side: each place of all windows is a slice of the rows and columns in blocks.
 * @param {Workbench} bench @param {Info} dy @param {Info} input @param {Info} output @param {any} info @returns {Info}
 */
function disjoint(bench, dy, input, output, { filterHeight, filterWidth, outHeight, outWidth }) {
  const [batch, height, width, channels] = input.shape;
  const [rows, columns] = [outHeight * filterHeight, outWidth * filterWidth];
  const whole = rows === height && columns === width;
  const covered = whole ? input : bench.run("Slice", { x: input }, { begin: [0, 0, 0, 0], size: [batch, rows, columns, channels] });
  const blocks = bench.reshape(covered, [batch * outHeight, filterHeight, outWidth, filterWidth * channels]);
  const flat = [batch * outHeight, 1, outWidth, channels];
  const search = new Search(bench, bench.reshape(output, flat), bench.reshape(dy, flat));
  const found = [];
  for (let row = 0; row < filterHeight; row++) {
    const line = [];
    for (let column = 0; column < filterWidth; column++) {
      line.push(search.at(bench.run("Slice", { x: blocks }, { begin: [0, row, 0, column * channels], size: flat })));
    }
    found.push(bench.run("Concat", line, { axis: 3 }));
  }
  const out = bench.reshape(bench.run("Concat", found, { axis: 1 }), [batch, rows, columns, channels]);
  return bench.pad(out, [[0, 0], [0, height - rows], [0, width - columns], [0, 0]]);
}

/**
 * Windows that overlap or stick out: each place is a slice with steps of the framed image, and goes back by zeros between.
 * @param {Workbench} bench @param {Info} dy @param {Info} input @param {Info} output @param {any} info @returns {Info}
 */
function overlapping(bench, dy, input, output, { padInfo, filterHeight, filterWidth, strideHeight, strideWidth, outHeight, outWidth }) {
  const [batch, height, width, channels] = input.shape;
  const [rows, columns] = [outHeight * strideHeight, outWidth * strideWidth];
  const canvas = [Math.max(rows + filterHeight - 1, padInfo.top + height), Math.max(columns + filterWidth - 1, padInfo.left + width)];
  const framed = bench.pad(input, [[0, 0], [padInfo.top, canvas[0] - padInfo.top - height], [padInfo.left, canvas[1] - padInfo.left - width], [0, 0]], -Infinity);
  const search = new Search(bench, output, dy);
  /** @type {Info | null} */
  let sum = null;
  for (let row = 0; row < filterHeight; row++) {
    for (let column = 0; column < filterWidth; column++) {
      const end = [batch, row + rows - strideHeight + 1, column + columns - strideWidth + 1, channels];
      const values = bench.stridedSlice(framed, [0, row, column, 0], end, [1, strideHeight, strideWidth, 1]);
      const lines = bench.reshape(search.at(values), [batch * outHeight, 1, outWidth, channels]);
      const spread = bench.reshape(bench.pad(lines, [[0, 0], [0, strideHeight - 1], [0, 0], [0, (strideWidth - 1) * channels]]), [batch, rows, columns, channels]);
      const placed = bench.pad(spread, [[0, 0], [row, canvas[0] - rows - row], [column, canvas[1] - columns - column], [0, 0]]);
      sum = sum === null ? placed : bench.binary("Add", sum, placed);
    }
  }
  return bench.run("Slice", { x: sum }, { begin: [0, padInfo.top, padInfo.left, 0], size: [batch, height, width, channels] });
}
