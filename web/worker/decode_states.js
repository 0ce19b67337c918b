// @ts-check
/**
 * What the interpreter's worker and the decoding worker tell each other.
 *
 * A session is one iteration over photos: so many places for pictures of one size, each in one of these states.
 *
 * @typedef {{height: number, width: number, channels: number, nearest: boolean, crop: boolean}} Wanted  size of the results,
 *   3 channels or 1; how they are resized, and whether they are cut to the wanted shape first
 * @typedef {{type: "open", session: number, wanted: Wanted, states: Int32Array | null, memory: WebAssembly.Memory | null}} Open
 *   both shared, where memory can be; results lie at the start of `memory`, place by place, and workers add to its end what they need
 * @typedef {{session: number, place: number, bytes: Uint8Array<ArrayBuffer>, kind: string}} File
 * @typedef {{type: "decode", files: File[]}} Decode
 * @typedef {{type: "close", session: number}} Close
 * @typedef {{type: "hello"}} Hello  is answered with "ready"
 * @typedef {{session: number, place: number, state: number, pixels: Float32Array | null}} Answer  where nothing is shared
 */

export const PENDING = 0;
export const DONE = 1;
export const FAILED = 2;

/** Of WebAssembly's memory, in bytes. */
export const PAGE = 65536;
/** Most memory of a session, in pages. */
export const MOST_PAGES = 16384;
