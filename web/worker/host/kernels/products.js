// @ts-check
/**
 * Products of matrices on wasm where its own kernels are slow or wrong (wasm_product.js): transposed ones, batches, which
 * are multiplied one by one on views of the same memory, and matrices whose data was used in another shape.
 */
import { copied, ENOUGH, usedOtherwise, wasmProduct } from "../wasm_product.js";
import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {{transposeA: boolean, transposeB: boolean}} Sides */

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function extendProducts(registry) {
  const other = "transposed, batched, or reshaped after use";
  registry.extend("BatchMatMul", other, needsOtherWay, (bench, { a, b }, attrs) => {
    if (isAlone(a) && isAlone(b)) return single(bench, a, b, attrs);
    const { left, right } = upright(bench, a, b, attrs);
    return batched(bench, left, right);
  });
  registry.extend("_FusedMatMul", other, needsOtherWay, (bench, { a, b, ...rest }, attrs) => {
    const { left, right } = upright(bench, a, b, attrs);
    const fresh = usedOtherwise(right.dataId, right.shape[right.shape.length - 2]) ? bench.own(copied(right, bench.backend), {}) : right;
    return bench.run("_FusedMatMul", { a: left, b: fresh, ...rest }, { ...attrs, transposeA: false, transposeB: false });
  });
}

/** One matrix on each side. @param {Workbench} bench @param {Info} a @param {Info} b @param {Sides} sides @returns {Info} */
function single(bench, a, b, { transposeA, transposeB }) {
  const out = wasmProduct(a, b, transposeA, transposeB, bench.backend);
  return bench.own({ ...out, shape: [...new Array(Math.max(a.shape.length, b.shape.length) - 2).fill(1), ...out.shape] }, {});
}

/** Whether there is but one matrix. @param {Info} x */
const isAlone = (x) => sizeOf(x.shape) === matrixSize(x);

/** @param {Info} x */
const matrixSize = (x) => x.shape[x.shape.length - 2] * x.shape[x.shape.length - 1];

/** @param {{a: Info, b: Info}} inputs @param {Sides} attrs @returns {boolean} */
function needsOtherWay({ a, b }, { transposeA, transposeB }) {
  if (a.dtype !== "float32" || b.dtype !== "float32") return false;
  const last = b.shape.length - 1;
  const [rows, columns] = transposeB ? [b.shape[last], b.shape[last - 1]] : [b.shape[last - 1], b.shape[last]];
  const alone = isAlone(a) && isAlone(b);
  if (!transposeA && !transposeB && alone) return usedOtherwise(b.dataId, rows);
  if (!alone && a.shape.length > 3 && String(a.shape.slice(0, -2)) !== String(b.shape.slice(0, -2))) return sizeOf(a.shape) * sizeOf(b.shape) > 0;
  const height = a.shape[a.shape.length - (transposeA ? 1 : 2)];
  return height * rows * columns >= ENOUGH;
}

/** Both matrices as they are multiplied. @param {Workbench} bench @param {Info} a @param {Info} b @param {Sides} sides */
function upright(bench, a, b, { transposeA, transposeB }) {
  return { left: transposeA ? turned(bench, a) : a, right: transposeB ? turned(bench, b) : b };
}

/** @param {Workbench} bench @param {Info} x @returns {Info} */
function turned(bench, x) {
  const perm = x.shape.map((_, axis) => axis);
  const last = perm.length - 1;
  [perm[last - 1], perm[last]] = [last, last - 1];
  const out = bench.transpose(x, perm);
  return out.dataId === x.dataId ? bench.run("Tile", { x }, { reps: x.shape.map(() => 1) }) : out;
}

/** One product for each matrix of the batches, which are broadcast. @param {Workbench} bench @param {Info} a @param {Info} b @returns {Info} */
function batched(bench, a, b) {
  const { backend, tf } = bench;
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const [height, inner] = a.shape.slice(-2);
  const [, width] = b.shape.slice(-2);
  const out = bench.make([...batch, height, width], "float32");
  const count = sizeOf(batch);
  const left = stepsOver(batch, a.shape.slice(0, -2));
  const right = stepsOver(batch, b.shape.slice(0, -2));
  for (let index = 0; index < count; index++) {
    const rows = view(backend, a, left(index) * height * inner, [1, height, inner]);
    const columns = view(backend, b, right(index) * inner * width, [1, inner, width]);
    const product = bench.run("BatchMatMul", { a: rows, b: columns }, { transposeA: false, transposeB: false });
    backend.typedArrayFromHeap(out).set(backend.typedArrayFromHeap(product), index * height * width);
    bench.free(product);
    close(backend, rows);
    close(backend, columns);
  }
  return out;
}

/**
 * Which matrix of a broadcast batch belongs to a place of the whole.
 * @param {number[]} batch @param {number[]} own @returns {(index: number) => number}
 */
function stepsOver(batch, own) {
  const lead = batch.length - own.length;
  return (index) => {
    let at = 0;
    let step = 1;
    for (let axis = batch.length - 1; axis >= 0; axis--) {
      const place = index % batch[axis];
      index = Math.floor(index / batch[axis]);
      const side = axis < lead ? 1 : own[axis - lead];
      if (side !== 1) at += place * step;
      step *= side;
    }
    return at;
  };
}

/** Part of a tensor's memory as a tensor, not to be freed but closed. @param {any} backend @param {Info} x @param {number} from @param {number[]} shape */
function view(backend, x, from, shape) {
  const { memoryOffset } = backend.dataIdMap.get(x.dataId);
  return backend.makeOutput(shape, "float32", memoryOffset + 4 * from);
}

/** @param {any} backend @param {Info} seen a view */
function close(backend, seen) {
  backend.wasm.tfjs.disposeData(backend.dataIdMap.get(seen.dataId).id);
  backend.dataIdMap.delete(seen.dataId);
}
