// @ts-check
/**
 * Arrays across the boundary: one copy each way, straight between the interpreter's memory and the backend's.
 *
 * Python passes the address and length of a contiguous array that it keeps alive during the call. Views of its memory are
 * made anew at each call, because they end when that memory grows. (The buffer protocol's `getBuffer` does the same
 * through a proxy, 20 µs dearer.)
 */
import { get, put } from "./slots.js";
import { shapeAt } from "./attributes.js";
import { countStringBytes } from "./string_bytes.js";
import { watch } from "./watch.js";

/** TF.js dtype -> view of the interpreter's memory; complex64 is pairs of float32. */
const VIEWS = { float32: Float32Array, int32: Int32Array, bool: Uint8Array, complex64: Float32Array };

/** @param {any} tf */
export function transfers(tf) {
  const engine = tf.engine();
  countStringBytes(engine);
  /** @type {{HEAPU8: Uint8Array<ArrayBuffer>}} the interpreter, once it is there */
  let python;

  /** @param {string} dtype @param {number} address @param {number} length elements of the view */
  function view(dtype, address, length) {
    const View = VIEWS[/** @type {keyof typeof VIEWS} */ (dtype)];
    return new View(python.HEAPU8.buffer, address, length);
  }

  /**
   * A tensor from an array in Python's memory.
   * @param {number} address @param {number} length @param {string} dtype @param {number} shapeId
   */
  function upload(address, length, dtype, shapeId) {
    const shape = shapeAt(shapeId);
    const values = view(dtype, address, length);
    return put(dtype === "complex64" ? complex(/** @type {Float32Array} */ (values), shape) : make(values, shape, dtype));
  }

  /** A tensor of float32 whose values a function writes, straight into the backend's memory where it can be reached. @param {number[]} shape @param {(values: Float32Array) => void} fill */
  function filled(shape, fill) {
    const size = shape.reduce((product, side) => product * side, 1);
    const { backend } = engine;
    if (engine.backendName !== "wasm" || size === 0) {
      const values = new Float32Array(size);
      fill(values);
      return put(engine.makeTensor(values, shape, "float32"));
    }
    const out = backend.makeOutput(shape, "float32");
    fill(new Float32Array(backend.wasm.HEAPU8.buffer, backend.getMemoryOffset(out.dataId), size));
    return put(engine.makeTensorFromTensorInfo(out, backend));
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

  /** Copy a tensor's values into an array in Python's memory. @param {number} slot @param {number} address @param {number} length */
  function download(slot, address, length) {
    const tensor = get(slot);
    const values = valuesOf(tensor);
    watch.recording?.read(tensor, values);
    view(tensor.dtype, address, length).set(values);
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
    const values = engine.readSync(tensor.dataId);
    watch.recording?.read(tensor, values);
    return values;
  }

  /** A promise that settles when the values can be read without waiting. @param {number} slot */
  async function arrived(slot) {
    await get(slot).data();
  }

  /** @param {any} module Pyodide's Emscripten module */
  function adoptPython(module) {
    python = module;
  }

  /** Put whole numbers into an int32 array in Python's memory. @param {number} address @param {number[]} values */
  function write(address, values) {
    view("int32", address, values.length).set(values);
  }

  return { adoptPython, write, view, upload, filled, scalar, uploadStrings, download, downloadStrings, arrived };
}
