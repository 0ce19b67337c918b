// @ts-check
/**
 * NaN on wasm, where some kernels lose it: the larger or smaller of two (in the second one), and bounded values (Relu in
 * some places of a tensor and not in others).
 *
 * They are right without NaN, so it is looked for, which costs far less than they do; only then is there more to do.
 */
import { areFinite, holdsNaN } from "../wasm_direct.js";
import { composed } from "./workbench.js";

/** @typedef {import("./workbench.js").Info} Info */

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function keepNotNumbers(registry) {
  for (const kernel of ["Maximum", "Minimum"]) {
    registry.wrap(kernel, "NaN in the second", (own, args) => {
      const { a, b } = args.inputs;
      const out = own(args);
      if (b.dtype !== "float32" || !holdsNaN(b, args.backend)) return out;
      const swapped = own({ ...args, inputs: { a: b, b: a } });
      mark(args.backend, swapped, out);
      args.backend.disposeData(swapped.dataId);
      return out;
    });
  }
  // Averages of windows with NaN are -inf there, and so are the largest ones; the CPU's pass over it in the latter, as TensorFlow.
  registry.extendRouted("AvgPool", "infinities and NaN", ({ x }) => !areFinite(x, registry.tf.engine().findBackend("wasm")));
  registry.extendRouted("MaxPool", "NaN", ({ x }) => x.dtype === "float32" && holdsNaN(x, registry.tf.engine().findBackend("wasm")));
  // It remembers operators by the number, which NaN is equal to all of.
  registry.extendRouted("PadV2", "by NaN", (_, { constantValue }) => Number.isNaN(constantValue));
  for (const kernel of ["Relu", "Relu6", "ClipByValue"]) {
    registry.wrap(kernel, "NaN", (own, args) => {
      const { x } = args.inputs;
      const out = own(args);
      if (x.dtype === "float32" && holdsNaN(x, args.backend)) mark(args.backend, x, out);
      return out;
    });
  }
}

/**
 * The sign of NaN is NaN, where TF.js gives 0, and on wasm 0 for all below 1e-7.
 * @param {import("./registry.js").Registry} registry of any backend but WebGL, whose functions are in webgl_functions.js
 */
export function signAll(registry) {
  const { tf, backend } = registry;
  if (backend === "wasm" || backend === "cpu") {
    registry.extend("Sign", "float32", ({ x }) => x.dtype === "float32", (bench, { x }) => bench.make(x.shape, "float32", bench.view(x).map(Math.sign)));
    return;
  }
  registry.wrap("Sign", "NaN", (own, args) => {
    const { x } = args.inputs;
    const signs = own(args);
    if (x.dtype !== "float32") return signs;
    return composed(tf, backend, (bench) => bench.run("Select", { condition: bench.unary("IsNan", x), t: x, e: bench.own(signs, {}) }))({ inputs: args.inputs, backend: args.backend });
  });
}

/** Write NaN where another tensor of the same shape has it. @param {any} backend @param {Info} from @param {Info} to */
function mark(backend, from, to) {
  const seen = backend.typedArrayFromHeap(from);
  const values = backend.typedArrayFromHeap(to);
  for (let i = 0; i < values.length; i++) if (Number.isNaN(seen[i])) values[i] = NaN;
}
