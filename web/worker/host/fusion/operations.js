// @ts-check
/** The element-wise kernels that are fused, and how their operands lie in memory. */

/** @typedef {{shape: number[], dtype: string}} Form of a tensor */
/**
 * How an operand is read for a result that is a table of rows and columns: element by element, the same row each time,
 * one number for each row, or one number.
 * @typedef {"full" | "row" | "column" | "scalar"} Reach
 */

/**
 * Kernel -> its inputs, in the order in which code (assembly.js) takes them. A Tile that repeats sides of length 1 is a
 * broadcast, which costs nothing where another operation follows.
 * @type {Record<string, string[]>}
 */
export const OPERATIONS = {
  ...{ Add: ["a", "b"], Sub: ["a", "b"], Multiply: ["a", "b"], RealDiv: ["a", "b"], Maximum: ["a", "b"], Minimum: ["a", "b"] },
  ...{ SquaredDifference: ["a", "b"], Square: ["x"], Sqrt: ["x"], Rsqrt: ["x"], Neg: ["x"], Abs: ["x"], Relu: ["x"], ReluGrad: ["dy", "y"], Tile: ["x"] },
};

/** @param {number[]} shape */
export const sizeOf = (shape) => shape.reduce((product, side) => product * side, 1);

/** @param {number[]} a @param {number[]} b */
export function sameShape(a, b) {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/**
 * How an operand reaches over a result, and how many columns the result then has (0: as many as one likes).
 * @param {number[]} shape of the operand @param {number[]} whole of the result @returns {{reach: Reach, columns: number} | null}
 */
export function reachOf(shape, whole) {
  if (sameShape(shape, whole)) return { reach: "full", columns: 0 };
  if (shape.length > whole.length) return null;
  if (sizeOf(shape) === 1) return { reach: "scalar", columns: 0 };
  const sides = [...new Array(whole.length - shape.length).fill(1), ...shape];
  const first = sides.findIndex((side) => side !== 1);
  if (sameShape(sides.slice(first), whole.slice(first))) return { reach: "row", columns: sizeOf(whole.slice(first)) };
  const last = sides.findLastIndex((side) => side !== 1) + 1;
  if (sameShape(sides.slice(0, last), whole.slice(0, last))) return { reach: "column", columns: sizeOf(whole.slice(last)) };
  return null;
}
