// @ts-check
/**
 * Gradients of loops and branches: a step runs on a tape of its own if a tape of the function follows what it reads; the
 * gradient of the step is a second step, which goes back over that tape.
 */
import { differentiable } from "./backpropagation.js";
import { another } from "./same.js";
import { Tape } from "./tape.js";
import { watch } from "./watch.js";

/** @typedef {{tape: Tape, inputs: any[], outputs: any[]}} Run a forward run that can be gone back over */
/**
 * @typedef {{
 *   go: (inputs: any[]) => any[], programs: import("./program.js").Program[], hasBackward: boolean, run: Run | null,
 *   recording: import("./recording.js").Recording,
 * }} State
 */

/**
 * @param {any} tf
 * @param {Pick<ReturnType<typeof import("./tape.js").tapes>, "addNode" | "backpropagate" | "recordingChanged" | "owned">} tapes
 */
export function flowGradients(tf, { addNode, backpropagate, recordingChanged, owned }) {
  const engine = tf.engine();

  /** A second reference that tapes follow. @param {any} tensor */
  const again = (tensor) => engine.runKernel("Identity", { x: tensor });

  /** @template T @param {() => T} f @returns {T} */
  function withoutTapes(f) {
    const { tapes } = watch;
    watch.tapes = [];
    recordingChanged();
    try {
      return f();
    } finally {
      watch.tapes = tapes;
      recordingChanged();
    }
  }

  /** @param {any} tensor its id, shape and dtype */
  const same = ({ id, shape, dtype }) => ({ id, shape, dtype });

  /** Results of which each has an id of its own, and so a gradient. @param {any[]} tensors */
  function distinct(tensors) {
    const ids = new Set();
    return tensors.map((tensor) => {
      if (!ids.has(tensor.id)) {
        ids.add(tensor.id);
        return tensor;
      }
      const copy = again(tensor);
      tensor.dispose();
      return copy;
    });
  }

  /** Run on a tape of its own. @param {(inputs: any[]) => any[]} go @param {any[]} inputs @returns {[any[], Run]} */
  function forward(go, inputs) {
    const around = watch.tapes;
    const own = inputs.map((tensor) => (differentiable(tensor) ? again(tensor) : tensor)); // each under an id of its own
    const tape = new Tape(false);
    for (const tensor of own) if (differentiable(tensor)) tape.tracked.add(tensor.id);
    watch.tapes = [...around, tape];
    recordingChanged();
    try {
      const outputs = distinct(go(own));
      return [outputs, { tape, inputs: own.map(same), outputs: outputs.map(same) }];
    } catch (error) {
      tape.reset();
      throw error;
    } finally {
      watch.tapes = around;
      recordingChanged();
      own.forEach((tensor, i) => tensor !== inputs[i] && tensor.dispose());
    }
  }

  /** Gradients of the differentiable inputs of a run. @param {Run} run @param {any[]} dys @returns {any[]} */
  function backward({ tape, inputs, outputs }, dys) {
    const sources = inputs.filter(differentiable);
    const kept = watch.depth > 0 ? another : owned;
    return engine.tidy(() => {
      const start = outputs.map((tensor, i) => ({ tensor, dy: dys[i] })).filter(({ tensor }) => differentiable(tensor));
      const found = backpropagate(tape.nodes, start, new Set(sources.map(({ id }) => id)));
      return sources.map(({ id, shape, dtype }) => kept(found.get(id) ?? tf.zeros(shape, dtype)));
    });
  }

  /** Let the function's tapes know the gradient of a step. @param {State} state @param {Run} run @param {any[]} inputs @param {any[]} outputs */
  function connect(state, run, inputs, outputs) {
    addNode({
      name: "loop or branch",
      inputs: Object.fromEntries(inputs.map((tensor, index) => [index, tensor])),
      outputs,
      saved: [{ dispose: () => run.tape.reset() }],
      holders: 0,
      gradient(dys) {
        const here = watch.recording === state.recording;
        const parts = here ? recorded(state, run, dys) : backward(run, dys);
        for (const part of parts) engine.track(Object.assign(part, { kept: false }));
        const places = inputs.map((tensor, index) => (differentiable(tensor) ? index : -1)).filter((index) => index >= 0);
        return Object.fromEntries(places.map((place, index) => [place, () => parts[index]]));
      },
    });
  }

  /** The gradient of a step as a step. @param {State} state @param {Run} run @param {any[]} dys */
  function recorded(state, run, dys) {
    watch.depth++;
    let parts;
    try {
      parts = withoutTapes(() => backward(run, dys));
    } finally {
      watch.depth--;
    }
    state.hasBackward = true;
    state.recording.own(BACKWARD, "gradient", dys, [], parts, state);
    if (watch.tapes.length > 0) addNode({ name: "gradient of a loop or branch", inputs: { ...dys, ...inputsOf(run) }, outputs: parts, saved: [], holders: 0, gradient: null });
    return parts;
  }

  /** @param {Run} run by names that are none of the output gradients' */
  const inputsOf = (run) => Object.fromEntries(run.inputs.map((tensor, index) => [`x${index}`, tensor]));

  /** @type {import("./own/index.js").Own} */
  const BACKWARD = { run: (dys, _, /** @type {State} */ state) => backward(/** @type {Run} */ (state.run), dys) };

  return { again, connect, forward, same, withoutTapes };
}
