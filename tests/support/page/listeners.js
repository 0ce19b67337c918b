// @ts-check
/**
 * Counts the event listeners of the page or the worker that imports this first: those added, less those that are removed,
 * have fired once, or whose signal was aborted. Those on a GPU do not count: a backend makes them once, and lives on. Nor
 * do those on elements, which go with their element: what a page shows may have a button.
 */

/** @typedef {EventListenerOrEventListenerObject | null} Listener */

/** @type {WeakMap<EventTarget, Map<string, Set<Listener>>>} */
const known = new WeakMap();
let live = 0;
const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;

/** @param {string} type @param {boolean | AddEventListenerOptions | undefined} options */
const keyOf = (type, options) => `${type} ${typeof options === "object" ? options.capture === true : options === true}`;

/** @param {EventTarget} target */
const isElement = (target) => typeof Element !== "undefined" && target instanceof Element;

/** @param {EventTarget} target */
const isExempt = (target) => ["OffscreenCanvas", "GPUDevice"].includes(target.constructor.name) || isElement(target);

/** @param {EventTarget} target @param {string} key @param {Listener} listener */
function forget(target, key, listener) {
  if (known.get(target)?.get(key)?.delete(listener)) live -= 1;
}

EventTarget.prototype.addEventListener = function (type, listener, options) {
  const target = this ?? globalThis;
  const { once = false, signal = null } = typeof options === "object" ? options : {};
  const key = keyOf(type, options);
  const types = known.get(target) ?? new Map();
  const listeners = types.get(key) ?? new Set();
  known.set(target, types.set(key, listeners));
  if (listener !== null && signal?.aborted !== true && !listeners.has(listener) && !isExempt(target)) {
    listeners.add(listener);
    live += 1;
    if (once) add.call(target, type, () => forget(target, key, listener), { once: true, signal: signal ?? undefined });
    if (signal) add.call(signal, "abort", () => forget(target, key, listener), { once: true });
  }
  return add.call(target, type, listener, options);
};

EventTarget.prototype.removeEventListener = function (type, listener, options) {
  const target = this ?? globalThis;
  forget(target, keyOf(type, options), listener);
  return remove.call(target, type, listener, options);
};

/** @type {any} */ (globalThis).listenersForTests = () => live;
