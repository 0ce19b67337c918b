// @ts-check
/** Rows that are added to, or put in place of, others: sums by segment, and updates that leave their input alone. */

import { sizeOf } from "./workbench.js";

/** @typedef {Float32Array | Int32Array | Uint8Array} Numbers */

/** Sums by segment for wasm, which has none but adds up what it scatters. @param {import("./registry.js").Registry} registry */
export function addSegmentSums(registry) {
  registry.supply("UnsortedSegmentSum", (bench, { x, segmentIds }, { numSegments }) => {
    const shape = [numSegments, ...x.shape.slice(1)];
    const ids = bench.backend.typedArrayFromHeap(segmentIds);
    if (sizeOf(x.shape) * sizeOf(shape) > 0 && within(ids, numSegments)) {
      return bench.run("ScatterNd", { indices: bench.alias(segmentIds, [ids.length, 1]), updates: x }, { shape });
    }
    const out = bench.make(shape, x.dtype);
    const [values, sums] = [x, out].map((info) => bench.backend.typedArrayFromHeap(info));
    sums.fill(0);
    addRows(values, ids, sums, numSegments);
    return out;
  });
}

/**
 * The CPU backend multiplies all rows by 0 or 1 for each segment, which takes rows times segments and spreads NaN; and its
 * TensorScatterUpdate writes into the tensor that is to be updated.
 * @param {import("./registry.js").Registry} registry
 */
export function mendRows(registry) {
  registry.extend("UnsortedSegmentSum", "any", ({ x }) => x.dtype === "float32" || x.dtype === "int32", (bench, { x, segmentIds }, { numSegments }) => {
    const shape = [numSegments, ...x.shape.slice(1)];
    const sums = x.dtype === "int32" ? new Int32Array(sizeOf(shape)) : new Float32Array(sizeOf(shape));
    addRows(bench.read(x), bench.read(segmentIds), sums, numSegments);
    return bench.make(shape, x.dtype, sums);
  });
  registry.wrap("TensorScatterUpdate", "on a copy", (own, { inputs, attrs, backend }) => {
    const { tensor } = inputs;
    const copy = backend.makeTensorInfo(tensor.shape, tensor.dtype, backend.readSync(tensor.dataId).slice());
    try {
      return own({ inputs: { ...inputs, tensor: copy }, attrs, backend });
    } finally {
      backend.disposeData(copy.dataId);
    }
  });
}

/** Whether every id names a row. @param {Numbers} ids @param {number} count */
function within(ids, count) {
  for (let i = 0; i < ids.length; i++) if (ids[i] < 0 || ids[i] >= count) return false;
  return true;
}

/**
 * Add each row to the one that its id names; an id outside names none.
 * @param {Numbers} values @param {Numbers} ids @param {Numbers} sums @param {number} numSegments
 */
function addRows(values, ids, sums, numSegments) {
  const width = ids.length === 0 ? 0 : values.length / ids.length;
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row];
    if (id < 0 || id >= numSegments) continue;
    for (let i = 0; i < width; i++) sums[id * width + i] += values[row * width + i];
  }
}
