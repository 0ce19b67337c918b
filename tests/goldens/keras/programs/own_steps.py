import tensorflow as tf
import keras
from keras import layers, ops
import numpy as np

keras.utils.set_random_seed(6)


class Plain(keras.Model):
    """Tells of all its metrics, those of `compile` among them as one dict."""

    def train_step(self, data):
        x, y, weight = keras.utils.unpack_x_y_sample_weight(data)
        with tf.GradientTape() as tape:
            out = self(x, training=True)
            loss = self.compute_loss(x=x, y=y, y_pred=out, sample_weight=weight)
        self.optimizer.apply(tape.gradient(loss, self.trainable_variables), self.trainable_variables)
        for metric in self.metrics:
            metric.update_state(loss) if metric.name == "loss" else metric.update_state(y, out)
        return {metric.name: metric.result() for metric in self.metrics}


x = np.sin(np.arange(96)).reshape(24, 4).astype("float32")
y = x.sum(1, keepdims=True)
entry = keras.Input((4,))
plain = Plain(entry, layers.Dense(1)(layers.Dense(3, "tanh")(entry)))
plain.compile("adam", "mse", metrics=["mae"])
h = plain.fit(x, y, epochs=2, batch_size=8, shuffle=False, verbose=2)
print({name: np.round(values, 5).tolist() for name, values in h.history.items()})


class Between(layers.Layer):
    def call(self, one, two, three):
        return ops.sum(ops.square(one - two), -1) - ops.sum(ops.square(one - three), -1)


class Triplets(keras.Model):
    """Takes all three parts of its data as inputs."""

    def __init__(self, net):
        super().__init__()
        self.net = net
        self.mean = keras.metrics.Mean(name="apart")

    def call(self, inputs):
        return self.net(inputs)

    @property
    def metrics(self):
        return [self.mean]

    def train_step(self, data):
        with tf.GradientTape() as tape:
            loss = tf.maximum(self.net(data) + 0.5, 0.0)
        weights = self.net.trainable_weights
        self.optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
        self.mean.update_state(loss)
        return {"apart": self.mean.result()}

    def test_step(self, data):
        self.mean.update_state(tf.maximum(self.net(data) + 0.5, 0.0))
        return {"apart": self.mean.result()}


body = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
ends = [keras.Input((4,), name=name) for name in ("one", "two", "three")]
triplets = Triplets(keras.Model(ends, Between()(*[body(end) for end in ends])))
parts = [tf.data.Dataset.from_tensor_slices(np.roll(x, k, 0)) for k in range(3)]
data = tf.data.Dataset.zip(tuple(parts)).batch(7)
triplets.compile(keras.optimizers.SGD(0.01))
h = triplets.fit(data, epochs=2, validation_data=data, verbose=2)
print({name: np.round(values, 5).tolist() for name, values in h.history.items()})


class Coder(keras.Model):
    """Has parts and a step, and no `call`."""

    def __init__(self):
        super().__init__()
        self.front = keras.Sequential([keras.Input((4,)), layers.Dense(2)])
        self.back = keras.Sequential([keras.Input((2,)), layers.Dense(4)])
        self.noise = keras.random.SeedGenerator(3)
        self.lost = keras.metrics.Mean(name="lost")

    @property
    def metrics(self):
        return [self.lost]

    def train_step(self, data):
        with tf.GradientTape() as tape:
            code = self.front(data)
            code = code + 0.1 * keras.random.normal(ops.shape(code), seed=self.noise)
            loss = ops.mean(ops.square(self.back(code) - data))
        weights = self.trainable_weights
        self.optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
        self.lost.update_state(loss)
        return {"loss": self.lost.result()}


coder = Coder()
coder.compile("adam")
h = coder.fit(x, epochs=3, batch_size=8, shuffle=False, verbose=0)
print({name: np.round(values, 5).tolist() for name, values in h.history.items()})
try:
    coder.predict(x, verbose=0)
except NotImplementedError as error:
    print(type(error).__name__)
