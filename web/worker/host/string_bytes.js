// @ts-check
/**
 * The bytes of strings, counted once for each tensor.
 *
 * TF.js takes a string tensor's bytes off its count whenever one is disposed of, but adds them only for the first of
 * those that share data: a reshape and its source would leave the count below what it was.
 */

/** @param {any} engine TF.js's */
export function countStringBytes(engine) {
  const track = engine.trackTensor;
  engine.trackTensor = function trackTensor(/** @type {any} */ tensor, /** @type {any} */ backend) {
    if (tensor.dtype === "string") {
      const known = this.state.tensorInfo.get(tensor.dataId);
      if (known !== undefined) this.state.numBytes += known.bytes;
    }
    track.call(this, tensor, backend);
  };
}
