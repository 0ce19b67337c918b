// @ts-check
/**
 * Printed text, batched: however fast a program prints, the page gets at most one message per interval, of bounded size.
 * The first few go at once, so that what is printed before a long computation is not shown after it.
 *
 * What exceeds the budget of a run is counted and left out in the middle, so that the page neither freezes nor goes on
 * printing after Stop. The last lines are always shown. The budget grows with time, so that a progress bar that is written
 * again and again may go on for hours.
 */

const INTERVAL_MS = 50;
/** Messages that need not wait for an interval, if there were none for as many intervals. */
const BURST = 10;
/** Characters of one run that are passed on as they come; then only the tail is kept. */
const HEAD_BUDGET = 200_000;
const TAIL_BUDGET = 20_000;
/** Characters by which the budget grows in a second. */
const STEADY = 5_000;

/** @typedef {"stdout" | "stderr"} StreamName */

/** @param {(type: StreamName, text: string) => void} send */
export function createOutput(send) {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  /** @type {{type: StreamName, text: string}[]} */
  let pending = [];
  let pendingLength = 0;
  let sent = 0;
  let skipped = 0;
  /** @type {{type: StreamName, text: string}[]} */
  let tail = [];
  let tailLength = 0;
  let last = 0;
  let allowed = BURST;
  /** Sends what is left when a program waits instead of printing on. @type {ReturnType<typeof setTimeout> | null} */
  let timer = null;

  /** @param {StreamName} type @param {Uint8Array} bytes @returns {number} bytes taken, as Pyodide's writer wants */
  function write(type, bytes) {
    const text = decoders[type].decode(bytes, { stream: true });
    if (tailLength === 0 && sent + pendingLength < HEAD_BUDGET) {
      add(pending, type, text);
      pendingLength += text.length;
    } else {
      add(tail, type, text);
      tailLength += text.length;
      if (tailLength > 2 * TAIL_BUDGET) trimTail();
    }
    const now = performance.now();
    const earned = (now - last) / INTERVAL_MS;
    if (allowed + earned >= 1) {
      allowed = Math.min(BURST, allowed + earned) - 1;
      sent = Math.max(0, sent - (STEADY * (now - last)) / 1000);
      last = now;
      flushPending();
    } else timer ??= setTimeout(flushPending, INTERVAL_MS);
    return bytes.length;
  }

  function trimTail() {
    while (tailLength > TAIL_BUDGET && tail.length > 0) {
      const excess = tailLength - TAIL_BUDGET;
      const first = tail[0];
      const cut = Math.min(excess, first.text.length);
      skipped += cut;
      tailLength -= cut;
      if (cut === first.text.length) tail.shift();
      else first.text = first.text.slice(cut);
    }
  }

  function flushPending() {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    for (const { type, text } of pending) send(type, text);
    sent += pendingLength;
    pending = [];
    pendingLength = 0;
  }

  /** Send everything that is left; called when a run ends. */
  function flush() {
    flushPending();
    trimTail();
    if (skipped > 0) send("stderr", `\n[… ${skipped.toLocaleString("en")} characters left out …]\n`);
    for (const { type, text } of tail) send(type, text);
    tail = [];
    tailLength = 0;
    skipped = 0;
    sent = 0;
  }

  return { write, flush };
}

/** @param {{type: StreamName, text: string}[]} list @param {StreamName} type @param {string} text */
function add(list, type, text) {
  const lastEntry = list.at(-1);
  if (lastEntry?.type === type) lastEntry.text += text;
  else list.push({ type, text });
}
