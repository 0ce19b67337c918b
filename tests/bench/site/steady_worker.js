// @ts-check
import { probeGpus } from "../shared/gpu.js";
import { BASE, boot } from "../worker/boot.js";
import { createHandlers } from "../worker/handlers.js";
import { CONTROL } from "../shared/protocol.js";
import { plain } from "./plain.js";
import { fits } from "./plain_fit.js";
import { training } from "./plain_training.js";

const control = crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4 * CONTROL.SIZE)) : null;
const options = { control, gpus: await probeGpus() };
let printed = "";
const decoder = new TextDecoder();
const output = {
  write(/** @type {string} */ _stream, /** @type {Uint8Array} */ bytes) {
    printed += decoder.decode(bytes);
    return bytes.length;
  },
  flush() {},
};
const runtime = await boot(() => {}, output);
const handlers = await createHandlers(runtime, { options, emit: () => {}, output });
const { pyodide } = runtime;
const { tf } = /** @type {any} */ (globalThis);
pyodide.registerJsModule("plain_js", plain(tf, BASE));
pyodide.registerJsModule("plain_training_js", training(tf));
pyodide.registerJsModule("plain_fit_js", fits(tf));

addEventListener("message", async ({ data }) => {
  printed = "";
  const { result } = await handlers.run(data, { filename: "bench.py" });
  postMessage({ type: "answer", ...result, printed });
});
postMessage({ type: "ready" });
