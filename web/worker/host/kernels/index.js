// @ts-check
/** Kernels that TF.js's backends lack, added to its registry. */
import { Registry } from "./registry.js";
import { addTraining } from "./training.js";

/** @param {any} tf */
export function addKernels(tf) {
  addTraining(new Registry(tf, "wasm"));
}
