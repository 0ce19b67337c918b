// @ts-check
/**
 * A program in the making: the kernels that run while a function is traced.
 *
 * Tensors become registers, told apart by their ids. What a kernel reads is an input (given anew at each replay), a
 * variable (read anew), the result of an earlier step, or else a constant, of which the program keeps its own reference.
 * A kernel that reads only constants is not recorded: its result is a constant in turn.
 *
 * Whatever reads values meanwhile (an `if` of Python on a tensor, an operation of TF.js that looks before it acts) leaves
 * a guard: a replay goes on only where it finds the same values.
 */
import { sameTensor } from "./same.js";
import { hold, holderOf, valueOf } from "./variables.js";

/** @typedef {import("./variables.js").Variable} Variable */
/** @typedef {import("./own/index.js").Own} Own */
/** @typedef {Float32Array | Int32Array | Uint8Array | Uint8Array[]} Values */
/**
 * @typedef {{
 *   kind: "kernel" | "own" | "guard" | "assign", name: string, keys: string[] | null, attrs: any, inputs: number[],
 *   outputs: number[], shapes?: number[][], own?: Own, state?: any, values?: Values, variable?: Variable,
 * }} Step
 */

/** Kernels whose result's shape depends on values: a replay checks it. */
const DYNAMIC = new Set([
  ...["Unique", "NonMaxSuppressionV3", "NonMaxSuppressionV4", "NonMaxSuppressionV5", "RaggedGather", "RaggedRange"],
  ...["RaggedTensorToTensor", "SparseFillEmptyRows", "SparseReshape", "StringNGrams", "StringSplit"],
]);
/** Kernels that draw random numbers of their own. */
const RANDOM = new Set(["Multinomial"]);
/** Values that a guard compares; a function that reads more is not worth replaying. */
const MAX_GUARDED = 64;

export class Recording {
  /**
   * @param {any[]} inputs tensors that a replay gives anew
   * @param {Recording | null} parent of a loop's body
   * @param {Set<number>} lent ids of tensors that outlive the program, and need not be kept for it
   */
  constructor(inputs, parent = null, lent = new Set()) {
    this.parent = parent;
    this.lent = lent;
    this.inputs = inputs;
    /** @type {number} */
    this.registers = 0;
    /** @type {Step[]} */
    this.steps = [];
    /** Shapes and dtypes of the registers, as they were. @type {import("./fusion/operations.js").Form[]} */
    this.forms = [];
    /** @type {Map<number, number>} tensor id -> register */
    this.current = new Map();
    /** @type {Map<any, number>} data id -> register, of what varies */
    this.data = new Map();
    /** @type {Map<number, any>} register -> kept tensor */
    this.constants = new Map();
    /** @type {Map<number, Variable>} register -> variable */
    this.variables = new Map();
    /** Tensors of the enclosing recording that this one reads. @type {Map<number, any>} register -> kept tensor */
    this.captures = new Map();
    /**
     * Ids of tensors that were made in the body of a loop or branch, and mean nothing outside of it; whether one was used
     * there all the same. One object for a function and all that is in it.
     * @type {{inner: Set<number>, leaked: boolean}}
     */
    this.family = parent !== null ? parent.family : { inner: new Set(), leaked: false };
    /** @type {Set<Variable>} */
    this.made = new Set();
    /** What variables held before their first assignment, for `undo`. @type {Map<Variable, any>} */
    this.before = new Map();
    /** Why it cannot be replayed; empty if it can. */
    this.refusal = "";
    /** Something in it has a gradient that is not that of its kernels. */
    this.hasGradientOfItsOwn = false;
    /** Functions of Python are called in it. */
    this.calls = false;
    for (const tensor of inputs) this.define(tensor);
  }

  /** A new register for a tensor. @param {any} tensor @returns {number} */
  define(tensor) {
    const register = this.next(tensor);
    this.data.set(tensor.dataId, register);
    return register;
  }

  /** @param {any} tensor */
  next(tensor) {
    this.forms.push({ shape: tensor.shape, dtype: tensor.dtype });
    this.current.set(tensor.id, this.registers);
    return this.registers++;
  }

  /** Whether a replay may find another value here. @param {any} tensor @returns {boolean} */
  varies(tensor) {
    const register = this.current.get(tensor.id);
    if (register !== undefined) return !this.constants.has(register);
    if (this.family.inner.has(tensor.id)) return true;
    return holderOf(tensor) !== undefined || (this.parent !== null && this.parent.varies(tensor));
  }

  /** Whether this is an input or a step's result, here or in a loop's body. @param {any} tensor */
  computed(tensor) {
    const register = this.current.get(tensor.id);
    if (register === undefined) return this.family.inner.has(tensor.id);
    return !this.constants.has(register) && !this.variables.has(register);
  }

  /** @param {any} tensor @returns {number} its register; -1 for an input that is absent */
  register(tensor) {
    if (tensor == null) return -1;
    const known = this.current.get(tensor.id);
    if (known !== undefined) return known;
    if (this.family.inner.has(tensor.id)) this.leak();
    const variable = holderOf(tensor);
    if (variable !== undefined && this.parent === null) {
      const register = this.define(tensor);
      this.variables.set(register, variable);
      return register;
    }
    const kept = this.lent.has(tensor.id) ? tensor : sameTensor(tensor);
    const varies = this.parent !== null && this.parent.varies(tensor);
    const register = this.next(tensor);
    if (varies) this.data.set(tensor.dataId, register);
    (varies ? this.captures : this.constants).set(register, kept);
    return register;
  }

  /** A tensor of a loop's body or of a branch is used outside of it: the program would be wrong. */
  leak() {
    this.family.leaked = true;
    this.refuse("a tensor that was made in a loop or branch is used outside of it");
  }

  /** The body ends: what was made in it is not to be used outside. */
  seal() {
    for (const [id, register] of this.current) {
      const same = this.constants.get(register) ?? this.captures.get(register);
      if (same === undefined || (this.captures.has(register) && same.id !== id)) this.family.inner.add(id);
    }
  }

  /** @param {string} name @param {any} inputs @param {any} attrs @param {any[]} outputs */
  kernel(name, inputs, attrs, outputs) {
    const tensors = Object.values(inputs).flat();
    if (!tensors.some((tensor) => tensor != null && this.varies(tensor))) {
      if (RANDOM.has(name)) this.refuse(`${name} draws random numbers`);
      return;
    }
    if (RANDOM.has(name)) this.refuse(`${name} draws random numbers`);
    if (name === "Identity" || (name === "Cast" && inputs.x.dtype === attrs.dtype)) {
      this.current.set(outputs[0].id, this.register(tensors[0]));
      return;
    }
    const step = this.step("kernel", name, tensors, outputs, attrs);
    step.keys = Array.isArray(inputs) ? null : Object.keys(inputs);
    if (DYNAMIC.has(name)) step.shapes = outputs.map((tensor) => tensor.shape);
  }

  /** @param {Own} own @param {string} name @param {any[]} inputs @param {any[]} attrs @param {any[]} outputs @param {any} state */
  own(own, name, inputs, attrs, outputs, state) {
    const constant = state === undefined && own.effect !== true && !inputs.some((tensor) => tensor != null && this.varies(tensor));
    if (constant) return;
    const step = this.step("own", name, inputs, outputs, attrs);
    Object.assign(step, { own, state });
    if (own.dynamic === true) step.shapes = outputs.map((tensor) => tensor.shape);
  }

  /** @param {Step["kind"]} kind @param {string} name @param {any[]} inputs @param {any[]} outputs @param {any} attrs @returns {Step} */
  step(kind, name, inputs, outputs, attrs) {
    const read = inputs.map((tensor) => this.register(tensor));
    /** @type {Step} */
    const step = { kind, name, keys: null, attrs, inputs: read, outputs: outputs.map((tensor) => this.define(tensor)) };
    this.steps.push(step);
    return step;
  }

  /** @param {Variable} variable @param {any} value @param {any} held the tensor that the variable holds from now on */
  assign(variable, value, held) {
    const register = this.register(value);
    this.current.set(held.id, register);
    if (!this.before.has(variable)) this.before.set(variable, sameTensor(valueOf(variable)));
    if (this.parent !== null) return; // its last value is a result of the body
    this.steps.push({ kind: "assign", name: "assign", keys: null, attrs: null, inputs: [register], outputs: [], variable });
  }

  /** @param {Variable} variable */
  created(variable) {
    this.made.add(variable);
    if (this.parent !== null) this.refuse("a variable is made in a loop or branch");
  }

  /** Python or an operation of TF.js read a tensor. @param {any} tensor @param {Values | null} values null: it will, some time */
  read(tensor, values) {
    if (!this.varies(tensor)) return;
    if (this.parent !== null) this.refuse("values are read in a loop or branch");
    if (values === null || values.length > MAX_GUARDED) this.refuse("values are read");
    else this.steps.push({ kind: "guard", name: "guard", keys: null, attrs: null, inputs: [this.register(tensor)], outputs: [], values: values.slice() });
  }

  /** @param {any} dataId @param {Values | null} values */
  readData(dataId, values) {
    const register = this.data.get(dataId);
    if (register === undefined) return;
    if (this.parent !== null || values === null || values.length > MAX_GUARDED) this.refuse("values are read");
    else this.steps.push({ kind: "guard", name: "guard", keys: null, attrs: null, inputs: [register], outputs: [], values: values.slice() });
  }

  /** @param {string} reason */
  refuse(reason) {
    this.refusal ||= reason;
  }

  /** Undo the assignments: it was an example that should leave no trace. */
  undo() {
    for (const [variable, tensor] of this.before) hold(variable, tensor);
    this.before.clear();
  }

  /** Give back what only the recording needs. */
  close() {
    for (const tensor of this.before.values()) tensor.dispose();
    this.before.clear();
  }

  /** Give back what was kept. */
  dispose() {
    this.close();
    for (const { own, state } of this.steps) own?.dispose?.(state);
    for (const kept of [...this.constants.values(), ...this.captures.values()]) if (!this.lent.has(kept.id)) kept.dispose();
  }
}
