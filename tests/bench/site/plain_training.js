// @ts-check
/**
 * Training written by hand in JavaScript: what the library's steps are measured against. All times in milliseconds per step.
 *
 * It runs in the library's page, so it has what the library registers with TF.js: gradients, and kernels that are faster
 * than TF.js's own (products of transposed matrices, sums over the first axes, the gradient of relu). The ratios are
 * against this faster TF.js. What belongs to replays (groups of steps in one pass) it does not have.
 */

const MLP = { batch: 256, inputs: 32, hidden: 64, classes: 10 };
const CNN = { batch: 8, size: 28, classes: 10 };

/** @param {any} tf */
export function training(tf) {
  /** @param {number[]} shape */
  const weights = (shape) => tf.variable(tf.mul(tf.randomNormal(shape, 0, 1, "float32", 7), 0.1));
  /** @param {number} rows @param {number} classes */
  const labels = (rows, classes) => tf.oneHot(tf.tensor1d(Array.from({ length: rows }, (_, i) => i % classes), "int32"), classes).toFloat();

  function mlp() {
    const x = tf.randomNormal([MLP.batch, MLP.inputs], 0, 1, "float32", 3);
    const y = labels(MLP.batch, MLP.classes);
    const variables = [weights([MLP.inputs, MLP.hidden]), tf.variable(tf.zeros([MLP.hidden])), weights([MLP.hidden, MLP.classes]), tf.variable(tf.zeros([MLP.classes]))];
    const optimizer = tf.train.adam(0.001);
    const [w1, b1, w2, b2] = variables;
    const loss = () => tf.losses.softmaxCrossEntropy(y, tf.add(tf.matMul(tf.relu(tf.add(tf.matMul(x, w1), b1)), w2), b2));
    return () => optimizer.minimize(loss, false, variables);
  }

  function cnn() {
    const x = tf.randomNormal([CNN.batch, CNN.size, CNN.size, 1], 0, 1, "float32", 3);
    const y = labels(CNN.batch, CNN.classes);
    const variables = [weights([3, 3, 1, 16]), weights([3, 3, 16, 32]), weights([7 * 7 * 32, CNN.classes])];
    const optimizer = tf.train.adam(0.001);
    const [k1, k2, w] = variables;
    const loss = () => {
      const one = tf.maxPool(tf.relu(tf.conv2d(x, k1, 1, "same")), 2, 2, "same");
      const two = tf.maxPool(tf.relu(tf.conv2d(one, k2, 1, "same")), 2, 2, "same");
      return tf.losses.softmaxCrossEntropy(y, tf.matMul(tf.reshape(two, [CNN.batch, 7 * 7 * 32]), w));
    };
    const step = () => {
      const value = optimizer.minimize(loss, true, variables);
      value.dataSync();
      value.dispose();
    };
    const dispose = () => [...variables, x, y].forEach((tensor) => tensor.dispose());
    return { step, dispose };
  }

  /** @param {() => void} work @param {number} count */
  function timed(work, count) {
    const started = performance.now();
    for (let i = 0; i < count; i++) work();
    return (performance.now() - started) / count;
  }

  /** @type {(() => void) | null} */
  let step = null;
  /** @type {any} */
  let model = null;
  const a = tf.randomNormal([10, 10], 0, 1, "float32", 1);
  const b = tf.randomNormal([10, 10], 0, 1, "float32", 2);

  return {
    /** Ten operations on small tensors. @param {number} count */
    expression: (count) => timed(() => tf.tidy(() => tf.sum(tf.mul(tf.tanh(tf.add(tf.matMul(a, b), a)), tf.sub(tf.exp(tf.neg(tf.square(b))), tf.div(a, b))))).dispose(), count),
    mlp: (/** @type {number} */ count) => timed((step ??= mlp()), count),
    /** TF.js's own loop. @param {number} count */
    async fit(count) {
      if (model === null) {
        model = tf.sequential({
          layers: [tf.layers.dense({ units: MLP.hidden, activation: "relu", inputShape: [MLP.inputs] }), tf.layers.dense({ units: MLP.classes, activation: "softmax" })],
        });
        model.compile({ optimizer: tf.train.adam(0.001), loss: "categoricalCrossentropy" });
      }
      const x = tf.randomNormal([MLP.batch * count, MLP.inputs]);
      const y = labels(MLP.batch * count, MLP.classes);
      const started = performance.now();
      await model.fit(x, y, { batchSize: MLP.batch, epochs: 1, shuffle: false, verbose: 0 });
      const ms = (performance.now() - started) / count;
      tf.dispose([x, y]);
      return ms;
    },
    /** A small CNN on another backend, because TF.js cannot train one on WASM. @param {string} backend @param {number} count */
    async cnn(backend, count) {
      const before = tf.getBackend();
      await tf.setBackend(backend);
      const net = cnn();
      net.step();
      const ms = timed(net.step, count);
      net.dispose();
      await tf.setBackend(before);
      return ms;
    },
  };
}
