// @ts-check
/**
 * What crosses between the page and the worker: types and constants only.
 *
 * Requests and replies go through Comlink and carry an `id`. Events, from the worker to the page, have none; they share the
 * worker's port with the replies, so that what a program printed is there before its result.
 *
 * @typedef {"booting" | "ready" | "running" | "failed" | "dead"} RuntimeState
 * @typedef {"python" | "packages" | "tensorflow" | "backends" | "library"} PhaseName
 * @typedef {{name: PhaseName, label: string, status: "start" | "done" | "failed", ms: number, at: number, bytes: number}} Phase
 *   `ms`: since the phase began; `at`: since the worker did
 * @typedef {{stage: "runtime" | "wheels" | "model" | "download", file: string, loaded: number, total: number}} Progress
 * @typedef {{name: string, reason: string}} BackendChoice
 * @typedef {{name: string, available: boolean, software: boolean, detail: string}} BackendFact
 * @typedef {{num_tensors: number, num_bytes: number}} MemoryLine
 * @typedef {{phases: Phase[], backend: BackendChoice, backends: BackendFact[], isolated: boolean, threads: number,
 *   suspends: boolean, restored: boolean, versions: Record<string, string>}} BootReport  `restored`: out of a snapshot, with our
 *   library imported
 * @typedef {Record<string, unknown>} Bundle  MIME type -> data
 * @typedef {{value: unknown, text: string | null, bundle: Bundle | null, ms: number}} Outcome
 * @typedef {{type: string, message: string, traceback: string, line: number | null}} PythonFault
 * @typedef {{filename?: string, bindings?: Record<string, unknown>, name?: string, loud?: boolean}} RunOptions
 * @typedef {{control: Int32Array | null, mail: SharedArrayBuffer | null, gpus: BackendFact[]}} BootOptions  `control`: CONTROL's
 *   fields, in shared memory; `mail`: see answers.js
 * @typedef {{ticket: number, press: number}} StopRequest  stop everything up to a ticket; presses are counted
 *
 * @typedef {{type: "phase", detail: Phase}
 *   | {type: "progress", detail: Progress}
 *   | {type: "stdout" | "stderr", detail: {text: string}}
 *   | {type: "display", detail: {bundle: Bundle}}
 *   | {type: "status", detail: {backend: BackendChoice, memory: MemoryLine}}
 *   | {type: "notice", detail: {level: "info" | "warning" | "error", text: string}}
 *   | {type: "download", detail: {name: string, bytes: Uint8Array}}
 *   | {type: "fatal", detail: {text: string}}
 *   | {type: "hello", detail: {lifeline: string | null}}} RuntimeEvent
 */

/** Every event the worker may send; the page ignores anything else and says so in the console. */
export const EVENT_TYPES = Object.freeze([
  "phase",
  "progress",
  "stdout",
  "stderr",
  "display",
  "status",
  "notice",
  "download",
  "fatal",
  "hello",
]);

/** The name of a worker that starts up to the backends, and waits with them until it is wanted. */
export const SPARE_NAME = "tfjs spare";

/** Value that Pyodide's interrupt buffer takes for SIGINT. */
export const SIGINT = 2;

/** Fields of the memory that page and worker share: Pyodide's signal, and which tickets Stop was last pressed for. */
export const CONTROL = Object.freeze({ SIGNAL: 0, TICKET: 1, PRESS: 2, SIZE: 3 });

/**
 * Marks an object standing for a typed array with a shape: structured clone drops properties set on typed arrays.
 * @typedef {{$array: ArrayBufferView, shape: number[], dtype: string}} ArrayMessage
 */
export const ARRAY_KEY = "$array";

/** @param {unknown} value whether it answers a request */
export function isReply(value) {
  return typeof value === "object" && value !== null && "id" in value;
}

/** @param {unknown} value @returns {value is RuntimeEvent} */
export function isRuntimeEvent(value) {
  return typeof value === "object" && value !== null && EVENT_TYPES.includes(/** @type {any} */ (value).type);
}
