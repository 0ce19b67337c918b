// @ts-check
/**
 * Coordinates of elements on wasm, whose kernels believe them: one outside the tensor would write over, or read, whatever
 * lies there in memory.
 */

/** @param {import("./registry.js").Registry} registry of the wasm backend */
export function checkPlaces(registry) {
  /** @type {[string, (inputs: any, attrs: any) => number[]][]} */
  const kernels = [
    ["ScatterNd", (_, { shape }) => shape],
    ["TensorScatterUpdate", ({ tensor }) => tensor.shape],
    ["GatherNd", ({ params }) => params.shape],
  ];
  for (const [kernel, shape] of kernels) {
    registry.surround(kernel, (own, args) => {
      const { indices } = args.inputs;
      const depth = indices.shape.at(-1) ?? 1;
      check(kernel, args.backend.typedArrayFromHeap(indices), depth, shape(args.inputs, args.attrs));
      return own(args);
    });
  }
}

/**
 * @param {string} kernel for the message @param {Int32Array} places @param {number} depth numbers of one place
 * @param {number[]} shape of what they are in
 */
function check(kernel, places, depth, shape) {
  for (let i = 0; i < places.length; i++) {
    const side = shape[i % depth];
    if (places[i] >= 0 && places[i] < side) continue;
    const row = Math.floor(i / depth);
    const place = [...places.subarray(row * depth, (row + 1) * depth)];
    throw new Error(`${kernel}: indices[${row}] = [${place}] is not in [0, ${side}) and does not index into shape [${shape}]`);
  }
}
