// @ts-check
/**
 * Cross entropies from logits, and back: they run in every step of a training, where as operations they would be some
 * twenty kernels. Their gradients are in gradients/entropies.js.
 *
 * Labels of a softmax are probabilities of the classes, or numbers of classes; one that there is not gives NaN, as on
 * TensorFlow's GPUs, but for GPUs here, where its loss is 0.
 */
import { memoryOf } from "./recurrent/memory.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {{labels: Info, logits: Info, shares: Info, dy: Info}} Inputs */

/** @param {import("./registry.js").Registry} registry */
export function addEntropies(registry) {
  const ways = registry.backend === "wasm" || registry.backend === "cpu" ? PLAIN : COMPOSED;
  registry.supply("SoftmaxEntropy", ways.softmax);
  registry.supply("SoftmaxEntropyGrad", ways.softmaxBack);
  registry.supply("SigmoidEntropy", ways.sigmoid);
  registry.supply("SigmoidEntropyGrad", ways.sigmoidBack);
}

/**
 * How far each logit is below the largest one of its row.
 * @param {Float32Array} x @param {Float32Array} below @param {number} rows @param {number} classes
 */
function belowPeaks(x, below, rows, classes) {
  for (let row = 0; row < rows; row++) {
    const first = row * classes;
    const end = first + classes;
    let peak = -Infinity;
    for (let i = first; i < end; i++) if (x[i] > peak) peak = x[i];
    for (let i = first; i < end; i++) below[i] = x[i] - peak;
  }
}

const PLAIN = {
  /** Losses of the rows, and their softmax for the way back. @param {Workbench} bench @param {Inputs} inputs */
  softmax(bench, { labels, logits }) {
    const { make, view } = memoryOf(bench);
    const [rows, classes] = logits.shape;
    const out = make([rows]);
    const distances = make([rows, classes]);
    belowPeaks(view(logits), view(distances), rows, classes);
    const shares = bench.unary("Exp", distances);
    const [y, below, powers, losses] = [labels, distances, shares, out].map(view);
    for (let row = 0; row < rows; row++) {
      const first = row * classes;
      const end = first + classes;
      let total = 0;
      for (let i = first; i < end; i++) total += powers[i];
      const share = 1 / total;
      for (let i = first; i < end; i++) powers[i] *= share;
      const whole = Math.log(total);
      if (labels.dtype === "int32") losses[row] = y[row] >= 0 && y[row] < classes ? whole - below[first + y[row]] : NaN;
      else {
        let loss = 0;
        for (let i = first; i < end; i++) loss += y[i] * (whole - below[i]);
        losses[row] = loss;
      }
    }
    return [out, shares];
  },

  /** @param {Workbench} bench @param {Inputs} inputs */
  softmaxBack(bench, { labels, shares, dy }) {
    const { make, view } = memoryOf(bench);
    const [rows, classes] = shares.shape;
    const out = make([rows, classes]);
    const [y, p, slopes, result] = [labels, shares, dy, out].map(view);
    const sparse = labels.dtype === "int32";
    for (let row = 0; row < rows; row++) {
      const first = row * classes;
      const end = first + classes;
      const slope = slopes[row];
      if (slope === 0) result.fill(0, first, end); // what does not count may hold anything
      else if (!sparse) for (let i = first; i < end; i++) result[i] = slope * (p[i] - y[i]);
      else {
        const known = y[row] >= 0 && y[row] < classes;
        const factor = known ? slope : NaN;
        for (let i = first; i < end; i++) result[i] = factor * p[i];
        if (known) result[first + y[row]] -= slope;
      }
    }
    return out;
  },

  /** @param {Workbench} bench @param {Inputs} inputs */
  sigmoid(bench, { labels, logits }) {
    const { make, view } = memoryOf(bench);
    const out = make(logits.shape);
    const [x, y, losses] = [logits, labels, out].map(view);
    for (let i = 0; i < x.length; i++) losses[i] = Math.max(x[i], 0) - x[i] * y[i] + Math.log1p(Math.exp(-Math.abs(x[i])));
    return out;
  },

  /** @param {Workbench} bench @param {Inputs} inputs */
  sigmoidBack(bench, { labels, logits, dy }) {
    const { make, view } = memoryOf(bench);
    const out = make(logits.shape);
    const [x, y, slopes, result] = [logits, labels, dy, out].map(view);
    for (let i = 0; i < x.length; i++) result[i] = slopes[i] === 0 ? 0 : slopes[i] * (1 / (1 + Math.exp(-x[i])) - y[i]);
    return out;
  },
};

/**
 * What each class weighs by its label; what another class is at infinity does not count where the labels are numbers.
 * @param {Workbench} bench @param {Info} labels @param {Info} values @param {number} classes
 */
function weighed(bench, labels, values, classes) {
  const shares = dense(bench, labels, classes);
  if (labels.dtype !== "int32") return bench.binary("Multiply", shares, values);
  const condition = bench.binary("Greater", shares, bench.scalar(0));
  return bench.run("Select", { condition, t: values, e: bench.run("ZerosLike", { x: values }) });
}

/** Labels as probabilities. @param {Workbench} bench @param {Info} labels @param {number} classes */
function dense(bench, labels, classes) {
  if (labels.dtype !== "int32") return labels;
  const attrs = { depth: classes, onValue: 1, offValue: 0, dtype: "int32" };
  return bench.cast(bench.run("OneHot", { indices: labels }, attrs), "float32");
}

const COMPOSED = {
  /** @param {Workbench} bench @param {Inputs} inputs */
  softmax(bench, { labels, logits }) {
    const [rows, classes] = logits.shape;
    const peaks = bench.run("Max", { x: logits }, { reductionIndices: [1], keepDims: true });
    const below = bench.binary("Sub", logits, bench.reshape(peaks, [rows, 1]));
    const powers = bench.unary("Exp", below);
    const totals = bench.reshape(bench.sum(powers, [1]), [rows, 1]);
    const surprises = bench.binary("Sub", bench.unary("Log", totals), below);
    const losses = bench.sum(weighed(bench, labels, surprises, classes), [1]);
    return [losses, bench.binary("RealDiv", powers, totals)];
  },

  /** @param {Workbench} bench @param {Inputs} inputs */
  softmaxBack(bench, { labels, shares, dy }) {
    const slopes = bench.reshape(dy, [shares.shape[0], 1]);
    return bench.binary("Multiply", bench.binary("Sub", shares, dense(bench, labels, shares.shape[1])), slopes);
  },

  /** @param {Workbench} bench @param {Inputs} inputs */
  sigmoid(bench, { labels, logits }) {
    const powersOf = bench.unary("Exp", bench.unary("Neg", bench.unary("Abs", logits)));
    const above = bench.binary("Sub", bench.unary("Relu", logits), bench.binary("Multiply", logits, labels));
    return bench.binary("Add", above, bench.unary("Log1p", powersOf));
  },

  /** @param {Workbench} bench @param {Inputs} inputs */
  sigmoidBack(bench, { labels, logits, dy }) {
    return bench.binary("Multiply", dy, bench.binary("Sub", bench.unary("Sigmoid", logits), labels));
  },
};
