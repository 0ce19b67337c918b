// @ts-check
/** The recording under way, and the programs that recordings became, for Python. */
import { batchTaker } from "./batches.js";
import { Departure, Program } from "./program.js";
import { Recording } from "./recording.js";
import { another } from "./same.js";
import { close, get, put, slotsWhere } from "./slots.js";
import { variableAt } from "./variables.js";
import { settle, watch } from "./watch.js";

/**
 * @param {any} tf
 * @param {(address: number, values: number[]) => void} write  puts int32 values into Python's memory
 * @param {(dtype: string, address: number, length: number) => any} view  of Python's memory
 */
export function programs(tf, write, view) {
  const engine = tf.engine();
  const { take, giveBack } = batchTaker(tf);
  /** @type {(Program | null)[]} */
  const table = [];

  /**
   * Record from here on. Each input gets a slot of its own, so that nothing else is taken for it.
   * @param {...number} inputs slots of the example @returns {number[]} slots to compute with
   */
  function beginRecording(...inputs) {
    if (watch.recording !== null) throw new Error("a recording is already under way");
    // Under a tape the new ones must be connected with the old.
    const tensors = inputs.map((slot) => (watch.tapes.length > 0 ? engine.runKernel("Identity", { x: get(slot) }) : another(get(slot))));
    watch.recording = new Recording(tensors);
    settle();
    return tensors.map(put);
  }

  /** The recording ends in any case. @returns {Recording} */
  function stop() {
    const { recording } = watch;
    if (recording === null) throw new Error("no recording is under way");
    watch.recording = null;
    settle();
    return recording;
  }

  /**
   * Drop the recording under way (the traced function raised).
   * @param {boolean} dry  undo what was assigned @returns {boolean} whether it was not to be trusted: see Recording.leak
   */
  function abandonRecording(dry) {
    if (watch.recording === null) return false;
    const recording = stop();
    const { leaked } = recording.family;
    if (dry || leaked) recording.undo();
    recording.dispose();
    return leaked;
  }

  /**
   * @param {boolean} dry  undo what was assigned to variables @param {...number} outputs slots of the results
   * @returns {string} JSON: the program's id, or why there is none; what Python has to know about it
   */
  function endRecording(dry, ...outputs) {
    const recording = /** @type {Recording} */ (watch.recording);
    const results = outputs.map((slot) => recording.register(get(slot)));
    stop();
    const { leaked } = recording.family;
    if (dry || leaked) recording.undo();
    recording.close();
    const made = [...recording.made].map((variable) => variable.slot);
    const { calls, refusal, hasGradientOfItsOwn } = recording;
    if (refusal !== "") {
      recording.dispose();
      return JSON.stringify({ id: -1, refusal, leaked, made, hasGradientOfItsOwn });
    }
    const program = new Program(tf, recording, results);
    const guards = program.steps.filter((step) => step.kind === "guard").length;
    return JSON.stringify({ id: add(program), refusal, leaked, made, hasGradientOfItsOwn, calls, guards, steps: program.steps.length });
  }

  /** @param {Program} program */
  function add(program) {
    const free = table.indexOf(null);
    if (free < 0) return table.push(program) - 1;
    table[free] = program;
    return free;
  }

  /** Slots of the recording's tensors that somebody still holds, besides its results and variables. @param {number[]} outputs slots of the results */
  function heldByOthers(outputs) {
    const recording = /** @type {Recording} */ (watch.recording);
    const known = new Set(outputs);
    return slotsWhere((tensor) => recording.computed(tensor)).filter((slot) => !known.has(slot) && variableAt(slot) === undefined);
  }

  /** Let nobody use such tensors: a replay makes others, of which their holder would know nothing. @param {...number} outputs slots of the results */
  function closeOthers(...outputs) {
    // A gradient by hand, which a tape outside will ask for, may read them.
    if (watch.tapes.length > 0 && watch.recording?.hasGradientOfItsOwn) return;
    for (const slot of heldByOthers(outputs)) close(slot);
  }

  /** @param {string} reason */
  function refuseRecording(reason) {
    watch.recording?.refuse(reason);
  }

  /**
   * @param {number} id @param {number} address where the slots of the results go @param {...number} slots of the inputs
   * @returns {string} empty, or why the replay was given up
   */
  function replay(id, address, ...slots) {
    const program = table[id];
    if (program == null) throw new Error(`program ${id} was freed`);
    try {
      write(address, program.replay(slots.map(get)).map(put));
      return "";
    } catch (error) {
      if (error instanceof Departure) return error.message;
      throw error;
    }
  }

  /**
   * Replay on batches of tensors with samples along their first dimension, one batch after the other.
   * @param {number} id @param {number} address where the slots of all results go
   * @param {number} order address of the samples' numbers in the order wanted; 0 for their own
   * @param {number} start first sample @param {number} size samples in a batch @param {number} count batches
   * @param {...number} slots of the tensors
   * @returns {number} batches done; fewer than `count` if a replay was given up
   */
  function replayBatches(id, address, order, start, size, count, ...slots) {
    const program = table[id];
    if (program == null) throw new Error(`program ${id} was freed`);
    const tensors = slots.map(get);
    /** @type {any[]} */
    const results = [];
    let done = 0;
    try {
      for (; done < count; done += 1) {
        const first = start + done * size;
        const batch = take(tensors, order === 0 ? null : view("int32", order + 4 * first, size), first, size);
        try {
          for (const tensor of program.replay(batch)) results.push(tensor);
        } finally {
          batch.forEach(giveBack);
        }
      }
    } catch (error) {
      if (!(error instanceof Departure)) {
        for (const tensor of results) tensor.dispose();
        throw error;
      }
    }
    write(address, results.map(put));
    return done;
  }

  /** What a program does, one line for each step; those of a group that ran as one are indented. @param {number} id @returns {string} */
  function describeProgram(id) {
    const line = (/** @type {import("./planning.js").Planned} */ { kind, name, inputs, outputs }) => `${outputs} = ${kind} ${name}(${inputs})`;
    return /** @type {Program} */ (table[id]).items
      .map((item) => (item.kind === "fused" ? `${item.kept} = fused\n${item.steps.map((step) => `  ${line(step)}`).join("\n")}` : line(item)))
      .join("\n");
  }

  /** @param {number} id */
  function freeProgram(id) {
    table[id]?.dispose();
    table[id] = null;
  }

  return {
    begin_recording: beginRecording,
    end_recording: endRecording,
    abandon_recording: abandonRecording,
    refuse_recording: refuseRecording,
    held_by_others: (/** @type {number[]} */ ...outputs) => heldByOthers(outputs).length,
    close_others: closeOthers,
    is_recording: () => watch.recording !== null,
    replay,
    replay_batches: replayBatches,
    describe_program: describeProgram,
    free_program: freeProgram,
    livePrograms: () => table.filter((program) => program !== null).length,
  };
}
