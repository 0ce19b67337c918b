// @ts-check
/**
 * The worker: receive, look up, reply. Python and TF.js live here, side by side; the page never waits for them.
 */
import { SPARE_NAME } from "../shared/protocol.js";
import { SITE } from "../shared/site.js";
import { boot } from "./boot.js";
import { createHandlers } from "./handlers.js";
import { bytecode, snapshot } from "./kept.js";
import { createOutput } from "./output.js";

/** @param {import("../shared/protocol.js").RuntimeEvent} event */
const emit = (event) => postMessage(event);

const output = createOutput((type, text) => emit({ type, detail: { text } }));
/** Settles when the page uses this worker: a spare one waits. @type {() => void} */
let use;
/** @type {Promise<void>} */
const wanted = new Promise((resolve) => (use = resolve));
if (self.name !== SPARE_NAME) use();
const runtime = boot(emit, output, wanted);
runtime.catch(() => {}); // reported to whoever asks for it

const { expose, transfer } = await import(new URL(`../${SITE.vendor.comlink}dist/esm/comlink.min.mjs`, import.meta.url).href);

/** @type {Awaited<ReturnType<typeof createHandlers>> | null} */
let handlers = null;

function started() {
  if (handlers === null) throw new Error("the runtime has not been started");
  return handlers;
}

/** Requests, by name. Results that hold typed arrays give their memory away instead of copying it. */
const api = {
  /** @param {import("../shared/protocol.js").BootOptions} options */
  async boot(options) {
    use();
    handlers = await createHandlers(await runtime, { options, emit, output });
    return handlers.report();
  },
  /** @param {string} code @param {import("../shared/protocol.js").RunOptions} options @param {number} [ticket] */
  async run(code, options, ticket) {
    const { result, transferables } = await started().run(code, options, ticket);
    return transfer(result, transferables);
  },
  /** @param {string} name @param {unknown[]} args @param {number} [ticket] */
  async call(name, args, ticket) {
    const { result, transferables } = await started().call(name, args, ticket);
    return transfer(result, transferables);
  },
  /** Whether what later visits start from is kept already. */
  async startsFast() {
    return (await snapshot.has()) && (await bytecode.has());
  },
  /** What a snapshot needs to know of JavaScript. */
  offered: () => started().offered(),
  /** Stop what waits; what computes is stopped through shared memory. @param {import("../shared/protocol.js").StopRequest} request */
  stop: (request) => started().stop(request),
};

/**
 * A lock that is held as long as this worker lives, however it ends: the page asks for it too, and gets it then.
 * @returns {Promise<string | null>} its name; null where there are no locks (an insecure origin)
 */
function lifeline() {
  if (navigator.locks === undefined) return Promise.resolve(null);
  const name = `tfjs-worker-${crypto.randomUUID()}`;
  return new Promise((resolve) => {
    const hold = () => (resolve(name), new Promise(() => {}));
    navigator.locks.request(name, hold).catch(() => resolve(null));
  });
}

expose(api);
emit({ type: "hello", detail: { lifeline: await lifeline() } }); // the page asks nothing before: a module still loading may miss it
