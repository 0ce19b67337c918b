// @ts-check
/**
 * What the page may ask of a started runtime. Python's half is pyapp/studio: its functions are called with arguments;
 * no Python source is written here.
 */
import { CONTROL } from "../shared/protocol.js";
import { createAnswers } from "./answers.js";
import { BASE } from "./boot.js";
import { SITE } from "../shared/site.js";
import { createStop } from "./stop.js";
import { nullsAsNone, transferablesOf } from "./values.js";
import { meterWheels } from "./wheel_meter.js";

/**
 * @param {Awaited<ReturnType<typeof import("./boot.js").boot>>} runtime
 * @param {{options: import("../shared/protocol.js").BootOptions,
 *   emit: (event: import("../shared/protocol.js").RuntimeEvent) => void, output: {flush(): void}}} io
 */
export async function createHandlers(runtime, { options, emit, output }) {
  const { pyodide, host, threads, suspends, phases, phase, loadRest } = runtime;
  host.devices.adoptGpus(options.gpus);
  if (!suspends) await host.devices.startAll(); // nothing can wait for a backend later
  const schedule = pyodide._api.scheduleCallback;
  const stop = createStop({ shared: options.control, suspends, schedule, flush: output.flush });
  const answers = createAnswers({ mail: options.mail, base: BASE, flush: output.flush });
  // After a fatal error the interpreter answers nothing any more: the page ends this worker and offers a restart.
  pyodide._api.on_fatal = (/** @type {Error} */ error) => {
    output.flush();
    emit({ type: "fatal", detail: { text: `Python crashed: ${error.message}` } });
  };

  host.adoptPython(pyodide._module);
  const { control } = options;
  if (control !== null) host.stopLoops(() => Atomics.load(control, CONTROL.SIGNAL) !== 0);
  pyodide.registerJsModule("_tfjs_host", host.module);
  pyodide.registerJsModule("_studio_host", {
    emit: (/** @type {string} */ type, /** @type {string} */ json) => emit({ type: /** @type {any} */ (type), detail: JSON.parse(json) }),
    load_packages_for: (/** @type {string} */ code) => pyodide.loadPackagesFromImports(code, { messageCallback }),
    ...stop.python,
    ...answers.python,
  });
  /** Of what Pyodide says, only that something is being downloaded matters to a visitor. @param {string} text */
  function messageCallback(text) {
    if (text.startsWith("Loading")) emit({ type: "notice", detail: { level: "info", text } });
  }
  const session = await phase("library", [], async () => pyodide.pyimport("studio.session"));
  const stopWhatWaits = session.stop;
  const meter = () => meterWheels((progress) => emit({ type: "progress", detail: progress }));
  const rest = new Promise((resolve) => setTimeout(resolve)).then(loadRest).then(meter); // once the page has heard that Python is ready
  if (stop.buffer !== null) pyodide.setInterruptBuffer(stop.buffer); // the session has installed its handler

  /**
   * Ask Python, and turn what comes back into a message.
   * @param {(...args: any[]) => any} coroutine  a function of the session @param {...unknown} args plain values
   */
  async function answer(coroutine, ...args) {
    await rest;
    await stop.quiet();
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
    /** @param {string} code @param {import("../shared/protocol.js").RunOptions} runOptions @param {number} [ticket] */
    run: (code, runOptions, ticket) => answer(session.run, code, runOptions ?? {}, ticket ?? Infinity),
    /** @param {string} name @param {unknown[]} args @param {number} [ticket] */
    call: (name, args, ticket) => answer(session.call, name, args, ticket ?? Infinity),
    /** @param {import("../shared/protocol.js").StopRequest} request */
    async stop(request) {
      stop.receive(request);
      host.abortTransfer();
      await stop.idle(); // by then a transfer has ended, with an error of its own
      stop.wake();
      stopWhatWaits();
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
