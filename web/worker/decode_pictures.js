// @ts-check
/**
 * Decoded pictures, row by row, as the reference decoder of JPEG (libjpeg-turbo) gives them.
 *
 * Browsers hand out a JPEG's planes as they are stored, which is faster than their own colors. Halved color is enlarged here
 * by the triangle filter, and turned into RGB by the fixed-point form of the JFIF conversion; the results are exact.
 *
 * @typedef {{luma: Uint8Array, blues: Uint8Array, reds: Uint8Array, half: boolean}} Planes  whether color has half the columns and rows
 * @typedef {{width: number, height: number, planes?: Planes, row(y: number, columns: Int32Array, out: Uint8ClampedArray): void}} Picture
 *   `row` writes the channels of the asked columns; `planes` are what WebAssembly knows how to convert
 */

/** Columns of color at or below which libjpeg-turbo repeats samples instead of filtering. */
const NO_FILTER_UP_TO = 2;

/**
 * RGB out of RGBA or BGRA.
 * @param {Uint8Array | Uint8ClampedArray} data @param {number} width @param {number} height @param {boolean} [blueFirst]
 * @returns {Picture}
 */
export function packed(data, width, height, blueFirst = false) {
  const [red, blue] = blueFirst ? [2, 0] : [0, 2];
  return {
    width,
    height,
    row(y, columns, out) {
      const start = y * width * 4;
      for (let i = 0, to = 0; i < columns.length; i++, to += 3) {
        const at = start + columns[i] * 4;
        out[to] = data[at + red];
        out[to + 1] = data[at + 1];
        out[to + 2] = data[at + blue];
      }
    },
  };
}

/** One plane alone. @param {Uint8Array} plane @param {number} width @param {number} height @returns {Picture} */
export function gray(plane, width, height) {
  return {
    width,
    height,
    row(y, columns, out) {
      for (let i = 0; i < columns.length; i++) out[i] = plane[y * width + columns[i]];
    },
  };
}

/** RGB of a pixel. @param {number} light @param {number} cb @param {number} cr @param {Uint8ClampedArray} out @param {number} to */
function convert(light, cb, cr, out, to) {
  out[to] = light + ((91881 * cr + 32768) >> 16);
  out[to + 1] = light + ((-22554 * cb - 46802 * cr + 32768) >> 16);
  out[to + 2] = light + ((116130 * cb + 32768) >> 16);
}

/**
 * RGB out of brightness and color, whose planes have half the columns and rows where these are shared.
 * @param {Uint8Array[]} planes brightness, blue difference, red difference, without gaps between rows
 * @param {number} width @param {number} height @param {number} across 1 or 2 @param {number} down 1 or 2
 * @returns {Picture}
 */
export function planar([luma, blues, reds], width, height, across, down) {
  const colorWidth = Math.ceil(width / across);
  const colorHeight = Math.ceil(height / down);
  const filters = across === 2 && colorWidth > NO_FILTER_UP_TO;
  const blue = new Int32Array(colorWidth);
  const red = new Int32Array(colorWidth);

  /** A row of color, at its own width, in quarters where rows are shared. @param {Uint8Array} plane @param {Int32Array} out @param {number} y */
  function colorRow(plane, out, y) {
    const near = (down === 2 ? y >> 1 : y) * colorWidth;
    if (down === 1 || across === 2) {
      for (let x = 0; x < colorWidth; x++) out[x] = plane[near + x];
      return;
    }
    const other = (y >> 1) + (y % 2 === 1 ? 1 : -1);
    const far = Math.min(Math.max(other, 0), colorHeight - 1) * colorWidth;
    for (let x = 0; x < colorWidth; x++) out[x] = 3 * plane[near + x] + plane[far + x];
  }

  /** Color at a column. @param {Int32Array} row @param {number} x @param {number} y */
  function at(row, x, y) {
    if (across === 1) return down === 1 ? row[x] : (row[x] + 1 + (y % 2)) >> 2;
    const near = x >> 1;
    if (!filters) return row[near];
    const odd = x % 2;
    const far = Math.min(Math.max(near + (odd === 1 ? 1 : -1), 0), colorWidth - 1);
    return (3 * row[near] + row[far] + 1 + odd) >> 2;
  }

  /** Every pixel has a color of its own. @type {Picture["row"]} */
  function wholeRow(y, columns, out) {
    const start = y * width;
    for (let i = 0, to = 0; i < columns.length; i++, to += 3) {
      const place = start + columns[i];
      convert(luma[place], blues[place] - 128, reds[place] - 128, out, to);
    }
  }

  /**
   * Halved color in both directions, which most photos have: `colorRow` and `at` without their questions.
   * @type {Picture["row"]}
   */
  function halvedRow(y, columns, out) {
    const near = (y >> 1) * colorWidth;
    const far = Math.min(Math.max((y >> 1) + (y % 2 === 1 ? 1 : -1), 0), colorHeight - 1) * colorWidth;
    for (let x = 0; x < colorWidth; x++) {
      blue[x] = 3 * blues[near + x] + blues[far + x];
      red[x] = 3 * reds[near + x] + reds[far + x];
    }
    const start = y * width;
    const last = colorWidth - 1;
    for (let i = 0, to = 0; i < columns.length; i++, to += 3) {
      const x = columns[i];
      const odd = x & 1;
      const close = x >> 1;
      const beside = odd === 1 ? (close < last ? close + 1 : last) : close > 0 ? close - 1 : 0;
      const cb = ((3 * blue[close] + blue[beside] + 8 - odd) >> 4) - 128;
      const cr = ((3 * red[close] + red[beside] + 8 - odd) >> 4) - 128;
      convert(luma[start + x], cb, cr, out, to);
    }
  }

  if (across === 1 && down === 1) return { width, height, row: wholeRow, planes: { luma, blues, reds, half: false } };
  if (across === 2 && down === 2 && filters) return { width, height, row: halvedRow, planes: { luma, blues, reds, half: true } };
  return {
    width,
    height,
    row(y, columns, out) {
      colorRow(blues, blue, y);
      colorRow(reds, red, y);
      for (let i = 0, to = 0; i < columns.length; i++, to += 3) {
        const x = columns[i];
        convert(luma[y * width + x], at(blue, x, y) - 128, at(red, x, y) - 128, out, to);
      }
    },
  };
}
