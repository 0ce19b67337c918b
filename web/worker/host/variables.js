// @ts-check
/**
 * Variables: slots whose tensor can be replaced.
 *
 * Recordings and tapes must know a variable's tensor when a kernel reads it, so tensors lead back to their variable.
 */
import { another } from "./same.js";
import { get, put, replace } from "./slots.js";
import { watch } from "./watch.js";

/** @typedef {{slot: number, id: number, trainable: boolean}} Variable */

/** @type {Map<number, Variable>} slot -> variable */
const variables = new Map();
/** @type {Map<number, Variable>} id of the tensor it holds -> variable */
const holders = new Map();
let nextId = 1;

/** The variable that a tensor is the value of, if it is one's. @param {any} tensor */
export function holderOf(tensor) {
  return holders.get(tensor.id);
}

/** @param {number} slot */
export function variableAt(slot) {
  return variables.get(slot);
}

/** Whether a variable is still the one that was seen. @param {Variable} variable */
export function isAlive(variable) {
  return variables.get(variable.slot) === variable;
}

/** @param {number} slot of the first value @param {boolean} trainable */
export function makeVariable(slot, trainable) {
  const tensor = another(get(slot));
  const cell = put(tensor);
  const variable = { slot: cell, id: nextId++, trainable };
  variables.set(cell, variable);
  holders.set(tensor.id, variable);
  watch.recording?.created(variable);
  return cell;
}

/** Let tapes watch a variable by themselves, or no longer. @param {number} slot @param {boolean} trainable */
export function setTrainable(slot, trainable) {
  /** @type {Variable} */ (variables.get(slot)).trainable = trainable;
}

/** @param {number} slot */
export function freeVariable(slot) {
  holders.delete(get(slot).id);
  variables.delete(slot);
}

/** Give a variable the value of a slot. @param {number} slot @param {number} value */
export function assign(slot, value) {
  const tensor = another(get(value));
  watch.recording?.assign(/** @type {Variable} */ (variables.get(slot)), get(value), tensor);
  hold(/** @type {Variable} */ (variables.get(slot)), tensor);
}

/** @param {Variable} variable */
export function valueOf(variable) {
  return get(variable.slot);
}

/** @param {Variable} variable @param {any} tensor which it owns from now on */
export function hold(variable, tensor) {
  holders.delete(get(variable.slot).id);
  replace(variable.slot, tensor);
  holders.set(tensor.id, variable);
}

export function liveVariables() {
  return variables.size;
}
