// @ts-check
/**
 * Code in a link: compressed into the part after `#`, which no browser sends to a server.
 *
 *     #code=1.<base64url of deflated UTF-8>
 */

const KEY = "code";
const VERSION = "1";
/** Longest link that is made: some programs cut longer ones. */
const LONGEST_LINK = 32_000;
/** Longest that is opened, and the most that it may unfold to. */
const LONGEST_READ = 200_000;
const LARGEST_CODE = 1_000_000;

/** A link holds no code, or none that can be shown. */
export class LinkError extends Error {}

/** @param {URL} page @param {string} code @returns {Promise<string | null>} null if the link would be too long */
export async function linkTo(page, code) {
  const packed = await through(new TextEncoder().encode(code), new CompressionStream("deflate-raw"), Infinity);
  const url = new URL(page);
  url.hash = `${KEY}=${VERSION}.${toBase64(packed)}`;
  return url.href.length > LONGEST_LINK ? null : url.href;
}

/**
 * The code of a link.
 *
 * @param {string} hash  with its #
 * @returns {Promise<string | null>} null if it holds none
 */
export async function codeIn(hash) {
  const found = new URLSearchParams(hash.replace(/^#/, "")).get(KEY);
  if (found === null) return null;
  if (found.length > LONGEST_READ) throw new LinkError("The link is longer than any that this page makes.");
  const [version, data] = found.split(".");
  if (version !== VERSION || data === undefined) throw new LinkError("The link was made by another version of this page, or was cut off.");
  let bytes;
  try {
    bytes = await through(fromBase64(data), new DecompressionStream("deflate-raw"), LARGEST_CODE);
  } catch (error) {
    if (error instanceof LinkError) throw error;
    throw new LinkError("The link is damaged: a part of it was lost on the way.");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new LinkError("The link is damaged: what it holds is no text.");
  }
}

/** @param {Uint8Array} bytes @param {GenericTransformStream} stream @param {number} most @returns {Promise<Uint8Array>} */
async function through(bytes, stream, most) {
  const reader = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(/** @type {any} */ (stream)).getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => {});
      throw new LinkError("The link unfolds to more code than this page opens.");
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(/** @type {BlobPart[]} */ (parts)).arrayBuffer());
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text */
function fromBase64(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
