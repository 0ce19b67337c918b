import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

keras.utils.set_random_seed(12)
x = np.sin(np.arange(36 * 6)).reshape(36, 6).astype("float32")
y = (np.arange(36) % 4).astype("float32")
told = lambda found: {name: np.round(values, 4).tolist() for name, values in found.history.items()}

model = keras.Sequential([keras.Input((6,)), layers.Dense(5, "relu"), layers.Dense(4, "softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
print("arrays in a random order", told(model.fit(x, y, batch_size=5, epochs=3, verbose=0)))
data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(20, seed=1).batch(7)
held = tf.data.Dataset.from_tensor_slices((x, y)).batch(9)
options = {"validation_data": held, "validation_steps": 2}
print("a shuffled dataset", told(model.fit(data, epochs=3, verbose=0, **options)))
print(np.round(model.evaluate(data, verbose=0, steps=2), 4))
print(told(model.fit(data, epochs=3, steps_per_epoch=2, verbose=0)))
model.compile(keras.optimizers.SGD(0.1))
print("compiled again", told(model.fit(x, y, epochs=1, verbose=0)))
model.summary()

one, two = keras.Input((6,), name="one"), keras.Input((6,), name="two")
ends = [layers.Dense(1, name="first")(one), layers.Dense(3, name="second")(layers.add([one, two]))]
both = keras.Model([one, two], ends)
both.compile("sgd", {"first": "mse", "second": "mae"}, loss_weights={"first": 2.0, "second": 1.0})
targets = {"first": y[:, None], "second": x[:, :3]}
print(told(both.fit([x, x], targets, batch_size=16, epochs=1, verbose=0)))
both.compile("sgd", {"first": "mse"})
try:
    both.fit([x, x], {"first": y[:, None]}, verbose=0)
except ValueError as error:
    print(error)


class Noisy(keras.Model):
    """Its parts are built by the first step."""

    def __init__(self):
        super().__init__()
        self.seeds = keras.random.SeedGenerator(7)
        self.body, self.drop = layers.Dense(3), layers.Dropout(0.5, seed=3)

    def call(self, inputs, training=None):
        noise = keras.random.normal(ops.shape(inputs), seed=self.seeds)
        return self.body(self.drop(inputs + noise, training=training))


noisy = Noisy()
noisy.compile("sgd", "mse")
print(told(noisy.fit(x, x[:, :3], batch_size=10, epochs=2, verbose=0)), noisy.seeds.state.numpy())
noisy.summary()


class Own(keras.Model):
    """A step of its own makes its variables; `call` takes something else than the data."""

    def __init__(self, nodes):
        super().__init__()
        self.nodes, self.first, self.last = nodes, layers.Dense(4, "tanh"), layers.Dense(4)

    def call(self, inputs):
        states, _ = inputs
        return self.last(self.first(states))

    def train_step(self, data):
        rows, labels = data
        with tf.GradientTape() as tape:
            found = tf.gather(self([self.nodes, None]), rows)
            loss = self.compute_loss(y=labels, y_pred=found)
        weights = self.trainable_weights
        self.optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
        return {"loss": loss}


own = Own(tf.constant(x))
losses = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
own.compile(keras.optimizers.SGD(0.1, momentum=0.9), losses)
print(told(own.fit(np.arange(36), np.arange(36) % 4, epochs=2, verbose=0)))


class Passes(keras.utils.PyDataset):
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return x[index * 12 : index * 12 + 12], y[index * 12 : index * 12 + 12]

    def on_epoch_end(self):
        print("a pass is over")


model.fit(Passes(), epochs=2, verbose=0, validation_data=Passes())
model.layers[-1].activation = None
print(np.round(model.predict(x[:2], verbose=0), 4))
model.layers[0].enable_lora(2)
print([weight.path for weight in model.weights])


class Looked(layers.Layer):
    def __init__(self):
        super().__init__()
        self.table = layers.StringLookup(vocabulary=["a", "b"], num_oov_indices=0)
        self.rows = layers.Embedding(2, 3)

    def call(self, inputs):
        return self.rows(self.table(inputs))


name = keras.Input((), dtype="string")
print(keras.Model(name, Looked()(name)).output_shape)
