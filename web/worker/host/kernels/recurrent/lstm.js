// @ts-check
/**
 * A long short-term memory over all time steps at once, and back (Hochreiter and Schmidhuber 1997; forget gates: Gers 2000).
 *
 * With the projected input x, step by step: z = x + h w, in four parts i, f, g, o; c' = σ(f) c + σ(i) tanh(g);
 * h' = σ(o) tanh(c'). Only the product with w depends on the step before; the rest is one pass over memory. A hyperbolic
 * tangent is 2 σ(2 x) - 1, because wasm has a fast σ.
 *
 * For the way back the activated parts, tanh(c') and c' are kept side by side: PARTS values for each unit.
 */
import { flushed, memoryOf } from "./memory.js";

/** @typedef {import("../workbench.js").Info} Info */
/** @typedef {import("../workbench.js").Workbench} Workbench */

/** i, f, g, o, tanh(c), c */
export const PARTS = 6;

/**
 * @param {Workbench} bench
 * @param {{x: Info, h: Info, c: Info, w: Info, mask?: Info}} inputs  x (batch, steps, 4 units), states (batch, units),
 *   w (units, 4 units), mask (batch, steps)
 * @param {{reverse: boolean, keep: boolean}} attrs  whether the last step is taken first; whether there is a way back
 * @returns {Info[]} h of each step (batch, steps, units), c of the last one taken (batch, units), what the way back needs
 *   (one number if there is none)
 */
export function lstm(bench, { x, h, c, w, mask }, { reverse, keep }) {
  const memory = memoryOf(bench);
  const [batch, steps, wide] = x.shape;
  const units = wide / 4;
  const all = memory.make([batch, steps, units]);
  const last = memory.make([batch, units]);
  const kept = memory.make([batch, keep ? steps : 1, PARTS * units]);
  const state = memory.make([batch, units]);
  const sums = memory.make([batch, wide]);
  const squashed = memory.make([batch, units]);
  const factor = memory.factor(w);
  memory.view(state).set(memory.view(h));
  memory.view(last).set(memory.view(c));
  for (let step = 0; step < steps; step++) {
    const time = reverse ? steps - 1 - step : step;
    memory.multiply(state, factor, sums);
    addProjected(memory.view(sums), memory.view(x), batch, units, steps, time);
    memory.sigmoid(sums);
    const [lines, line] = keep ? [steps, time] : [1, 0];
    open(memory.view(sums), memory.view(last), memory.view(kept), memory.view(squashed), batch, units, steps, time, lines, line, mask && memory.view(mask));
    memory.sigmoid(squashed);
    finish(memory.view(squashed), memory.view(kept), memory.view(state), memory.view(all), batch, units, steps, time, lines, line, mask && memory.view(mask));
  }
  return [all, last, keep ? kept : bench.scalar(0)];
}

/**
 * @param {Float32Array} sums @param {Float32Array} x @param {number} batch @param {number} units @param {number} steps @param {number} time
 */
function addProjected(sums, x, batch, units, steps, time) {
  const wide = 4 * units;
  for (let row = 0; row < batch; row++) {
    const from = (row * steps + time) * wide;
    const at = row * wide;
    for (let k = 0; k < 2 * units; k++) sums[at + k] += x[from + k];
    for (let k = 2 * units; k < 3 * units; k++) sums[at + k] = 2 * (sums[at + k] + x[from + k]);
    for (let k = 3 * units; k < wide; k++) sums[at + k] += x[from + k];
  }
}

/**
 * The gates are known: the cell's next state.
 * @param {Float32Array} gates @param {Float32Array} cell @param {Float32Array} kept @param {Float32Array} squashed
 * @param {number} batch @param {number} units @param {number} steps @param {number} time
 * @param {number} lines  steps in `kept` @param {number} line  the one to write @param {ArrayLike<number>} [mask]
 */
function open(gates, cell, kept, squashed, batch, units, steps, time, lines, line, mask) {
  for (let row = 0; row < batch; row++) {
    const place = row * steps + time;
    const at = row * 4 * units;
    const to = (row * lines + line) * PARTS * units;
    const skipped = mask !== undefined && mask[place] === 0;
    for (let k = 0; k < units; k++) {
      const i = gates[at + k];
      const f = gates[at + units + k];
      const g = 2 * gates[at + 2 * units + k] - 1;
      const before = cell[row * units + k];
      const c = skipped ? before : f * before + i * g;
      kept[to + k] = i;
      kept[to + units + k] = f;
      kept[to + 2 * units + k] = g;
      kept[to + 3 * units + k] = gates[at + 3 * units + k];
      kept[to + 5 * units + k] = c;
      cell[row * units + k] = c;
      squashed[row * units + k] = 2 * c;
    }
  }
}

/**
 * @param {Float32Array} squashed @param {Float32Array} kept @param {Float32Array} state @param {Float32Array} all
 * @param {number} batch @param {number} units @param {number} steps @param {number} time
 * @param {number} lines  steps in `kept` @param {number} line  the one to write @param {ArrayLike<number>} [mask]
 */
function finish(squashed, kept, state, all, batch, units, steps, time, lines, line, mask) {
  for (let row = 0; row < batch; row++) {
    const place = row * steps + time;
    const from = (row * lines + line) * PARTS * units;
    const skipped = mask !== undefined && mask[place] === 0;
    for (let k = 0; k < units; k++) {
      const bent = 2 * squashed[row * units + k] - 1;
      kept[from + 4 * units + k] = bent;
      const h = skipped ? state[row * units + k] : kept[from + 3 * units + k] * bent;
      state[row * units + k] = h;
      all[place * units + k] = h;
    }
  }
}

/**
 * @param {Workbench} bench
 * @param {{dh: Info, dc: Info, kept: Info, c: Info, w: Info, mask?: Info}} inputs  dh (batch, steps, units), dc of the last
 *   state (batch, units), c the first state
 * @param {{reverse: boolean}} attrs
 * @returns {Info[]} gradients of x, of the first h and of the first c
 */
export function lstmBack(bench, { dh, dc, kept, c, w, mask }, { reverse }) {
  const memory = memoryOf(bench);
  const [batch, steps, units] = dh.shape;
  const slopes = memory.make([batch, steps, 4 * units]);
  const state = memory.make([batch, units]);
  const cell = memory.make([batch, units]);
  const here = memory.make([batch, 4 * units]);
  const back = memory.make([batch, units]);
  const turned = memory.factor(bench.transpose(w, [1, 0]));
  memory.view(state).fill(0);
  memory.view(cell).set(memory.view(dc));
  for (let step = steps - 1; step >= 0; step--) {
    const time = reverse ? steps - 1 - step : step;
    const earlier = step === 0 ? -1 : reverse ? time + 1 : time - 1;
    const views = [dh, kept, c, slopes, here, state, cell].map((tensor) => memory.view(tensor));
    stepBack(views, batch, units, steps, time, earlier, mask && memory.view(mask));
    memory.multiply(here, turned, back);
    const [sums, parts] = [memory.view(state), memory.view(back)];
    for (let n = 0; n < sums.length; n++) sums[n] = flushed(sums[n] + parts[n]);
  }
  return [slopes, state, cell];
}

/**
 * Slopes of one step; `state` becomes what goes back past the product, which is yet to be added.
 * @param {Float32Array[]} views @param {number} batch @param {number} units @param {number} steps @param {number} time
 * @param {number} earlier  time of the step before, -1 for none @param {ArrayLike<number>} [mask]
 */
function stepBack([dh, kept, first, slopes, here, state, cell], batch, units, steps, time, earlier, mask) {
  for (let row = 0; row < batch; row++) {
    const place = row * steps + time;
    const at = place * PARTS * units;
    const to = place * 4 * units;
    const own = row * 4 * units;
    const past = earlier < 0 ? -1 : ((row * steps + earlier) * PARTS + 5) * units;
    if (mask !== undefined && mask[place] === 0) {
      for (let k = 0; k < 4 * units; k++) slopes[to + k] = here[own + k] = 0;
      for (let k = 0; k < units; k++) state[row * units + k] += dh[place * units + k];
      continue;
    }
    for (let k = 0; k < units; k++) {
      const n = row * units + k;
      const i = kept[at + k];
      const f = kept[at + units + k];
      const g = kept[at + 2 * units + k];
      const o = kept[at + 3 * units + k];
      const bent = kept[at + 4 * units + k];
      const slope = dh[place * units + k] + state[n];
      const inner = cell[n] + slope * o * (1 - bent * bent);
      const before = past < 0 ? first[n] : kept[past + k];
      slopes[to + k] = here[own + k] = inner * g * i * (1 - i);
      slopes[to + units + k] = here[own + units + k] = inner * before * f * (1 - f);
      slopes[to + 2 * units + k] = here[own + 2 * units + k] = inner * i * (1 - g * g);
      slopes[to + 3 * units + k] = here[own + 3 * units + k] = slope * bent * o * (1 - o);
      cell[n] = flushed(inner * f);
      state[n] = 0;
    }
  }
}
