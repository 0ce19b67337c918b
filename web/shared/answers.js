// @ts-check
/**
 * How an answer to `input()` reaches a Python that cannot wait for a message: through memory that page and worker share, or
 * through a request that the worker makes and the service worker answers once the page has told it.
 *
 * @typedef {{kind: "line" | "end" | "stop", text: string}} Answer
 */

/** Fields of the shared memory: what kind of answer is there, and the bytes of its text. The text follows them. */
export const MAIL = Object.freeze({ KIND: 0, LENGTH: 1, HEADER_BYTES: 8 });
/** Numbers that stand for the kinds; 0 is no answer. */
export const KINDS = Object.freeze(/** @type {const} */ (["", "line", "end", "stop"]));
/** What fits into the shared memory, in bytes. */
export const LARGEST_ANSWER = 1_000_000;
/** Characters that always fit. */
export const LONGEST_ANSWER = Math.floor(LARGEST_ANSWER / 3);

/** Where the service worker is asked, below the site's address; the question's name follows. */
export const ANSWERS = "answers/";
/** The name that is asked for to learn whether a service worker is there. */
export const ANYBODY = "anybody";

/** @returns {SharedArrayBuffer} */
export function createMail() {
  return new SharedArrayBuffer(MAIL.HEADER_BYTES + LARGEST_ANSWER);
}

/** @param {SharedArrayBuffer} mail @param {Answer} answer */
export function post(mail, { kind, text }) {
  const bytes = new TextEncoder().encode(text).subarray(0, LARGEST_ANSWER); // one that is shared cannot be encoded into
  new Uint8Array(mail, MAIL.HEADER_BYTES).set(bytes);
  const header = new Int32Array(mail, 0, 2);
  header[MAIL.LENGTH] = bytes.length;
  Atomics.store(header, MAIL.KIND, KINDS.indexOf(kind));
  Atomics.notify(header, MAIL.KIND);
}

/** Let whoever waits for an answer look whether Stop was pressed. @param {SharedArrayBuffer} mail */
export function wake(mail) {
  Atomics.notify(new Int32Array(mail, 0, 2), MAIL.KIND);
}

/** Take the answer, if one is there. @param {SharedArrayBuffer} mail @returns {Answer | null} */
export function collect(mail) {
  const header = new Int32Array(mail, 0, 2);
  const kind = KINDS[Atomics.exchange(header, MAIL.KIND, 0)];
  if (kind === "") return null;
  const bytes = new Uint8Array(mail, MAIL.HEADER_BYTES, header[MAIL.LENGTH]).slice();
  return { kind, text: new TextDecoder().decode(bytes) };
}
