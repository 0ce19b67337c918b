// @ts-check
/**
 * Factors of small matrices, in double precision. Each result would take hundreds of kernels, with branches that depend
 * on values; here a matrix is read once. Matrices are row by row; a batch is one after the other.
 */
import { eigenOfSymmetric, singularValues } from "./rotations.js";

/** @typedef {Float64Array} Matrix */
const { abs, hypot, log, max, sign, sqrt } = Math;

/** @param {Matrix} a @param {number} rows @param {number} columns */
export function transposed(a, rows, columns) {
  const out = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
  return out;
}

/** @param {number} n */
export function identity(n) {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

/** `a` (n by k) times `b` (k by m). @param {Matrix} a @param {Matrix} b @param {number} n @param {number} k @param {number} m */
export function product(a, b, n, k, m) {
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let l = 0; l < k; l++) {
      const left = a[i * k + l];
      if (left !== 0) for (let j = 0; j < m; j++) out[i * m + j] += left * b[l * m + j];
    }
  }
  return out;
}

/**
 * Lower and upper factors in one matrix, with the largest pivot of each column.
 * @param {Matrix} a @param {number} n
 */
function luOf(a, n) {
  const lu = a.slice();
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let swaps = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (abs(lu[i * n + k]) > abs(lu[pivot * n + k])) pivot = i;
    if (pivot !== k) {
      for (let j = 0; j < n; j++) [lu[k * n + j], lu[pivot * n + j]] = [lu[pivot * n + j], lu[k * n + j]];
      [order[k], order[pivot]] = [order[pivot], order[k]];
      swaps = -swaps;
    }
    const head = lu[k * n + k];
    if (head === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i * n + k] /= head);
      if (factor !== 0) for (let j = k + 1; j < n; j++) lu[i * n + j] -= factor * lu[k * n + j];
    }
  }
  return { lu, order, swaps };
}

/** Solve with a triangular matrix in place. @param {Matrix} a @param {Matrix} b @param {number} n @param {number} m @param {boolean} lower @param {boolean} unit ones on the diagonal */
function substitute(a, b, n, m, lower, unit) {
  for (let step = 0; step < n; step++) {
    const i = lower ? step : n - 1 - step;
    const [from, to] = lower ? [0, i] : [i + 1, n];
    for (let k = from; k < to; k++) {
      const factor = a[i * n + k];
      if (factor !== 0) for (let j = 0; j < m; j++) b[i * m + j] -= factor * b[k * m + j];
    }
    if (!unit) for (let j = 0; j < m; j++) b[i * m + j] /= a[i * n + i];
  }
  return b;
}

/** @param {Matrix} a @param {Matrix} b @param {number} n @param {number} m */
function solved(a, b, n, m) {
  const { lu, order } = luOf(a, n);
  for (let i = 0; i < n; i++) if (lu[i * n + i] === 0) throw new Error("Input matrix is not invertible: expected one that is");
  const x = new Float64Array(n * m);
  order.forEach((row, i) => x.set(b.subarray(row * m, (row + 1) * m), i * m));
  substitute(lu, x, n, m, true, true);
  return substitute(lu, x, n, m, false, false);
}

/** Lower factor of a symmetric matrix, NaN if it is not positive definite; reads its lower half. @param {Matrix} a @param {number} n */
function choleskyOf(a, n) {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
      if (i === j && !(sum > 0)) return l.fill(NaN);
      l[i * n + j] = i === j ? sqrt(sum) : sum / l[j * n + j];
    }
  }
  return l;
}

/**
 * Orthogonal and upper triangular factors by Householder's reflections, with the signs of Eigen.
 * @param {Matrix} a @param {number} m @param {number} n
 */
export function qrOf(a, m, n) {
  const r = a.slice();
  const q = identity(m);
  const steps = Math.min(m, n);
  for (let k = 0; k < steps; k++) {
    let tail = 0;
    for (let i = k + 1; i < m; i++) tail = hypot(tail, r[i * n + k]);
    if (tail === 0) continue;
    const head = r[k * n + k];
    const beta = head >= 0 ? -hypot(head, tail) : hypot(head, tail);
    const v = Float64Array.from({ length: m - k }, (_, i) => (i === 0 ? 1 : r[(k + i) * n + k] / (head - beta)));
    const tau = (beta - head) / beta;
    reflectRows(r, v, tau, k, m, n);
    reflectColumns(q, v, tau, k, m);
    for (let i = k + 1; i < m; i++) r[i * n + k] = 0;
  }
  return { q, r };
}

/** @param {Matrix} r @param {Float64Array} v @param {number} tau @param {number} k @param {number} m @param {number} n */
function reflectRows(r, v, tau, k, m, n) {
  for (let j = k; j < n; j++) {
    let sum = 0;
    for (let i = k; i < m; i++) sum += v[i - k] * r[i * n + j];
    for (let i = k; i < m; i++) r[i * n + j] -= tau * v[i - k] * sum;
  }
}

/** @param {Matrix} q @param {Float64Array} v @param {number} tau @param {number} k @param {number} m */
function reflectColumns(q, v, tau, k, m) {
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let j = k; j < m; j++) sum += q[i * m + j] * v[j - k];
    for (let j = k; j < m; j++) q[i * m + j] -= tau * sum * v[j - k];
  }
}

/** The first `kept` columns. @param {Matrix} a @param {number} rows @param {number} columns @param {number} kept */
function narrow(a, rows, columns, kept) {
  const out = new Float64Array(rows * kept);
  for (let i = 0; i < rows; i++) out.set(a.subarray(i * columns, i * columns + kept), i * kept);
  return out;
}

/** Exponential: Padé's approximant of order 8 of a scaled matrix, squared (Golub and Van Loan, 11.3.1). @param {Matrix} a @param {number} n */
function exponential(a, n) {
  let norm = 0;
  for (let i = 0; i < n; i++) norm = max(norm, a.subarray(i * n, i * n + n).reduce((sum, value) => sum + abs(value), 0));
  const halvings = norm > 0.5 ? Math.ceil(Math.log2(norm)) + 1 : 0;
  const x = a.map((value) => value / 2 ** halvings);
  let power = identity(n);
  let top = identity(n);
  let bottom = identity(n);
  let c = 1;
  for (let k = 1; k <= 8; k++) {
    c *= (8 - k + 1) / (k * (16 - k + 1));
    power = product(x, power, n, n, n);
    const factor = k % 2 ? -c : c;
    top = top.map((value, i) => value + c * power[i]);
    bottom = bottom.map((value, i) => value + factor * power[i]);
  }
  let out = solved(bottom, top, n, n);
  for (let k = 0; k < halvings; k++) out = product(out, out, n, n, n);
  return out;
}

/** Principal square root by Denman and Beavers' iteration (1976). @param {Matrix} a @param {number} n */
function squareRoot(a, n) {
  let y = a;
  let z = identity(n);
  for (let step = 0; step < 60; step++) {
    const [yInverse, zInverse] = [solved(y, identity(n), n, n), solved(z, identity(n), n, n)];
    const next = y.map((value, i) => (value + zInverse[i]) / 2);
    z = z.map((value, i) => (value + yInverse[i]) / 2);
    const change = next.reduce((sum, value, i) => sum + abs(value - y[i]), 0);
    y = next;
    if (change <= 1e-14 * y.reduce((sum, value) => sum + abs(value), 0)) break;
  }
  return y;
}

/** @param {any} tf @returns {Record<string, import("./index.js").Own>} */
export function matrices(tf) {
  /**
   * Run a function on each matrix of a batch.
   * @param {any[]} inputs  all with the same leading axes
   * @param {number[][]} shapes  of one matrix's results
   * @param {(parts: Matrix[]) => (ArrayLike<number>)[]} f
   * @param {string[]} [kinds]  dtypes of the results
   */
  function each(inputs, shapes, f, kinds = []) {
    const lead = inputs[0].shape.slice(0, -2);
    const count = lead.reduce((/** @type {number} */ all, /** @type {number} */ n) => all * n, 1);
    const values = inputs.map((x) => x.dataSync());
    const sizes = shapes.map((shape) => shape.reduce((all, n) => all * n, 1));
    const outs = shapes.map((_, k) => (kinds[k] === "int32" ? new Int32Array(count * sizes[k]) : new Float32Array(count * sizes[k])));
    for (let index = 0; index < count; index++) {
      const parts = inputs.map((x, k) => {
        const size = x.shape.at(-1) * x.shape.at(-2);
        return Float64Array.from(values[k].subarray(index * size, (index + 1) * size));
      });
      f(parts).forEach((result, k) => outs[k].set(result, index * sizes[k]));
    }
    return outs.map((out, k) => tf.tensor(out, [...lead, ...shapes[k]], kinds[k] ?? "float32"));
  }

  /** @param {any} x @returns {[number, number]} rows and columns */
  const sizeOf = (x) => [x.shape.at(-2), x.shape.at(-1)];

  return {
    /** Attributes: whether to take the transposed matrix. */
    "matrices.solve": {
      run([a, b], [flip]) {
        const [n, m] = sizeOf(b);
        return each([a, b], [[n, m]], ([left, right]) => [solved(flip ? transposed(left, n, n) : left, right, n, m)])[0];
      },
    },
    /** Attributes: whether the lower half counts, whether to take the transposed matrix. */
    "matrices.solveTriangular": {
      run([a, b], [lower, flip]) {
        const [n, m] = sizeOf(b);
        return each([a, b], [[n, m]], ([left, right]) => [
          substitute(flip ? transposed(left, n, n) : left, right, n, m, lower !== flip, false),
        ])[0];
      },
    },
    /** Results: the sign of the determinant, the logarithm of its absolute value, the determinant. */
    "matrices.determinant": {
      run([a]) {
        const [n] = sizeOf(a);
        return each([a], [[], [], []], ([x]) => {
          const { lu, swaps } = luOf(x, n);
          let [sign_, logarithm, whole] = [swaps, 0, swaps];
          for (let i = 0; i < n; i++) {
            const pivot = lu[i * n + i];
            sign_ *= sign(pivot);
            logarithm += log(abs(pivot));
            whole *= pivot;
          }
          return [[sign_], [logarithm], [whole]];
        });
      },
    },
    /** Results: both factors in one matrix, the order of the rows. */
    "matrices.lu": {
      run([a]) {
        const [n] = sizeOf(a);
        return each([a], [[n, n], [n]], ([x]) => {
          const { lu, order } = luOf(x, n);
          for (let i = 0; i < n; i++) if (lu[i * n + i] === 0) throw new Error("Input is not invertible: expected one that is");
          return [lu, order];
        }, ["float32", "int32"]);
      },
    },
    "matrices.cholesky": {
      run([a]) {
        const [n] = sizeOf(a);
        return each([a], [[n, n]], ([x]) => [choleskyOf(x, n)])[0];
      },
    },
    /** Attributes: whether `q` is to be square. */
    "matrices.qr": {
      run([a], [full]) {
        const [m, n] = sizeOf(a);
        const kept = full ? m : Math.min(m, n);
        return each([a], [[m, kept], [kept, n]], ([x]) => {
          const { q, r } = qrOf(x, m, n);
          return [narrow(q, m, m, kept), r.subarray(0, kept * n)];
        });
      },
    },
    /** Results: eigenvalues, the smallest first, and eigenvectors as columns. Reads the lower half. */
    "matrices.eigh": {
      run([a]) {
        const [n] = sizeOf(a);
        return each([a], [[n], [n, n]], ([x]) => {
          const { values, vectors } = eigenOfSymmetric(x, n);
          return [values, vectors];
        });
      },
    },
    /** Attributes: whether `u` and `v` are to be square. Results: singular values, `u`, `v`. */
    "matrices.svd": {
      run([a], [full]) {
        const [m, n] = sizeOf(a);
        const rank = Math.min(m, n);
        const [wide, tall] = full ? [m, n] : [rank, rank];
        return each([a], [[rank], [m, wide], [n, tall]], ([x]) => {
          const flip = m < n;
          const { s, u, v } = singularValues(flip ? transposed(x, m, n) : x, max(m, n), rank, full);
          return flip ? [s, v, u] : [s, u, v];
        });
      },
    },
    "matrices.exponential": {
      run([a]) {
        const [n] = sizeOf(a);
        return each([a], [[n, n]], ([x]) => [exponential(x, n)])[0];
      },
    },
    "matrices.squareRoot": {
      run([a]) {
        const [n] = sizeOf(a);
        return each([a], [[n, n]], ([x]) => [squareRoot(x, n)])[0];
      },
    },
  };
}
