// @ts-check
/**
 * Every kernel on every backend: what TF.js's backends lack is added to its registry when their code has loaded.
 *
 * composed  of kernels that the backend has, or written for it
 * routed    through the CPU backend: strings, ragged and sparse bookkeeping, and what no program of a GPU can do well
 *
 * tf.backend lists them all (registry.js).
 */
import { acceptBiases } from "./biases.js";
import { acceptComplexMoves, addComplexParts, countComplexParts } from "./complex_numbers.js";
import { extendToComplex } from "./complex_operations.js";
import { onFirstUse } from "../first_use.js";
import { addEinsum } from "./einsum.js";
import { addEntropies } from "./entropies.js";
import { extendToEmpties } from "./empties.js";
import { addFourier } from "./fourier.js";
import { extendLayouts } from "./layouts.js";
import { addLogic } from "./logic.js";
import { extendMoves } from "./moves.js";
import { keepNotNumbers, signAll } from "./not_numbers.js";
import { orderAll, passOverNaN } from "./order.js";
import { padByNumbers } from "./paddings.js";
import { addPixels } from "./pixels.js";
import { extendProducts } from "./products.js";
import { addRecurrent } from "./recurrent/index.js";
import { Registry } from "./registry.js";
import { checkPlaces } from "./places.js";
import { addSegmentSums, mendRows } from "./rows.js";
import { extendRuns } from "./runs.js";
import { addSlopes } from "./slopes.js";
import { extendSums } from "./sums.js";
import { extendTiles } from "./tiles.js";
import { addTraining } from "./training.js";
import { replaceTransforms } from "./transforms.js";
import { extendTurns } from "./turns.js";
import { extendVolumes } from "./volumes.js";
import { mendFunctions } from "./webgl_functions.js";
import { mendWebgl } from "./webgl_mends.js";
import { mendReductions } from "./webgl_reductions.js";
import { keepLargeOnUpload, keepWholeOnWebgl } from "./webgl_whole.js";
import { keepWhole } from "./whole.js";

/** Kernels that are names only: TF.js composes the operation of others on every backend. */
export const NEVER_KERNELS = ["BroadcastTo", "LogSoftmax", "LowerBound", "UpperBound", "MatrixBandPart", "Pool"];

/** Backends whose kernels have been completed. @type {Set<string>} */
const completed = new Set();
let adopting = false;

/**
 * Complete the backends whose code is there; to be called again when WebGPU's has arrived.
 * @param {any} tf
 */
export function addKernels(tf) {
  for (const name of ["cpu", "wasm", "webgl", "webgpu"]) {
    if (completed.has(name) || tf.getKernelsForBackend(name).length === 0) continue;
    completed.add(name);
    complete(tf, new Registry(tf, name));
  }
  if (adopting) return;
  adopting = true;
  onFirstUse(tf, (name, backend) => {
    acceptComplexMoves(tf, name, backend);
    countComplexParts(tf, name, backend);
    if (name === "webgl") keepLargeOnUpload(backend);
  });
}

/** @param {any} tf @param {Registry} registry */
function complete(tf, registry) {
  if (registry.backend === "wasm") {
    addTraining(registry);
    addComplexParts(registry);
    addFourier(registry);
    addEinsum(registry);
    extendProducts(registry);
    acceptBiases(registry);
    padByNumbers(registry);
    extendLayouts(registry);
    addSegmentSums(registry);
    extendVolumes(registry);
    checkPlaces(registry);
    extendMoves(registry);
    extendTurns(registry);
    extendTiles(registry);
    extendRuns(registry);
    keepNotNumbers(registry);
    extendSums(registry);
    extendToEmpties(registry);
    replaceTransforms(registry);
  } else if (registry.backend === "cpu") {
    mendRows(registry);
    replaceTransforms(registry);
  } else if (registry.backend === "webgl") {
    mendWebgl(registry);
    mendFunctions(registry);
    mendReductions(registry);
  }
  if (registry.backend === "wasm" || registry.backend === "cpu") {
    keepWhole(registry);
    passOverNaN(registry);
  }
  if (registry.backend !== "webgpu") orderAll(registry);
  if (registry.backend !== "webgl") signAll(registry);
  addLogic(registry);
  addSlopes(registry);
  addEntropies(registry);
  addRecurrent(registry);
  addPixels(registry);
  if (registry.backend === "webgl") keepWholeOnWebgl(registry);
  if (registry.backend !== "cpu") for (const { kernelName } of tf.getKernelsForBackend("cpu")) registry.route(kernelName);
  extendToComplex(registry);
}
