// @ts-check
/**
 * Gradients of kernels: those that TF.js lacks, and those where TensorFlow's are other ones (ties, broadcasting, borders,
 * complex numbers). All are made of kernels, none reads a value, so programs record them like everything else.
 */
import { arithmetic } from "./arithmetic.js";
import { complex } from "./complex.js";
import { convolution } from "./convolution.js";
import { crops } from "./crops.js";
import { elementwise } from "./elementwise.js";
import { entropies } from "./entropies.js";
import { fused } from "./fused.js";
import { gathering } from "./gathering.js";
import { images } from "./images.js";
import { repairMaxPoolOfWasm } from "./max_pool.js";
import { NO_GRADIENT, none, undecided, UNDEFINED } from "./none.js";
import { pooling } from "./pooling.js";
import { recurrent } from "./recurrent.js";
import { reductions } from "./reductions.js";
import { shaping } from "./shaping.js";

/** What stands for an input that a kernel was not given, among what is saved for its gradient. */
const ABSENT = { absent: true, dispose() {} };

/** @param {any} tf */
export function addGradients(tf) {
  const engine = tf.engine();
  engine.saveTensorsForBackwardMode = (/** @type {any[]} */ tensors) => tensors.map((tensor) => (tensor == null ? ABSENT : engine.keep(engine.clone(tensor))));
  for (const family of [none, elementwise, arithmetic, reductions, shaping, gathering, convolution, pooling, images, crops, complex, entropies, fused, recurrent]) family(tf);
  repairMaxPoolOfWasm(tf);
}

/** What is known of every kernel that has no gradient, for the test that nothing was forgotten. @param {any} tf */
export const gradientFacts = (tf) => ({ none: NO_GRADIENT, undefined: UNDEFINED, undecided: undecided(tf) });
