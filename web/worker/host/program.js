// @ts-check
/**
 * Programs: kernels recorded while they ran once (recording.js), replayed in one crossing.
 *
 * A replay is all or nothing. Assignments take place at its end, so that it can be given up wherever a guard finds other
 * values than the recording saw: the caller then runs something else, and nothing has happened.
 * A register is disposed of after the last step that needs it, so a replay holds no more memory than eager execution.
 * On wasm, groups of element-wise steps run as one (fusion/).
 */
import { fused } from "./fusion/fused.js";
import { sameShape } from "./fusion/operations.js";
import { planned } from "./planning.js";
import { another, sameTensor } from "./same.js";
import { get } from "./slots.js";
import { hold, isAlive } from "./variables.js";
import { wasmDirect } from "./wasm_direct.js";
import { watch } from "./watch.js";

/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {import("./recording.js").Step} Step */
/** @typedef {import("./planning.js").Planned} Planned */
/** @typedef {import("./planning.js").PlannedGroup} PlannedGroup */
/** @typedef {import("./variables.js").Variable} Variable */
/** @typedef {{values: any[], owned: Set<number>, assigned: [Variable, any][], taped: boolean}} Run  owned: registers whose tensors the replay made */

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
    this.forms = recording.forms;
    this.results = results;
    this.backendName = "";
    this.hasGradientOfItsOwn = recording.hasGradientOfItsOwn;
    const plan = planned(recording, results);
    this.steps = plan.steps;
    this.groups = plan.groups;
    /** What a replay goes through: steps, and groups where this backend runs them as one. @type {(Planned | PlannedGroup)[]} */
    this.items = plan.steps;
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
    this.items = backendName === "wasm" ? this.grouped(backend) : this.steps;
    this.backendName = backendName;
  }

  /** The steps with groups in the place of their first ones. @param {any} backend */
  grouped(backend) {
    /** @type {(Planned | PlannedGroup)[]} */
    const items = [];
    const inside = new Set();
    for (const step of this.steps) {
      const group = this.groups.get(step);
      if (group !== undefined) {
        group.run = fused(group, group.kept, backend);
        if (group.run !== null) {
          items.push(group);
          for (const member of group.steps) inside.add(member);
        }
      }
      if (!inside.has(step)) items.push(step);
    }
    return items;
  }

  /**
   * @param {any[]} inputs tensors; they stay the caller's
   * @param {any[]} captured tensors, likewise
   * @returns {any[]} tensors, the caller's to own
   */
  replay(inputs, captured = []) {
    const { engine, results } = this;
    if (engine.backendName !== this.backendName) this.compile();
    const taped = watch.tapes.length > 0;
    const values = this.registersFor(inputs, captured);
    /** @type {Run} */
    const run = { values, owned: new Set(), assigned: [], taped };
    try {
      if (taped) for (const step of this.steps) this.execute(step, run);
      else {
        for (const item of this.items) {
          if (item.kind === "fused") this.executeGroup(item, run);
          else this.execute(item, run);
        }
      }
      const out = results.map((register) => {
        const moved = run.owned.delete(register);
        // What goes in and comes out again keeps its id under a tape, which has seen no kernel of it.
        return moved ? values[register] : taped ? sameTensor(values[register]) : another(values[register]);
      });
      for (const [variable, tensor] of run.assigned.splice(0)) hold(variable, tensor);
      return out;
    } finally {
      for (const register of run.owned) values[register].dispose();
      for (const [, tensor] of run.assigned) tensor.dispose();
      for (const { own, state } of this.finishing) /** @type {any} */ (own).finish(state);
    }
  }

  /** What the registers hold at first. @param {any[]} inputs @param {any[]} captured */
  registersFor(inputs, captured) {
    /** @type {any[]} */
    const values = new Array(this.registers);
    for (let i = 0; i < inputs.length; i++) values[i] = inputs[i];
    for (let i = 0; i < captured.length; i++) values[this.captures[i]] = captured[i];
    for (const [register, tensor] of this.constants) values[register] = tensor;
    for (const [register, variable] of this.variables) {
      if (!isAlive(variable)) throw new Departure("a variable that was read no longer exists");
      const tensor = (values[register] = get(variable.slot));
      if (!sameShape(tensor.shape, this.forms[register].shape)) throw new Departure("a variable has another shape");
    }
    return values;
  }

  /** @param {Planned} step @param {Run} run */
  execute(step, { values, owned, assigned, taped }) {
    const { engine } = this;
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
      const [register] = read;
      // What nobody else needs becomes the variable's; no scope of TF.js ends its life then.
      const moved = step.dead.length > 0 && owned.delete(register);
      const tensor = moved ? Object.assign(values[register], { kept: true }) : another(values[register]);
      assigned.push([/** @type {Variable} */ (step.variable), tensor]);
      return;
    } else if (!sameValues(engine.readSync(values[read[0]].dataId), /** @type {any} */ (step.values))) {
      throw new Departure("values differ");
    }
    if (step.shapes !== undefined) checkShapes(step, values);
    release(step.dead, values, owned);
  }

  /** @param {PlannedGroup} group @param {Run} run */
  executeGroup(group, run) {
    const { values, owned } = run;
    const out = /** @type {Function} */ (group.run)(values);
    if (out === null) {
      for (const step of group.steps) this.execute(step, run);
      return;
    }
    for (let i = 0; i < out.length; i++) keepResult(values, owned, group.kept[i], this.engine, out[i]);
    release(group.dead, values, owned);
  }

  dispose() {
    for (const tensor of this.constants.values()) if (!this.lent.has(tensor.id)) tensor.dispose();
    for (const { own, state } of this.steps) own?.dispose?.(state);
  }
}

/** @param {number[]} dead @param {any[]} values @param {Set<number>} owned */
function release(dead, values, owned) {
  for (const register of dead) {
    values[register].dispose();
    owned.delete(register);
  }
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
