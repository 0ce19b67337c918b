// @ts-check
/** From a recording to the steps of a program: those that matter, in the order in which they run, and what may run as one. */
import { schedule } from "./fusion/schedule.js";

/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {import("./recording.js").Step} Step */
/** @typedef {import("./fusion/schedule.js").Group} Group */
/** @typedef {Step & {dead: number[], run: ((values: any[]) => any) | null}} Planned  dead: registers that nobody needs after it */
/**
 * @typedef {Group & {kind: "fused", steps: Planned[], kept: number[], dead: number[], run: import("./fusion/fused.js").Run | null}} PlannedGroup
 * kept: registers of results that somebody else needs
 */

/**
 * @param {Recording} recording @param {number[]} results registers
 * @returns {{steps: Planned[], groups: Map<Planned, PlannedGroup>}} groups by their first steps
 */
export function planned(recording, results) {
  const items = schedule(needed(recording, results), (register) => recording.forms[register]);
  const fixed = [...recording.constants.keys(), ...recording.variables.keys(), ...recording.captures.keys(), ...recording.inputs.keys()];
  const seen = new Set([...results, ...fixed]);
  /** @type {Planned[]} */
  const steps = [];
  /** @type {Map<Planned, PlannedGroup>} */
  const groups = new Map();
  for (const item of items.toReversed()) {
    const members = "steps" in item ? item.steps.toReversed() : [item];
    const own = members.map((step) => ({ ...step, dead: dying(step, seen), run: null })).reverse();
    steps.unshift(...own);
    if ("steps" in item) groups.set(own[0], grouped(item, own));
  }
  return { steps, groups };
}

/** The steps that matter, with the assignments at the end: nothing is assigned before. @param {Recording} recording @param {number[]} results @returns {Step[]} */
function needed(recording, results) {
  /** @type {Step[]} */
  const steps = [];
  /** @type {Step[]} */
  const last = [];
  const assigned = new Set();
  const wanted = new Set(results);
  for (const step of recording.steps.toReversed()) {
    if (step.kind === "assign") {
      if (assigned.has(step.variable)) continue; // another value follows
      assigned.add(step.variable);
    }
    // What compares a shape that values decide acts too: Python may have taken the shape, and nothing of the result.
    const compares = step.kind === "guard" || step.shapes !== undefined;
    const acts = compares || step.kind === "assign" || step.own?.effect === true || step.state !== undefined;
    if (!acts && !step.outputs.some((register) => wanted.has(register))) continue;
    for (const register of step.inputs) wanted.add(register);
    (step.kind === "assign" ? last : steps).push(step);
  }
  return [...steps.reverse(), ...last.reverse()];
}

/** The registers that nobody needs after a step; they are noted as seen. @param {Step} step @param {Set<number>} seen later on */
function dying({ inputs, outputs }, seen) {
  /** @type {number[]} */
  const dead = [];
  for (const register of [...inputs, ...outputs]) {
    if (register < 0 || seen.has(register)) continue;
    seen.add(register);
    dead.push(register);
  }
  return dead;
}

/** @param {Group} group @param {Planned[]} steps @returns {PlannedGroup} */
function grouped(group, steps) {
  const dead = new Set(steps.flatMap((step) => step.dead));
  const made = steps.map(({ outputs }) => outputs[0]);
  const kept = made.filter((register) => !dead.has(register));
  return { ...group, kind: "fused", steps, kept, dead: [...dead].filter((register) => !made.includes(register)), run: null };
}
