// @ts-check
/**
 * Interned attribute sets and shapes: values cross the boundary once, then an int stands for them.
 */

/** @type {any[][]} id -> argument list; id 0 is the empty list */
const attributeSets = [[]];
/** @type {number[]} */
const freeIds = [];

/** @type {Map<string, number>} */
const shapeIds = new Map();
/** @type {number[][]} */
const shapes = [];

/**
 * Keep a list of plain values under a new id.
 * @param {any[]} values  arrives as a JS array, `undefined` where TF.js's own default applies
 */
export function intern(values) {
  const id = freeIds.length > 0 ? /** @type {number} */ (freeIds.pop()) : attributeSets.length;
  attributeSets[id] = values;
  return id;
}

/** @param {...number} ids */
export function forget(...ids) {
  for (const id of ids) {
    attributeSets[id] = [];
    freeIds.push(id);
  }
}

/** @param {number} id */
export function attributes(id) {
  return attributeSets[id];
}

/** @param {number[]} shape @returns {number} id of the shape, the same for equal shapes */
export function shapeId(shape) {
  const key = shape.join();
  let id = shape.length === 0 ? shapeIds.get("scalar") : shapeIds.get(key);
  if (id === undefined) {
    id = shapes.length;
    shapeIds.set(shape.length === 0 ? "scalar" : key, id);
    shapes.push(shape.slice());
  }
  return id;
}

/** @param {number} id */
export function shapeAt(id) {
  return shapes[id];
}

export function internedCounts() {
  return { attributes: attributeSets.length - 1 - freeIds.length, shapes: shapes.length };
}
