// @ts-check
/**
 * Calls of a loaded model as replays.
 *
 * TF.js's executors walk the graph on every call. The kernels that a call runs depend only on the inputs' shapes, so the
 * first call with new shapes is recorded, and later ones replay it.
 */
import { Departure, Program } from "./program.js";
import { Recording } from "./recording.js";
import { another } from "./same.js";
import { settle, watch } from "./watch.js";

/** Programs kept for a model: one for each of the shapes used last. */
const MAX_PROGRAMS = 4;

/**
 * @param {any} tf @param {(inputs: any[]) => any} run  TF.js's own way; gives a tensor or a list
 * @param {Set<number> | null} weights  ids of the tensors that the model owns; null if it may not be replayed
 */
export function modelReplays(tf, run, weights) {
  const engine = tf.engine();
  /** @type {Map<string, {program: Program, single: boolean} | null>} null where a replay is not possible */
  const programs = new Map();

  /** @param {any[]} inputs */
  function runOrReplay(inputs) {
    if (weights === null || !watch.plain) return run(inputs);
    const key = `${engine.backendName}|${inputs.map((tensor) => `${tensor.dtype}${tensor.shape}`).join("|")}`;
    const known = programs.get(key);
    if (known === undefined) return record(key, inputs);
    if (known === null) return run(inputs);
    try {
      const results = known.program.replay(inputs);
      return known.single ? results[0] : results;
    } catch (error) {
      if (error instanceof Departure) return run(inputs);
      throw error;
    }
  }

  /** @param {string} key @param {any[]} inputs */
  function record(key, inputs) {
    const own = inputs.map(another);
    const recording = (watch.recording = new Recording(own, null, /** @type {Set<number>} */ (weights)));
    settle();
    try {
      const result = run(own);
      watch.recording = null;
      keep(key, recording, result);
      return result;
    } catch (error) {
      recording.dispose();
      throw error;
    } finally {
      watch.recording = null;
      settle();
      for (const tensor of own) tensor.dispose();
    }
  }

  /** @param {string} key @param {Recording} recording @param {any} result */
  function keep(key, recording, result) {
    const registers = [result].flat().map((tensor) => recording.register(tensor));
    if (recording.refusal !== "") {
      recording.dispose();
      programs.set(key, null);
      return;
    }
    programs.set(key, { program: new Program(tf, recording, registers), single: !Array.isArray(result) });
    if (programs.size <= MAX_PROGRAMS) return;
    const [oldest] = programs.keys();
    programs.get(oldest)?.program.dispose();
    programs.delete(oldest);
  }

  function dispose() {
    for (const entry of programs.values()) entry?.program.dispose();
    programs.clear();
  }

  return { run: runOrReplay, dispose };
}
