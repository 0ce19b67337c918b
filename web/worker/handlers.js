// @ts-check
/**
 * What the page may ask of a started runtime. Python's half is pyapp/studio: its functions are called with arguments;
 * no Python source is written here.
 */
import { CONTROL } from "../shared/protocol.js";
import { createAnswers } from "./answers.js";
import { SITE } from "../shared/site.js";
import { BASE, wheelOf } from "./boot.js";
import { createStop } from "./stop.js";
import { nullsAsNone, transferablesOf } from "./values.js";
import { meterWheels } from "./wheel_meter.js";

/**
 * @param {Awaited<ReturnType<typeof import("./boot.js").boot>>} runtime
 * @param {{options: import("../shared/protocol.js").BootOptions,
 *   emit: (event: import("../shared/protocol.js").RuntimeEvent) => void, output: {flush(): void}}} io
 */
export async function createHandlers(runtime, { options, emit, output }) {
  const { pyodide, restored, offer, host, threads, suspends, phases, phase } = runtime;
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
  const studio = {
    emit: (/** @type {string} */ type, /** @type {string} */ json) => emit({ type: /** @type {any} */ (type), detail: JSON.parse(json) }),
    load_packages_for: (/** @type {string} */ code) => pyodide.loadPackagesFromImports(code, { messageCallback }),
    load_package: (/** @type {string} */ name) => pyodide.loadPackage(name, { messageCallback: () => {} }),
    read_wheel: readWheel,
    ...stop.python,
    ...answers.python,
  };
  /** @type {Record<string, object>} */
  const modules = { _tfjs_host: host.module, _studio_host: studio };
  offer(modules);
  /** Of what Pyodide says, only that something is being downloaded matters to a visitor. @param {string} text */
  function messageCallback(text) {
    if (text.startsWith("Loading")) emit({ type: "notice", detail: { level: "info", text } });
  }
  const session = await phase("library", [], async () => {
    const session = pyodide.pyimport("studio.session");
    session.begin();
    return session;
  });
  const stopWhatWaits = session.stop;
  meterWheels((progress) => {
    if (!(`wheels/${progress.file}` in SITE.bytes)) emit({ type: "progress", detail: progress }); // what a visitor has not asked for
  });
  if (stop.buffer !== null) pyodide.setInterruptBuffer(stop.buffer); // the session has installed its handler

  /**
   * Ask Python, and turn what comes back into a message.
   * @param {(...args: any[]) => any} coroutine  a function of the session @param {...unknown} args plain values
   */
  async function answer(coroutine, ...args) {
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
    /** Names of what the modules offer that Python imports from JavaScript; see kept.js. @returns {Record<string, string[]>} */
    offered: () => Object.fromEntries(Object.entries(modules).map(([name, module]) => [name, Object.keys(module)])),
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
        restored,
        versions: SITE.versions,
      };
    },
  };
}

/** The wheel of a package of this site, while Python waits. @param {string} name */
function readWheel(name) {
  const file = wheelOf(name);
  if (file === undefined) throw new Error(`this site has no wheel of ${name}`);
  const request = new XMLHttpRequest();
  request.open("GET", new URL(file, BASE).href, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${file}: ${request.status}`);
  return new Uint8Array(request.response);
}
