// @ts-check
/** Gradients that are worth a kernel of their own. */
import { holdsNaN } from "../wasm_direct.js";

/**
 * `ReluGrad`: dy where the result y of a Relu is positive, else 0, where y is NaN too. The sign of NaN is 0; but on wasm
 * signs are told by slow branches, and steps fast, so that signs are taken only where there is NaN.
 * @param {import("./registry.js").Registry} registry
 */
export function addSlopes(registry) {
  const kernel = registry.backend === "wasm" ? (/** @type {any} */ y, /** @type {any} */ backend) => (holdsNaN(y, backend) ? "Sign" : "Step") : () => "Sign";
  registry.supply("ReluGrad", (bench, { dy, y }) => bench.binary("Multiply", dy, bench.run(kernel(y, bench.backend), { x: y }, { alpha: 0 })));
}
