// @ts-check
/**
 * What was added to TF.js's kernel registry, and how: the one place that knows.
 *
 * `supply` registers a kernel that a backend lacks. `extend` puts a second way beside a registered kernel, taken where
 * the kernel would refuse its inputs or compute them wrongly; everything else goes straight on to it. `wrap` puts a
 * function around one, to prepare its inputs or mend its result.
 */
import { composed } from "./workbench.js";
import { routed } from "./routed.js";

/** @typedef {import("./workbench.js").KernelFunc} KernelFunc */
/** @typedef {import("./workbench.js").Body} Body */
/**
 * @typedef {object} AddedKernel
 * @property {string} kernel
 * @property {string} backend
 * @property {"composed" | "routed"} how  made of the backend's own means, or run on the CPU backend
 * @property {string} when  the inputs it is for; empty: all
 * @property {number} calls  how often it was run; counted for routed kernels
 */

/** @type {AddedKernel[]} */
const added = [];

/** All kernels that were added or extended. @returns {AddedKernel[]} */
export const addedKernels = () => added.map((entry) => ({ ...entry }));

/** One backend's side of the registry. */
export class Registry {
  /** @param {any} tf @param {string} backend */
  constructor(tf, backend) {
    this.tf = tf;
    this.backend = backend;
  }

  /** @param {string} kernel */
  has(kernel) {
    return this.tf.getKernel(kernel, this.backend) != null;
  }

  /** @param {string} kernel @param {"composed" | "routed"} how @param {string} when */
  note(kernel, how, when) {
    /** @type {AddedKernel} */
    const entry = { kernel, backend: this.backend, how, when, calls: 0 };
    added.push(entry);
    return entry;
  }

  /** Register a kernel unless the backend has it. @param {string} kernel @param {Body} body */
  supply(kernel, body) {
    if (this.has(kernel)) return;
    this.note(kernel, "composed", "");
    this.register(kernel, composed(this.tf, this.backend, body));
  }

  /** Register a kernel, unless the backend has it, that runs on the CPU backend. @param {string} kernel */
  route(kernel) {
    if (this.has(kernel)) return;
    const entry = this.note(kernel, "routed", "");
    this.register(kernel, routed(this.tf, this.backend, kernel, () => entry.calls++));
  }

  /** @param {string} kernel @param {KernelFunc} kernelFunc */
  register(kernel, kernelFunc) {
    this.tf.registerKernel({ kernelName: kernel, backendName: this.backend, kernelFunc });
  }

  /**
   * A second way beside a kernel.
   * @param {string} kernel @param {string} when in words @param {(inputs: any, attrs: any) => boolean} applies @param {Body} body
   */
  extend(kernel, when, applies, body) {
    this.note(kernel, "composed", when);
    this.branch(kernel, applies, composed(this.tf, this.backend, body));
  }

  /** @param {string} kernel @param {string} when @param {(inputs: any, attrs: any) => boolean} applies */
  extendRouted(kernel, when, applies) {
    const entry = this.note(kernel, "routed", when);
    this.branch(kernel, applies, routed(this.tf, this.backend, kernel, () => entry.calls++));
  }

  /**
   * A function around a kernel, which may call it.
   * @param {string} kernel @param {string} when in words @param {(own: KernelFunc, args: any) => any} around
   */
  wrap(kernel, when, around) {
    this.note(kernel, "composed", when);
    this.surround(kernel, around);
  }

  /** @param {string} kernel @param {(inputs: any, attrs: any) => boolean} applies @param {KernelFunc} other */
  branch(kernel, applies, other) {
    this.surround(kernel, (own, args) => (applies(args.inputs, args.attrs) ? other(args) : own(args)));
  }

  /** @param {string} kernel @param {(own: KernelFunc, args: any) => any} around */
  surround(kernel, around) {
    const { tf, backend } = this;
    const original = tf.getKernel(kernel, backend);
    const own = original.kernelFunc;
    tf.unregisterKernel(kernel, backend);
    tf.registerKernel({ ...original, kernelFunc: (/** @type {any} */ args) => around(own, args) });
  }
}
