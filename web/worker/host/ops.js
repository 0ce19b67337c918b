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
 */
import { attributes } from "./attributes.js";
import { get, put, tensors as table } from "./slots.js";

/** Elements from which on a result is announced as large, so that Python frees what it dropped before going on. */
const LARGE = 1 << 14;

/** Put a tensor into the table; the answer is its slot, or -1 - slot if it is large. @param {any} tensor */
function answer(tensor) {
  const slot = put(tensor);
  return tensor.size < LARGE ? slot : -1 - slot;
}

/**
 * @typedef {{name: string, run: (inputs: any[], attrs: any[]) => any, outputs: string[]}} Operation
 * @typedef {{step(op: Operation, attrs: any[], inputs: number[], outputs: number[]): void}} Recorder
 */

/** @type {Recorder | null} */
let recorder = null;

/** @param {Recorder | null} next */
export function setRecorder(next) {
  recorder = next;
}

export function isRecording() {
  return recorder !== null;
}

/** @param {any} tf @param {ReturnType<typeof import("./kernels.js").kernelRunner>} runner */
export function instructionSet(tf, runner) {
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
   * @returns {Operation["run"]}
   */
  function runnerFor(name, calling, inputNames, attributeNames) {
    if (calling === "kernel") {
      const run = runner.kernel(name);
      return (inputs, attrs) => run(named(inputNames, inputs), named(attributeNames, attrs));
    }
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
    const op = { name, outputs, run: runnerFor(name, calling, inputNames, attributeNames) };
    return (/** @type {number} */ attributeId, /** @type {number[]} */ ...slots) => {
      const attrs = attributes(attributeId);
      const out = deliver(op, attrs, slots, op.run(slots.map(get), attrs));
      return typeof out === "number" && table[out].size >= LARGE ? -1 - out : out;
    };
  }

  /** A kernel with one input `x` and no attributes. @param {string} name */
  function unary(name) {
    const run = runner.kernel(name);
    const op = { name, outputs: [], run: (/** @type {any[]} */ inputs) => run({ x: inputs[0] }, undefined) };
    return (/** @type {number} */ x) => {
      const code = answer(run({ x: get(x) }, undefined));
      if (recorder !== null) recorder.step(op, [], [x], [slotOf(code)]);
      return code;
    };
  }

  /** A kernel with inputs `a` and `b` of one dtype. @param {string} name */
  function binary(name) {
    const run = runner.kernel(name);
    const op = { name, outputs: [], run: (/** @type {any[]} */ [a, b]) => run({ a, b }, undefined) };
    return (/** @type {number} */ a, /** @type {number} */ b) => {
      const left = table[a];
      const right = table[b];
      if (left.dtype !== right.dtype) throw new Error(`expected one dtype, got ${left.dtype} and ${right.dtype}`);
      const code = answer(run({ a: left, b: right }, undefined));
      if (recorder !== null) recorder.step(op, [], [a, b], [slotOf(code)]);
      return code;
    };
  }

  return { instruction, unary, binary };
}

/**
 * Give each result a slot of its own. A function may hand back one of its inputs (a reshape to the same shape does in
 * some backends): that one is cloned, so that every slot owns its tensor.
 * @param {Operation} op @param {any[]} attrs @param {number[]} slots @param {any} result
 * @returns {number | number[]}
 */
export function deliver(op, attrs, slots, result) {
  const several = Array.isArray(result) || op.outputs.length > 0;
  const out = resultList(op, result).map((tensor) => put(slots.some((slot) => table[slot] === tensor) ? tensor.clone() : tensor));
  if (recorder !== null) recorder.step(op, attrs, slots, out);
  return several ? out : out[0];
}

/** @param {number} code an answer to Python */
const slotOf = (code) => (code < 0 ? -1 - code : code);

/** A result as a list of tensors: one, an array, or an object with named ones. @param {Operation} op @param {any} result */
export function resultList(op, result) {
  if (Array.isArray(result)) return result;
  return op.outputs.length > 0 ? op.outputs.map((name) => result[name]) : [result];
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
