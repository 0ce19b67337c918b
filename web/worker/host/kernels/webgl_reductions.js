// @ts-check
/**
 * The largest and the smallest number on WebGL, where TF.js begins at 1e20 and so finds nothing beyond; and softmax, which
 * begins there too. Places of extremes pass over NaN, as in TensorFlow.
 */
import { OfOne } from "./webgl_functions.js";
import { sizeOf } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {import("./workbench.js").Workbench} Workbench */

/** @param {import("./registry.js").Registry} registry of the webgl backend */
export function mendReductions(registry) {
  const isFloat = (/** @type {any} */ { x }) => x.dtype === "float32" && sizeOf(x.shape) > 0;
  for (const [kernel, attribute] of [["Max", "reductionIndices"], ["Min", "axis"]]) {
    registry.extend(kernel, "numbers beyond 1e20", isFloat, (bench, { x }, attrs) => extreme(bench, x, kernel, attrs[attribute], attrs.keepDims));
  }
  for (const [kernel, last] of [["ArgMax", "return -INF;"], ["ArgMin", "return INF;"]]) {
    registry.wrap(kernel, "NaN", (own, args) => {
      const { x } = args.inputs;
      if (x.dtype !== "float32") return own(args);
      const cleared = args.backend.compileAndRun(new OfOne(x.shape, "return x;", last), [x], "float32");
      const out = own({ ...args, inputs: { x: cleared } });
      args.backend.disposeIntermediateTensorInfo(cleared);
      return out;
    });
  }
  registry.extend("Softmax", "numbers beyond 1e20", ({ logits }) => logits.dtype === "float32", (bench, { logits }, { dim }) => {
    const axis = [dim < 0 ? dim + logits.shape.length : dim];
    const peak = bench.run("Max", { x: logits }, { reductionIndices: axis, keepDims: true });
    const risen = bench.unary("Exp", bench.binary("Sub", logits, peak));
    return bench.binary("RealDiv", risen, bench.sum(risen, axis, true));
  });
}

/** @param {Workbench} bench @param {Info} x @param {string} kernel @param {number | number[]} axis @param {boolean} keepDims @returns {Info} */
function extreme(bench, x, kernel, axis, keepDims) {
  const { util, backend_util: tools } = bench.tf;
  const axes = util.parseAxisParam(axis, x.shape);
  const others = x.shape.map((_, at) => at).filter((at) => !axes.includes(at));
  const kept = others.map((at) => x.shape[at]);
  const rows = sizeOf(kept);
  let length = sizeOf(x.shape) / rows;
  let out = bench.reshape(bench.transpose(x, [...others, ...axes]), [rows, length]);
  while (length > 1) {
    const window = tools.computeOptimalWindowSize(length);
    const program = new Extreme(rows, length, window, kernel === "Max" ? ">" : "<");
    out = bench.own(bench.backend.compileAndRun(program, [out], "float32"), [out]);
    length = Math.ceil(length / window);
  }
  const shape = keepDims ? x.shape.map((side, at) => (axes.includes(at) ? 1 : side)) : kept;
  return bench.reshape(out, shape);
}

/** The extreme of each window of each row; NaN if there is one. */
class Extreme {
  variableNames = ["x"];

  /** @param {number} rows @param {number} length @param {number} window @param {string} better */
  constructor(rows, length, window, better) {
    this.outputShape = [rows, Math.ceil(length / window)];
    this.userCode = `
      void main() {
        ivec2 at = getOutputCoords();
        int start = at[1] * ${window};
        float best = getX(at[0], start);
        for (int i = 1; i < ${window}; i++) {
          int place = start + i;
          if (place < ${length}) {
            float value = getX(at[0], place);
            if (isnan(value) || value ${better} best) best = value;
          }
        }
        setOutput(best);
      }`;
  }
}
