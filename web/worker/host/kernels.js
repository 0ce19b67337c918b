// @ts-check
/**
 * Running one kernel with as little ceremony as is safe.
 *
 * `engine.runKernel` builds closures for the tape, the profiler and leak checks on every call. When nobody watches
 * (watch.js), calling the kernel itself gives the same result; a third of the cost of a small eager op goes away (tests/bench).
 */
import { settle, watch } from "./watch.js";

/** @param {any} tf */
export function kernelRunner(tf) {
  const engine = tf.engine();
  const environment = tf.env();

  /** Read the flags again that decide whether the short way may be taken. */
  function refresh() {
    watch.debug = environment.getBool("DEBUG") || environment.getBool("IS_TEST");
    settle();
  }
  refresh();

  /**
   * A function that runs kernel `name`; the lookup is repeated only when the backend changes.
   * @param {string} name
   * @returns {(inputs: Record<string, any>, attrs: Record<string, any> | undefined) => any}
   */
  function kernel(name) {
    let backendName = "";
    /** @type {Function} */
    let run = () => {};
    return (inputs, attrs) => {
      if (!watch.plain) return engine.runKernel(name, inputs, attrs);
      if (engine.backendName !== backendName) {
        const found = tf.getKernel(name, engine.backendName);
        if (found == null) return engine.runKernel(name, inputs, attrs); // fails with TF.js's own message
        run = found.kernelFunc;
        backendName = engine.backendName;
      }
      const out = run({ inputs, attrs, backend: engine.backendInstance });
      if (Array.isArray(out)) return out.map((info) => (info.rank != null ? info : engine.makeTensorFromTensorInfo(info)));
      return out.rank != null ? out : engine.makeTensorFromTensorInfo(out);
    };
  }
  return { kernel, refresh };
}
