// @ts-check
/** Logic on truth values, which some backends have no kernel of their own for. */

/** @param {import("./registry.js").Registry} registry */
export function addLogic(registry) {
  registry.supply("LogicalXor", (bench, { a, b }) => bench.binary("NotEqual", a, b));
}
