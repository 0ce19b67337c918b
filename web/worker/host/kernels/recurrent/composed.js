// @ts-check
/** What lstm.js and gru.js compute, of a GPU's own kernels: some fifteen of them for each step. */

/** @typedef {import("../workbench.js").Info} Info */
/** @typedef {import("../workbench.js").Workbench} Workbench */

/** @param {Workbench} bench */
function words(bench) {
  const binary = (/** @type {string} */ kernel) => (/** @type {Info} */ a, /** @type {Info} */ b) => bench.binary(kernel, a, b);
  const [add, sub, mul] = ["Add", "Sub", "Multiply"].map(binary);
  const one = bench.scalar(1);
  const product = (/** @type {Info} */ a, /** @type {Info} */ b) => {
    const [left, right] = [a, b].map((matrix) => bench.reshape(matrix, [1, ...matrix.shape]));
    return bench.reshape(bench.run("BatchMatMul", { a: left, b: right }, { transposeA: false, transposeB: false }), [a.shape[0], b.shape[1]]);
  };
  /** One step of (batch, steps, size). @param {Info} x @param {number} time */
  const at = (x, time) => bench.reshape(bench.run("Slice", { x }, { begin: [0, time, 0], size: [x.shape[0], 1, x.shape[2]] }), [x.shape[0], x.shape[2]]);
  /** The columns in equal parts. @param {Info} x @param {number} count */
  const parts = (x, count) =>
    Array.from({ length: count }, (_, part) => bench.run("Slice", { x }, { begin: [0, (part * x.shape[1]) / count], size: [x.shape[0], x.shape[1] / count] }));
  return {
    ...{ add, sub, mul, product, at, parts },
    sigmoid: (/** @type {Info} */ x) => bench.unary("Sigmoid", x),
    tanh: (/** @type {Info} */ x) => bench.unary("Tanh", x),
    without: (/** @type {Info} */ x) => sub(one, x),
    join: (/** @type {Info[]} */ tensors) => bench.run("Concat", tensors, { axis: 1 }),
    /** Steps as one tensor. @param {Info[]} rows */
    stack: (rows) => bench.run("Concat", rows.map((row) => bench.reshape(row, [row.shape[0], 1, row.shape[1]])), { axis: 1 }),
    /** `a` where a row takes this step, `b` elsewhere. @param {Info | undefined} mask @param {number} time @param {Info} a @param {Info} b */
    chosen(mask, time, a, b) {
      if (mask === undefined) return a;
      const share = bench.cast(bench.run("Slice", { x: mask }, { begin: [0, time], size: [mask.shape[0], 1] }), "float32");
      return add(b, mul(share, sub(a, b)));
    },
    zeros: (/** @type {Info} */ like) => bench.run("ZerosLike", { x: like }),
  };
}

/**
 * Free what one step made, but for its results.
 * @template {Info[]} T @param {Workbench} bench @param {() => T} step @returns {T}
 */
function tidily(bench, step) {
  const before = bench.made.length;
  const results = step();
  for (const info of bench.made.slice(before)) if (!results.includes(info)) bench.free(info);
  return results;
}

/** @param {number} steps @param {boolean} reverse */
const order = (steps, reverse) => Array.from({ length: steps }, (_, step) => (reverse ? steps - 1 - step : step));

/** See `lstm` in lstm.js. @param {Workbench} bench @param {any} inputs @param {{reverse: boolean, keep: boolean}} attrs @returns {Info[]} */
export function lstm(bench, { x, h, c, w, mask }, { reverse, keep }) {
  const { add, mul, product, at, parts, sigmoid, tanh, join, stack, chosen } = words(bench);
  const steps = x.shape[1];
  const all = new Array(steps);
  const kept = new Array(steps);
  let [state, cell] = [h, c];
  for (const time of order(steps, reverse)) {
    [state, cell, kept[time]] = tidily(bench, () => {
      const [zi, zf, zg, zo] = parts(add(product(state, w), at(x, time)), 4);
      const [i, f, g, o] = [sigmoid(zi), sigmoid(zf), tanh(zg), sigmoid(zo)];
      const next = chosen(mask, time, add(mul(f, cell), mul(i, g)), cell);
      const bent = tanh(next);
      return [chosen(mask, time, mul(o, bent), state), next, keep ? join([i, f, g, o, bent, next]) : bent];
    });
    all[time] = state;
  }
  return [stack(all), cell, keep ? stack(kept) : bench.scalar(0)];
}

/** See `lstmBack` in lstm.js. @param {Workbench} bench @param {any} inputs @param {{reverse: boolean}} attrs @returns {Info[]} */
export function lstmBack(bench, { dh, dc, kept, c, w, mask }, { reverse }) {
  const { add, mul, product, at, parts, without, join, stack, chosen, zeros } = words(bench);
  const steps = dh.shape[1];
  const turned = bench.transpose(w, [1, 0]);
  const slopes = new Array(steps);
  let [state, cell] = [zeros(dc), dc];
  const times = order(steps, reverse);
  for (let step = steps - 1; step >= 0; step--) {
    const time = times[step];
    [state, cell, slopes[time]] = tidily(bench, () => {
      const [i, f, g, o, bent] = parts(at(kept, time), 6);
      const before = step === 0 ? c : parts(at(kept, times[step - 1]), 6)[5];
      const slope = add(at(dh, time), state);
      const inner = add(cell, mul(mul(slope, o), without(mul(bent, bent))));
      const z = join([
        mul(mul(inner, g), mul(i, without(i))),
        mul(mul(inner, before), mul(f, without(f))),
        mul(mul(inner, i), without(mul(g, g))),
        mul(mul(slope, bent), mul(o, without(o))),
      ]);
      const here = mask === undefined ? z : chosen(mask, time, z, zeros(z));
      return [chosen(mask, time, product(here, turned), slope), chosen(mask, time, mul(inner, f), cell), here];
    });
  }
  return [stack(slopes), state, cell];
}

/** See `gru` in gru.js. @param {Workbench} bench @param {any} inputs @param {{reverse: boolean, keep: boolean}} attrs @returns {Info[]} */
export function gru(bench, { x, h, w, b, mask }, { reverse, keep }) {
  const { add, mul, product, at, parts, sigmoid, tanh, without, join, stack, chosen } = words(bench);
  const steps = x.shape[1];
  const all = new Array(steps);
  const kept = new Array(steps);
  let state = h;
  for (const time of order(steps, reverse)) {
    [state, kept[time]] = tidily(bench, () => {
      const [xz, xr, xg] = parts(at(x, time), 3);
      const [pz, pr, pg] = parts(add(product(state, w), b), 3);
      const [z, r] = [sigmoid(add(xz, pz)), sigmoid(add(xr, pr))];
      const g = tanh(add(xg, mul(r, pg)));
      const next = add(mul(z, state), mul(without(z), g));
      return [chosen(mask, time, next, state), keep ? join([z, r, g, pg]) : g];
    });
    all[time] = state;
  }
  return [stack(all), keep ? stack(kept) : bench.scalar(0)];
}

/** See `gruBack` in gru.js. @param {Workbench} bench @param {any} inputs @param {{reverse: boolean}} attrs @returns {Info[]} */
export function gruBack(bench, { dh, all, kept, h, w, mask }, { reverse }) {
  const { add, sub, mul, product, at, parts, without, join, stack, chosen, zeros } = words(bench);
  const steps = dh.shape[1];
  const turned = bench.transpose(w, [1, 0]);
  const slopes = new Array(steps);
  const products = new Array(steps);
  let state = zeros(h);
  const times = order(steps, reverse);
  for (let step = steps - 1; step >= 0; step--) {
    const time = times[step];
    [state, slopes[time], products[time]] = tidily(bench, () => {
      const [z, r, g, pg] = parts(at(kept, time), 4);
      const before = step === 0 ? h : at(all, times[step - 1]);
      const slope = add(at(dh, time), state);
      const bent = mul(mul(slope, without(z)), without(mul(g, g)));
      const dz = mul(mul(slope, sub(before, g)), mul(z, without(z)));
      const dr = mul(mul(bent, pg), mul(r, without(r)));
      const [into, behind] = [join([dz, dr, bent]), join([dz, dr, mul(bent, r)])];
      const here = mask === undefined ? behind : chosen(mask, time, behind, zeros(behind));
      const next = chosen(mask, time, add(mul(slope, z), product(here, turned)), slope);
      return [next, mask === undefined ? into : chosen(mask, time, into, zeros(into)), here];
    });
  }
  return [stack(slopes), stack(products), state];
}
