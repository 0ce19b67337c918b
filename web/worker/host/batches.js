// @ts-check
/**
 * Batches of tensors that stay on the device: some of their rows, in their own order or one that Python chose.
 *
 * Where the backend's memory can be reached, rows are copied without a kernel, and rows that lie together not even that: such
 * a batch is lent a part of its source's memory.
 */
import { another } from "./same.js";

const BYTES = { float32: 4, int32: 4, bool: 1, complex64: 8 };

/** @param {any} tf */
export function batchTaker(tf) {
  const engine = tf.engine();
  /** Data whose memory belongs to another tensor. @type {WeakSet<object>} */
  const borrowed = new WeakSet();

  /**
   * Rows of some tensors as new tensors, to be given back before their sources are disposed of.
   * @param {any[]} tensors with samples along their first dimension
   * @param {Int32Array | null} rows their numbers; null for `size` of them in a row
   * @param {number} start @param {number} size
   * @returns {any[]}
   */
  function take(tensors, rows, start, size) {
    const made = [];
    let indices = null;
    try {
      for (const tensor of tensors) {
        if (rows === null && start === 0 && size === tensor.shape[0]) made.push(another(tensor));
        else if (isReachable(tensor)) made.push(rows === null ? lent(tensor, start, size) : copied(tensor, rows, size));
        else if (rows === null) made.push(sliced(tensor, start, size));
        else made.push(gathered(tensor, (indices ??= engine.makeTensor(rows.slice(), [size], "int32"))));
      }
      return made;
    } catch (error) {
      made.forEach(giveBack);
      throw error;
    } finally {
      indices?.dispose();
    }
  }

  /** Dispose of a tensor of a batch. What shares its data, a result of it for instance, keeps it. @param {any} tensor */
  function giveBack(tensor) {
    if (borrowed.delete(tensor.dataId)) {
      const { backend } = engine.state.tensorInfo.get(tensor.dataId);
      const data = backend.dataIdMap.get(tensor.dataId);
      if (data.refCount > 1) own(data, backend, tensor.size * bytesOf(tensor));
      else data.memoryOffset = 0; // nothing to be freed
    }
    tensor.dispose();
  }

  /** Let data have memory of its own. @param {any} data @param {any} backend @param {number} bytes */
  function own(data, backend, bytes) {
    const { wasm } = backend;
    const place = wasm._malloc(bytes) >>> 0;
    wasm.HEAPU8.copyWithin(place, data.memoryOffset, data.memoryOffset + bytes);
    wasm.tfjs.disposeData(data.id);
    wasm.tfjs.registerTensor(data.id, bytes / bytesOf(data), place);
    data.memoryOffset = place;
  }

  /** @param {{dtype: string}} info */
  const bytesOf = ({ dtype }) => BYTES[/** @type {keyof typeof BYTES} */ (dtype)];

  /** @param {any} tensor  bytes of a row */
  const widthOf = (tensor) => (tensor.size / tensor.shape[0]) * bytesOf(tensor);

  /** @param {any} tensor */
  function isReachable(tensor) {
    return tensor.size > 0 && engine.backendName === "wasm" && engine.state.tensorInfo.get(tensor.dataId).backend === engine.backend && tensor.dtype in BYTES && tensor.dtype !== "complex64";
  }

  /** Rows that lie together, where they are. @param {any} tensor @param {number} start @param {number} size */
  function lent(tensor, start, size) {
    const { backend } = engine;
    const place = backend.getMemoryOffset(tensor.dataId) + start * widthOf(tensor);
    const out = backend.makeOutput([size, ...tensor.shape.slice(1)], tensor.dtype, place);
    borrowed.add(out.dataId);
    return engine.makeTensorFromTensorInfo(out, backend);
  }

  /** @param {any} tensor @param {Int32Array} rows @param {number} size */
  function copied(tensor, rows, size) {
    const { backend } = engine;
    const out = backend.makeOutput([size, ...tensor.shape.slice(1)], tensor.dtype);
    const width = widthOf(tensor);
    const heap = backend.wasm.HEAPU8; // read anew: its views change when the memory grows
    const from = backend.getMemoryOffset(tensor.dataId);
    let to = backend.getMemoryOffset(out.dataId);
    for (const row of rows) {
      if (row < 0 || row >= tensor.shape[0]) throw new Error(`row ${row} is outside of ${tensor.shape[0]}`);
      heap.copyWithin(to, from + row * width, from + (row + 1) * width);
      to += width;
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

  return { take, giveBack };
}
