// @ts-check
/**
 * Programs: instructions recorded while they ran once, replayed in one crossing.
 *
 * Slots become registers. Registers are inputs (given anew at each replay), variables (read from their slot at each
 * replay), constants (tensors captured at recording; the program keeps its own reference) or results of steps.
 * A register is disposed of after the last step that needs it, so a replay holds no more memory than eager execution.
 */
import { resultList, setRecorder } from "./ops.js";
import { get, put, replace, tensors as table } from "./slots.js";

/** @typedef {import("./ops.js").Operation} Operation */
/** @typedef {{op: Operation, attrs: any[], inputs: number[], outputs: number[], dead: number[]}} Step */

/** @type {Set<number>} slots of variables: captured by slot, not by value */
export const variableSlots = new Set();

const ASSIGN = "assign";

class Recording {
  /** @param {number[]} inputs */
  constructor(inputs) {
    this.inputs = inputs;
    this.registers = 0;
    /** @type {Step[]} */
    this.steps = [];
    /** @type {Map<number, number>} slot -> register, while the slot means that tensor */
    this.current = new Map();
    /** @type {Map<number, any>} register -> kept tensor */
    this.constants = new Map();
    /** @type {Map<number, number>} register -> slot */
    this.variables = new Map();
    for (const slot of inputs) this.current.set(slot, this.registers++);
  }

  /** @param {Operation} op @param {any[]} attrs @param {number[]} inputs @param {number[]} outputs */
  step(op, attrs, inputs, outputs) {
    const read = inputs.map((slot) => (slot === 0 ? -1 : this.register(slot)));
    const written = outputs.map((slot) => {
      const register = this.registers++;
      this.current.set(slot, register);
      return register;
    });
    this.steps.push({ op, attrs, inputs: read, outputs: written, dead: [] });
  }

  /** @param {number} slot @returns {number} */
  register(slot) {
    const known = this.current.get(slot);
    if (known !== undefined) return known;
    const register = this.registers++;
    this.current.set(slot, register);
    if (variableSlots.has(slot)) this.variables.set(register, slot);
    else this.constants.set(register, get(slot).clone());
    return register;
  }
}

/** @type {Recording | null} */
let active = null;

/** Python returned these slots: they no longer mean what was recorded. @param {number[]} slots */
export function forgetSlots(slots) {
  if (active !== null) for (const slot of slots) active.current.delete(slot);
}

/** @param {...number} inputs slots of the example */
export function beginRecording(...inputs) {
  if (active !== null) throw new Error("a recording is already under way");
  active = new Recording(inputs);
  setRecorder(active);
}

/** Drop the recording under way (the traced function raised). */
export function abandonRecording() {
  active?.constants.forEach((tensor) => tensor.dispose());
  active = null;
  setRecorder(null);
}

/** @type {(Program | null)[]} */
const programs = [];

/** @param {...number} outputs @returns {number} program id */
export function endRecording(...outputs) {
  if (active === null) throw new Error("no recording is under way");
  const recording = active;
  const results = outputs.map((slot) => recording.register(slot));
  active = null;
  setRecorder(null);
  const id = programs.indexOf(null);
  const program = new Program(recording, results);
  if (id >= 0) programs[id] = program;
  else programs.push(program);
  return id >= 0 ? id : programs.length - 1;
}

class Program {
  /** @param {Recording} recording @param {number[]} results */
  constructor(recording, results) {
    const { inputs, steps, constants, variables } = recording;
    this.steps = steps;
    this.constants = constants;
    this.variables = variables;
    this.registers = recording.registers;
    this.results = results;
    const needed = new Set([...results, ...constants.keys(), ...variables.keys(), ...inputs.keys()]);
    for (let index = steps.length - 1; index >= 0; index--) {
      const { inputs: read, outputs: written } = steps[index];
      for (const register of [...read, ...written]) {
        if (register >= 0 && !needed.has(register)) {
          needed.add(register);
          steps[index].dead.push(register);
        }
      }
    }
  }

  /** @param {number[]} slots @returns {number[]} */
  replay(slots) {
    const { steps, constants, variables, results } = this;
    /** @type {any[]} */
    const values = new Array(this.registers);
    slots.forEach((slot, index) => (values[index] = get(slot)));
    constants.forEach((tensor, register) => (values[register] = tensor));
    const owned = new Set();
    try {
      for (const { op, attrs, inputs, outputs, dead } of steps) {
        const read = inputs.map((register) => this.read(register, values));
        if (op.name === ASSIGN) {
          replace(/** @type {number} */ (variables.get(inputs[0])), read[1].clone());
        } else {
          const result = op.run(read, attrs);
          const list = resultList(op, result);
          outputs.forEach((register, index) => {
            const tensor = list[index];
            values[register] = read.includes(tensor) ? tensor.clone() : tensor;
            owned.add(register);
          });
        }
        for (const register of dead) {
          values[register].dispose();
          owned.delete(register);
        }
      }
      return results.map((register) => {
        const first = owned.delete(register);
        return put(first ? values[register] : this.read(register, values).clone());
      });
    } finally {
      for (const register of owned) values[register].dispose();
    }
  }

  /** @param {number} register @param {any[]} values */
  read(register, values) {
    const slot = this.variables.get(register);
    return slot !== undefined ? get(slot) : values[register];
  }

  dispose() {
    this.constants.forEach((tensor) => tensor.dispose());
  }
}

/** @param {number} id @param {...number} slots @returns {number[]} slots of the results */
export function replay(id, ...slots) {
  const program = programs[id];
  if (program == null) throw new Error(`program ${id} was freed`);
  return program.replay(slots);
}

/** @param {number} id */
export function freeProgram(id) {
  programs[id]?.dispose();
  programs[id] = null;
}

/** Set a variable's slot to the value of another slot; recorded like any other step. */
export function assign(/** @type {number} */ variable, /** @type {number} */ value) {
  if (active !== null) {
    const inputs = [active.register(variable), active.register(value)];
    active.steps.push({ op: ASSIGN_OP, attrs: [], inputs, outputs: [], dead: [] });
  }
  replace(variable, get(value).clone());
}

/**
 * A second slot for a tensor, recorded like any other step: a replay reads a variable when its turn comes.
 * @param {number} slot
 */
export function clone(slot) {
  const copy = put(get(slot).clone());
  active?.step(CLONE_OP, [], [slot], [copy]);
  return copy;
}

/** Take over a slot's tensor as a variable's cell. @param {number} slot */
export function makeVariable(slot) {
  const cell = put(table[slot].clone());
  variableSlots.add(cell);
  return cell;
}

/** @param {number} slot */
export function freeVariable(slot) {
  variableSlots.delete(slot);
}

/** @type {Operation} */
const ASSIGN_OP = { name: ASSIGN, outputs: [], run: () => [] };
/** @type {Operation} */
const CLONE_OP = { name: "clone", outputs: [], run: ([tensor]) => tensor.clone() };

export function liveRecordings() {
  return { programs: programs.filter((program) => program !== null).length, variables: variableSlots.size };
}
