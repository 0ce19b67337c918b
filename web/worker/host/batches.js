// @ts-check
/**
 * Batches of tensors that stay on the device: some of their rows, in their own order or one that Python chose.
 *
 * Where the backend's memory can be reached, rows are copied without a kernel.
 */
import { another } from "./same.js";

const BYTES = { float32: 4, int32: 4, bool: 1, complex64: 8 };

/** @param {any} tf */
export function batchTaker(tf) {
  const engine = tf.engine();

  /**
   * Rows of some tensors as new tensors, the caller's to own.
   * @param {any[]} tensors with samples along their first dimension
   * @param {Int32Array | null} rows their numbers; null for `size` of them in a row
   * @param {number} start @param {number} size
   * @returns {any[]}
   */
  return function take(tensors, rows, start, size) {
    const made = [];
    let indices = null;
    try {
      for (const tensor of tensors) {
        if (rows === null && start === 0 && size === tensor.shape[0]) made.push(another(tensor));
        else if (isReachable(tensor)) made.push(copied(tensor, rows, start, size));
        else if (rows === null) made.push(sliced(tensor, start, size));
        else made.push(gathered(tensor, (indices ??= engine.makeTensor(rows.slice(), [size], "int32"))));
      }
      return made;
    } catch (error) {
      for (const tensor of made) tensor.dispose();
      throw error;
    } finally {
      indices?.dispose();
    }
  };

  /** @param {any} tensor */
  function isReachable(tensor) {
    return engine.backendName === "wasm" && engine.state.tensorInfo.get(tensor.dataId).backend === engine.backend && tensor.dtype in BYTES && tensor.dtype !== "complex64";
  }

  /** @param {any} tensor @param {Int32Array | null} rows @param {number} start @param {number} size */
  function copied(tensor, rows, start, size) {
    const { backend } = engine;
    const shape = [size, ...tensor.shape.slice(1)];
    const out = backend.makeOutput(shape, tensor.dtype);
    const samples = tensor.shape[0];
    const width = samples === 0 ? 0 : (tensor.size / samples) * BYTES[/** @type {keyof typeof BYTES} */ (tensor.dtype)];
    const heap = backend.wasm.HEAPU8; // read anew: its views change when the memory grows
    const from = backend.getMemoryOffset(tensor.dataId);
    let to = backend.getMemoryOffset(out.dataId);
    if (rows === null) heap.copyWithin(to, from + start * width, from + (start + size) * width);
    else {
      for (const row of rows) {
        if (row < 0 || row >= samples) throw new Error(`row ${row} is outside of ${samples}`);
        heap.copyWithin(to, from + row * width, from + (row + 1) * width);
        to += width;
      }
    }
    return engine.makeTensorFromTensorInfo(out, backend);
  }

  /** @param {any} tensor @param {number} start @param {number} size */
  function sliced(tensor, start, size) {
    const begin = tensor.shape.map((/** @type {number} */ _, /** @type {number} */ axis) => (axis === 0 ? start : 0));
    return engine.runKernel("Slice", { x: tensor }, { begin, size: [size, ...tensor.shape.slice(1)] });
  }

  /** @param {any} tensor @param {any} indices */
  function gathered(tensor, indices) {
    return engine.runKernel("GatherV2", { x: tensor, indices }, { axis: 0, batchDims: 0 });
  }
}
