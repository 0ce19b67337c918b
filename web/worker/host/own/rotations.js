// @ts-check
/**
 * Eigenvalues and singular values by Jacobi's rotations, which are short and precise to the last digit; cubic in the
 * size, with some ten sweeps (Golub and Van Loan, 8.5 and 8.6.3).
 */
/** @typedef {Float64Array} Matrix */
const { abs, hypot, sqrt } = Math;
const SWEEPS = 60;
const PRECISION = 1e-15;

/** Cosine and sine that bring a symmetric 2 by 2 matrix to its diagonal. @param {number} p @param {number} q @param {number} between */
function rotation(p, q, between) {
  const theta = (q - p) / (2 * between);
  const t = (theta >= 0 ? 1 : -1) / (abs(theta) + sqrt(theta * theta + 1));
  const c = 1 / sqrt(t * t + 1);
  return [c, t * c];
}

/** Turn columns `p` and `q`. @param {Matrix} a @param {number} rows @param {number} columns @param {number} p @param {number} q @param {number} c @param {number} s */
function turnColumns(a, rows, columns, p, q, c, s) {
  for (let i = 0; i < rows; i++) {
    const [left, right] = [a[i * columns + p], a[i * columns + q]];
    a[i * columns + p] = c * left - s * right;
    a[i * columns + q] = s * left + c * right;
  }
}

/** Turn rows `p` and `q`. @param {Matrix} a @param {number} n @param {number} p @param {number} q @param {number} c @param {number} s */
function turnRows(a, n, p, q, c, s) {
  for (let j = 0; j < n; j++) {
    const [upper, lower] = [a[p * n + j], a[q * n + j]];
    a[p * n + j] = c * upper - s * lower;
    a[q * n + j] = s * upper + c * lower;
  }
}

/** @param {number} n @returns {Matrix} */
function unit(n) {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

/**
 * Eigenvalues, the smallest first, and eigenvectors as columns. Reads the lower half.
 * @param {Matrix} lower @param {number} n
 */
export function eigenOfSymmetric(lower, n) {
  const a = lower.slice();
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) a[i * n + j] = a[j * n + i];
  const vectors = unit(n);
  const scale = a.reduce((sum, value) => sum + abs(value), 0);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rest = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) rest += abs(a[i * n + j]);
    if (!(rest > PRECISION * scale)) break;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (a[p * n + q] === 0) continue;
        const [c, s] = rotation(a[p * n + p], a[q * n + q], a[p * n + q]);
        turnColumns(a, n, n, p, q, c, s);
        turnRows(a, n, p, q, c, s);
        turnColumns(vectors, n, n, p, q, c, s);
      }
    }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[i * n + i] - a[j * n + j]);
  return { values: Float64Array.from(order, (i) => a[i * n + i]), vectors: picked(vectors, n, n, order) };
}

/** Columns in another order. @param {Matrix} a @param {number} rows @param {number} columns @param {number[]} order @returns {Matrix} */
function picked(a, rows, columns, order) {
  const out = new Float64Array(rows * order.length);
  for (let i = 0; i < rows; i++) order.forEach((from, j) => (out[i * order.length + j] = a[i * columns + from]));
  return out;
}

/**
 * Singular values, the largest first, and both bases as columns, of a matrix that is at least as tall as wide.
 * @param {Matrix} matrix @param {number} m @param {number} n @param {boolean} full  whether `u` is to be square
 */
export function singularValues(matrix, m, n, full) {
  const a = matrix.slice();
  const v = unit(n);
  for (let sweep = 0, turned = true; turned && sweep < SWEEPS; sweep++) {
    turned = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        let [left, right, between] = [0, 0, 0];
        for (let i = 0; i < m; i++) {
          const [x, y] = [a[i * n + p], a[i * n + q]];
          left += x * x;
          right += y * y;
          between += x * y;
        }
        if (!(abs(between) > PRECISION * sqrt(left * right))) continue;
        turned = true;
        const [c, s] = rotation(left, right, between);
        turnColumns(a, m, n, p, q, c, s);
        turnColumns(v, n, n, p, q, c, s);
      }
    }
  }
  const lengths = Array.from({ length: n }, (_, j) => {
    let length = 0;
    for (let i = 0; i < m; i++) length = hypot(length, a[i * n + j]);
    return length;
  });
  const order = lengths.map((_, j) => j).sort((i, j) => lengths[j] - lengths[i]);
  const s = Float64Array.from(order, (j) => lengths[j]);
  return { s, u: basis(picked(a, m, n, order), m, n, s, full ? m : n), v: picked(v, n, n, order) };
}

/**
 * Columns of unit length that are orthogonal: those of `a` where they have a length, others found for the rest.
 * @param {Matrix} a @param {number} m @param {number} n @param {Float64Array} lengths @param {number} wanted
 */
function basis(a, m, n, lengths, wanted) {
  const out = new Float64Array(m * wanted);
  const tiny = (lengths[0] ?? 0) * PRECISION * m;
  for (let j = 0, next = 0; j < wanted; j++) {
    if (j < n && lengths[j] > tiny) {
      for (let i = 0; i < m; i++) out[i * wanted + j] = a[i * n + j] / lengths[j];
      continue;
    }
    for (let length = 0; length < 0.5 / sqrt(m); next++) length = orthogonal(out, m, wanted, j, next);
  }
  return out;
}

/**
 * Column `j` as what a unit vector has besides the columns before it; gives how long that was. Done twice, because once
 * leaves rounding errors.
 * @param {Matrix} out @param {number} m @param {number} wanted @param {number} j @param {number} axis
 */
function orthogonal(out, m, wanted, j, axis) {
  const vector = Float64Array.from({ length: m }, (_, i) => (i === axis % m ? 1 : 0));
  for (let round = 0; round < 2; round++) {
    for (let k = 0; k < j; k++) {
      let dot = 0;
      for (let i = 0; i < m; i++) dot += vector[i] * out[i * wanted + k];
      for (let i = 0; i < m; i++) vector[i] -= dot * out[i * wanted + k];
    }
  }
  const length = hypot(...vector);
  for (let i = 0; i < m; i++) out[i * wanted + j] = vector[i] / length;
  return length;
}
