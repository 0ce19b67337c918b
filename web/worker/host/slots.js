// @ts-check
/**
 * The handle table: slot number -> tensor. Python holds the numbers.
 *
 * Slot 0 stands for "no tensor", so that optional inputs need no special call. A slot given back may be reused by the
 * next result; Python gives each slot back exactly once, when its owner dies.
 */

/** @type {any[]} */
export const tensors = [undefined];
/** @type {number[]} */
const free = [];

/** @param {any} tensor @returns {number} */
export function put(tensor) {
  const slot = free.length > 0 ? /** @type {number} */ (free.pop()) : tensors.length;
  tensors[slot] = tensor;
  return slot;
}

/** @param {number} slot */
export function get(slot) {
  const tensor = tensors[slot];
  if (tensor === null) throw new Error(`slot ${slot} was released`);
  return tensor;
}

/** Give back slots; their tensors are disposed of. @param {...number} slots */
export function release(...slots) {
  for (const slot of slots) {
    const tensor = tensors[slot];
    if (tensor == null) throw new Error(`slot ${slot} was released twice`);
    tensors[slot] = null;
    free.push(slot);
    tensor.dispose();
  }
}

/** Give back a slot, and get its tensor to own. @param {number} slot */
export function take(slot) {
  const tensor = get(slot);
  tensors[slot] = null;
  free.push(slot);
  return tensor;
}

/** Put another tensor into a slot that stays (a variable's); the old one is disposed of. */
export function replace(/** @type {number} */ slot, /** @type {any} */ tensor) {
  get(slot).dispose();
  tensors[slot] = tensor;
}

/** Let a slot's tensor be of no use any more, but for its shape and dtype. @param {number} slot */
export function close(slot) {
  const tensor = get(slot);
  const { shape, dtype, size, rank } = tensor;
  const refuse = () => {
    throw new Error(`the tensor (shape ${JSON.stringify(shape)}, ${dtype}) is out of scope and cannot be used here`);
  };
  tensor.dispose();
  const facts = { shape, dtype, size, rank, id: -1, dispose() {}, data: refuse, dataSync: refuse };
  const values = Object.entries(facts).map(([name, value]) => [name, { value }]);
  tensors[slot] = Object.create(Object.getPrototypeOf(tensor), { ...Object.fromEntries(values), dataId: { get: refuse } });
}

/** Slots in use whose tensor meets a condition. @param {(tensor: any) => boolean} condition @returns {number[]} */
export function slotsWhere(condition) {
  return tensors.flatMap((tensor, slot) => (tensor != null && condition(tensor) ? [slot] : []));
}

/** Number of slots in use. */
export function liveSlots() {
  return tensors.length - 1 - free.length;
}
