// @ts-check
/**
 * Programs: kernels recorded while they ran once (recording.js), replayed in one crossing.
 *
 * A replay is all or nothing. Assignments take place at its end, so that it can be given up wherever a guard finds other
 * values than the recording saw: the caller then runs something else, and nothing has happened.
 * A register is disposed of after the last step that needs it, so a replay holds no more memory than eager execution.
 */
import { another, sameTensor } from "./same.js";
import { get } from "./slots.js";
import { hold, isAlive } from "./variables.js";
import { wasmDirect } from "./wasm_direct.js";
import { watch } from "./watch.js";

/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {import("./recording.js").Step} Step */
/** @typedef {import("./variables.js").Variable} Variable */
/** @typedef {Step & {dead: number[], run: ((values: any[]) => any) | null}} Planned */

/** A replay found other values, or other shapes, than the recording did. */
export class Departure extends Error {}

export class Program {
  /** @param {any} tf @param {Recording} recording @param {number[]} results registers */
  constructor(tf, recording, results) {
    this.tf = tf;
    this.engine = tf.engine();
    const { inputs, constants, variables, captures } = recording;
    this.inputCount = inputs.length;
    this.constants = constants;
    this.lent = recording.lent;
    this.variables = variables;
    /** Registers of what a loop's body reads of the program around it, in the order in which they are given. */
    this.captures = [...captures.keys()];
    this.registers = recording.registers;
    this.results = results;
    this.backendName = "";
    this.hasGradientOfItsOwn = recording.hasGradientOfItsOwn;
    /** @type {Planned[]} */
    this.steps = plan(recording, results);
    for (const kept of captures.values()) if (!this.lent.has(kept.id)) kept.dispose();
    this.finishing = this.steps.filter((step) => step.own?.finish !== undefined);
    const used = new Set([...results, ...this.steps.flatMap((step) => step.inputs)]);
    for (const [register, kept] of constants) {
      if (used.has(register)) continue;
      if (!this.lent.has(kept.id)) kept.dispose();
      constants.delete(register);
    }
  }

  /** Look the kernels up; again after a change of backend. */
  compile() {
    const { engine } = this;
    const { backendInstance: backend, backendName } = engine;
    for (const step of this.steps) {
      if (step.kind !== "kernel") continue;
      const kernel = this.tf.getKernel(step.name, backendName);
      if (kernel == null) throw new Error(`Kernel '${step.name}' not registered for backend '${backendName}'`);
      step.run = caller(kernel.kernelFunc, step, backend, backendName);
    }
    this.backendName = backendName;
  }

  /**
   * @param {any[]} inputs tensors; they stay the caller's
   * @param {any[]} captured tensors, likewise
   * @returns {any[]} tensors, the caller's to own
   */
  replay(inputs, captured = []) {
    const { engine, steps, results } = this;
    if (engine.backendName !== this.backendName) this.compile();
    const taped = watch.tapes.length > 0;
    /** @type {any[]} */
    const values = new Array(this.registers);
    for (let i = 0; i < inputs.length; i++) values[i] = inputs[i];
    for (let i = 0; i < captured.length; i++) values[this.captures[i]] = captured[i];
    for (const [register, tensor] of this.constants) values[register] = tensor;
    for (const [register, variable] of this.variables) {
      if (!isAlive(variable)) throw new Departure("a variable that was read no longer exists");
      values[register] = get(variable.slot);
    }
    /** @type {Set<number>} registers whose tensors this replay made */
    const owned = new Set();
    /** @type {[Variable, any][]} */
    const assigned = [];
    try {
      for (const step of steps) {
        const { inputs: read, outputs } = step;
        if (step.kind === "kernel") {
          const out = taped ? tapedRun(engine, step, values) : /** @type {Function} */ (step.run)(values);
          if (Array.isArray(out)) {
            for (let i = 0; i < out.length; i++) keepResult(values, owned, outputs[i], engine, out[i]);
          } else keepResult(values, owned, outputs[0], engine, out);
        } else if (step.kind === "own") {
          const tensors = read.map((register) => (register < 0 ? undefined : values[register]));
          const out = /** @type {any} */ (step.own).run(tensors, step.attrs, step.state);
          (Array.isArray(out) ? out : [out]).forEach((tensor, i) => {
            keepResult(values, owned, outputs[i], engine, tensors.includes(tensor) ? another(tensor) : tensor);
          });
        } else if (step.kind === "assign") {
          const variable = /** @type {Variable} */ (step.variable);
          assigned.push([variable, another(values[read[0]])]);
        } else if (!sameValues(engine.readSync(values[read[0]].dataId), /** @type {any} */ (step.values))) {
          throw new Departure("values differ");
        }
        if (step.shapes !== undefined) checkShapes(step, values);
        for (const register of step.dead) {
          values[register].dispose();
          owned.delete(register);
        }
      }
      const out = results.map((register) => {
        const moved = owned.delete(register);
        // What goes in and comes out again keeps its id under a tape, which has seen no kernel of it.
        return moved ? values[register] : taped ? sameTensor(values[register]) : another(values[register]);
      });
      for (const [variable, tensor] of assigned.splice(0)) hold(variable, tensor);
      return out;
    } finally {
      for (const register of owned) values[register].dispose();
      for (const [, tensor] of assigned) tensor.dispose();
      for (const { own, state } of this.finishing) /** @type {any} */ (own).finish(state);
    }
  }

  dispose() {
    for (const tensor of this.constants.values()) if (!this.lent.has(tensor.id)) tensor.dispose();
    for (const { own, state } of this.steps) own?.dispose?.(state);
  }
}

/**
 * The steps that matter, and after which of them each register is done with.
 * @param {Recording} recording @param {number[]} results @returns {Planned[]}
 */
function plan(recording, results) {
  const fixed = [...recording.constants.keys(), ...recording.variables.keys(), ...recording.captures.keys(), ...recording.inputs.keys()];
  const needed = new Set([...results, ...fixed]);
  /** @type {Planned[]} */
  const steps = [];
  const wanted = new Set(results);
  for (const step of recording.steps.toReversed()) {
    const acts = step.kind === "assign" || step.kind === "guard" || step.own?.effect === true || step.state !== undefined;
    if (!acts && !step.outputs.some((register) => wanted.has(register))) continue;
    for (const register of step.inputs) wanted.add(register);
    /** @type {number[]} */
    const dead = [];
    for (const register of [...step.inputs, ...step.outputs]) {
      if (register < 0 || needed.has(register)) continue;
      needed.add(register);
      dead.push(register);
    }
    steps.push({ ...step, dead, run: null });
  }
  return steps.reverse();
}

/**
 * A kernel with its inputs taken from registers.
 * @param {Function} kernelFunc @param {Step} step @param {any} backend @param {string} backendName
 * @returns {(values: any[]) => any}
 */
function caller(kernelFunc, { name, keys, inputs, attrs }, backend, backendName) {
  if (keys === null) return (values) => kernelFunc({ inputs: inputs.map((register) => values[register]), attrs, backend });
  const [first, second] = keys;
  const [a, b] = inputs;
  if (keys.length === 1) return (values) => kernelFunc({ inputs: { [first]: values[a] }, attrs, backend });
  const fast = backendName === "wasm" && first === "a" && second === "b" ? wasmDirect(name, attrs) : null;
  if (fast !== null) {
    return (values) => fast(values[a], values[b], backend) ?? kernelFunc({ inputs: { a: values[a], b: values[b] }, attrs, backend });
  }
  if (keys.length === 2 && b >= 0) {
    return (values) => kernelFunc({ inputs: { [first]: values[a], [second]: values[b] }, attrs, backend });
  }
  return (values) => kernelFunc({ inputs: named(keys, inputs, values), attrs, backend });
}

/** A kernel by way of the engine, so that tapes see it. @param {any} engine @param {Planned} step @param {any[]} values */
function tapedRun(engine, { name, keys, inputs, attrs }, values) {
  return engine.runKernel(name, keys === null ? inputs.map((register) => values[register]) : named(keys, inputs, values), attrs);
}

/** @param {string[]} keys @param {number[]} registers @param {any[]} values */
function named(keys, registers, values) {
  /** @type {Record<string, any>} */
  const inputs = {};
  for (let i = 0; i < keys.length; i++) inputs[keys[i]] = registers[i] < 0 ? undefined : values[registers[i]];
  return inputs;
}

/** @param {any[]} values @param {Set<number>} owned @param {number} register @param {any} engine @param {any} info */
function keepResult(values, owned, register, engine, info) {
  values[register] = info.rank !== undefined ? info : engine.makeTensorFromTensorInfo(info);
  owned.add(register);
}

/** @param {ArrayLike<any>} found @param {ArrayLike<any>} expected */
function sameValues(found, expected) {
  if (found.length !== expected.length) return false;
  for (let i = 0; i < found.length; i++) {
    const [a, b] = [found[i], expected[i]];
    const same = typeof a === "number" ? Object.is(a, b) : String(a) === String(b);
    if (!same) return false;
  }
  return true;
}

/** @param {Planned} step @param {any[]} values */
function checkShapes(step, values) {
  /** @type {number[][]} */ (step.shapes).forEach((shape, i) => {
    if (values[step.outputs[i]].shape.join() !== shape.join()) throw new Departure(`${step.name} gave another shape`);
  });
}
