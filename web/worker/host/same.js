// @ts-check
/** Second references to a tensor, made without a kernel: the backend's memory is shared and counted. */

/** @type {any} */
let engine;

/** @param {any} tf */
export function adoptEngine(tf) {
  engine = tf.engine();
}

/**
 * Another tensor with the same values, of which recordings and tapes know nothing.
 * @param {any} tensor
 */
export function another(tensor) {
  const { backend } = engine.state.tensorInfo.get(tensor.dataId);
  backend.incRef(tensor.dataId);
  const made = engine.makeTensorFromTensorInfo({ dataId: tensor.dataId, shape: tensor.shape, dtype: tensor.dtype }, backend);
  made.kept = true; // no scope of TF.js ends its life
  return made;
}

/**
 * The same tensor again, under the same id: to recordings and tapes there is no difference.
 * @param {any} tensor
 */
export function sameTensor(tensor) {
  const same = another(tensor);
  same.id = tensor.id;
  return same;
}
