// @ts-check
/**
 * Python's instructions as functions: ints in, ints out.
 *
 * Each instruction is named once, when Python first uses it, with a calling convention. From then on a call is one
 * crossing that carries slots and the id of an interned attribute list.
 *
 *   tensors     f(...tensors, ...attributes)            TF.js function, the usual order
 *   attributes  f(...attributes, ...tensors)            attributes first (einsum, randomUniform …)
 *   list        f([tensors], ...attributes)             concat, stack, addN
 *   kernel      kernel name; inputs and attributes by name
 *   own         f([tensors], [attributes]), one of ours (own/index.js)
 */
import { arranging } from "./arranging.js";
import { attributes } from "./attributes.js";
import { ownFunctions } from "./own/index.js";
import { get, put, tensors as table } from "./slots.js";
import { wasmDirect } from "./wasm_direct.js";
import { wasmProduct } from "./wasm_product.js";
import { watch } from "./watch.js";

/** Elements from which on a result is announced as large, so that Python frees what it dropped before going on. */
const LARGE = 1 << 14;

/** Put a tensor into the table; the answer is its slot, or -1 - slot if it is large. @param {any} tensor */
function answer(tensor) {
  const slot = put(tensor);
  return tensor.size < LARGE ? slot : -1 - slot;
}

/** @typedef {(inputs: any[], attrs: any[]) => any} Run */

/** @param {any} tf @param {ReturnType<typeof import("./kernels.js").kernelRunner>} runner */
export function instructionSet(tf, runner) {
  const engine = tf.engine();
  const owns = ownFunctions(tf);
  const identity = runner.kernel("Identity");

  /** A function of ours as one step, whatever kernels it runs. @param {string} name @returns {Run} */
  function runnerOfOwn(name) {
    const own = owns[name];
    if (own === undefined) throw new Error(`the host has no function '${name}'`);
    return (inputs, attrs) => {
      const state = own.state?.(attrs);
      watch.depth++;
      engine.state.kernelDepth++;
      let out;
      try {
        out = own.run(inputs, attrs, state);
      } finally {
        watch.depth--;
        engine.state.kernelDepth--;
      }
      if (watch.recording !== null && watch.depth === 0) watch.recording.own(own, name, inputs, attrs, [out].flat(), state);
      else own.dispose?.(state);
      return out;
    };
  }

  /** @param {string} path e.g. `image.resizeBilinear` */
  function resolve(path) {
    /** @type {any} */
    let owner = null;
    let value = tf;
    for (const part of path.split(".")) {
      owner = value;
      value = owner?.[part];
    }
    if (typeof value !== "function") throw new Error(`TF.js has no function '${path}'`);
    return owner === tf ? value : value.bind(owner);
  }

  /**
   * @param {string} name @param {string} calling @param {string[]} inputNames @param {string[]} attributeNames
   * @returns {Run}
   */
  function runnerFor(name, calling, inputNames, attributeNames) {
    if (calling === "kernel") {
      const run = runner.kernel(name);
      return (inputs, attrs) => run(named(inputNames, inputs), named(attributeNames, attrs));
    }
    if (calling === "own") return runnerOfOwn(name);
    const f = resolve(name);
    if (calling === "tensors") return (inputs, attrs) => f(...inputs, ...attrs);
    if (calling === "attributes") return (inputs, attrs) => f(...attrs, ...inputs);
    if (calling === "list") return (inputs, attrs) => f(inputs, ...attrs);
    throw new Error(`unknown calling convention '${calling}'`);
  }

  /**
   * Declare an instruction.
   * @param {string} name @param {string} calling @param {string[]} inputNames @param {string[]} attributeNames
   * @param {string[]} outputs  names of the results where TF.js returns an object; empty for one tensor or an array
   */
  function instruction(name, calling, inputNames, attributeNames, outputs) {
    const run = runnerFor(name, calling, inputNames, attributeNames);
    return (/** @type {number} */ attributeId, /** @type {number[]} */ ...slots) => {
      const inputs = slots.map(get);
      const result = run(inputs, attributes(attributeId));
      const several = Array.isArray(result) || outputs.length > 0;
      return several ? resultList(outputs, result).map((tensor) => put(own(tensor, inputs))) : answer(own(result, inputs));
    };
  }

  /**
   * A function may hand back one of its inputs (a reshape to the same shape does in some backends): every slot owns its tensor.
   * @param {any} tensor @param {any[]} inputs
   */
  function own(tensor, inputs) {
    return inputs.includes(tensor) ? identity({ x: tensor }, undefined) : tensor;
  }

  /** Give each result a slot of its own. @param {any[]} inputs @param {any} result @returns {number | number[]} */
  function deliver(inputs, result) {
    return Array.isArray(result) ? result.map((tensor) => put(own(tensor, inputs))) : put(own(result, inputs));
  }

  /** A kernel with one input `x` and no attributes. @param {string} name */
  function unary(name) {
    const run = runner.kernel(name);
    return (/** @type {number} */ x) => answer(run({ x: get(x) }, undefined));
  }

  /** A kernel with inputs `a` and `b` of one dtype. @param {string} name */
  function binary(name) {
    const run = runner.kernel(name);
    const fast = wasmDirect(name, undefined);
    return (/** @type {number} */ x, /** @type {number} */ y) => {
      const a = table[x];
      const b = table[y];
      if (fast !== null && watch.plain && engine.backendName === "wasm") {
        const info = fast(a, b, engine.backendInstance);
        if (info !== null) return answer(engine.makeTensorFromTensorInfo(info));
      }
      if (a.dtype !== b.dtype) throw new Error(`expected one dtype, got ${a.dtype} and ${b.dtype}`);
      return answer(run({ a, b }, undefined));
    };
  }

  /**
   * A kernel of a tensor and a number, which becomes a scalar of the tensor's dtype.
   * @param {string} name @param {boolean} reversed  the number is the kernel's `a`
   */
  function binaryNumber(name, reversed) {
    const run = runner.kernel(name);
    const fast = wasmDirect(name, undefined);
    return (/** @type {number} */ x, /** @type {number} */ number) => {
      const tensor = get(x);
      const scalar = engine.makeTensor(tensor.dtype === "float32" ? Float32Array.of(number) : Int32Array.of(number), [], tensor.dtype);
      const a = reversed ? scalar : tensor;
      const b = reversed ? tensor : scalar;
      try {
        const info = fast !== null && watch.plain && engine.backendName === "wasm" ? fast(a, b, engine.backendInstance) : null;
        return answer(info === null ? run({ a, b }, undefined) : engine.makeTensorFromTensorInfo(info));
      } finally {
        scalar.dispose();
      }
    };
  }

  /** The product of two float matrices, or 0 if that is not what they are: Python looks closer then. */
  function product() {
    const run = runner.kernel("BatchMatMul");
    return (/** @type {number} */ x, /** @type {number} */ y, /** @type {boolean} */ transposeA, /** @type {boolean} */ transposeB) => {
      const a = get(x);
      const b = get(y);
      if (a.rank !== 2 || b.rank !== 2 || a.dtype !== "float32" || b.dtype !== "float32" || a.size === 0 || b.size === 0) return 0;
      if (a.shape[transposeA ? 0 : 1] !== b.shape[transposeB ? 1 : 0]) return 0;
      if (!watch.plain || engine.backendName !== "wasm") return answer(run({ a, b }, { transposeA, transposeB }));
      return answer(engine.makeTensorFromTensorInfo(wasmProduct(a, b, transposeA, transposeB, engine.backendInstance)));
    };
  }

  /**
   * A reduction of all elements, or along one axis; 0 if the tensor is empty or has no such axis.
   * @param {string} path  function of TF.js
   */
  function reduction(path) {
    const f = resolve(path);
    return (/** @type {number} */ x, /** @type {number | undefined} */ axis, /** @type {boolean} */ keepDims) => {
      const tensor = get(x);
      if (tensor.size === 0 || (axis !== undefined && (axis >= tensor.rank || axis < -tensor.rank))) return 0;
      return answer(own(f(tensor, axis, keepDims), [tensor]));
    };
  }

  /** A second slot for a tensor's values; a variable's at this moment. @param {number} slot */
  const clone = (slot) => put(identity({ x: get(slot) }, undefined));

  const arranged = arranging(tf, runner, answer);

  return { instruction, unary, binary, binaryNumber, product, reduction, clone, deliver, arranged, ownNames: () => Object.keys(owns) };
}

/** A result as a list of tensors: an array, or an object with named ones. @param {string[]} names @param {any} result @returns {any[]} */
function resultList(names, result) {
  return Array.isArray(result) ? result : names.map((name) => result[name]);
}

/** @param {string[]} names @param {any[]} values */
function named(names, values) {
  /** @type {Record<string, any>} */
  const object = {};
  names.forEach((name, index) => {
    if (values[index] !== undefined) object[name] = values[index];
  });
  return object;
}
