// @ts-check
/**
 * What WebGL's kernels get wrong: rectifiers multiply by 0 or 1, which makes NaN of an infinity; bounds do not hold for
 * values that share a texel with NaN; and gathering from small tensors keeps their data for ever.
 */

/** @param {import("./registry.js").Registry} registry of the webgl backend */
export function mendWebgl(registry) {
  const isFloat = (/** @type {any} */ { x }) => x.dtype === "float32";
  registry.extend("Relu", "float32", isFloat, (bench, { x }) => bench.binary("Maximum", x, bench.scalar(0)));
  registry.extend("Relu6", "float32", isFloat, (bench, { x }) => bench.run("ClipByValue", { x }, { clipValueMin: 0, clipValueMax: 6 }));
  registry.extend("ClipByValue", "float32", isFloat, (bench, { x }, { clipValueMin, clipValueMax }) =>
    bench.binary("Minimum", bench.binary("Maximum", x, bench.scalar(clipValueMin)), bench.scalar(clipValueMax)),
  );
  // The steeper of the two lines below 1, the flatter one above; a slope of 0 would make NaN of an infinity again.
  const sloping = (/** @type {any} */ inputs, /** @type {any} */ { alpha }) => isFloat(inputs) && alpha !== 0;
  registry.extend("LeakyRelu", "float32", sloping, (bench, { x }, { alpha }) =>
    bench.binary(alpha <= 1 ? "Maximum" : "Minimum", x, bench.binary("Multiply", x, bench.scalar(alpha))),
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
