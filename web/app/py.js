// @ts-check
/**
 * `py`: Python from the browser's console.
 *
 *     await py`import tfjs as tf; tf.reduce_sum([1., 2., 3.])`     // 6
 *
 * Values put into the template arrive in Python as variables, never as source text.
 */

import { devtools, pointed, touched } from "./devtools.js";

/** @typedef {import("./client.js").Runtime} Runtime */

const HELP = `py\`1 + 1\`  or  py("1 + 1")   run Python (top-level await works); resolves to the last expression
py.ready                      promise: the runtime has started
py.call("math.sqrt", 2)       call a Python function
py.interrupt()  py.restart()  stop what runs; start afresh
py.backend()  py.backend("wasm")
py.report()                   how the start went: phases, backends, versions
py.on("stdout" | "stderr" | "display" | "progress" | "status", fn)   returns a function that stops listening
`;

/** Events that `py.on` knows. */
const EVENTS = ["stdout", "stderr", "display", "progress", "status"];

/** @param {any} scope @param {Runtime} runtime */
export function installPy(scope, runtime) {
  /** @param {string | TemplateStringsArray} source @param {...unknown} values */
  async function py(source, ...values) {
    const { code, bindings } = typeof source === "string" ? { code: source, bindings: {} } : fromTemplate(source, values);
    try {
      return (await runtime.run(code, { bindings, loud: false })).value;
    } catch (error) {
      return pointed(error);
    } finally {
      touched(runtime);
    }
  }

  /** @param {string} name @param {(detail: unknown) => void} listener */
  function on(name, listener) {
    if (!EVENTS.includes(name)) throw new TypeError(`py.on: expected one of ${EVENTS.join(", ")}. Received: ${name}`);
    const handle = (/** @type {Event} */ event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      listener(name === "stdout" || name === "stderr" ? detail.text : detail);
    };
    runtime.addEventListener(name, handle);
    return () => runtime.removeEventListener(name, handle);
  }

  /** The backend in use, or a switch to another. @param {string} [name] */
  async function backend(name) {
    if (name !== undefined) await runtime.call("studio.backends.use", name);
    return runtime.call("studio.backends.describe");
  }

  Object.defineProperty(py, "ready", { get: () => runtime.ready.then(() => undefined) });
  Object.assign(py, {
    on,
    backend,
    call: (/** @type {string} */ name, /** @type {unknown[]} */ ...args) => runtime.call(name, ...args),
    interrupt: () => runtime.interrupt(),
    restart: () => runtime.restart().then(() => undefined),
    report: () => runtime.ready,
    settled: () => runtime.ready.then(() => runtime.settled),
    ...devtools(runtime, HELP),
  });
  scope.py = py;
  return py;
}

/** @param {TemplateStringsArray} strings @param {unknown[]} values */
function fromTemplate(strings, values) {
  /** @type {Record<string, unknown>} */
  const bindings = {};
  let code = strings.raw[0];
  values.forEach((value, index) => {
    const name = `_js${index}`;
    bindings[name] = value;
    code += name + strings.raw[index + 1];
  });
  return { code, bindings };
}
