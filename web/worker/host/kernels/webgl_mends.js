// @ts-check
/**
 * What WebGL's kernels get wrong, besides functions (webgl_functions.js), extremes (webgl_reductions.js) and int32
 * (webgl_whole.js): rectifiers multiply by 0 or 1, which makes NaN of an infinity; bounds do not hold for
 * values that share a texel with NaN; gathering from small tensors keeps their data for ever; 0 / 0 is 1; crops miss
 * their last row or column; and tensors of many axes are neither padded, transposed nor chosen from.
 */

import { beyond } from "./webgl_functions.js";
import { sizeOf, Workbench } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */

/** How much of a box is left away on all sides together. */
const INSIDE = 1e-6;
/** Axes that a transposition takes, and that padding and choosing take. */
const [MOST_TURNED, MOST_PADDED] = [6, 4];

/** @param {import("./registry.js").Registry} registry of the webgl backend */
export function mendWebgl(registry) {
  registry.wrap("RealDiv", "0 / 0", (own, args) => {
    const { a, b } = args.inputs;
    if (a.dtype !== "float32" || b.dtype !== "float32") return own(args);
    const shape = registry.tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
    return args.backend.compileAndRun(new Division(shape), [a, b], "float32");
  });
  // Samples on the last row or column may come out beyond it, because a GPU's division is not exact.
  registry.wrap("CropAndResize", "borders", (own, args) => {
    const { boxes } = args.inputs;
    const bench = new Workbench(registry.tf, registry.backend, args.backend);
    try {
      const inner = bench.binary("Add", bench.binary("Multiply", boxes, bench.scalar(1 - INSIDE)), bench.scalar(INSIDE / 2));
      return own({ ...args, inputs: { ...args.inputs, boxes: inner } });
    } finally {
      bench.clear();
    }
  });
  registry.extend(
    "Transpose",
    "many axes",
    ({ x }, { perm }) => perm.length > MOST_TURNED && x.dtype !== "string" && x.dtype !== "complex64",
    (bench, { x }, { perm }) => turned(bench, x, perm),
  );
  registry.extend(
    "PadV2",
    "many axes",
    ({ x }) => x.shape.length > MOST_PADDED && x.dtype !== "string" && x.dtype !== "complex64",
    (bench, { x }, { paddings, constantValue }) => padded(bench, x, paddings, constantValue),
  );
  const isFloat = (/** @type {any} */ { x }) => x.dtype === "float32";
  registry.extend("Relu", "float32", isFloat, (bench, { x }) => bench.binary("Maximum", x, bench.scalar(0)));
  registry.extend("Relu6", "float32", isFloat, (bench, { x }) => bench.run("ClipByValue", { x }, { clipValueMin: 0, clipValueMax: 6 }));
  registry.extend("ClipByValue", "float32", isFloat, (bench, { x }, { clipValueMin, clipValueMax }) =>
    bench.binary("Minimum", bench.binary("Maximum", x, bench.scalar(clipValueMin)), bench.scalar(clipValueMax)),
  );
  registry.extend(
    "Select",
    "many axes",
    ({ condition, t, e }) => condition.shape.length > MOST_PADDED && t.dtype !== "string" && t.dtype !== "complex64" && t.shape.length === e.shape.length,
    (bench, { condition, t, e }) => {
      const [flags, yes, no] = [condition, t, e].map((x) => bench.reshape(x, [sizeOf(x.shape)]));
      return bench.reshape(bench.run("Select", { condition: flags, t: yes, e: no }), t.shape);
    },
  );
  registry.wrap("GatherNd", "gives its references back", (own, args) => {
    const { params, indices } = args.inputs;
    const { backend } = args;
    const before = [params, indices].map(({ dataId }) => backend.refCount(dataId));
    const out = own(args);
    [params, indices].forEach(({ dataId }, i) => {
      while (dataId !== out.dataId && backend.refCount(dataId) > before[i]) backend.disposeData(dataId);
    });
    return out;
  });
}

/** Division that makes NaN of 0 / 0, where TF.js's makes 1 of any two equal numbers; four numbers at a time. */
class Division {
  variableNames = ["A", "B"];
  packedInputs = true;
  packedOutput = true;

  /** @param {number[]} shape */
  constructor(shape) {
    this.outputShape = shape;
    this.userCode = `
      float ofEqual(float b) {
        return b == 0.0 || abs(b) > 3.4028234e38 ? NAN : 1.0;
      }
      void main() {
        vec4 a = getAAtOutCoords();
        vec4 b = getBAtOutCoords();
        vec4 result = a / b;
        ${["x", "y", "z", "w"].map((c) => `if (a.${c} == b.${c}) result.${c} = ofEqual(b.${c});`).join("\n        ")}
        ${beyond(shape)}
        setOutput(result);
      }`;
  }
}

/** Axes moved to their places one after the other. @param {import("./workbench.js").Workbench} bench @param {Info} x @param {number[]} perm */
function turned(bench, x, perm) {
  const order = x.shape.map((/** @type {number} */ _, /** @type {number} */ axis) => axis);
  const count = (/** @type {number[]} */ axes) => sizeOf(axes.map((axis) => x.shape[axis]));
  let out = x;
  perm.forEach((axis, to) => {
    const from = order.indexOf(axis);
    if (from === to) return;
    const sides = [order.slice(0, to), order.slice(to, from), [axis], order.slice(from + 1)].map(count);
    out = bench.transpose(bench.reshape(out, sides), [0, 2, 1, 3]);
    order.splice(to, 0, ...order.splice(from, 1));
  });
  return bench.reshape(out, perm.map((axis) => x.shape[axis]));
}

/** Axes padded one after the other. @param {import("./workbench.js").Workbench} bench @param {Info} x @param {[number, number][]} paddings @param {number} value */
function padded(bench, x, paddings, value) {
  const shape = [...x.shape];
  let out = x;
  paddings.forEach(([before, after], axis) => {
    if (before === 0 && after === 0) return;
    const sides = [sizeOf(shape.slice(0, axis)), shape[axis], sizeOf(shape.slice(axis + 1))];
    out = bench.pad(bench.reshape(out, sides), [[0, 0], [before, after], [0, 0]], value);
    shape[axis] += before + after;
  });
  return bench.reshape(out, shape);
}
