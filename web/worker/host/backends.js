// @ts-check
/**
 * The four backends: what is here, and the switch between them. WebGPU's code is loaded when it is first used.
 *
 * Facts only. Which backend `auto` takes is decided in Python (tfjs/backend.py).
 */
import { liveSlots } from "./slots.js";
import { internedCounts } from "./attributes.js";
import { liveVariables } from "./variables.js";

/** @typedef {import("../../shared/protocol.js").BackendFact} BackendFact */

/**
 * Longest wait for a backend that may never answer (WASM threads under a CSP without blob: hang for ever). Long enough for
 * a slow network; counted in turns of a second, of which a thread that is busy starting Python has few.
 */
const BACKEND_TIMEOUT_S = 60;

/** @param {any} tf @param {{kernels: {refresh(): void}, loadWebGpu: () => Promise<unknown>}} parts */
export function backends(tf, { kernels, loadWebGpu }) {
  /** @type {Record<string, BackendFact>} */
  const facts = {
    webgpu: { name: "webgpu", available: false, software: false, detail: "not probed" },
    webgl: { name: "webgl", available: false, software: false, detail: "not probed" },
    wasm: { name: "wasm", available: false, software: false, detail: "not probed" },
    cpu: { name: "cpu", available: true, software: false, detail: "plain JavaScript" },
  };

  /**
   * Take over what the page found out about its GPUs (shared/gpu.js).
   * @param {BackendFact[]} found
   */
  function adoptGpus(found) {
    for (const fact of found) facts[fact.name] = fact;
    // A software rasterizer counts as a "major performance caveat", with which TF.js would refuse its context.
    if (facts.webgl.software) tf.env().set("SOFTWARE_WEBGL_ENABLED", true);
    if (facts.webgl.available) adoptOwnContext();
  }

  /** Safari's TF.js skips OffscreenCanvas and then has no canvas in a worker: give it a context of our own. */
  function adoptOwnContext() {
    const agent = navigator.userAgent;
    if (!/AppleWebKit/.test(agent) || /Chrome|Chromium/.test(agent)) return;
    const gl = new OffscreenCanvas(300, 150).getContext("webgl2", { alpha: false, antialias: false, depth: false, stencil: false });
    if (gl !== null) tf.setWebGLContext(2, gl);
  }

  /** @param {string} wasmPath folder of the .wasm files @param {number} threads */
  async function startWasm(wasmPath, threads) {
    const fact = facts.wasm;
    tf.wasm.setWasmPaths(wasmPath);
    tf.wasm.setThreadsCount(threads);
    const factory = tf.findBackendFactory("wasm");
    let failure = await tryBackend("wasm");
    if (failure !== null) {
      // Once more, without threads: Firefox on a busy machine has been seen not to answer the first time.
      tf.removeBackend("wasm");
      tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
      tf.registerBackend("wasm", factory, 2);
      failure = await tryBackend("wasm");
    }
    fact.available = failure === null;
    const simd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
    const used = failure === null ? tf.wasm.getThreadsCount() : 0;
    fact.detail = failure ?? `${simd ? "SIMD" : "no SIMD"}, ${used} thread${used === 1 ? "" : "s"}`;
    return used;
  }

  /** @param {string} name @returns {Promise<string | null>} null, or why it did not start */
  async function tryBackend(name) {
    if (name === "webgpu" && tf.findBackendFactory(name) == null) await loadWebGpu();
    const wait = patience();
    try {
      const answer = await Promise.race([tf.setBackend(name), wait.over]);
      if (answer === true) return computes() ? null : `${name} started, but computes wrong numbers: its device was lost`;
      if (answer !== "timeout") return `${name} did not start`;
      abandonPending();
      return `${name} did not start within ${BACKEND_TIMEOUT_S} s`;
    } catch (error) {
      return /** @type {Error} */ (error).message;
    } finally {
      wait.end();
    }
  }

  function patience() {
    let turns = 0;
    let timer = 0;
    const over = new Promise((resolve) => {
      timer = setInterval(() => ++turns >= BACKEND_TIMEOUT_S && resolve("timeout"), 1000);
    });
    return { over, end: () => clearInterval(timer) };
  }

  /** TF.js refuses all work while a backend is starting, and would take it over whenever it does come. */
  function abandonPending() {
    const engine = tf.engine();
    engine.pendingBackendInitId += 1;
    engine.pendingBackendInit = null;
  }

  /** A GPU whose device is lost answers with zeros and no error: ask it something whose answer is known. */
  function computes() {
    // TF.js hands small tensors to the CPU.
    const ones = tf.tidy(() => tf.exp(tf.zeros([4096])).dataSync());
    return Math.abs(ones[0] - 1) < 1e-3 && Math.abs(ones[4095] - 1) < 1e-3;
  }

  /** Start WASM, or the CPU backend where there is no WASM. */
  async function start(/** @type {{wasmPath: string, threads: number}} */ { wasmPath, threads }) {
    const used = await startWasm(wasmPath, threads);
    if (!facts.wasm.available) await tf.setBackend("cpu");
    return { threads: used };
  }

  /** Backends whose start needs a promise are started here, where nothing can wait later (no JSPI). */
  async function startAll() {
    const before = tf.getBackend();
    for (const name of ["webgl", "webgpu"]) {
      if (!facts[name].available) continue;
      const failure = await tryBackend(name);
      if (failure !== null) Object.assign(facts[name], { available: false, detail: failure });
    }
    await tf.setBackend(before);
  }

  /**
   * Switch. Resolves at once for a backend that is running already.
   * @param {string} name
   */
  async function use(name) {
    const before = tf.getBackend();
    const failure = await tryBackend(name);
    if (failure !== null) {
      Object.assign(facts[name], { available: false, detail: failure });
      await tf.setBackend(before);
      throw new Error(failure);
    }
  }

  /** Switch to a backend that is running. @param {string} name @returns {boolean} false if it has to be started */
  function useNow(name) {
    if (tf.engine().registry[name] === undefined) return false;
    const before = tf.getBackend();
    tf.setBackend(name); // settles before its first await when the backend exists
    if (computes()) return true;
    tf.setBackend(before === name ? "wasm" : before);
    forgetInstance(name);
    return false;
  }

  /** Drop a backend whose device is lost, so that the next switch starts it anew. @param {string} name */
  function forgetInstance(name) {
    const factory = tf.findBackendFactory(name);
    try {
      tf.removeBackend(name);
    } catch {
      delete tf.engine().registry[name]; // a dead device may refuse to be disposed of
    }
    tf.registerBackend(name, factory, 1);
  }

  function memory() {
    const { numTensors, numBytes, numDataBuffers, unreliable = false } = tf.memory();
    return { num_tensors: numTensors, num_bytes: numBytes, num_data_buffers: numDataBuffers, unreliable };
  }

  /** Everything a test counts to notice a leak. */
  function census() {
    const heap = tf.engine().registry.wasm?.wasm?.HEAPU8?.length ?? 0;
    return { ...memory(), slots: liveSlots(), wasm_heap: heap, variables: liveVariables(), ...internedCounts() };
  }

  return {
    facts: () => Object.values(facts),
    adoptGpus,
    start,
    startAll,
    use,
    useNow,
    current: () => tf.getBackend(),
    memory,
    census,
    getFlag: (/** @type {string} */ name) => tf.env().get(name),
    setFlag(/** @type {string} */ name, /** @type {any} */ value) {
      tf.env().set(name, value);
      kernels.refresh();
    },
    flagNames: () => Object.keys(tf.env().flagRegistry),
  };
}
