// @ts-check
/**
 * TF.js models behind numbers: built from bytes that Python has checked, run on slots.
 *
 * Both formats are built synchronously. For layers models that means doing by hand what `tf.loadLayersModel` does around
 * its one `await`: map the Keras names to TF.js's, make the layers, set the weights.
 */
import { shapeId } from "./attributes.js";
import { modelReplays } from "./model_replays.js";
import { get } from "./slots.js";
import { blob } from "./net.js";

/** Slots lie below this number, so that a slot and a shape id fit into one. */
const SHAPE_UNIT = 2 ** 24;

/** @param {any} tf @param {ReturnType<typeof import("./ops.js").instructionSet>["deliver"]} deliver */
export function models(tf, deliver) {
  const engine = tf.engine();
  /** @type {Map<number, any>} */
  const live = new Map();
  /** @type {Map<number, ReturnType<typeof modelReplays>[]>} */
  const replaysOf = new Map();
  let next = 1;

  /** @param {number[]} ids blob ids of the shards, in order @returns {ArrayBuffer} */
  function weightData(ids) {
    if (ids.length === 1) {
      const { buffer, byteOffset, byteLength } = blob(ids[0]);
      if (byteOffset === 0 && byteLength === buffer.byteLength) return /** @type {ArrayBuffer} */ (buffer);
    }
    const parts = ids.map(blob);
    const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let offset = 0;
    for (const part of parts) {
      all.set(part, offset);
      offset += part.length;
    }
    return all.buffer;
  }

  /** @param {any} manifest `weightsManifest` of model.json */
  const specsOf = (manifest) => manifest.flatMap((/** @type {any} */ group) => group.weights);

  /**
   * Build something, and leave no tensor or variable behind where that fails half way.
   * @template T @param {() => T} build @returns {T}
   */
  function whole(build) {
    const before = new Set(Object.keys(engine.registeredVariables));
    engine.startScope("load");
    try {
      return build();
    } catch (error) {
      disposeAll(Object.keys(engine.registeredVariables).filter((name) => !before.has(name)));
      throw error;
    } finally {
      engine.endScope();
    }
  }

  /** @param {string[]} names of variables */
  function disposeAll(names) {
    for (const name of names) engine.registeredVariables[name]?.dispose();
  }

  /** @param {string} json model.json @param {number[]} blobIds @returns {number} model id */
  function loadGraphModel(json, blobIds) {
    const { weightsManifest, ...artifacts } = JSON.parse(json);
    const handler = tf.io.fromMemorySync({
      ...artifacts,
      weightSpecs: specsOf(weightsManifest),
      weightData: weightData(blobIds),
    });
    return whole(() => {
      const model = tf.loadGraphModelSync(handler);
      for (const tensors of Object.values(model.executor.weightMap)) tensors.forEach(tf.keep);
      return add(model);
    });
  }

  /** @param {string} json @param {number[]} blobIds @returns {number} */
  function loadLayersModel(json, blobIds) {
    const { modelTopology, weightsManifest } = JSON.parse(json);
    const topology = modelTopology.model_config ?? modelTopology;
    const { className, config } = keysToCamelCase(topology, "");
    const [cls, fromConfig] = tf.serialization.SerializationMap.getMap().classNameMap[className] ?? [];
    if (cls === undefined) throw new Error(`Unknown layer: ${className}`);
    return whole(() => {
      const model = fromConfig(cls, config, {}, true);
      const specs = specsOf(weightsManifest);
      const weights = tf.io.decodeWeights(weightData(blobIds), specs);
      for (const { name, group } of specs) if (group === "optimizer") delete weights[name];
      model.loadWeights(weights, true);
      return add(model);
    });
  }

  /** @param {any} model */
  function add(model) {
    live.set(next, model);
    replaysOf.set(next, []);
    return next++;
  }

  /** @param {number} id */
  function model(id) {
    const found = live.get(id);
    if (found === undefined) throw new Error(`model ${id} was freed`);
    return found;
  }

  /**
   * Names, shapes and dtypes of inputs and outputs, as JSON. Tensors of layers are known by the names of their layers,
   * which stay what the file says, however many models are loaded.
   * @param {number} id
   */
  function describeModel(id) {
    const { inputs, outputs } = model(id);
    const entry = (/** @type {any} */ { name, shape, dtype, sourceLayer }) => ({ name: sourceLayer?.name ?? name, shape: shape ?? null, dtype });
    return JSON.stringify({ inputs: inputs.map(entry), outputs: outputs.map(entry) });
  }

  /**
   * A model as functions of slots.
   * @param {number} id @param {string[]} inputNames @param {string[]} outputNames nodes wanted; none: the model's own
   */
  function modelOperation(id, inputNames, outputNames) {
    const found = model(id);
    const wanted = outputNames.length > 0 ? outputNames : undefined;
    /** @param {any[]} inputs */
    const feed = (inputs) => Object.fromEntries(inputNames.map((name, index) => [name, inputs[index]]));
    const isGraph = found.executor !== undefined;
    const weights = isGraph ? weightsOf(found) : new Set();
    /** A graph may hand out one of its weights, which it needs again. @param {any} result */
    const given = (result) => single([result].flat().map((tensor) => (weights.has(tensor.id) ? tensor.clone() : tensor)));
    /** @param {any[]} inputs */
    const run = (inputs) =>
      given(
        isGraph
          ? model(id).execute(feed(inputs), wanted)
          : tf.tidy(() => model(id).apply(inputs.length === 1 ? inputs[0] : inputs, { training: false })),
      );
    const replays = modelReplays(tf, run, replayable(found) ? weightsOf(found) : null);
    replaysOf.get(id)?.push(replays);
    /** @param {any[]} inputs */
    const executed = (inputs) => deliver(inputs, replays.run(inputs));
    return {
      execute: (/** @type {number[]} */ ...slots) => executed(slots.map(get)),
      /**
       * One tensor to one tensor, with the result's shape in the same answer: shape id * 2**24 + slot.
       * @param {number} slot
       */
      executeOne(slot) {
        const out = executed([get(slot)]);
        if (typeof out === "number") return shapeId(get(out).shape) * SHAPE_UNIT + out;
        throw new Error("the model has several outputs");
      },
      /** For graphs with control flow, some of whose kernels must be waited for. @param {...number} slots */
      async executeAsync(...slots) {
        const inputs = slots.map(get);
        return deliver(inputs, given(await model(id).executeAsync(feed(inputs), wanted)));
      },
    };
  }

  /** @param {number} id */
  function freeModel(id) {
    const gone = model(id);
    const variables = gone.executor === undefined ? gone.weights.map((/** @type {any} */ weight) => weight.val.name) : [];
    for (const replays of replaysOf.get(id) ?? []) replays.dispose();
    replaysOf.delete(id);
    gone.dispose();
    disposeAll(variables); // TF.js counts the layers of a model inside a model once too often, and keeps their weights
    live.delete(id);
  }

  return { loadGraphModel, loadLayersModel, describeModel, modelOperation, freeModel, liveModels: () => live.size };
}

/** Ids of a model's weights, which live as long as it does. @param {any} model @returns {Set<number>} */
function weightsOf(model) {
  if (model.executor !== undefined) return new Set(model.executor.weightIds);
  return new Set(model.weights.map((/** @type {any} */ weight) => weight.val.id));
}

/** Whether a model computes the same from the same inputs. @param {any} model */
function replayable(model) {
  if (model.executor === undefined) return true;
  const nodes = Object.values(model.executor.graph.nodes);
  return !nodes.some((/** @type {any} */ node) => /Random|TruncatedNormal|Multinomial/.test(node.op));
}

/** One result as itself, so that its slot crosses as a number. @param {any[]} results */
function single(results) {
  return results.length === 1 ? results[0] : results;
}

/**
 * Keras's snake_case configuration with TF.js's camelCase keys and enumeration strings.
 * Names of layers, and the layer names inside inbound_nodes, input_layers and output_layers, stay as they are.
 * @param {any} value @param {string} key @returns {any}
 */
export function keysToCamelCase(value, key) {
  if (typeof value === "string") return camelCase(value);
  if (Array.isArray(value)) {
    return value.map((item, index) => (isLayerName(key, index, item) ? item : keysToCamelCase(item, key)));
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const tsName = camelCase(name);
      return [tsName, name === "name" && typeof item === "string" ? item : keysToCamelCase(item, tsName)];
    }),
  );
}

/** @param {string} key @param {number} index @param {unknown} item */
function isLayerName(key, index, item) {
  return ["inboundNodes", "outputLayers", "inputLayers"].includes(key) && index === 0 && typeof item === "string";
}

/** @param {string} text */
function camelCase(text) {
  if (text.length <= 1 || !text.includes("_")) return text;
  return text.replace(/_+(\w|$)/g, (_, letter) => letter.toUpperCase());
}
