// @ts-check
/**
 * What Python may call: the module `_tfjs_host`. Everything the library does in JavaScript goes through these names;
 * pyapp/tfjs/_bridge/_tfjs_host.pyi lists them, and a browser test compares the two.
 */
import { SITE } from "../shared/site.js";
import { decoding } from "./decode.js";
import { calls } from "./host/calls.js";
import { forget, intern, internedCounts, shapeAt, shapeId } from "./host/attributes.js";
import { backends } from "./host/backends.js";
import { modelFiles } from "./host/files.js";
import { onFirstUse } from "./host/first_use.js";
import { addGradients, gradientFacts } from "./host/gradients/index.js";
import { flows } from "./host/flow.js";
import { addKernels, NEVER_KERNELS } from "./host/kernels/index.js";
import { addedKernels } from "./host/kernels/registry.js";
import { kernelRunner } from "./host/kernels.js";
import { limitMemory } from "./host/limits.js";
import { modelCache } from "./host/model_cache.js";
import { models } from "./host/models.js";
import { abortTransfer, blob, freeBlobs, freeWhenThere, keepBlob, liveBlobs, network } from "./host/net.js";
import { instructionSet } from "./host/ops.js";
import { programs } from "./host/programs.js";
import { adoptEngine } from "./host/same.js";
import { get, liveSlots, put, release } from "./host/slots.js";
import { tapes } from "./host/tape.js";
import { addSpecialFunctions } from "./host/special/index.js";
import { transfers } from "./host/transfer.js";
import { assign, freeVariable, makeVariable, setTrainable } from "./host/variables.js";
import { installWatch, settle, watch } from "./host/watch.js";

/**
 * @param {any} tf
 * @param {{base: string, report: import("./host/net.js").Report, hand: (name: string, bytes: Uint8Array) => void, loadWebGpu: () => Promise<unknown>}} options
 */
export function createHost(tf, { base, report, hand, loadWebGpu }) {
  adoptEngine(tf);
  onFirstUse(tf, limitMemory);
  addKernels(tf);
  installWatch(tf);
  addGradients(tf);
  addSpecialFunctions(tf);
  const kernels = kernelRunner(tf);
  const { instruction, unary, binary, binaryNumber, product, reduction, clone, deliver, ownNames, arranged } = instructionSet(tf, kernels);
  const { adoptPython, write, view, upload, filled, scalar, uploadStrings, download, downloadStrings, arrived } = transfers(tf);
  const { loadGraphModel, loadLayersModel, describeModel, modelOperation, freeModel, liveModels } = models(tf, deliver);
  const { resolve, fetchAll, fetchAllNow } = network(base, report);
  const { kept, keep, keptFiles, forgetFiles } = modelCache(resolve);
  const photos = decoding(filled);
  const devices = backends(tf, { kernels, loadWebGpu: () => loadWebGpu().then(() => addKernels(tf)) });
  const { livePrograms, ...programFunctions } = programs(tf, write, view);
  const { liveTapes, tapeFunctions, ...taping } = tapes(tf);
  const callFunctions = calls(tf);
  const { flowFunctions, stopLoops } = flows(tf, taping);

  return {
    devices,
    adoptPython(/** @type {any} */ python) {
      adoptPython(python);
      photos.adoptPython(python);
    },
    module: {
      // instructions
      instruction,
      unary,
      binary,
      binary_number: binaryNumber,
      product,
      reduction,
      to_shape: arranged.toShape,
      with_axis: arranged.withAxis,
      without_axis: arranged.withoutAxis,
      turned: arranged.turned,
      part: arranged.part,
      intern,
      forget,
      // tensors
      upload,
      scalar,
      upload_strings: uploadStrings,
      download,
      download_strings: downloadStrings,
      arrived,
      shape_id: shapeId,
      shape_at: shapeAt,
      shape_of: (/** @type {number} */ slot) => shapeId(get(slot).shape),
      dtype_of: (/** @type {number} */ slot) => get(slot).dtype,
      clone,
      release,
      // variables, programs and tapes
      make_variable: makeVariable,
      set_trainable: setTrainable,
      free_variable: freeVariable,
      assign,
      ...programFunctions,
      ...tapeFunctions,
      ...flowFunctions,
      ...callFunctions,
      // models and files
      fetch_all: fetchAll,
      fetch_all_now: fetchAllNow,
      resolve_url: resolve,
      serves_models: () => SITE.models === true,
      kept,
      keep,
      kept_files: keptFiles,
      forget_files: forgetFiles,
      keep_blob: (/** @type {any} */ buffer) => keepBlob(copyOf(buffer)),
      blob_size: (/** @type {number} */ id) => blob(id).length,
      read_blob: (/** @type {number} */ id) => blob(id),
      free_blobs: freeBlobs,
      free_when_there: freeWhenThere,
      ...modelFiles(tf, hand),
      load_graph_model: loadGraphModel,
      load_layers_model: loadLayersModel,
      describe_model: describeModel,
      model_operation: modelOperation,
      free_model: freeModel,
      // photos
      ...photos.functions,
      // backends
      backend_facts: () => JSON.stringify(devices.facts()),
      backend_current: devices.current,
      backend_use: devices.use,
      backend_use_now: devices.useNow,
      memory: () => JSON.stringify(devices.memory()),
      census: () => JSON.stringify({ ...devices.census(), blobs: liveBlobs(), models: liveModels(), photos: photos.liveSessions(), programs: livePrograms(), tapes: liveTapes() }),
      get_flag: devices.getFlag,
      set_flag: devices.setFlag,
      flag_names: devices.flagNames,
      added_kernels: () => JSON.stringify(addedKernels()),
      kernel_names: (/** @type {string} */ backend) => tf.getKernelsForBackend(backend).map((/** @type {any} */ kernel) => kernel.kernelName),
      never_kernels: () => NEVER_KERNELS,
      profile: (/** @type {() => void} */ f) => profile(tf, f),
      gradient_facts: () => JSON.stringify(gradientFacts(tf)),
      exported_functions: () => [...exportedFunctions(tf), ...ownNames()].sort(),
      versions: () => JSON.stringify(tf.version),
    },
    abortTransfer,
    stopLoops,
    status: () => ({ num_tensors: devices.memory().num_tensors, num_bytes: devices.memory().num_bytes, slots: liveSlots() }),
    internedCounts,
  };
}

/** @param {any} buffer PyProxy of a bytes-like object @returns {Uint8Array} */
function copyOf(buffer) {
  const view = buffer.getBuffer("u8");
  try {
    return view.data.slice();
  } finally {
    view.release();
  }
}

/** Kernels run by `f`, as JSON. @param {any} tf @param {() => void} f */
async function profile(tf, f) {
  watch.profiling = true;
  settle();
  const { newBytes, newTensors, peakBytes, kernels } = await tf
    .profile(() => {
      f();
    })
    .finally(() => {
      watch.profiling = false;
      settle();
    });
  const rows = [];
  for (const kernel of kernels) {
    const ms = await kernel.kernelTimeMs;
    rows.push({ name: kernel.name, ms: typeof ms === "number" ? ms : null, output_shapes: kernel.outputShapes, bytes_added: kernel.bytesAdded });
  }
  return JSON.stringify({ new_bytes: newBytes, new_tensors: newTensors, peak_bytes: peakBytes, kernels: rows });
}

/** Dotted names of all functions TF.js exports, for the completeness test. @param {any} tf @returns {string[]} */
function exportedFunctions(tf) {
  const names = [];
  for (const [name, value] of Object.entries(tf)) {
    if (typeof value === "function") names.push(name);
    else if (typeof value === "object" && value !== null) {
      for (const [inner, member] of Object.entries(value)) if (typeof member === "function") names.push(`${name}.${inner}`);
    }
  }
  return names.sort();
}
