// @ts-check
/**
 * How likely a sequence of labels is, summed over all its alignments with frames (Graves et al., 2006), in double
 * precision: as operations, each frame would be some ten kernels, forwards and backwards.
 *
 * States of a sequence of `n` labels: blank, label 1, blank, …, label n, blank. As in TensorFlow, sequences are as long
 * as the longest one, and a state that is not a proper beginning or end has this weight instead of none: it tells where
 * labels cannot be aligned, with a loss above 706.
 */
const ALMOST_NEVER = Math.log(1e-307);

/** @typedef {{longest: number, blank: number}} Sizes */

/** Logarithm of the sum of powers. @param {number} a @param {number} b */
function joined(a, b) {
  const peak = Math.max(a, b);
  return peak === -Infinity ? peak : peak + Math.log1p(Math.exp(Math.min(a, b) - peak));
}

/** Softmax's logarithm of one row. @param {ArrayLike<number>} x @param {number} first @param {Float64Array} out */
function logShares(x, first, out) {
  let peak = -Infinity;
  for (let c = 0; c < out.length; c++) peak = Math.max(peak, x[first + c]);
  let total = 0;
  for (let c = 0; c < out.length; c++) total += Math.exp(x[first + c] - peak);
  const whole = peak + Math.log(total);
  for (let c = 0; c < out.length; c++) out[c] = x[first + c] - whole;
}

/**
 * The loss of one sequence, and each class's share of every frame.
 * @param {Float64Array[]} shares  logarithms for each frame
 * @param {ArrayLike<number>} labels @param {number} length  how many of them count
 * @param {Sizes} sizes @param {(frame: number, label: number, share: number) => void} give
 */
function aligned(shares, labels, length, { longest, blank }, give) {
  const states = 2 * longest + 1;
  const frames = shares.length;
  const label = (/** @type {number} */ s) => (s % 2 ? labels[(s - 1) / 2] : blank);
  const skips = (/** @type {number} */ s) => s % 2 === 1 && s > 1 && label(s) !== label(s - 2);
  const isEnd = (/** @type {number} */ s) => s === 2 * length || s === 2 * length - 1;

  /** @type {Float64Array[]} */
  const back = Array(frames);
  let next = Float64Array.from({ length: states }, (_, s) => (isEnd(s) ? 0 : ALMOST_NEVER));
  let whole = length === 0 ? 0 : ALMOST_NEVER; // without a frame
  for (let t = frames - 1; t >= 0; t--) {
    back[t] = next;
    const emitted = next.map((value, s) => value + shares[t][label(s)]);
    whole = states > 1 ? joined(emitted[0], emitted[1]) : emitted[0];
    next = emitted.map((value, s) => {
      let sum = s + 1 < states ? joined(value, emitted[s + 1]) : value;
      if (s + 2 < states && skips(s + 2)) sum = joined(sum, emitted[s + 2]);
      return sum;
    });
  }

  let before = new Float64Array(states).fill(ALMOST_NEVER);
  for (let t = 0; t < frames; t++) {
    const here = before.map((value, s) => {
      let sum = s > 0 ? joined(value, before[s - 1]) : value;
      if (skips(s)) sum = joined(sum, before[s - 2]);
      if (t === 0 && s < 2) sum = joined(sum, 0);
      return sum + shares[t][label(s)];
    });
    const both = here.map((value, s) => value + back[t][s]);
    const total = both.reduce(joined, -Infinity);
    for (let s = 0; s < states; s++) if (s % 2 === 0 || label(s) !== blank) give(t, label(s), Math.exp(both[s] - total));
    before = here;
  }
  return -whole;
}

/** @param {any} tf @returns {Record<string, import("./index.js").Own>} */
export function alignment(tf) {
  return {
    /**
     * Inputs: logits `(frames, batch, classes)`, labels `(batch, longest)`, how many labels and how many frames count,
     * `(batch,)` each. Attributes: the class of the blank. Results: losses `(batch,)`, their gradient of the logits.
     */
    "alignment.loss": {
      run([logits, labels, labelCounts, frameCounts], [blank]) {
        const [frames, batch, classes] = logits.shape;
        const longest = labels.shape[1];
        const [x, y, counts, lengths] = [logits, labels, labelCounts, frameCounts].map((t) => t.dataSync());
        const losses = new Float32Array(batch);
        const slopes = new Float32Array(x.length);
        for (let b = 0; b < batch; b++) {
          const used = Math.max(0, Math.min(frames, lengths[b]));
          const at = (/** @type {number} */ t) => (t * batch + b) * classes;
          const shares = Array.from({ length: used }, (_, t) => {
            const row = new Float64Array(classes);
            logShares(x, at(t), row);
            row.forEach((value, c) => (slopes[at(t) + c] = Math.exp(value)));
            return row;
          });
          const own = y.subarray(b * longest, (b + 1) * longest);
          losses[b] = aligned(shares, own, counts[b], { longest, blank }, (t, c, share) => {
            slopes[at(t) + c] -= share;
          });
        }
        return [tf.tensor(losses, [batch], "float32"), tf.tensor(slopes, logits.shape, "float32")];
      },
    },
  };
}
