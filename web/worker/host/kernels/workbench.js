// @ts-check
/**
 * Kernels made of other kernels.
 *
 * `composed` turns a body into a kernel function that can stand in TF.js's registry. The body calls kernels of its own
 * backend directly, without the engine: nothing lands on the tape, in a profile or in a recorded program but the
 * composed kernel itself, and it works the same when a program replays it as `kernelFunc({inputs, attrs, backend})`.
 * What the body makes is freed when it returns, but for its results.
 */

/** @typedef {{dataId: object, shape: number[], dtype: string}} Info  a Tensor, or what kernels pass around */
/** @typedef {Record<string, any>} Inputs  infos by name, or an array of them */
/** @typedef {Record<string, any>} Attrs */
/** @typedef {(args: {inputs: any, attrs?: any, backend: any}) => any} KernelFunc */
/** @typedef {(bench: Workbench, inputs: any, attrs: any) => Info | Info[]} Body */

/** @param {number[]} shape @returns {number} */
export const sizeOf = (shape) => shape.reduce((product, side) => product * side, 1);

/** The infos among a kernel's inputs. @param {Inputs} inputs @returns {Info[]} */
export function infosOf(inputs) {
  return (Array.isArray(inputs) ? inputs : Object.values(inputs)).filter((value) => value != null && value.dataId !== undefined);
}

export class Workbench {
  /** @param {any} tf @param {string} backendName @param {any} backend */
  constructor(tf, backendName, backend) {
    this.tf = tf;
    this.backendName = backendName;
    this.backend = backend;
    /** @type {Info[]} what was made here and is still owned here */
    this.made = [];
  }

  /**
   * Run a kernel of this backend.
   * @param {string} kernel @param {Inputs} inputs @param {Attrs} [attrs] @returns {any} an Info, or several
   */
  run(kernel, inputs, attrs = {}) {
    const { kernelFunc } = this.tf.getKernel(kernel, this.backendName);
    const out = kernelFunc({ inputs, attrs, backend: this.backend });
    return Array.isArray(out) ? out.map((info) => this.own(info, inputs)) : this.own(out, inputs);
  }

  /** @param {any} out @param {Inputs} inputs @returns {Info} */
  own(out, inputs) {
    const info = { dataId: out.dataId, shape: out.shape, dtype: out.dtype };
    if (infosOf(inputs).includes(out)) this.backend.incRef(info.dataId);
    else if (out.rank != null) {
      this.backend.incRef(info.dataId);
      out.dispose(); // a Tensor that the engine tracks, and would count for ever, because its data is kept
      this.tf.engine().removeDataId(info.dataId, this.backend);
    }
    this.made.push(info);
    return info;
  }

  /** A new tensor; without values its content is undefined until it is written. @param {number[]} shape @param {string} dtype @param {any} [values] */
  make(shape, dtype, values) {
    const { backend } = this;
    const info = this.backendName === "wasm" ? backend.makeOutput(shape, dtype, undefined, values) : backend.makeTensorInfo(shape, dtype, values);
    this.made.push(info);
    return info;
  }

  /** The same data under another shape and dtype. @param {Info} x @param {number[]} shape @param {string} [dtype] @returns {Info} */
  alias(x, shape, dtype = x.dtype) {
    this.backend.incRef(x.dataId);
    const info = { dataId: x.dataId, shape, dtype };
    this.made.push(info);
    return info;
  }

  /** Values on the CPU, a copy or not. @param {Info} x @returns {any} */
  read(x) {
    return this.backend.readSync(x.dataId);
  }

  /** The numbers themselves, where a backend keeps them on the CPU; until something is made, which may move them. @param {Info} x @returns {any} */
  view(x) {
    return this.backendName === "wasm" ? this.backend.typedArrayFromHeap(x) : this.read(x);
  }

  /** Free something before the body ends. @param {Info} info */
  free(info) {
    this.made.splice(this.made.indexOf(info), 1);
    this.backend.disposeData(info.dataId);
  }

  /** Hand a result over: it is the caller's from now on. @param {Info} info @returns {Info} */
  release(info) {
    const at = this.made.indexOf(info);
    if (at >= 0) this.made.splice(at, 1);
    else this.backend.incRef(info.dataId);
    return { dataId: info.dataId, shape: info.shape, dtype: info.dtype };
  }

  clear() {
    for (const info of this.made) this.backend.disposeData(info.dataId);
    this.made.length = 0;
  }

  // Shorthands, named after what they run.
  /** @param {Info} x @param {number[]} shape @returns {Info} */
  reshape(x, shape) {
    return this.run("Reshape", { x }, { shape });
  }
  /** @param {Info} x @param {number[]} perm @returns {Info} */
  transpose(x, perm) {
    if (perm.every((axis, at) => axis === at)) return this.alias(x, x.shape); // WebGL cannot turn a single axis
    return this.run("Transpose", { x }, { perm });
  }
  /** @param {Info} x @param {string} dtype @returns {Info} */
  cast(x, dtype) {
    return x.dtype === dtype ? x : this.run("Cast", { x }, { dtype });
  }
  /** @param {Info} x @param {[number, number][]} paddings @param {number} [constantValue] @returns {Info} */
  pad(x, paddings, constantValue = 0) {
    return paddings.every(([before, after]) => before === 0 && after === 0) ? x : this.run("PadV2", { x }, { paddings, constantValue });
  }
  /** @param {Info} x @param {number[]} begin @param {number[]} end @param {number[]} strides @returns {Info} */
  stridedSlice(x, begin, end, strides) {
    const masks = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };
    return this.run("StridedSlice", { x }, { begin, end, strides, ...masks });
  }
  /** @param {string} kernel @param {Info} a @param {Info} b @returns {Info} */
  binary(kernel, a, b) {
    return this.run(kernel, { a, b });
  }
  /** @param {string} kernel @param {Info} x @returns {Info} */
  unary(kernel, x) {
    return this.run(kernel, { x });
  }
  /** @param {Info} x @param {number[]} axis @param {boolean} [keepDims] @returns {Info} */
  sum(x, axis, keepDims = false) {
    return this.run("Sum", { x }, { axis, keepDims });
  }
  /** A scalar. @param {number} value @param {string} [dtype] @returns {Info} */
  scalar(value, dtype = "float32") {
    const Typed = dtype === "float32" ? Float32Array : dtype === "int32" ? Int32Array : Uint8Array;
    return this.make([], dtype, Typed.of(value));
  }
}

/**
 * A kernel function out of a body.
 * @param {any} tf @param {string} backendName @param {Body} body @returns {KernelFunc}
 */
export function composed(tf, backendName, body) {
  return ({ inputs, attrs, backend }) => {
    const bench = new Workbench(tf, backendName, backend);
    try {
      const out = body(bench, inputs, attrs ?? {});
      return Array.isArray(out) ? out.map((info) => bench.release(info)) : bench.release(out);
    } finally {
      bench.clear();
    }
  };
}
