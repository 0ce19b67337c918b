// @ts-check
/**
 * The same values in another shape or order, and parts of them, for plain calls: one crossing with ints, shapes worked out
 * here. Each function gives 0 for what it does not do (a wrong shape, strings, nothing at all): Python looks closer then.
 *
 * While nobody watches, a new shape is a second name for the same memory. Otherwise the kernels run that TF.js's own
 * functions would run, so that programs and tapes see the same.
 */
import { shapeAt } from "./attributes.js";
import { copyBlock } from "./kernels/moves.js";
import { another } from "./same.js";
import { get } from "./slots.js";
import { watch } from "./watch.js";

/** Kinds of items between brackets, two bits each. */
const SLICE = 0;
const INDEX = 1;
const NEW = 2;
const REST = 3;
/** dtypes that kernels of every backend arrange. */
const PLAIN = new Set(["float32", "int32", "bool"]);
/** Elements of a matrix up to which a loop turns it faster than a call into wasm. */
const SMALL = 1024;
/** Up to this rank every backend has kernels. */
const MOST_AXES = 4;

/**
 * @param {any} tf @param {ReturnType<typeof import("./kernels.js").kernelRunner>} runner
 * @param {(tensor: any) => number} answer
 */
export function arranging(tf, runner, answer) {
  const engine = tf.engine();
  const runReshape = runner.kernel("Reshape");
  const runTranspose = runner.kernel("Transpose");
  const runSlice = runner.kernel("Slice");

  /** @param {any} x @param {number[]} shape */
  function reshaped(x, shape) {
    // The textures of WebGL hold values in an order that depends on the shape.
    if (!watch.plain || engine.backendName === "webgl" || !PLAIN.has(x.dtype)) return runReshape({ x }, { shape });
    const { backend } = engine.state.tensorInfo.get(x.dataId);
    backend.incRef(x.dataId);
    return engine.makeTensorFromTensorInfo({ dataId: x.dataId, shape, dtype: x.dtype }, backend);
  }

  /** One size may be -1. @param {number} slot @param {number} shapeId */
  function toShape(slot, shapeId) {
    const x = get(slot);
    const asked = shapeAt(shapeId);
    const shape = new Array(asked.length);
    let known = 1;
    let open = -1;
    for (let i = 0; i < asked.length; i++) {
      const side = (shape[i] = asked[i]);
      if (side >= 0) known *= side;
      else if (side === -1 && open < 0) open = i;
      else return 0;
    }
    if (open >= 0) {
      if (known === 0 || x.size % known !== 0) return 0;
      shape[open] = x.size / known;
    } else if (known !== x.size) return 0;
    return answer(reshaped(x, shape));
  }

  /** @param {number} slot @param {number} axis before which a new one goes */
  function withAxis(slot, axis) {
    const x = get(slot);
    const at = axis < 0 ? axis + x.rank + 1 : axis;
    if (at < 0 || at > x.rank) return 0;
    return answer(reshaped(x, x.shape.toSpliced(at, 0, 1)));
  }

  /** @param {number} slot @param {number | undefined} axis of size 1; all of them if undefined */
  function withoutAxis(slot, axis) {
    const x = get(slot);
    if (axis === undefined) return answer(reshaped(x, x.shape.filter((/** @type {number} */ side) => side !== 1)));
    const at = axis < 0 ? axis + x.rank : axis;
    if (x.shape[at] !== 1) return 0;
    return answer(reshaped(x, x.shape.toSpliced(at, 1)));
  }

  /** @param {number} slot @param {number} orderId of the axes, interned like a shape; -1 to turn them all around */
  function turned(slot, orderId) {
    const x = get(slot);
    const { rank } = x;
    if (rank < 2 || x.size === 0 || !PLAIN.has(x.dtype)) return 0;
    /** @type {number[]} */
    const perm = new Array(rank);
    if (orderId < 0) for (let i = 0; i < rank; i++) perm[i] = rank - 1 - i;
    else {
      const order = shapeAt(orderId);
      if (order.length !== rank) return 0;
      let seen = 0;
      for (let i = 0; i < rank; i++) {
        const axis = order[i] < 0 ? order[i] + rank : order[i];
        if (axis < 0 || axis >= rank) return 0;
        perm[i] = axis;
        seen |= 1 << axis;
      }
      if (seen !== (1 << rank) - 1) return 0;
    }
    if (rank === 2 && x.size <= SMALL && perm[0] === 1 && watch.plain && engine.backendName === "wasm") return answer(turnedMatrix(x));
    const out = runTranspose({ x }, { perm });
    return answer(out === x ? another(x) : out);
  }

  /** A small matrix, for which wasm's own kernel takes longer to be called than to run. @param {any} x */
  function turnedMatrix(x) {
    const backend = engine.backendInstance;
    const [rows, columns] = x.shape;
    const info = backend.makeOutput([columns, rows], x.dtype);
    const [from, to] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(info)];
    for (let column = 0, at = 0; column < columns; column++) {
      for (let row = 0; row < rows; row++) to[at++] = from[row * columns + column];
    }
    return engine.makeTensorFromTensorInfo(info);
  }

  /**
   * What is between brackets: the kind of each item, two bits each, and for a slice its start and stop, for an index that.
   * @param {number} slot @param {number} count of items @param {number} kinds @param {...(number | undefined)} places
   */
  function part(slot, count, kinds, ...places) {
    const x = get(slot);
    const { rank, shape } = x;
    if (rank > MOST_AXES || !PLAIN.has(x.dtype)) return 0;
    /** @type {number[]} */
    const begin = [];
    /** @type {number[]} */
    const size = [];
    /** @type {number[]} */
    const sides = [];
    let place = 0;
    let whole = true;
    let keeps = true; // every axis, and no other
    for (let i = 0, axis = 0; i < count || axis < rank; i++) {
      const kind = i < count ? (kinds >> (2 * i)) & 3 : REST;
      if (kind === NEW) {
        sides.push(1);
        keeps = false;
        continue;
      }
      if (kind === REST) {
        let left = rank;
        for (let k = i + 1; k < count; k++) if (((kinds >> (2 * k)) & 3) !== NEW) left--;
        for (; axis < left; axis++) {
          begin.push(0);
          size.push(shape[axis]);
          sides.push(shape[axis]);
        }
        continue;
      }
      if (axis >= rank) return 0;
      const side = shape[axis++];
      const first = places[place++];
      if (kind === INDEX) {
        const at = /** @type {number} */ (first) < 0 ? /** @type {number} */ (first) + side : /** @type {number} */ (first);
        if (at < 0 || at >= side) return 0;
        begin.push(at);
        size.push(1);
        whole = whole && side === 1;
        keeps = false;
        continue;
      }
      const start = within(first ?? 0, side);
      const stop = within(places[place++] ?? side, side);
      if (stop <= start) return 0;
      begin.push(start);
      size.push(stop - start);
      sides.push(stop - start);
      whole = whole && stop - start === side;
    }
    if (x.size === 0) return 0;
    if (whole) return answer(reshaped(x, sides));
    if (watch.plain && engine.backendName === "wasm") {
      const backend = engine.backendInstance;
      const info = backend.makeOutput(sides, x.dtype);
      copyBlock(backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(info), shape, begin, size);
      return answer(engine.makeTensorFromTensorInfo(info));
    }
    const cut = runSlice({ x }, { begin, size });
    if (keeps) return answer(cut);
    const out = reshaped(cut, sides);
    cut.dispose();
    return answer(out);
  }

  return { toShape, withAxis, withoutAxis, turned, part };
}

/** A bound of a slice, cut to the axis as Python does. @param {number} bound @param {number} side */
function within(bound, side) {
  return bound < 0 ? Math.max(bound + side, 0) : Math.min(bound, side);
}
