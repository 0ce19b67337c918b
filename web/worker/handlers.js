// @ts-check
/**
 * What the page may ask of a started runtime. Python's half is pyapp/studio: its functions are called with arguments;
 * no Python source is written here.
 */
import { SITE } from "../shared/site.js";
import { nullsAsNone, transferablesOf } from "./values.js";

/**
 * @param {Awaited<ReturnType<typeof import("./boot.js").boot>>} runtime
 * @param {{options: import("../shared/protocol.js").BootOptions,
 *   emit: (event: import("../shared/protocol.js").RuntimeEvent) => void, output: {flush(): void}}} io
 */
export async function createHandlers(runtime, { options, emit, output }) {
  const { pyodide, host, threads, suspends, phases, phase } = runtime;
  host.devices.adoptGpus(options.gpus);
  if (!suspends) await host.devices.startAll(); // nothing can wait for a backend later
  if (options.interrupt !== null) pyodide.setInterruptBuffer(options.interrupt);
  // After a fatal error the interpreter answers nothing any more: the page ends this worker and offers a restart.
  pyodide._api.on_fatal = (/** @type {Error} */ error) => {
    output.flush();
    emit({ type: "fatal", detail: { text: `Python crashed: ${error.message}` } });
  };

  host.adoptPython(pyodide._module);
  pyodide.registerJsModule("_tfjs_host", host.module);
  pyodide.registerJsModule("_studio_host", {
    emit: (/** @type {string} */ type, /** @type {string} */ json) => emit({ type: /** @type {any} */ (type), detail: JSON.parse(json) }),
    load_packages_for: (/** @type {string} */ code) => pyodide.loadPackagesFromImports(code, { messageCallback }),
    suspends,
  });
  /** Of what Pyodide says, only that something is being downloaded matters to a visitor. @param {string} text */
  function messageCallback(text) {
    if (text.startsWith("Loading")) emit({ type: "notice", detail: { level: "info", text } });
  }
  const session = await phase("library", [], async () => pyodide.pyimport("studio.session"));

  /**
   * Ask Python, and turn what comes back into a message.
   * @param {(...args: any[]) => any} coroutine  a function of the session @param {...unknown} args plain values
   */
  async function answer(coroutine, ...args) {
    if (options.interrupt !== null) options.interrupt[0] = 0;
    const proxies = args.map((arg) => pyodide.toPy(nullsAsNone(arg)));
    const asked = coroutine(...proxies);
    try {
      const proxy = await asked;
      try {
        const result = proxy.toJs({ dict_converter: Object.fromEntries, create_proxies: false });
        return { result, transferables: transferablesOf(result) };
      } finally {
        proxy.destroy();
      }
    } finally {
      for (const proxy of [asked, ...proxies]) proxy?.destroy?.();
      output.flush();
    }
  }

  return {
    /** @param {string} code @param {import("../shared/protocol.js").RunOptions} runOptions */
    run: (code, runOptions) => answer(session.run, code, runOptions ?? {}),
    /** @param {string} name @param {unknown[]} args */
    call: (name, args) => answer(session.call, name, args),
    abort() {
      // A transfer that was stopped has used up the interrupt: Python must not be interrupted a second time for it.
      if (host.abortTransfer() && options.interrupt !== null) options.interrupt[0] = 0;
    },
    /** @returns {import("../shared/protocol.js").BootReport} */
    report() {
      const choice = session.backend_choice();
      const backend = choice.toJs();
      choice.destroy();
      return {
        phases,
        backend,
        backends: host.devices.facts(),
        isolated: globalThis.crossOriginIsolated === true,
        threads,
        suspends,
        versions: SITE.versions,
      };
    },
  };
}
