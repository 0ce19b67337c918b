// @ts-check
/**
 * Kernels that run on the CPU backend on behalf of another one: what makes no sense on a GPU (strings, ragged and
 * sparse bookkeeping, results whose shape depends on values). The data is read, the CPU's kernel runs, its results are
 * written back. Every such kernel is in the list of registry.js, with the number of times it was run.
 */
import { infosOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").KernelFunc} KernelFunc */

/** @param {any} tf @param {any} backend @param {Info} x @param {any} cpu @returns {Info} the same values on the CPU backend */
function toCpu(tf, backend, x, cpu) {
  const values = backend.readSync(x.dataId);
  if (x.dtype !== "complex64") return cpu.makeTensorInfo(x.shape, x.dtype, values);
  return joined(tf, "cpu", cpu, x.shape, values);
}

/**
 * A complex tensor from interleaved values.
 * @param {any} tf @param {string} backendName @param {any} backend @param {number[]} shape @param {Float32Array} values
 */
export function joined(tf, backendName, backend, shape, values) {
  const { real: re, imag: im } = tf.backend_util.splitRealAndImagArrays(values);
  const make = (/** @type {Float32Array} */ part) =>
    backendName === "wasm" ? backend.makeOutput(shape, "float32", undefined, part) : backend.makeTensorInfo(shape, "float32", part);
  const real = make(re);
  const imag = make(im);
  const out = tf.getKernel("Complex", backendName).kernelFunc({ inputs: { real, imag }, backend });
  backend.disposeData(real.dataId);
  backend.disposeData(imag.dataId);
  return out;
}

/** @param {any} tf @param {string} backendName @param {any} backend @param {Info} x @param {any} cpu @returns {Info} */
function fromCpu(tf, backendName, backend, x, cpu) {
  const values = cpu.readSync(x.dataId);
  if (x.dtype === "complex64") return joined(tf, backendName, backend, x.shape, values);
  if (backendName === "wasm") return backend.makeOutput(x.shape, x.dtype, undefined, values);
  return backend.makeTensorInfo(x.shape, x.dtype, values);
}

/**
 * A kernel function that runs `kernel` on the CPU backend.
 * @param {any} tf @param {string} backendName @param {string} kernel @param {() => void} count @returns {KernelFunc}
 */
export function routed(tf, backendName, kernel, count) {
  return ({ inputs, attrs, backend }) => {
    count();
    const cpu = tf.engine().findBackend("cpu");
    /** @type {Info[]} */
    const local = [];
    const move = (/** @type {any} */ value) => {
      if (value == null || value.dataId === undefined) return value;
      local.push(toCpu(tf, backend, value, cpu));
      return local[local.length - 1];
    };
    try {
      const moved = Array.isArray(inputs) ? inputs.map(move) : Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, move(value)]));
      const out = tf.getKernel(kernel, "cpu").kernelFunc({ inputs: moved, attrs, backend: cpu });
      const results = Array.isArray(out) ? out : [out];
      const given = infosOf(moved);
      const back = results.map((/** @type {Info} */ info) => fromCpu(tf, backendName, backend, info, cpu));
      for (const info of results) if (!given.includes(info)) cpu.disposeData(info.dataId);
      return Array.isArray(out) ? back : back[0];
    } finally {
      for (const info of local) cpu.disposeData(info.dataId);
    }
  };
}
