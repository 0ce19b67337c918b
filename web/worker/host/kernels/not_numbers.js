// @ts-check
/**
 * NaN on wasm, where some kernels lose it: the larger or smaller of two (in the second one), and bounded values (Relu in
 * some places of a tensor and not in others).
 *
 * They are right without NaN, so it is looked for, which costs far less than they do; only then is there more to do.
 */
import { holdsNaN } from "../wasm_direct.js";

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
  for (const kernel of ["Relu", "Relu6", "ClipByValue"]) {
    registry.wrap(kernel, "NaN", (own, args) => {
      const { x } = args.inputs;
      const out = own(args);
      if (x.dtype === "float32" && holdsNaN(x, args.backend)) mark(args.backend, x, out);
      return out;
    });
  }
}

/** Write NaN where another tensor of the same shape has it. @param {any} backend @param {Info} from @param {Info} to */
function mark(backend, from, to) {
  const seen = backend.typedArrayFromHeap(from);
  const values = backend.typedArrayFromHeap(to);
  for (let i = 0; i < values.length; i++) if (Number.isNaN(seen[i])) values[i] = NaN;
}
