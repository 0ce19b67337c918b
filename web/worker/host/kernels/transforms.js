// @ts-check
/**
 * Images under projective transforms, as TensorFlow's ImageProjectiveTransformV3 has them, in float32 as there.
 *
 * TF.js's kernel for the CPU leaves all but the first image of a batch empty, and that of wasm mistakes reflected borders;
 * the programs of GPUs are right.
 */
import { memoryOf } from "./recurrent/memory.js";

/** @typedef {import("./workbench.js").Info} Info */
/** @typedef {{interpolation: string, fillMode: string, fillValue: number, outputShape?: [number, number]}} Attrs */
/** @typedef {{source: Float32Array, target: Float32Array, height: number, width: number, channels: number, fill: number}} Pixels */

const { floor, fround, trunc } = Math;

/** @param {import("./registry.js").Registry} registry */
export function replaceTransforms(registry) {
  registry.extend("Transform", "batches, and borders that are reflected", () => true, transformed);
}

/** Where a place outside of `[0, size)` lies instead. @type {Record<string, (place: number, size: number) => number>} */
const PLACES = {
  constant: (place) => place,
  nearest: clamped,
  reflect(place, size) {
    if (size <= 1) return 0;
    const twice = 2 * size;
    let at = place;
    if (at < 0) {
      if (at < twice) at = fround(fround(twice * trunc(fround(-at / twice))) + at);
      at = at < -size ? fround(at + twice) : fround(-at - 1);
    } else if (at > size - 1) {
      at = fround(at - fround(twice * trunc(fround(at / twice))));
      if (at >= size) at = fround(fround(twice - at) - 1);
    }
    return clamped(at, size);
  },
  wrap(place, size) {
    if (size <= 1) return 0;
    let at = place;
    if (at < 0) at = fround(at + size * (trunc(fround(-at / (size - 1))) + 1));
    else if (at > size - 1) at = fround(at - size * trunc(fround(at / (size - 1))));
    return clamped(at, size);
  },
};

/** @param {number} place @param {number} size */
function clamped(place, size) {
  return place < 0 ? 0 : place > size - 1 ? size - 1 : place;
}

/** To the nearest whole number, halves away from 0. @param {number} x */
const rounded = (x) => (x < 0 ? -floor(0.5 - x) : floor(x + 0.5));

/** @param {import("./workbench.js").Workbench} bench @param {{image: Info, transforms: Info}} inputs @param {Attrs} attrs */
function transformed(bench, { image, transforms }, { interpolation, fillMode, fillValue, outputShape }) {
  const { make, view } = memoryOf(bench);
  const [batch, height, width, channels] = image.shape;
  const [rows, columns] = outputShape ?? [height, width];
  const out = make([batch, rows, columns, channels]);
  const [source, target, matrices] = [image, out, transforms].map(view);
  const mapped = PLACES[fillMode];
  const put = interpolation === "nearest" ? putNearest : putBetween;
  const pixels = { source, target, height, width, channels, fill: fillValue };
  for (let n = 0, to = 0; n < batch; n++) {
    const first = transforms.shape[0] === 1 ? 0 : 8 * n;
    const [a0, a1, a2, b0, b1, b2, c0, c1] = matrices.subarray(first, first + 8);
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++, to += channels) {
        const k = fround(fround(fround(c0 * x) + fround(c1 * y)) + 1);
        if (k === 0) {
          target.fill(fillValue, to, to + channels);
          continue;
        }
        const across = fround(fround(fround(fround(a0 * x) + fround(a1 * y)) + a2) / k);
        const down = fround(fround(fround(fround(b0 * x) + fround(b1 * y)) + b2) / k);
        put(pixels, n * height * width * channels, mapped(across, width), mapped(down, height), to);
      }
    }
  }
  return out;
}

/** @param {Pixels} pixels @param {number} base of the image @param {number} x @param {number} y @param {number} to */
function putNearest({ source, target, height, width, channels, fill }, base, x, y, to) {
  const [column, row] = [rounded(x), rounded(y)];
  if (column >= 0 && column < width && row >= 0 && row < height) {
    const from = base + (row * width + column) * channels;
    for (let c = 0; c < channels; c++) target[to + c] = source[from + c];
  } else target.fill(fill, to, to + channels);
}

/** @param {Pixels} pixels @param {number} base of the image @param {number} x @param {number} y @param {number} to */
function putBetween({ source, target, height, width, channels, fill }, base, x, y, to) {
  const [left, top] = [floor(x), floor(y)];
  const [toLeft, toTop] = [fround(x - left), fround(y - top)];
  const [toRight, toBottom] = [fround(left + 1 - x), fround(top + 1 - y)];
  const [upper, lower] = [top >= 0 && top < height, top + 1 >= 0 && top + 1 < height];
  const [before, after] = [left >= 0 && left < width, left + 1 >= 0 && left + 1 < width];
  const from = base + (top * width + left) * channels;
  const next = from + width * channels;
  for (let c = 0; c < channels; c++) {
    const [a, b] = [upper && before ? source[from + c] : fill, upper && after ? source[from + channels + c] : fill];
    const [d, e] = [lower && before ? source[next + c] : fill, lower && after ? source[next + channels + c] : fill];
    const above = fround(fround(toRight * a) + fround(toLeft * b));
    const below = fround(fround(toRight * d) + fround(toLeft * e));
    target[to + c] = fround(toBottom * above) + fround(toTop * below);
  }
}
