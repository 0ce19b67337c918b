// @ts-check
/**
 * Decodes photos with the browser's own decoders and resizes them, beside the interpreter.
 *
 * Several pictures are decoded at once; each result goes to its place in shared memory, or back as a message.
 */
import { fastResizer } from "./decode_fast.js";
import { gray, packed, planar } from "./decode_pictures.js";
import { resized } from "./decode_resize.js";
import { DONE, FAILED, PAGE } from "./decode_states.js";

/** @typedef {import("./decode_pictures.js").Picture} Picture */

/** @typedef {{wanted: import("./decode_states.js").Wanted, states: Int32Array | null, memory: WebAssembly.Memory, fast: ReturnType<typeof fastResizer>}} Session */

/** @type {Map<number, Session>} */
const sessions = new Map();

/** Columns and rows that share a sample of color, by the format of what was decoded. @type {Record<string, [number, number]>} */
const SHARED_COLOR = { I444: [1, 1], I422: [2, 1], I420: [2, 2] };
const PACKED = ["RGBA", "RGBX", "BGRA", "BGRX"];

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} kind MIME type @param {number} channels @returns {Promise<Picture | null>} null where this way is not open */
async function byImageDecoder(bytes, kind, channels) {
  if (typeof ImageDecoder === "undefined") return null;
  const decoder = new ImageDecoder({ data: bytes, type: kind, colorSpaceConversion: "none" });
  try {
    const { image } = await decoder.decode();
    try {
      return await pictureOf(image, channels);
    } finally {
      image.close();
    }
  } finally {
    decoder.close();
  }
}

/** @param {VideoFrame} frame @param {number} channels @returns {Promise<Picture | null>} */
async function pictureOf(frame, channels) {
  const { format, displayWidth: width, displayHeight: height } = frame;
  if (format === null) return null;
  const rect = frame.visibleRect ?? undefined;
  const data = new Uint8Array(frame.allocationSize({ rect }));
  if (PACKED.includes(format)) {
    if (channels === 1) return null; // brightness has to be the file's own
    await frame.copyTo(data, { rect, layout: [{ offset: 0, stride: width * 4 }] });
    return packed(data, width, height, format.startsWith("BGR"));
  }
  const shared = SHARED_COLOR[format];
  if (shared === undefined) return null;
  const [across, down] = shared;
  const [wide, high] = [Math.ceil(width / across), Math.ceil(height / down)];
  const ends = [width * height, width * height + wide * high, width * height + 2 * wide * high];
  const layout = [width, wide, wide].map((stride, plane) => ({ offset: plane === 0 ? 0 : ends[plane - 1], stride }));
  await frame.copyTo(data, { rect, layout });
  if (channels === 1) return gray(data.subarray(0, ends[0]), width, height);
  const planes = ends.map((end, plane) => data.subarray(plane === 0 ? 0 : ends[plane - 1], end));
  return planar(planes, width, height, across, down);
}

/** @type {OffscreenCanvasRenderingContext2D | null} */
let canvas = null;

/** The way that every browser has, with colors as they are stored. @param {Uint8Array<ArrayBuffer>} bytes @param {string} kind */
async function byBitmap(bytes, kind) {
  const options = /** @type {ImageBitmapOptions} */ ({ colorSpaceConversion: "none", premultiplyAlpha: "none" });
  const bitmap = await createImageBitmap(new Blob([bytes], { type: kind }), options);
  try {
    const { width, height } = bitmap;
    canvas ??= /** @type {OffscreenCanvasRenderingContext2D} */ (
      new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true, alpha: false })
    );
    if (canvas.canvas.width < width) canvas.canvas.width = width;
    if (canvas.canvas.height < height) canvas.canvas.height = height;
    canvas.drawImage(bitmap, 0, 0);
    return packed(canvas.getImageData(0, 0, width, height).data, width, height);
  } finally {
    bitmap.close();
  }
}

/** Numbers of a result. @param {import("./decode_states.js").Wanted} wanted */
const sizeOf = ({ height, width, channels }) => height * width * channels;

/** @param {import("./decode_states.js").Open} message */
function open({ session, wanted, states, memory: shared }) {
  const memory = shared ?? new WebAssembly.Memory({ initial: Math.ceil((4 * sizeOf(wanted)) / PAGE) });
  sessions.set(session, { wanted, states, memory, fast: fastResizer(memory, shared !== null) });
}

/** @param {import("./decode_states.js").File} file */
async function decode({ session, place, bytes, kind }) {
  const opened = sessions.get(session);
  if (opened === undefined) return;
  const { wanted, states, memory, fast } = opened;
  const size = sizeOf(wanted);
  const start = states === null ? 0 : 4 * size * place;
  const result = () => new Float32Array(memory.buffer, start, size); // anew: its buffer changes when the memory grows
  let state = FAILED;
  try {
    let picture = await byImageDecoder(bytes, kind, wanted.channels).catch(() => null);
    if (picture === null && wanted.channels === 3) picture = await byBitmap(bytes, kind);
    if (picture !== null) {
      if (!fast?.(picture, wanted, start)) resized(picture, wanted, result());
      state = DONE;
    }
  } catch {
    // the state says so: Python looks at the file itself, and has better words
  }
  if (states !== null) {
    Atomics.store(states, place, state);
    Atomics.notify(states, place);
  } else if (sessions.has(session)) {
    const pixels = state === DONE ? result().slice() : null;
    postMessage({ session, place, state, pixels }, { transfer: pixels === null ? [] : [pixels.buffer] });
  }
}

onmessage = ({ data }) => {
  if (data.type === "open") open(data);
  else if (data.type === "close") sessions.delete(data.session);
  else if (data.type === "hello") postMessage("ready");
  else for (const file of data.files) decode(file);
};
