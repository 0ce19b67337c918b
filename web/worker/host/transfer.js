// @ts-check
/**
 * Arrays across the boundary: one copy each way.
 *
 * Python passes any object with the buffer protocol. `getBuffer` gives a view of the interpreter's memory without a
 * copy; the view is valid until that memory grows, so it is used and released at once.
 */
import { get, put } from "./slots.js";
import { shapeAt } from "./attributes.js";

/** @type {Record<string, string>} TF.js dtype -> kind of view that `getBuffer` takes */
const VIEWS = { float32: "f32", int32: "i32", bool: "u8", complex64: "f32" };

/** @param {any} tf */
export function transfers(tf) {
  const engine = tf.engine();

  /**
   * A tensor from a buffer; complex64 arrives as pairs of float32.
   * @param {any} buffer PyProxy of a contiguous buffer @param {string} dtype @param {number} shapeId
   */
  function upload(buffer, dtype, shapeId) {
    const shape = shapeAt(shapeId);
    const view = buffer.getBuffer(VIEWS[dtype]);
    try {
      return put(dtype === "complex64" ? complex(view.data, shape) : make(view.data, shape, dtype));
    } finally {
      view.release();
    }
  }

  /** @param {any} values view of foreign memory @param {number[]} shape @param {string} dtype */
  function make(values, shape, dtype) {
    // Only the WASM backend copies on write; the others keep the array they are given.
    const own = engine.backendName === "wasm" ? values : values.slice();
    return engine.makeTensor(own, shape, dtype);
  }

  /** @param {Float32Array} pairs @param {number[]} shape */
  function complex(pairs, shape) {
    const size = pairs.length / 2;
    const real = Float32Array.from({ length: size }, (_, i) => pairs[2 * i]);
    const imag = Float32Array.from({ length: size }, (_, i) => pairs[2 * i + 1]);
    return tf.tidy(() => tf.complex(tf.tensor(real, shape), tf.tensor(imag, shape)));
  }

  /** @param {number} value @param {string} dtype */
  function scalar(value, dtype) {
    const Type = dtype === "float32" ? Float32Array : dtype === "int32" ? Int32Array : Uint8Array;
    return put(engine.makeTensor(Type.of(value), [], dtype));
  }

  /** @param {any} strings JS array of Uint8Array (UTF-8 or any bytes) @param {number} shapeId */
  function uploadStrings(strings, shapeId) {
    return put(tf.tensor(strings, shapeAt(shapeId), "string"));
  }

  /** Copy a tensor's values into a writable buffer of the same size. @param {number} slot @param {any} buffer */
  function download(slot, buffer) {
    const tensor = get(slot);
    const view = buffer.getBuffer(VIEWS[tensor.dtype]);
    try {
      view.data.set(valuesOf(tensor));
    } finally {
      view.release();
    }
  }

  /** Values of a tensor, without a copy of our own where the backend's memory can be read in place. @param {any} tensor */
  function valuesOf(tensor) {
    if (tensor.dtype === "complex64") return tensor.dataSync(); // pairs already
    const info = engine.state.tensorInfo.get(tensor.dataId);
    const backend = info?.backend;
    if (info === undefined || backend?.wasm === undefined || tensor.size === 0) return tensor.dataSync();
    const offset = backend.getMemoryOffset(tensor.dataId);
    const heap = backend.wasm.HEAPU8;
    if (tensor.dtype === "bool") return heap.subarray(offset, offset + tensor.size);
    const Type = tensor.dtype === "float32" ? Float32Array : Int32Array;
    return new Type(heap.buffer, offset, tensor.size);
  }

  /** @param {number} slot @returns {Uint8Array[]} the bytes of each string, in row-major order */
  function downloadStrings(slot) {
    const tensor = get(slot);
    return engine.readSync(tensor.dataId);
  }

  /** A promise that settles when the values can be read without waiting. @param {number} slot */
  async function arrived(slot) {
    await get(slot).data();
  }

  return { upload, scalar, uploadStrings, download, downloadStrings, arrived };
}
