// @ts-check
/**
 * Loops and branches as one step of a program.
 *
 * The body of a loop, its condition, each branch is recorded by itself, on examples (`begin_part` … `end_part`): a part.
 * What it reads of the function around it is given at each run; what it assigns to variables is one more result. A step
 * then runs the parts as often as the values of the moment say. Within a part a step only tells what its results look
 * like: the values of examples do not matter.
 *
 * Gradients are in flow_gradients.js.
 */
import { flowGradients } from "./flow_gradients.js";
import { Departure, Program } from "./program.js";
import { Recording } from "./recording.js";
import { another, sameTensor } from "./same.js";
import { get, put } from "./slots.js";
import { Tape } from "./tape.js";
import { valueOf, variableAt } from "./variables.js";
import { watch } from "./watch.js";

/** @typedef {import("./variables.js").Variable} Variable */
/** @typedef {{program: Program, captured: any[], assigned: Variable[], outputs: number}} Part */
/** @typedef {import("./flow_gradients.js").Run} Run */
/** @typedef {import("./flow_gradients.js").State} State */
/** @typedef {{program: Program, captured: number[], results: number, assigned: number[]}} Placed where in a step's inputs */

/**
 * @param {any} tf
 * @param {Pick<ReturnType<typeof import("./tape.js").tapes>, "addNode" | "backpropagate" | "recordingChanged" | "owned">} tapes
 */
export function flows(tf, tapes) {
  const { recordingChanged } = tapes;
  const engine = tf.engine();
  const { again, connect, forward, same, withoutTapes } = flowGradients(tf, tapes);
  /** @type {Map<number, Part>} */
  const parts = new Map();
  let nextId = 1;
  /** Whether a loop is to end now: Python, which would know, does not run meanwhile. */
  let stopped = () => false;
  /** Tapes that wait until a part has been recorded. @type {any[][]} */
  const waiting = [];

  /** Record a part from here on. @param {...number} inputs slots of examples @returns {number[]} slots to compute with */
  function beginPart(...inputs) {
    const tensors = inputs.map((slot) => another(get(slot)));
    waiting.push(watch.tapes);
    watch.tapes = [];
    watch.recording = new Recording(tensors, watch.recording);
    recordingChanged();
    return tensors.map(put);
  }

  function leavePart() {
    const recording = /** @type {Recording} */ (watch.recording);
    watch.recording = recording.parent;
    watch.tapes = /** @type {any[]} */ (waiting.pop());
    recordingChanged();
    recording.undo();
    recording.seal();
    return recording;
  }

  /** Drop the part that is being recorded. */
  function abandonPart() {
    leavePart().dispose();
  }

  /** @param {...number} outputs slots of the results @returns {string} JSON: the part's id, or why there is none */
  function endPart(...outputs) {
    const recording = /** @type {Recording} */ (watch.recording);
    const assigned = [...recording.before.keys()];
    const results = [...outputs.map(get), ...assigned.map(valueOf)].map((tensor) => recording.register(tensor));
    leavePart();
    const { refusal, hasGradientOfItsOwn } = recording;
    if (refusal !== "") {
      recording.dispose();
      return JSON.stringify({ id: -1, refusal, assigned: [], hasGradientOfItsOwn });
    }
    const captures = new Map([...recording.captures].map(([register, tensor]) => [register, sameTensor(tensor)]));
    const program = new Program(tf, recording, results);
    const used = new Set([...results, ...program.steps.flatMap((step) => step.inputs)]);
    program.captures = program.captures.filter((register) => used.has(register));
    for (const [register, tensor] of captures) if (!used.has(register)) tensor.dispose();
    const captured = program.captures.map((register) => captures.get(register));
    parts.set(nextId, { program, captured, assigned, outputs: outputs.length });
    const slots = assigned.map((variable) => variable.slot);
    if (recording.parent !== null) {
      if (hasGradientOfItsOwn) recording.parent.hasGradientOfItsOwn = true;
      if (recording.calls) recording.parent.calls = true;
    }
    return JSON.stringify({ id: nextId++, refusal, assigned: slots, hasGradientOfItsOwn });
  }

  /** Drop a part that no step took over. @param {number} id */
  function freePart(id) {
    const part = parts.get(id);
    if (part === undefined) return;
    part.program.dispose();
    for (const tensor of part.captured) tensor.dispose();
    parts.delete(id);
  }

  /** The tensors that parts capture, once each, from a place on. */
  class Inputs {
    /** @param {any[]} first */
    constructor(first) {
      this.tensors = first;
      /** @type {Map<number, number>} tensor id -> place */
      this.places = new Map();
    }

    /** @param {any} tensor */
    place(tensor) {
      let place = this.places.get(tensor.id);
      if (place === undefined) this.places.set(tensor.id, (place = this.tensors.push(tensor) - 1));
      return place;
    }
  }

  /** @param {Part} part @param {Inputs} inputs @param {Variable[]} variables @returns {Placed} */
  function placed({ program, captured, assigned, outputs }, inputs, variables) {
    const results = variables.map((variable) => assigned.indexOf(variable));
    return {
      program,
      captured: captured.map((tensor) => inputs.place(tensor)),
      results: outputs,
      assigned: results.map((index) => (index < 0 ? -1 : outputs + index)),
    };
  }

  /**
   * One of several branches.
   * @param {number} index slot of the number of the branch; a number outside takes the last one
   * @param {number[]} ids of parts without inputs @param {number[]} cells slots of the variables that some of them assign
   * @param {number[]} examples slots of results as they look
   * @returns {number[] | undefined} slots of the results, then of the variables' new values; undefined (None) if it has to run as Python
   */
  function runBranches(index, ids, cells, examples) {
    const chosen = ids.map((id) => /** @type {Part} */ (parts.get(id)));
    const variables = cells.map((slot) => /** @type {Variable} */ (variableAt(slot)));
    const inputs = new Inputs([get(index)]);
    const initial = variables.map((variable) => inputs.place(valueOf(variable)));
    const branches = chosen.map((part) => placed(part, inputs, variables));
    const go = (/** @type {any[]} */ given) => {
      const value = Number(engine.readSync(given[0].dataId)[0]);
      const { program, captured, results, assigned } = branches[value >= 0 && value < branches.length ? value : branches.length - 1];
      const out = program.replay([], captured.map((place) => given[place]));
      const values = assigned.map((place, i) => (place < 0 ? again(given[initial[i]]) : out[place]));
      return [...out.slice(0, results), ...values];
    };
    const looks = [...examples.map(get), ...variables.map(valueOf)];
    return perform("branch", go, ids, inputs.tensors, looks);
  }

  /**
   * A loop.
   * @param {number} condition id of a part that takes the state; 0 for none
   * @param {number} body id of a part that takes the state and a row of each element tensor, and gives state and rows
   * @param {number[]} state slots @param {number[]} elements slots of tensors whose rows are gone through
   * @param {number} limit on the number of iterations; -1 for none @param {boolean} reverse last row first
   * @param {number[]} cells slots of the variables that are assigned
   * @param {number[]} examples slots of state and stacked rows as they look at the end
   */
  function runLoop(condition, body, state, elements, limit, reverse, cells, examples) {
    const ids = condition > 0 ? [condition, body] : [body];
    const variables = cells.map((slot) => /** @type {Variable} */ (variableAt(slot)));
    const inputs = new Inputs([...state, ...elements].map(get));
    const initial = variables.map((variable) => inputs.place(valueOf(variable)));
    const [first, ...rest] = ids.map((id) => placed(/** @type {Part} */ (parts.get(id)), inputs, variables));
    const [test, step] = rest.length > 0 ? [first, rest[0]] : [null, first];
    const loop = { test, step, state: state.length, elements: elements.length, limit, reverse, initial };
    const looks = [...examples.map(get), ...variables.map(valueOf)];
    return perform("loop", (given) => iterate(loop, given), ids, inputs.tensors, looks);
  }

  /**
   * @param {{test: Placed | null, step: Placed, state: number, elements: number, limit: number, reverse: boolean, initial: number[]}} loop
   * @param {any[]} given
   */
  function iterate({ test, step, state, elements, limit, reverse, initial }, given) {
    let current = given.slice(0, state);
    let cells = initial.map((place) => given[place]);
    let mine = false;
    /** What a part captures; a variable that is assigned is what it became. @param {Placed} part */
    const captured = (part) => part.captured.map((place) => (initial.includes(place) ? cells[initial.indexOf(place)] : given[place]));
    const rows = given.slice(state, state + elements).map((tensor) => tf.unstack(tensor));
    /** @type {any[][]} */
    const collected = Array.from({ length: step.results - state }, () => []);
    try {
      for (let count = 0; limit < 0 || count < limit; count++) {
        if (stopped()) throw new Error("the loop was stopped");
        if (test !== null && !holds(test, current, captured(test))) break;
        const row = rows.map((each) => each[reverse ? each.length - 1 - count : count]);
        const out = step.program.replay([...current, ...row], captured(step));
        const before = mine ? [...current, ...cells.filter((_, i) => step.assigned[i] >= 0)] : [];
        current = out.slice(0, state);
        collected.forEach((list, i) => list.push(out[state + i]));
        cells = cells.map((cell, i) => (step.assigned[i] < 0 ? cell : out[step.assigned[i]]));
        mine = true;
        for (const tensor of before) tensor.dispose();
      }
      const stacked = collected.map((list) => tf.stack(reverse ? list.toReversed() : list));
      const results = mine ? current : current.map(again);
      const values = cells.map((cell, i) => (mine && step.assigned[i] >= 0 ? cell : again(cell)));
      mine = false;
      return [...results, ...stacked, ...values];
    } finally {
      for (const tensor of [...rows.flat(), ...collected.flat()]) tensor.dispose();
      if (mine) for (const tensor of [...current, ...cells.filter((_, i) => step.assigned[i] >= 0)]) tensor.dispose();
    }
  }

  /** @param {Placed} test @param {any[]} state @param {any[]} captured */
  function holds(test, state, captured) {
    const [answer] = test.program.replay(state, captured);
    const [value] = engine.readSync(answer.dataId);
    answer.dispose();
    return Boolean(value);
  }

  /**
   * Run a step now, and record it.
   * @param {string} name @param {(inputs: any[]) => any[]} go @param {number[]} ids of the parts, which become the step's
   * @param {any[]} inputs @param {any[]} looks what the results look like
   * @returns {number[] | undefined}  what Python takes for None
   */
  function perform(name, go, ids, inputs, looks) {
    const recording = /** @type {Recording} */ (watch.recording);
    const programs = ids.map((id) => /** @type {Part} */ (parts.get(id)).program);
    /** @type {State} */
    const state = { go, programs, hasBackward: false, run: null, recording };
    // Every tape is asked about every tensor: it notes the variables that are read.
    const follows = watch.tapes.map((tape) => inputs.filter((tensor) => tape.tracks(tensor)).length > 0).includes(true);
    /** @type {Run | null} */
    let run = null;
    let outputs;
    watch.depth++;
    try {
      if (recording.parent !== null) {
        outputs = looks.map(another);
        if (follows) run = { tape: new Tape(false), inputs: inputs.map(same), outputs };
      } else if (follows) {
        [outputs, run] = withoutTapes(() => forward(go, inputs));
      } else outputs = go(inputs);
    } catch (error) {
      if (error instanceof Departure) return undefined;
      throw error;
    } finally {
      watch.depth--;
    }
    if (outputs.some((tensor, i) => tensor.shape.join() !== looks[i].shape.join())) {
      for (const tensor of outputs) tensor.dispose();
      run?.tape.reset();
      return undefined;
    }
    recording.own(FORWARD, name, inputs, [], outputs, state);
    for (const id of ids) {
      for (const tensor of /** @type {Part} */ (parts.get(id)).captured) tensor.dispose();
      parts.delete(id);
    }
    if (run !== null) connect(state, run, inputs, outputs);
    return outputs.map(put);
  }

  /** @type {import("./own/index.js").Own} */
  const FORWARD = {
    run(inputs, _, /** @type {State} */ state) {
      if (!state.hasBackward) return state.go(inputs);
      const [outputs, run] = forward(state.go, inputs);
      state.run = run;
      return outputs;
    },
    finish(/** @type {State} */ state) {
      state.run?.tape.reset();
      state.run = null;
    },
    dispose(/** @type {State} */ state) {
      for (const program of state.programs) program.dispose();
    },
  };

  return {
    /** @param {() => boolean} ask  whether the user wants to stop */
    stopLoops(ask) {
      stopped = ask;
    },
    flowFunctions: {
      begin_part: beginPart,
      end_part: endPart,
      abandon_part: abandonPart,
      free_part: freePart,
      run_branches: runBranches,
      run_loop: runLoop,
      /** Whether a replay may find another value in a slot. @param {number} slot */
      varies: (slot) => watch.recording !== null && watch.recording.varies(get(slot)),
    },
  };
}
