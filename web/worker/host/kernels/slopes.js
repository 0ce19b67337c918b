// @ts-check
/** What is worth a kernel of its own for its gradient: one that is a gradient, and one whose parts' gradients make NaN of infinity. */
import { holdsNaN } from "../wasm_direct.js";

/**
 * `ReluGrad`: dy where the result y of a Relu is positive, else 0, where y is NaN too. On wasm steps are fast, and make NaN
 * of NaN, so that truth values are asked for only where there is one.
 * @param {import("./registry.js").Registry} registry
 */
export function addSlopes(registry) {
  registry.supply("ReluGrad", (bench, { dy, y }) => {
    const steps = registry.backend === "wasm" && !holdsNaN(y, bench.backend);
    return bench.binary("Multiply", dy, steps ? bench.run("Step", { x: y }, { alpha: 0 }) : bench.cast(bench.binary("Greater", y, bench.scalar(0)), "float32"));
  });
  registry.supply("Softsign", (bench, { x }) => bench.binary("RealDiv", x, bench.binary("Add", bench.unary("Abs", x), bench.scalar(1))));
}
