// @ts-check
/**
 * Choosing among rectangles that overlap. Which ones are left depends on the values, and with it the result's size, so
 * they are read once and chosen here, in the order and with the comparisons of TensorFlow's CPU kernels
 * (core/kernels/image/non_max_suppression_op.cc).
 */
const { exp, fround, max, min } = Math;

/**
 * @typedef {object} Limits
 * @property {number} count  at most so many are chosen
 * @property {number} overlap  above it two count as one
 * @property {number} score  at or below it none is chosen
 * @property {number} sigma  above 0: scores are lowered for overlaps instead of dropping boxes
 */

/** Share of the intersection in the union. @param {ArrayLike<number>} boxes y1, x1, y2, x2 each @param {number} i @param {number} j */
function intersectionOverUnion(boxes, i, j) {
  const [top1, left1, bottom1, right1] = ordered(boxes, i);
  const [top2, left2, bottom2, right2] = ordered(boxes, j);
  const area1 = fround(fround(bottom1 - top1) * fround(right1 - left1));
  const area2 = fround(fround(bottom2 - top2) * fround(right2 - left2));
  if (area1 <= 0 || area2 <= 0) return 0;
  const height = max(fround(min(bottom1, bottom2) - max(top1, top2)), 0);
  const width = max(fround(min(right1, right2) - max(left1, left2)), 0);
  const shared = fround(height * width);
  return fround(shared / fround(fround(area1 + area2) - shared));
}

/** Corners in order, whichever way round they were given. @param {ArrayLike<number>} boxes @param {number} i */
function ordered(boxes, i) {
  const [y1, x1, y2, x2] = [boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]];
  return [min(y1, y2), min(x1, x2), max(y1, y2), max(x1, x2)];
}

/**
 * The best first; of equals the one that comes first.
 * @param {ArrayLike<number>} scores @param {(i: number, j: number) => number} similarity @param {Limits} limits
 * @returns {{index: number, score: number}[]}
 */
function choose(scores, similarity, limits) {
  const scale = limits.sigma > 0 ? -0.5 / limits.sigma : 0;
  const waiting = [];
  for (let index = 0; index < scores.length; index++) {
    if (scores[index] > limits.score) waiting.push({ index, score: scores[index], seen: 0 });
  }
  waiting.sort(better);
  const chosen = [];
  while (chosen.length < limits.count && waiting.length > 0) {
    const next = /** @type {{index: number, score: number, seen: number}} */ (waiting.shift());
    const before = next.score;
    let dropped = false;
    for (let j = chosen.length - 1; j >= next.seen && !dropped; j--) {
      const overlap = similarity(next.index, chosen[j].index);
      if (limits.sigma > 0) next.score = fround(next.score * exp(scale * overlap * overlap));
      else dropped = overlap > limits.overlap;
      dropped ||= next.score <= limits.score;
    }
    next.seen = chosen.length;
    if (dropped) continue;
    if (next.score === before) chosen.push(next);
    else waiting.splice(placeOf(waiting, next), 0, next);
  }
  return chosen;
}

/** @typedef {{index: number, score: number}} Scored */
/** @param {Scored} a @param {Scored} b */
const better = (a, b) => b.score - a.score || a.index - b.index;

/** @param {Scored[]} sorted @param {Scored} item */
function placeOf(sorted, item) {
  const place = sorted.findIndex((other) => better(item, other) < 0);
  return place < 0 ? sorted.length : place;
}

/** @param {any} tf @returns {Record<string, import("./index.js").Own>} */
export function boxes(tf) {
  /** @param {any[]} attrs @returns {Limits} */
  const limitsOf = ([count, overlap, score, sigma]) => ({ count, overlap: fround(overlap), score: fround(score), sigma });

  /** @param {Scored[]} chosen */
  const results = (chosen) => [
    tf.tensor(Int32Array.from(chosen, ({ index }) => index), [chosen.length], "int32"),
    tf.tensor(Float32Array.from(chosen, ({ score }) => score), [chosen.length]),
  ];

  return {
    /** Inputs: boxes [n, 4], scores [n]. Attributes: count, overlap, score, sigma. Results: indices, scores. */
    "boxes.suppress": {
      dynamic: true,
      run([frames, scores], attrs) {
        const corners = frames.dataSync();
        return results(choose(scores.dataSync(), (i, j) => intersectionOverUnion(corners, i, j), limitsOf(attrs)));
      },
    },
    /** The same with the overlaps given: [n, n], scores [n]. */
    "boxes.suppressOverlaps": {
      dynamic: true,
      run([overlaps, scores], attrs) {
        const table = overlaps.dataSync();
        const n = scores.size;
        return results(choose(scores.dataSync(), (i, j) => table[i * n + j], limitsOf(attrs)));
      },
    },
    /**
     * Of several classes and images. Inputs: boxes [batch, n, classes or 1, 4], scores [batch, n, classes]. Attributes:
     * count per class, overlap, score, count in all, whether to clip to [0, 1]. Results, filled with zeros: boxes
     * [batch, count, 4], scores and classes [batch, count], how many of them [batch].
     */
    "boxes.combine": {
      run([frames, scores], [perClass, overlap, score, total, clip]) {
        const [batch, n, kinds] = frames.shape;
        const classes = scores.shape[2];
        const corners = frames.dataSync();
        const values = scores.dataSync();
        const places = new Float32Array(batch * total * 4);
        const best = new Float32Array(batch * total);
        const names = new Float32Array(batch * total);
        const valid = new Int32Array(batch);
        for (let image = 0; image < batch; image++) {
          const found = [];
          for (let kind = 0; kind < classes; kind++) {
            const own = Float32Array.from({ length: n }, (_, i) => values[(image * n + i) * classes + kind]);
            const column = kinds > 1 ? kind : 0;
            const start = (/** @type {number} */ i) => ((image * n + i) * kinds + column) * 4;
            const frame = Float32Array.from({ length: n * 4 }, (_, i) => corners[start(i >> 2) + (i & 3)]);
            const limits = { count: perClass, overlap: fround(overlap), score: fround(score), sigma: 0 };
            for (const one of choose(own, (i, j) => intersectionOverUnion(frame, i, j), limits)) {
              found.push({ ...one, kind, frame: frame.subarray(one.index * 4, one.index * 4 + 4) });
            }
          }
          found.sort((a, b) => b.score - a.score || a.kind - b.kind);
          valid[image] = min(found.length, total);
          found.slice(0, total).forEach((one, row) => {
            const at = image * total + row;
            for (let k = 0; k < 4; k++) places[at * 4 + k] = clip ? min(max(one.frame[k], 0), 1) : one.frame[k];
            best[at] = one.score;
            names[at] = one.kind;
          });
        }
        return [
          tf.tensor(places, [batch, total, 4]),
          tf.tensor(best, [batch, total]),
          tf.tensor(names, [batch, total]),
          tf.tensor(valid, [batch], "int32"),
        ];
      },
    },
  };
}
