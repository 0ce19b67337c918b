// @ts-check
/**
 * Gradient tapes over TF.js's own gradients.
 *
 * While a tape records, the engine hands over every kernel with its gradient function (`addTapeNode`). A tape keeps those
 * that depend on what it watches: tensors by id, trainable variables as soon as they are read. What TF.js saves for the
 * gradient keeps its id, so that a second tape sees through it to the tensor that was saved.
 */
import { backpropagation, differentiable } from "./backpropagation.js";
import { another, sameTensor } from "./same.js";
import { addedUp, areSlices, rowsAndPlaces, together } from "./slices.js";
import { get, put } from "./slots.js";
import { holderOf, isAlive, variableAt } from "./variables.js";
import { settle, watch } from "./watch.js";

/** @typedef {import("./variables.js").Variable} Variable */
/**
 * `kernel`: of TF.js or ours, not a program or what somebody gave a gradient; `slices`: it picks rows of `x`, whose gradient may be slices.
 * @typedef {{
 *   name: string, inputs: Record<string, any>, outputs: any[], saved: any[], holders: number, kernel?: boolean, slices?: boolean,
 *   gradient: ((dys: any[]) => Record<string, () => any>) | null,
 * }} Node
 */

/** Freed tapes whose variables are still known. */
const MAX_FREED = 16;

export class Tape {
  /** @param {boolean} watchesVariables whether reading a trainable variable watches it */
  constructor(watchesVariables) {
    this.watchesVariables = watchesVariables;
    /** Ids of tensors whose gradient may be asked for, or that depend on such. @type {Set<number>} */
    this.tracked = new Set();
    /** @type {Set<Variable>} */
    this.watched = new Set();
    /** Tensors that a variable was when it was read. @type {Map<Variable, Set<number>>} */
    this.reads = new Map();
    /** @type {Node[]} */
    this.nodes = [];
    /** Its number, if it is one of Python's. */
    this.id = 0;
  }

  /** @param {any} tensor */
  tracks(tensor) {
    if (tensor == null || !differentiable(tensor)) return false;
    const variable = holderOf(tensor);
    if (variable !== undefined && ((this.watchesVariables && variable.trainable) || this.watched.has(variable))) {
      let ids = this.reads.get(variable);
      if (ids === undefined) this.reads.set(variable, (ids = new Set()));
      ids.add(tensor.id);
      this.tracked.add(tensor.id);
      return true;
    }
    return this.tracked.has(tensor.id);
  }

  /** @param {Node} node */
  add(node) {
    this.nodes.push(node);
    node.holders++;
    for (const tensor of node.outputs) if (differentiable(tensor)) this.tracked.add(tensor.id);
  }

  /** Forget everything; what was saved for gradients is disposed of. */
  reset() {
    for (const node of this.nodes) if (--node.holders === 0) for (const tensor of node.saved) tensor.dispose();
    this.nodes = [];
    this.tracked.clear();
    this.watched.clear();
    this.reads.clear();
  }
}

/** @param {any} tf */
export function tapes(tf) {
  const engine = tf.engine();
  const backpropagate = backpropagation(tf);
  /** @type {Map<number, Tape>} */
  const live = new Map();
  /** What tapes that have been freed had watched: a program may ask for it after the gradient. @type {Map<number, Variable[]>} */
  const freed = new Map();
  let nextId = 1;

  const cloneOfEngine = engine.clone.bind(engine);
  // Saving a tensor for its gradient: no kernel, and the same id.
  engine.clone = (/** @type {any} */ tensor) => (watch.tapes.length > 0 ? sameTensor(tensor) : cloneOfEngine(tensor));

  const addTapeNode = engine.addTapeNode.bind(engine);
  engine.addTapeNode = (/** @type {string} */ name, /** @type {any} */ inputs, /** @type {any[]} */ outputs, /** @type {any} */ gradient, /** @type {any[]} */ saved, /** @type {any} */ attrs) => {
    if (watch.tapes.length === 0) return addTapeNode(name, inputs, outputs, gradient, saved, attrs);
    const gradFunc = tf.getGradient(name)?.gradFunc ?? gradient;
    const backward = gradFunc == null ? null : (/** @type {any[]} */ dys) => gradFunc(dys.length > 1 ? dys : dys[0], saved, attrs);
    addNode({ name, inputs, outputs, saved, holders: 0, gradient: backward, kernel: true, slices: attrs?.slices });
  };

  /** @param {Node} node */
  function addNode(node) {
    const inputs = Object.values(node.inputs).flat();
    for (const tape of watch.tapes) {
      let depends = false;
      for (const tensor of inputs) if (tape.tracks(tensor)) depends = true; // every variable that is read is noted
      if (depends) tape.add(node);
    }
    if (node.holders === 0) for (const tensor of node.saved) tensor.dispose();
  }

  /** The engine saves for gradients while its own depth says that somebody wants them. */
  function recordingChanged() {
    engine.state.gradientDepth = watch.tapes.length > 0 ? 1 : 0;
    settle();
  }

  /** @param {number} id */
  function tape(id) {
    const found = live.get(id);
    if (found === undefined) throw new Error("the tape was released");
    return found;
  }

  /** @param {boolean} watchesVariables @returns {number} */
  function makeTape(watchesVariables) {
    const made = Object.assign(new Tape(watchesVariables), { id: nextId++ });
    live.set(made.id, made);
    return made.id;
  }

  /** @param {number} id */
  function startTape(id) {
    watch.tapes = [...watch.tapes, tape(id)];
    recordingChanged();
  }

  /** @param {number} id */
  function stopTape(id) {
    const ended = tape(id);
    watch.tapes = watch.tapes.filter((other) => other !== ended);
    recordingChanged();
  }

  /** @param {number} id @param {number} slot of a tensor or variable */
  function watchSlot(id, slot) {
    const variable = variableAt(slot);
    if (variable !== undefined) tape(id).watched.add(variable);
    tape(id).tracked.add(get(slot).id);
    if (variable !== undefined) tape(id).tracks(get(slot));
  }

  /** Slots of the variables that a tape has seen. @param {number} id @returns {number[]} */
  function watchedVariables(id) {
    const variables = live.has(id) ? [...tape(id).reads.keys()] : (freed.get(id) ?? []);
    return variables.filter(isAlive).map((variable) => variable.slot);
  }

  /** @param {number} id */
  function freeTape(id) {
    stopTape(id);
    const { reads } = tape(id);
    if (reads.size > 0) freed.set(id, [...reads.keys()]);
    if (freed.size > MAX_FREED) freed.delete(/** @type {number} */ (freed.keys().next().value));
    tape(id).reset();
    live.delete(id);
  }

  /** @param {number} id */
  function resetTape(id) {
    tape(id).reset();
  }

  /** @type {Tape[][]} */
  const paused = [];
  /** @type {any} */
  let backward;

  /** Let no tape record until `resume_tapes`. */
  function pauseTapes() {
    if (watch.recording !== null) watch.recording.hasGradientOfItsOwn = true;
    paused.push(watch.tapes);
    watch.tapes = [];
    recordingChanged();
  }

  function resumeTapes() {
    watch.tapes = paused.pop() ?? [];
    recordingChanged();
  }

  /**
   * Connect outputs with inputs by a gradient that Python computes.
   * @param {number[]} inputs slots @param {number[]} outputs slots
   * @param {number} number of a function of Python's, which has to live as long as one of the tapes does that know of it
   * @returns {number[]} those tapes
   */
  function customGradient(inputs, outputs, number) {
    /** @type {Node} */
    const node = {
      name: "custom_gradient",
      inputs: Object.fromEntries(inputs.map((slot, index) => [index, get(slot)])),
      outputs: outputs.map(get),
      saved: [],
      holders: 0,
      gradient(dys) {
        /** @type {number[]} */
        const slots = outsideScopes(() => backward(number, dys.map((dy) => put(sameTensor(dy)))));
        const parts = slots.map((slot) => (slot === 0 ? null : sameTensor(get(slot))));
        for (const part of parts) if (part !== null) engine.track(Object.assign(part, { kept: false }));
        return Object.fromEntries(parts.map((part, index) => [index, () => part]));
      },
    };
    addNode(node);
    return watch.tapes.filter((tape) => tape.nodes.at(-1) === node).map((tape) => tape.id);
  }

  /**
   * Run Python, which frees its tensors itself, and may keep some for the gradients of gradients.
   * @template T @param {() => T} f @returns {T}
   */
  function outsideScopes(f) {
    const { scopeStack, activeScope } = engine.state;
    Object.assign(engine.state, { scopeStack: [], activeScope: null });
    try {
      return f();
    } finally {
      Object.assign(engine.state, { scopeStack, activeScope });
    }
  }

  /**
   * Say who computes gradients by hand.
   * @param {any} caller  proxy: number of a function, slots of the output gradients -> slots of the input gradients, 0 for none
   */
  function setBackward(caller) {
    backward = caller;
  }

  /**
   * Gradients of the sum of targets, each weighted by its output gradient.
   * @param {number} id of the tape
   * @param {number[]} targets slots @param {number[]} weights slots; 0 for ones @param {number[]} sources slots
   * @param {boolean} slices  whether the gradient of a table of which rows were picked is to be slices
   * @returns {number[]} two for each source: slots of its gradient, 0 if it is not connected, and of the slices' indices, or 0
   */
  function gradient(id, targets, weights, sources, slices) {
    const { nodes, reads, tracked } = tape(id);
    const ends = new Set(targets.map((slot) => get(slot).id)); // a target that is a source too need not be watched
    const wanted = sources.map((slot) => {
      const variable = variableAt(slot);
      const ids = (variable && reads.get(variable)) ?? [get(slot).id];
      return [...ids].filter((one) => tracked.has(one) || ends.has(one));
    });
    const start = targets.map((slot, index) => ({ tensor: get(slot), dy: weights[index] > 0 ? get(weights[index]) : null }));
    return engine.tidy(() => {
      const asked = new Set(wanted.flat());
      const found = backpropagate(nodes, start, asked, new Set(slices ? asked : []));
      return wanted.flatMap((ids) => {
        const parts = ids.map((id) => found.get(id)).filter((part) => part !== undefined);
        if (parts.length === 0) return [0, 0];
        if (parts.every(areSlices)) return rowsAndPlaces(tf, parts.reduce(together)).map((tensor) => put(owned(tensor)));
        const tensors = parts.map((part) => (areSlices(part) ? addedUp(tf, part) : part));
        return [put(owned(tensors.length > 1 ? tf.addN(tensors) : tensors[0])), 0];
      });
    });
  }

  /** A tensor that outlives TF.js's scope. A gradient may be another's too: each result owns its own. @param {any} tensor */
  function owned(tensor) {
    return watch.recording !== null || watch.tapes.length > 0 ? sameTensor(tensor) : another(tensor);
  }

  return {
    tapeFunctions: { make_tape: makeTape, start_tape: startTape, stop_tape: stopTape, watch_slot: watchSlot, watched_variables: watchedVariables, reset_tape: resetTape, free_tape: freeTape, pause_tapes: pauseTapes, resume_tapes: resumeTapes, custom_gradient: customGradient, set_backward: setBackward, gradient },
    liveTapes: () => live.size,
    addNode,
    backpropagate,
    recordingChanged,
    owned,
  };
}
