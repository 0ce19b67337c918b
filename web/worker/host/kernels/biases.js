// @ts-check
/**
 * Biases of fused kernels on wasm: it asks how many axes the data had when it was made, so that a bias that was reshaped,
 * or cut out of a matrix, is refused. Such a bias is copied.
 */

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function acceptBiases(registry) {
  for (const kernel of ["_FusedMatMul", "FusedConv2D", "FusedDepthwiseConv2D"]) {
    registry.wrap(kernel, "a bias whose data had other axes", (own, args) => {
      const { inputs, backend } = args;
      const { bias } = inputs;
      if (bias == null || bias.shape.length !== 1 || backend.dataIdMap.get(bias.dataId).shape.length === 1) return own(args);
      const copy = backend.makeOutput(bias.shape, bias.dtype);
      backend.typedArrayFromHeap(copy).set(backend.typedArrayFromHeap(bias));
      try {
        return own({ ...args, inputs: { ...inputs, bias: copy } });
      } finally {
        backend.disposeData(copy.dataId);
      }
    });
  }
}
