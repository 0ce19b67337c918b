// @ts-check
/** Resizing by TensorFlow's rule: pixels are squares, and a result's center is looked up among their centers. */

/**
 * For each result along an axis: the two pixels it lies between, and how far in between.
 * @param {number} start first pixel that counts @param {number} before pixels that count @param {number} after results
 * @param {boolean} nearest
 */
export function axis(start, before, after, nearest) {
  const scale = before / after;
  const lower = new Int32Array(after);
  const upper = new Int32Array(after);
  const between = new Float32Array(after);
  for (let i = 0; i < after; i++) {
    const at = (i + 0.5) * scale;
    const low = nearest ? Math.min(Math.floor(at), before - 1) : Math.floor(at - 0.5);
    lower[i] = start + Math.max(low, 0);
    upper[i] = nearest ? lower[i] : start + Math.min(Math.max(Math.ceil(at - 0.5), 0), before - 1);
    between[i] = nearest ? 0 : at - 0.5 - low;
  }
  return { lower, upper, between };
}

/** The largest part in the middle that has the wanted shape. @param {number} length @param {number} wanted */
export function middle(length, wanted) {
  const kept = Math.max(Math.min(length, Math.trunc(wanted)), 1);
  return { start: Math.trunc((length - kept) / 2), kept };
}

/**
 * The columns that are looked at, each once, and where among them each result finds its two.
 * @param {{lower: Int32Array, upper: Int32Array}} places @param {number} width @param {number} channels
 */
function looked({ lower, upper }, width, channels) {
  const place = new Int32Array(width);
  for (let i = 0; i < lower.length; i++) place[lower[i]] = place[upper[i]] = 1;
  const columns = new Int32Array(width);
  let count = 0;
  for (let x = 0; x < width; x++) {
    if (place[x] === 0) continue;
    place[x] = count * channels;
    columns[count++] = x;
  }
  return { columns: columns.subarray(0, count), left: lower.map((x) => place[x]), right: upper.map((x) => place[x]) };
}

/**
 * A row of three channels at its new width.
 * @param {Uint8ClampedArray} raw @param {Int32Array} left @param {Int32Array} right @param {Float32Array} between
 * @param {Float32Array} row
 */
function widenColors(raw, left, right, between, row) {
  for (let x = 0, to = 0; x < left.length; x++, to += 3) {
    const beside = between[x];
    const a = left[x];
    const b = right[x];
    row[to] = raw[a] + (raw[b] - raw[a]) * beside;
    row[to + 1] = raw[a + 1] + (raw[b + 1] - raw[a + 1]) * beside;
    row[to + 2] = raw[a + 2] + (raw[b + 2] - raw[a + 2]) * beside;
  }
}

/** The same of one channel. @type {typeof widenColors} */
function widenGray(raw, left, right, between, row) {
  for (let x = 0; x < left.length; x++) {
    const a = raw[left[x]];
    row[x] = a + (raw[right[x]] - a) * between[x];
  }
}

/** A row of results. @param {Float32Array} top @param {Float32Array} bottom @param {number} below @param {Float32Array} out */
function blend(top, bottom, below, out) {
  for (let i = 0; i < out.length; i++) out[i] = top[i] + (bottom[i] - top[i]) * below;
}

/**
 * @param {import("./decode_pictures.js").Picture} picture @param {import("./decode_states.js").Wanted} wanted
 * @param {Float32Array} out channels from 0 to 255, row by row
 */
export function resized(picture, wanted, out) {
  const { width, height, nearest, crop, channels } = wanted;
  const rows = crop ? middle(picture.height, (picture.width * height) / width) : { start: 0, kept: picture.height };
  const sides = crop ? middle(picture.width, (picture.height * width) / height) : { start: 0, kept: picture.width };
  const down = axis(rows.start, rows.kept, height, nearest);
  const across = axis(sides.start, sides.kept, width, nearest);
  const { columns, left, right } = looked(across, picture.width, channels);
  const widen = channels === 3 ? widenColors : widenGray;
  const raw = new Uint8ClampedArray(columns.length * channels);
  const line = width * channels;
  /** The last two rows that were made, at their new width. */
  const made = [new Float32Array(line), new Float32Array(line)];
  const known = [-1, -1];

  /** @param {number} y @param {number} keep the row that must stay */
  function rowAt(y, keep) {
    const there = known.indexOf(y);
    if (there >= 0) return made[there];
    const free = known[0] === keep ? 1 : 0;
    picture.row(y, columns, raw);
    const row = made[free];
    widen(raw, left, right, across.between, row);
    known[free] = y;
    return row;
  }

  for (let y = 0; y < height; y++) {
    const top = rowAt(down.lower[y], down.upper[y]);
    const bottom = rowAt(down.upper[y], down.lower[y]);
    blend(top, bottom, down.between[y], out.subarray(y * line, (y + 1) * line));
  }
}
