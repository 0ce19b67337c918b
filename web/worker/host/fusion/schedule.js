// @ts-check
/**
 * Which steps of a program become one pass over memory.
 *
 * Element-wise steps of one shape are gathered while nobody else needs what they give; other steps go ahead of them
 * meanwhile. The order of all other steps stays, and every step still comes after those that it depends on.
 */
import { OPERATIONS, reachOf, sizeOf } from "./operations.js";

/** @typedef {import("../recording.js").Step} Step */
/** @typedef {import("./operations.js").Form} Form */
/** @typedef {import("./operations.js").Reach} Reach */
/** @typedef {{reach: Reach, shape: number[]}} Read  how a register is read */
/** @typedef {{steps: Step[], shape: number[], columns: number, reads: Map<number, Read>}} Group  reads: of registers from outside */

/** Steps in a group, and registers that it reads: code for more gains nothing. */
const MOST_STEPS = 64;
const MOST_READ = 32;
/** Kernels that take several passes by themselves. */
const ALONE = new Set(["Relu", "ReluGrad", "Maximum", "Minimum"]);

/**
 * The steps in the order in which they are to run; lists of them are to run as one.
 * @param {Step[]} steps @param {(register: number) => Form | undefined} formOf @returns {(Step | Group)[]}
 */
export function schedule(steps, formOf) {
  /** @type {(Step | Group)[]} */
  const items = [];
  /** @type {Map<string, Group>} by shape */
  const open = new Map();
  /** Register -> the open group that gives it. @type {Map<number, Group>} */
  const makers = new Map();

  /** @param {Group} group */
  function close(group) {
    open.delete(group.shape.join());
    for (const { outputs } of group.steps) makers.delete(outputs[0]);
    if (group.steps.length > 0) items.push(isWorthIt(group) ? group : group.steps[0]);
  }

  /** The open group for a step, if it can be fused. @param {Step} step @returns {Group | null} */
  function groupFor(step) {
    const operands = operandsOf(step, formOf);
    if (operands === null) return null;
    const { shape, columns } = operands;
    const key = shape.join();
    let group = open.get(key);
    if (group !== undefined && !hasRoom(group, operands)) {
      close(group);
      group = undefined;
    }
    if (group === undefined) open.set(key, (group = { steps: [], shape, columns: 0, reads: new Map() }));
    if (columns > 0) group.columns = columns;
    return group;
  }

  for (const step of steps) {
    const group = groupFor(step);
    for (const register of step.inputs) {
      const maker = makers.get(register);
      if (maker !== undefined && maker !== group) close(maker);
    }
    if (group === null) items.push(step);
    else {
      for (const [register, read] of /** @type {any} */ (operandsOf(step, formOf)).reads) if (makers.get(register) !== group) group.reads.set(register, read);
      group.steps.push(step);
      makers.set(step.outputs[0], group);
    }
  }
  for (const group of [...open.values()]) close(group);
  return items;
}

/** @typedef {{shape: number[], columns: number, reads: Map<number, Read>}} Operands */

/** What a step reads, if it can be fused. @param {Step} step @param {(register: number) => Form | undefined} formOf @returns {Operands | null} */
function operandsOf({ kind, name, keys, inputs, outputs }, formOf) {
  const names = kind === "kernel" ? OPERATIONS[name] : undefined;
  if (names === undefined || keys === null || keys.join() !== names.join()) return null;
  const form = formOf(outputs[0]);
  if (form === undefined || form.dtype !== "float32" || sizeOf(form.shape) === 0) return null;
  let columns = 0;
  /** @type {Map<number, Read>} */
  const reads = new Map();
  for (const register of inputs) {
    const read = formOf(register);
    const found = read?.dtype === "float32" ? reachOf(read.shape, form.shape) : null;
    if (found === null || (found.columns > 0 && columns > 0 && found.columns !== columns)) return null;
    columns ||= found.columns;
    reads.set(register, { reach: found.reach, shape: /** @type {Form} */ (read).shape });
  }
  return { shape: form.shape, columns, reads };
}

/** A step alone has a kernel that is as fast, but for repeated rows and columns, and for those that look for NaN first. @param {Group} group */
const isWorthIt = ({ steps, columns }) => steps.length > 1 || columns > 0 || ALONE.has(steps[0].name);

/** @param {Group} group @param {Operands} operands */
function hasRoom(group, { columns, reads }) {
  if (group.columns > 0 && columns > 0 && group.columns !== columns) return false;
  return group.steps.length < MOST_STEPS && group.reads.size + reads.size <= MOST_READ;
}
