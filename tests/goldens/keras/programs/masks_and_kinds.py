import keras
from keras import layers, ops
import numpy as np

keras.utils.set_random_seed(8)


class Share(layers.Layer):
    """A softmax over the steps that count."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, inputs, mask=None):
        assert mask is not None
        there = ops.expand_dims(ops.cast(mask, "float32"), -1)
        powers = ops.exp(inputs) * there
        return powers / ops.sum(powers, axis=1, keepdims=True)


words = keras.Input((None,), dtype="int32")
x = layers.Embedding(9, 4, mask_zero=True)(words)
x = layers.GRU(3, return_sequences=True)(x)
print("masked:", x._keras_mask.dtype, x._keras_mask.shape)
model = keras.Model(words, Share()(layers.Dense(1)(x)))
print(np.round(model(np.array([[3, 2, 0, 0], [1, 5, 4, 0]])).numpy()[..., 0], 4))

kind, size = keras.Input((1,), dtype="int64", name="kind"), keras.Input((1,), name="size")
lookup = layers.IntegerLookup(vocabulary=[4, 7, 9], output_mode="multi_hot")
scale = layers.Normalization(mean=2.0, variance=4.0)
joined = layers.concatenate([scale(size), lookup(kind)])
added = layers.Add()([lookup(kind), scale(size)])
both = keras.Model([kind, size], [joined, added])
print([o.dtype for o in both.outputs])
for out in both.predict([np.array([[7], [1]]), np.array([[4.0], [0.0]])], verbose=0):
    print(out.tolist(), out.dtype)


class Aligned(layers.Layer):
    """Adds the loss of an alignment."""

    def call(self, labels, scores):
        rows = ops.ones((ops.shape(scores)[0],), "int32")
        loss = ops.ctc_loss(labels, scores, rows * labels.shape[1], rows * scores.shape[1])
        self.add_loss(ops.mean(loss))
        return ops.softmax(scores)


frames, labels = keras.Input((8, 3)), keras.Input((2,), dtype="int32")
out = Aligned()(labels, layers.Dense(4)(frames))
reader = keras.Model([frames, labels], out)
reader.compile("adam")
given = np.sin(np.arange(96)).reshape(4, 8, 3).astype("float32")
h = reader.fit([given, np.array([[1, 2], [2, 3], [3, 3], [1, 1]])], epochs=2, batch_size=2, shuffle=False, verbose=2)
print(np.round(h.history["loss"], 4))
patches = ops.image.extract_patches(ops.reshape(ops.arange(32.0), (1, 4, 4, 2)), 2)
print(np.array(patches)[0, 1, 0].tolist())
mixed = ops.fft2((ops.reshape(ops.arange(6.0), (2, 3)), ops.zeros((2, 3))))
print([np.round(np.array(part), 3).tolist() for part in mixed])
print(keras.version()[:2], issubclass(keras.metrics.Mean, keras.Metric), keras.losses.Huber.__mro__[-3:-2] != ())
with keras.name_scope("room"), keras.device("cpu:0"):
    print(keras.Variable(1.0, name="w").path)
for wrong in (lambda: keras.optimizers.get("adamm"), lambda: keras.initializers.get("nope")):
    try:
        wrong()
    except ValueError as error:
        print(error)
