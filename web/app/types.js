// @ts-check
/**
 * The shapes that the page's modules share. Types only: nothing here exists at run time.
 *
 * @import { BackendChoice, BackendFact, BootReport, Bundle, MemoryLine, RuntimeState } from "../shared/protocol.js"
 *
 * @typedef {import("./client.js").Runtime} Runtime
 *
 * @typedef {"waiting" | "start" | "done" | "failed"} PhaseStatus
 * @typedef {{name: string, label: string, status: PhaseStatus, ms: number | null, bytes: number | null}} Phase
 * @typedef {Record<string, {loaded: number, total: number}>} Transfers  file -> bytes
 *
 * A picture the visitor chose. `bytes()` makes a fresh copy each time, because a run transfers it away.
 * @typedef {{name: string, size: number, kind: string, width: number, height: number, url: string,
 *   preview: boolean, bytes: () => Promise<Uint8Array>}} Photo
 *
 * A camera frame as Python receives it.
 * @typedef {{data: Uint8ClampedArray, width: number, height: number}} Frame
 *
 * @typedef {{title: string, text: string}} Trouble
 * @typedef {{state: "off" | "asking" | "live" | "paused", video: HTMLVideoElement | null, facing: string,
 *   devices: number, rate: number | null}} CameraState
 * @typedef {{phase: "idle" | "waiting" | "running", live: boolean, stopping: boolean, stuck: boolean,
 *   ms: number | null, stopped: boolean}} RunState
 *
 * @typedef {{label: string, score: number, index: number}} Prediction
 * @typedef {{decode: number, preprocess: number, inference: number}} Timing
 * @typedef {{predictions: Prediction[], timing?: Timing, image?: {width: number, height: number},
 *   model?: {name?: string, url?: string, bytes?: number}, backend?: string}} Predictions
 * @typedef {{kind: "predictions", data: Predictions, bundle: Bundle} | {kind: "value", text: string | null, bundle: Bundle | null}} Result
 *
 * @typedef {{type: string, message: string, traceback: string, line: number | null,
 *   missingModel: boolean}} Problem
 * @typedef {{id: number, level: "info" | "warning" | "error", text: string}} Notice
 *
 * @typedef {object} State
 * @property {{state: RuntimeState | "unsupported", reason: string | null}} runtime
 * @property {Phase[]} phases
 * @property {Transfers} bootFiles     what boot has loaded so far
 * @property {Transfers} transfers     what the running program is loading
 * @property {string} remark           what the running program is waiting for, in words
 * @property {BootReport | null} report
 * @property {number} bootStart        when the present start began, on the clock of `performance.now()`
 * @property {number | null} bootMs    how long it took
 * @property {Photo | null} photo
 * @property {{name: string, loaded: number, total: number} | null} fetching  a picture under way
 * @property {Trouble | null} trouble  why a picture or the camera could not be had
 * @property {CameraState} camera
 * @property {RunState} run
 * @property {number} runs             how many runs have ended, well or not
 * @property {Result | null} result
 * @property {Problem | null} problem
 * @property {number} outputTick       grows with every change of the output log
 * @property {{source: string | null, original: string | null}} program
 * @property {{wish: string, current: BackendChoice | null, choices: BackendFact[]}} backend
 * @property {MemoryLine | null} memory
 * @property {File[]} modelFiles
 * @property {boolean} online
 * @property {Notice[]} notices
 */

export {};
