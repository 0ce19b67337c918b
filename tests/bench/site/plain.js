// @ts-check
/** The same work written by hand in JavaScript: what the library is measured against. All times in milliseconds. */

/** @param {any} tf @param {string} base */
export function plain(tf, base) {
  /** @type {any} */
  let model = null;
  /** @type {any} */
  let input = null;
  const one = tf.ones([1]);
  const two = tf.ones([1]);
  const source = new Float32Array(1 << 20).fill(1);
  const middle = new Float32Array(1 << 20);
  const target = new Float32Array(1 << 20);

  /** @param {() => void} work @param {number} count */
  function timed(work, count) {
    const started = performance.now();
    for (let i = 0; i < count; i++) work();
    return (performance.now() - started) / count;
  }

  const rows = tf.randomNormal([6, 4]);
  const wide = tf.randomNormal([1, 6, 4]);
  /** What arranges one tensor. @type {Record<string, () => any>} */
  const arranging = {
    reshape: () => tf.reshape(rows, [4, 6]),
    transpose: () => tf.transpose(rows),
    expand_dims: () => tf.expandDims(rows, 0),
    squeeze: () => tf.squeeze(wide, [0]),
    "t[1:3]": () => tf.slice(rows, [1], [2]),
    "t[2]": () => tf.stridedSlice(rows, [2, 0], [3, 4], [1, 1], 0, 2, 0, 0, 1),
    "t[:, 0]": () => tf.stridedSlice(rows, [0, 0], [6, 1], [1, 1], 1, 1, 0, 0, 2),
  };

  return {
    /** @param {string} name @param {number} count */
    arrange: (name, count) => timed(() => arranging[name]().dispose(), count),
    add: (/** @type {number} */ count) => timed(() => tf.add(one, two).dispose(), count),
    /** 4 MB there and back between typed arrays. */
    copy: (/** @type {number} */ count) =>
      timed(() => {
        middle.set(source);
        target.set(middle);
      }, count),
    async load(/** @type {string} */ url) {
      model = await tf.loadGraphModel(new URL(url, base).href);
    },
    resolve: (/** @type {string} */ url) => new URL(url, base).href,
    /** A layers model from its text and weights. @param {string} text @param {any} buffer */
    async build(text, buffer) {
      const { modelTopology, weightsManifest } = JSON.parse(text);
      const view = buffer.getBuffer("u8");
      const weightData = view.data.slice().buffer;
      view.release();
      const [{ weights: weightSpecs }] = weightsManifest;
      model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
    },
    /** The photo's pixels, 224 × 224 RGB in [0, 1]. @param {any} buffer */
    photo(buffer) {
      const view = buffer.getBuffer("f32");
      input = tf.tensor(view.data.slice(), [1, 224, 224, 3]);
      view.release();
    },
    infer: (/** @type {number} */ count) =>
      timed(() => {
        const logits = model.predict(input);
        logits.dataSync();
        logits.dispose();
      }, count),
    /** From pixels to the five best classes, as the official package does it. @param {any} buffer @param {number} width @param {number} height @param {number} count */
    classify(buffer, width, height, count) {
      const view = buffer.getBuffer("u8");
      const pixels = Int32Array.from(view.data);
      view.release();
      return timed(() => {
        const scores = tf.tidy(() => {
          const image = tf.tensor3d(pixels, [height, width, 3], "int32");
          const scaled = tf.mul(tf.cast(image, "float32"), 1 / 255);
          const batch = tf.reshape(tf.image.resizeBilinear(scaled, [224, 224], true), [1, 224, 224, 3]);
          return tf.softmax(tf.slice(model.predict(batch), [0, 1], [-1, 1000]));
        });
        const values = scores.dataSync();
        scores.dispose();
        Array.from(values, (value, index) => ({ value, index })).sort((a, b) => b.value - a.value).slice(0, 5);
      }, count);
    },
    tensors: () => tf.memory().numTensors,
    /** @param {string} name */
    use: (name) => tf.setBackend(name),
  };
}
