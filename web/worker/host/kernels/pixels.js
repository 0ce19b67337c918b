// @ts-check
/** Pictures of the browser as tensors, for backends that have no way of their own. */

/** @param {import("./registry.js").Registry} registry */
export function addPixels(registry) {
  registry.supply("FromPixels", (bench, { pixels }, { numChannels }) => {
    const { data, width, height } = imageData(pixels);
    const out = new Int32Array(width * height * numChannels);
    for (let place = 0; place < width * height; place++) {
      for (let channel = 0; channel < numChannels; channel++) out[place * numChannels + channel] = data[4 * place + channel];
    }
    return bench.make([height, width, numChannels], "int32", out);
  });
}

/** @param {any} pixels ImageData, its like, or anything that can be drawn @returns {{data: ArrayLike<number>, width: number, height: number}} */
function imageData(pixels) {
  if (pixels.data !== undefined) return pixels;
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.drawImage(pixels, 0, 0);
  return context.getImageData(0, 0, pixels.width, pixels.height);
}
