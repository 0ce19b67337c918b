// @ts-check
/**
 * Who watches the kernels that run: recordings of programs, gradient tapes, the profiler.
 *
 * TF.js runs every kernel through `engine.runKernelFunc`; the wrapper installed here tells the recording. While nobody
 * watches, `plain` is true, and our own kernels take a short way around the engine (kernels.js).
 */

/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {import("./tape.js").Tape} Tape */

export const watch = {
  /** Nobody watches: kernels may be called without the engine's ceremony. */
  plain: true,
  /** @type {Recording | null} */
  recording: null,
  /** Tapes that record, outermost first. @type {Tape[]} */
  tapes: [],
  /** Kernels under way; those inside another kernel are its own affair. */
  depth: 0,
  profiling: false,
  /** TF.js's debug flags are on. */
  debug: false,
};

/** Decide anew whether somebody watches; to be called after every change of the fields above. */
export function settle() {
  watch.plain = watch.recording === null && watch.tapes.length === 0 && !watch.profiling && !watch.debug;
}

/** @param {any} tf */
export function installWatch(tf) {
  const engine = tf.engine();
  const runKernelFunc = engine.runKernelFunc.bind(engine);
  const readSync = engine.readSync.bind(engine);
  const read = engine.read.bind(engine);

  engine.runKernelFunc = (/** @type {any} */ call) => {
    const { recording } = watch;
    if (recording === null || watch.depth > 0) return runKernelFunc(call);
    if (call.kernelName == null) {
      recording.hasGradientOfItsOwn = true; // a function of TF.js whose gradient is not that of its kernels
      return runKernelFunc(call);
    }
    watch.depth++;
    let out;
    try {
      out = runKernelFunc(call);
    } finally {
      watch.depth--;
    }
    recording.kernel(call.kernelName, call.inputs, call.attrs, Array.isArray(out) ? out : [out]);
    return out;
  };

  // What JavaScript reads while it runs an operation decides what it does next: a replay must find the same.
  engine.readSync = (/** @type {any} */ dataId) => {
    const values = readSync(dataId);
    if (watch.recording !== null && watch.depth === 0) watch.recording.readData(dataId, values);
    return values;
  };
  engine.read = (/** @type {any} */ dataId) => {
    if (watch.recording !== null && watch.depth === 0) watch.recording.readData(dataId, null);
    return read(dataId);
  };
}
