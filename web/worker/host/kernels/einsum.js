// @ts-check
/**
 * Einstein's sums of one or two tensors as one product of matrices.
 *
 * The axes of two terms fall into four groups: in both and in the result (a batch), in both but not in the result (summed
 * by the product), in one and in the result (rows or columns), in one alone (summed before).
 */

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {{labels: string[], x: Info}} Term */

/** @param {import("./registry.js").Registry} registry */
export function addEinsum(registry) {
  registry.supply("Einsum", (bench, inputs, { equation }) => {
    const [left, right] = equation.replaceAll(" ", "").split("->");
    const output = right.split("");
    const terms = left.split(",").map((/** @type {string} */ text, /** @type {number} */ index) => ({ labels: text.split(""), x: inputs[index] }));
    const term = terms.length === 1 ? terms[0] : contracted(bench, terms[0], terms[1], output);
    const { labels, x } = summed(bench, term, (label) => output.includes(label));
    const perm = output.map((/** @type {string} */ label) => labels.indexOf(label));
    return bench.transpose(x, perm);
  });
}

/** Sum over the axes that nobody needs. @param {Workbench} bench @param {Term} term @param {(label: string) => boolean} needed @returns {Term} */
function summed(bench, { labels, x }, needed) {
  const axis = labels.flatMap((label, index) => (needed(label) ? [] : [index]));
  return axis.length === 0 ? { labels, x } : { labels: labels.filter(needed), x: bench.sum(x, axis) };
}

/** @param {Workbench} bench @param {Term} first @param {Term} second @param {string[]} output @returns {Term} */
function contracted(bench, first, second, output) {
  const a = summed(bench, first, (label) => output.includes(label) || second.labels.includes(label));
  const b = summed(bench, second, (label) => output.includes(label) || first.labels.includes(label));
  const batch = a.labels.filter((label) => b.labels.includes(label) && output.includes(label));
  const inner = a.labels.filter((label) => b.labels.includes(label) && !output.includes(label));
  const rows = a.labels.filter((label) => !b.labels.includes(label));
  const columns = b.labels.filter((label) => !a.labels.includes(label));
  /** @type {Map<string, number>} */
  const sides = new Map();
  for (const { labels, x } of [a, b]) labels.forEach((label, i) => sides.set(label, x.shape[i]));
  const side = (/** @type {string} */ label) => /** @type {number} */ (sides.get(label));
  const size = (/** @type {string[]} */ labels) => labels.reduce((product, label) => product * side(label), 1);
  const left = arranged(bench, a, [...batch, ...rows, ...inner], [size(batch), size(rows), size(inner)]);
  const right = arranged(bench, b, [...batch, ...inner, ...columns], [size(batch), size(inner), size(columns)]);
  const product = bench.run("BatchMatMul", { a: left, b: right }, { transposeA: false, transposeB: false });
  const labels = [...batch, ...rows, ...columns];
  return { labels, x: bench.reshape(product, labels.map(side)) };
}

/** @param {Workbench} bench @param {Term} term @param {string[]} order @param {number[]} shape @returns {Info} */
function arranged(bench, { labels, x }, order, shape) {
  return bench.reshape(bench.transpose(x, order.map((label) => labels.indexOf(label))), shape);
}
