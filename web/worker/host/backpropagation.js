// @ts-check
/** Back over what a tape has recorded: the chain rule, node by node. */
import { NO_GRADIENT } from "./gradients/none.js";
import { addedUp, areSlices, slicesOf, together } from "./slices.js";

/** @typedef {import("./slices.js").Slices} Slices */
/** @typedef {import("./tape.js").Node} Node */

/** dtypes through which a gradient flows */
const DIFFERENTIABLE = new Set(["float32", "complex64"]);

/** Whether gradients flow through a tensor of this dtype. @param {any} tensor */
export const differentiable = (tensor) => DIFFERENTIABLE.has(tensor.dtype);

/** @param {any} tf */
export function backpropagation(tf) {
  /**
   * @param {Node[]} nodes @param {{tensor: any, dy: any}[]} start @param {Set<number>} sources ids of tensors
   * @param {Set<number>} sliced ids of those whose gradient may be slices
   * @returns {Map<number, any>} gradient by tensor id
   */
  function backpropagate(nodes, start, sources, sliced = new Set()) {
    const reached = new Set(sources);
    const path = nodes.filter((node) => {
      const depends = Object.values(node.inputs).flat().some((tensor) => tensor != null && reached.has(tensor.id));
      if (depends) for (const tensor of node.outputs) if (differentiable(tensor)) reached.add(tensor.id);
      if (node.name === "Identity" && sliced.has(node.inputs.x.id)) sliced.add(node.outputs[0].id);
      return depends;
    });
    /** @type {Map<number, any>} */
    const gradients = new Map();
    const collect = (/** @type {any} */ tensor, /** @type {any} */ dy) => {
      const before = whole(tensor.id);
      gradients.set(tensor.id, before === undefined ? dy : tf.add(before, dy));
    };
    /** What has been collected, as a tensor. @param {number} id */
    const whole = (id) => {
      const found = gradients.get(id);
      return found !== undefined && areSlices(found) ? addedUp(tf, found) : found;
    };
    const collectSlices = (/** @type {any} */ tensor, /** @type {Slices} */ slices) => {
      const before = gradients.get(tensor.id);
      if (before !== undefined && !areSlices(before)) collect(tensor, addedUp(tf, slices));
      else gradients.set(tensor.id, before === undefined ? slices : together(slices, before));
    };
    for (const { tensor, dy } of start) if (reached.has(tensor.id)) collect(tensor, dy ?? tf.ones(tensor.shape, tensor.dtype));
    for (let index = path.length - 1; index >= 0; index--) {
      const node = path[index];
      const { x } = node.inputs;
      const passed = node.name === "Identity" ? gradients.get(node.outputs[0].id) : undefined;
      if (passed !== undefined && areSlices(passed) && sliced.has(x.id)) {
        collectSlices(x, passed);
        continue;
      }
      const dys = node.outputs.map((tensor) => whole(tensor.id) ?? null);
      if (dys.every((dy) => dy === null)) continue;
      if (node.slices && sliced.has(x.id)) collectSlices(x, slicesOf(tf, dys[0], node.saved[1], x.shape));
      else passBack(node, dys, (tensor) => reached.has(tensor.id), collect);
    }
    return gradients;
  }

  /**
   * @param {Node} node @param {any[]} dys @param {(tensor: any) => boolean} needed
   * @param {(tensor: any, dy: any) => void} collect
   */
  function passBack(node, dys, needed, collect) {
    if (node.gradient === null) throw new Error(`no gradient is defined for the operation ${node.name}`);
    if (isOfNothing(node)) {
      for (const tensor of Object.values(node.inputs)) if (tensor != null && differentiable(tensor) && needed(tensor)) collect(tensor, tf.zeros(tensor.shape, tensor.dtype));
      return;
    }
    const parts = node.gradient(dys.map((dy, index) => dy ?? tf.zeros(node.outputs[index].shape, node.outputs[index].dtype)));
    for (const [name, tensor] of Object.entries(node.inputs)) {
      if (tensor == null || !differentiable(tensor) || !needed(tensor)) continue;
      const part = parts[name]?.();
      if (part == null) continue; // the gradient says that this input has none
      collect(tensor, part);
    }
  }

  return backpropagate;
}

/** A kernel of whose result no element depends on anything; TF.js's gradients are not made for it. @param {Node} node */
function isOfNothing({ name, outputs, kernel }) {
  return kernel && !(name in NO_GRADIENT) && outputs.every((tensor) => tensor.size === 0);
}
