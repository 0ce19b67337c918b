// @ts-check
/**
 * What a file's first bytes say about the picture in it, so that the page knows its size before any decoder
 * spends memory on it. Python decides what can be classified; this only informs.
 *
 * @typedef {{kind: string, width: number, height: number}} PictureHeader  zeros where the size is unknown
 */

export const HEADER_BYTES = 256 * 1024;

/**
 * @param {DataView} view
 * @param {number} at
 * @param {string} ascii
 */
function has(view, at, ascii) {
  if (view.byteLength < at + ascii.length) return false;
  return [...ascii].every((letter, index) => view.getUint8(at + index) === letter.charCodeAt(0));
}

/**
 * Walk the segments to the frame header (SOF), which carries the size.
 *
 * @param {DataView} view
 * @returns {PictureHeader}
 */
function jpeg(view) {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { kind: "JPEG", width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return { kind: "JPEG", width: 0, height: 0 };
}

/**
 * @param {DataView} view
 * @returns {PictureHeader}
 */
function webp(view) {
  const kind = "WebP";
  if (view.byteLength < 30) return { kind, width: 0, height: 0 };
  if (has(view, 12, "VP8X")) {
    const width = 1 + (view.getUint32(24, true) & 0xffffff);
    const height = 1 + (view.getUint16(27, true) | (view.getUint8(29) << 16));
    return { kind, width, height };
  }
  if (has(view, 12, "VP8L")) {
    const bits = view.getUint32(21, true);
    return { kind, width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return { kind, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/**
 * @param {ArrayBuffer} buffer  the first `HEADER_BYTES` of the file
 * @returns {PictureHeader | null} null where the bytes are of no picture format known here
 */
export function readHeader(buffer) {
  const view = new DataView(buffer);
  if (has(view, 1, "PNG\r\n") && view.byteLength >= 24) {
    return { kind: "PNG", width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (view.byteLength > 3 && view.getUint16(0) === 0xffd8) return jpeg(view);
  if (has(view, 0, "GIF8") && view.byteLength >= 10) {
    return { kind: "GIF", width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (has(view, 0, "RIFF") && has(view, 8, "WEBP")) return webp(view);
  if (has(view, 0, "BM") && view.byteLength >= 26) {
    return { kind: "BMP", width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
  }
  return null;
}
