// @ts-check
/** TF.js's own `fit` and `predict`, which the library's are measured against. All times in milliseconds per step or call. */

export const BATCH = 32;

/** @param {any} tf */
export function fits(tf) {
  const { layers } = tf;
  const compiled = (/** @type {any} */ model, /** @type {string} */ loss) => {
    model.compile({ optimizer: tf.train.adam(0.001), loss, metrics: ["accuracy"] });
    return model;
  };

  /** @type {Record<string, () => any>} */
  const makers = {
    dense: () =>
      compiled(
        tf.sequential({
          layers: [layers.dense({ units: 128, activation: "relu", inputShape: [64] }), layers.dense({ units: 64, activation: "relu" }), layers.dense({ units: 10, activation: "softmax" })],
        }),
        "categoricalCrossentropy",
      ),
    cnn: () =>
      compiled(
        tf.sequential({
          layers: [
            layers.conv2d({ filters: 8, kernelSize: 3, activation: "relu", inputShape: [28, 28, 1] }),
            layers.maxPooling2d({ poolSize: 2 }),
            layers.conv2d({ filters: 16, kernelSize: 3, activation: "relu" }),
            layers.maxPooling2d({ poolSize: 2 }),
            layers.flatten(),
            layers.dense({ units: 10, activation: "softmax" }),
          ],
        }),
        "categoricalCrossentropy",
      ),
    lstm: () =>
      compiled(
        tf.sequential({ layers: [layers.lstm({ units: 32, inputShape: [20, 8] }), layers.dense({ units: 10, activation: "softmax" })] }),
        "categoricalCrossentropy",
      ),
  };
  /** @type {Map<string, any>} backend and kind -> model */
  const models = new Map();

  /** @param {string} kind */
  function modelOf(kind) {
    const key = `${tf.getBackend()} ${kind}`;
    if (!models.has(key)) models.set(key, makers[kind]());
    return models.get(key);
  }

  /** @param {string} backend @param {() => Promise<number>} work */
  async function on(backend, work) {
    const before = tf.getBackend();
    if (backend !== before) await tf.setBackend(backend);
    try {
      return await work();
    } finally {
      if (backend !== before) await tf.setBackend(before);
    }
  }

  /** @param {any} model @param {number} rows */
  function data(model, rows) {
    const x = tf.randomNormal([rows, ...model.inputs[0].shape.slice(1)]);
    const y = tf.oneHot(tf.tensor1d(Array.from({ length: rows }, (_, i) => i % 10), "int32"), 10).toFloat();
    return [x, y];
  }

  return {
    /** @param {string} kind @param {number} steps @param {string} backend */
    fit: (kind, steps, backend) =>
      on(backend, async () => {
        const model = modelOf(kind);
        const [x, y] = data(model, steps * BATCH);
        const started = performance.now();
        await model.fit(x, y, { batchSize: BATCH, epochs: 1, verbose: 0 });
        const ms = (performance.now() - started) / steps;
        tf.dispose([x, y]);
        return ms;
      }),
    /** The values of the predictions, for some rows of zeros. @param {string} kind @param {number} rows @param {string} backend */
    predict: (kind, rows, backend) =>
      on(backend, async () => {
        const model = modelOf(kind);
        const values = new Float32Array(rows * model.inputs[0].shape.slice(1).reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1));
        const shape = [rows, ...model.inputs[0].shape.slice(1)];
        const started = performance.now();
        const x = tf.tensor(values, shape);
        const y = model.predict(x, { batchSize: BATCH });
        y.dataSync();
        const ms = performance.now() - started;
        tf.dispose([x, y]);
        return ms;
      }),
  };
}
