// @ts-check
/**
 * Functions of our own that programs hold as one step: what draws random numbers, reads values, or gives a result whose
 * shape depends on values. Everything else is composed of kernels.
 */

import { alignment } from "./alignment.js";
import { bits } from "./bits.js";
import { boxes } from "./boxes.js";
import { dynamic } from "./dynamic.js";
import { matrices } from "./matrices.js";
import { random } from "./random.js";
import { scatter } from "./scatter.js";
import { strings } from "./strings.js";

/**
 * @typedef {object} Own
 * @property {(inputs: any[], attrs: any[], state?: any) => any} run  gives a tensor or a list of them
 * @property {(attrs: any[]) => any} [state]  what belongs to one recorded step, as a random generator
 * @property {(state: any) => void} [dispose]  gives back what the state holds
 * @property {boolean} [dynamic]  the result's shape depends on values
 * @property {(state: any) => void} [finish]  gives back what the state holds of one replay
 * @property {boolean} [effect]  to be run even if nobody needs the result
 */

/** Families, each a function of TF.js that gives its functions by name. @type {((tf: any) => Record<string, Own>)[]} */
const FAMILIES = [alignment, bits, boxes, dynamic, matrices, random, scatter, strings];

/** @param {any} tf @returns {Record<string, Own>} */
export function ownFunctions(tf) {
  return Object.assign({}, ...FAMILIES.map((family) => family(tf)));
}
