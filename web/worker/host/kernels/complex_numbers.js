// @ts-check
/**
 * complex64 on every backend.
 *
 * TF.js's cpu, webgl and webgpu keep a complex tensor as two float tensors; only some kernels take it apart. wasm has
 * no complex numbers at all. Here they are: on wasm a complex64 tensor of shape S is the float32 data of shape [...S, 2],
 * real and imaginary parts side by side, which is also what `dataSync` gives on the other backends.
 */
import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {{re: Info, im: Info}} Parts */

/** @param {Info | null | undefined} x */
export const isComplex = (x) => x != null && x.dtype === "complex64";

/** Interleaved floats of a complex tensor on wasm. @param {Workbench} bench @param {Info} x @returns {Float32Array} */
export function floats(bench, x) {
  return bench.backend.typedArrayFromHeap({ dataId: x.dataId, shape: [...x.shape, 2], dtype: "float32" });
}

/** @param {Workbench} bench @param {Info} x @returns {Parts} */
export function apart(bench, x) {
  if (!isComplex(x)) {
    const re = bench.cast(x, "float32");
    return { re, im: bench.run("ZerosLike", { x: re }) };
  }
  return { re: bench.run("Real", { input: x }), im: bench.run("Imag", { input: x }) };
}

/** @param {Workbench} bench @param {Parts} parts @returns {Info} */
export function join(bench, { re, im }) {
  return bench.run("Complex", { real: re, imag: im });
}

/** Complex, Real, Imag and ComplexAbs for wasm. @param {import("./registry.js").Registry} registry */
export function addComplexParts(registry) {
  registry.supply("Complex", (bench, { real, imag }) => {
    const size = sizeOf(real.shape);
    const pairs = bench.make([...real.shape, 2], "float32");
    const out = bench.backend.typedArrayFromHeap(pairs);
    const re = bench.backend.typedArrayFromHeap(real);
    const im = bench.backend.typedArrayFromHeap(imag);
    for (let i = 0; i < size; i++) {
      out[2 * i] = re[i];
      out[2 * i + 1] = im[i];
    }
    return bench.alias(pairs, real.shape, "complex64");
  });
  for (const [kernel, offset] of /** @type {[string, number][]} */ ([
    ["Real", 0],
    ["Imag", 1],
  ])) {
    registry.supply(kernel, (bench, { input }) => {
      const out = bench.make(input.shape, "float32");
      const pairs = floats(bench, input);
      const part = bench.backend.typedArrayFromHeap(out);
      for (let i = 0; i < part.length; i++) part[i] = pairs[2 * i + offset];
      return out;
    });
  }
  registry.supply("ComplexAbs", (bench, { x }) => {
    const out = bench.make(x.shape, "float32");
    const pairs = floats(bench, x);
    const lengths = bench.backend.typedArrayFromHeap(out);
    for (let i = 0; i < lengths.length; i++) lengths[i] = Math.hypot(pairs[2 * i], pairs[2 * i + 1]);
    return out;
  });
}

/**
 * Let a backend take on complex tensors that come from another one, which TF.js refuses or gets wrong.
 * @param {any} tf @param {string} name @param {any} backend
 */
export function acceptComplexMoves(tf, name, backend) {
  const move = backend.move.bind(backend);
  backend.move = (/** @type {object} */ dataId, /** @type {any} */ values, /** @type {number[]} */ shape, /** @type {string} */ dtype, /** @type {number} */ refCount) => {
    if (dtype !== "complex64") return move(dataId, values, shape, dtype, refCount);
    if (name === "wasm") return move(dataId, values, [...shape, 2], "float32", refCount);
    const { real, imag } = tf.backend_util.splitRealAndImagArrays(values);
    move(dataId, null, shape, "float32", refCount);
    const data = (backend.data ?? backend.texData ?? backend.tensorMap).get(dataId);
    data.dtype = dtype;
    data.complexTensorInfos = { real: backend.makeTensorInfo(shape, "float32", real), imag: backend.makeTensorInfo(shape, "float32", imag) };
  };
}

/**
 * Let the engine count the parts of a complex tensor that goes: a part may have been a tensor of its own, and TF.js would
 * count its buffer for ever.
 * @param {any} tf @param {string} name @param {any} backend
 */
export function countComplexParts(tf, name, backend) {
  if (name === "wasm") return;
  const engine = tf.engine();
  const data = backend.data ?? backend.texData ?? backend.tensorMap;
  const disposeData = backend.disposeData.bind(backend);
  backend.disposeData = (/** @type {object} */ dataId, /** @type {boolean} */ force) => {
    const parts = data.has(dataId) ? data.get(dataId).complexTensorInfos : null;
    const gone = disposeData(dataId, force);
    if (parts == null || !gone) return gone;
    for (const part of [parts.real, parts.imag]) if (!data.has(part.dataId)) engine.removeDataId(part.dataId, backend);
    return gone;
  };
}
