// @ts-check
/**
 * Choices: classes by their probabilities, and orders, as TensorFlow's CPU kernels draw them
 * (core/kernels/{multinomial_op,random_shuffle_op}.cc).
 */
import { toDouble } from "./distributions.js";
import { Philox, WordStream } from "./philox.js";

/**
 * Classes by their unnormalized log-probabilities: `samples` for each row of `logits`, none for what is not finite.
 * @param {Philox} generator @param {number} samples @param {ArrayLike<number>} logits @param {number} classes
 */
export function categorical(generator, samples, logits, classes) {
  const rows = logits.length / classes;
  const out = new Int32Array(rows * samples);
  const running = new Float64Array(classes);
  const words = new WordStream(generator);
  for (let row = 0; row < rows; row++) {
    let peak = -Infinity;
    for (let i = 0; i < classes; i++) {
      const logit = logits[row * classes + i];
      if (Number.isFinite(logit)) peak = Math.max(peak, logit);
    }
    let total = 0;
    for (let i = 0; i < classes; i++) {
      const logit = logits[row * classes + i];
      if (Number.isFinite(logit)) total += Math.exp(logit - peak);
      running[i] = total;
    }
    for (let sample = 0; sample < samples; sample++) {
      const first = words.next();
      out[row * samples + sample] = firstAbove(running, toDouble(first, words.next()) * total);
    }
  }
  return out;
}

/** Index of the first element above a value. @param {Float64Array} ordered @param {number} value */
function firstAbove(ordered, value) {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The numbers below `size` in a random order: each place in turn takes one of those left. @param {Philox} generator @param {number} size */
export function permutation(generator, size) {
  const out = Int32Array.from({ length: size }, (_, i) => i);
  const words = new WordStream(generator);
  for (let i = 0; i < size - 1; i++) {
    const other = i + ((words.next() >>> 0) % (size - i));
    [out[i], out[other]] = [out[other], out[i]];
  }
  return out;
}
