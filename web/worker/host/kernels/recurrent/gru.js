// @ts-check
/**
 * Gated recurrent units over all time steps at once, and back (Cho et al. 2014, the reset gate applied after the product).
 *
 * With the projected input x, step by step: p = h w + b, both in three parts z, r, g; z = σ(xz + pz), r = σ(xr + pr),
 * g = tanh(xg + r pg); h' = z h + (1 - z) g. See lstm.js for how that is computed.
 *
 * For the way back z, r, g and pg are kept side by side: PARTS values for each unit.
 */
import { flushed, memoryOf } from "./memory.js";

/** @typedef {import("../workbench.js").Info} Info */
/** @typedef {import("../workbench.js").Workbench} Workbench */

/** z, r, g, the product's part of g */
export const PARTS = 4;

/**
 * @param {Workbench} bench
 * @param {{x: Info, h: Info, w: Info, b: Info, mask?: Info}} inputs  x (batch, steps, 3 units), h (batch, units),
 *   w (units, 3 units), b (3 units), mask (batch, steps)
 * @param {{reverse: boolean, keep: boolean}} attrs  whether the last step is taken first; whether there is a way back
 * @returns {Info[]} h of each step (batch, steps, units), what the way back needs (one number if there is none)
 */
export function gru(bench, { x, h, w, b, mask }, { reverse, keep }) {
  const memory = memoryOf(bench);
  const [batch, steps, wide] = x.shape;
  const units = wide / 3;
  const all = memory.make([batch, steps, units]);
  const kept = memory.make([batch, keep ? steps : 1, PARTS * units]);
  const state = memory.make([batch, units]);
  const products = memory.make([batch, wide]);
  const gates = memory.make([batch, 2 * units]);
  const squashed = memory.make([batch, units]);
  const factor = memory.factor(w);
  memory.view(state).set(memory.view(h));
  for (let step = 0; step < steps; step++) {
    const time = reverse ? steps - 1 - step : step;
    memory.multiply(state, factor, products);
    addGates(memory.view(products), memory.view(x), memory.view(b), memory.view(gates), batch, units, steps, time);
    memory.sigmoid(gates);
    const [lines, line] = keep ? [steps, time] : [1, 0];
    addCandidate(memory.view(products), memory.view(x), memory.view(b), memory.view(gates), memory.view(squashed), memory.view(kept), batch, units, steps, time, lines, line);
    memory.sigmoid(squashed);
    mix(memory.view(squashed), memory.view(kept), memory.view(state), memory.view(all), batch, units, steps, time, lines, line, mask && memory.view(mask));
  }
  return [all, keep ? kept : bench.scalar(0)];
}

/**
 * @param {Float32Array} products @param {Float32Array} x @param {Float32Array} b @param {Float32Array} gates
 * @param {number} batch @param {number} units @param {number} steps @param {number} time
 */
function addGates(products, x, b, gates, batch, units, steps, time) {
  for (let row = 0; row < batch; row++) {
    const from = (row * steps + time) * 3 * units;
    for (let k = 0; k < 2 * units; k++) gates[row * 2 * units + k] = products[row * 3 * units + k] + x[from + k] + b[k];
  }
}

/**
 * @param {Float32Array} products @param {Float32Array} x @param {Float32Array} b @param {Float32Array} gates
 * @param {Float32Array} squashed @param {Float32Array} kept
 * @param {number} batch @param {number} units @param {number} steps @param {number} time
 * @param {number} lines  steps in `kept` @param {number} line  the one to write
 */
function addCandidate(products, x, b, gates, squashed, kept, batch, units, steps, time, lines, line) {
  for (let row = 0; row < batch; row++) {
    const place = row * steps + time;
    const to = (row * lines + line) * PARTS * units;
    for (let k = 0; k < units; k++) {
      const product = products[(row * 3 + 2) * units + k] + b[2 * units + k];
      const r = gates[(row * 2 + 1) * units + k];
      kept[to + k] = gates[row * 2 * units + k];
      kept[to + units + k] = r;
      kept[to + 3 * units + k] = product;
      squashed[row * units + k] = 2 * (x[(place * 3 + 2) * units + k] + r * product);
    }
  }
}

/**
 * @param {Float32Array} squashed @param {Float32Array} kept @param {Float32Array} state @param {Float32Array} all
 * @param {number} batch @param {number} units @param {number} steps @param {number} time
 * @param {number} lines  steps in `kept` @param {number} line  the one to write @param {ArrayLike<number>} [mask]
 */
function mix(squashed, kept, state, all, batch, units, steps, time, lines, line, mask) {
  for (let row = 0; row < batch; row++) {
    const place = row * steps + time;
    const at = (row * lines + line) * PARTS * units;
    const skipped = mask !== undefined && mask[place] === 0;
    for (let k = 0; k < units; k++) {
      const g = 2 * squashed[row * units + k] - 1;
      const z = kept[at + k];
      const before = state[row * units + k];
      kept[at + 2 * units + k] = g;
      const h = skipped ? before : z * before + (1 - z) * g;
      state[row * units + k] = h;
      all[place * units + k] = h;
    }
  }
}

/**
 * @param {Workbench} bench
 * @param {{dh: Info, all: Info, kept: Info, h: Info, w: Info, mask?: Info}} inputs  dh and all (batch, steps, units), h the
 *   first state
 * @param {{reverse: boolean}} attrs
 * @returns {Info[]} gradients of x, of the products h w + b (batch, steps, 3 units), and of the first h
 */
export function gruBack(bench, { dh, all, kept, h, w, mask }, { reverse }) {
  const memory = memoryOf(bench);
  const [batch, steps, units] = dh.shape;
  const slopes = memory.make([batch, steps, 3 * units]);
  const products = memory.make([batch, steps, 3 * units]);
  const state = memory.make([batch, units]);
  const here = memory.make([batch, 3 * units]);
  const back = memory.make([batch, units]);
  const turned = memory.factor(bench.transpose(w, [1, 0]));
  memory.view(state).fill(0);
  for (let step = steps - 1; step >= 0; step--) {
    const time = reverse ? steps - 1 - step : step;
    const earlier = step === 0 ? -1 : reverse ? time + 1 : time - 1;
    const views = [dh, all, kept, h, slopes, products, here, state].map((tensor) => memory.view(tensor));
    stepBack(views, batch, units, steps, time, earlier, mask && memory.view(mask));
    memory.multiply(here, turned, back);
    const [sums, parts] = [memory.view(state), memory.view(back)];
    for (let n = 0; n < sums.length; n++) sums[n] = flushed(sums[n] + parts[n]);
  }
  return [slopes, products, state];
}

/**
 * Slopes of one step; `state` becomes what goes back past the product, which is yet to be added.
 * @param {Float32Array[]} views @param {number} batch @param {number} units @param {number} steps @param {number} time
 * @param {number} earlier  time of the step before, -1 for none @param {ArrayLike<number>} [mask]
 */
function stepBack([dh, all, kept, first, slopes, products, here, state], batch, units, steps, time, earlier, mask) {
  for (let row = 0; row < batch; row++) {
    const place = row * steps + time;
    const at = place * PARTS * units;
    const to = place * 3 * units;
    const own = row * 3 * units;
    if (mask !== undefined && mask[place] === 0) {
      for (let k = 0; k < 3 * units; k++) slopes[to + k] = products[to + k] = here[own + k] = 0;
      for (let k = 0; k < units; k++) state[row * units + k] += dh[place * units + k];
      continue;
    }
    for (let k = 0; k < units; k++) {
      const n = row * units + k;
      const z = kept[at + k];
      const r = kept[at + units + k];
      const g = kept[at + 2 * units + k];
      const product = kept[at + 3 * units + k];
      const before = earlier < 0 ? first[n] : all[(row * steps + earlier) * units + k];
      const slope = dh[place * units + k] + state[n];
      const bent = slope * (1 - z) * (1 - g * g);
      const dz = slope * (before - g) * z * (1 - z);
      const dr = bent * product * r * (1 - r);
      slopes[to + k] = products[to + k] = here[own + k] = dz;
      slopes[to + units + k] = products[to + units + k] = here[own + units + k] = dr;
      slopes[to + 2 * units + k] = bent;
      products[to + 2 * units + k] = here[own + 2 * units + k] = bent * r;
      state[n] = slope * z;
    }
  }
}
