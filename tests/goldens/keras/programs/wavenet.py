import keras
from keras import layers
import numpy as np

keras.utils.set_random_seed(17)
inputs = keras.Input(shape=(None, 1), name="wave")
x = layers.Conv1D(8, 2, padding="causal", name="stem")(inputs)
skips = []
for rate in (1, 2, 4, 8):
    f = layers.Conv1D(8, 2, padding="causal", dilation_rate=rate, activation="tanh")(x)
    g = layers.Conv1D(8, 2, padding="causal", dilation_rate=rate, activation="sigmoid")(x)
    z = layers.Multiply()([f, g])
    z = layers.Conv1D(8, 1)(z)
    skips.append(z)
    x = layers.Add()([x, z])
out = layers.Activation("relu")(layers.Add()(skips))
out = layers.Conv1D(16, 1, activation="relu")(out)
out = layers.Conv1D(1, 1)(out)
model = keras.Model(inputs, out)
model.compile(
    loss=keras.losses.Huber(delta=0.5),
    optimizer=keras.optimizers.Nadam(0.01),
    metrics=[keras.metrics.RootMeanSquaredError(), "mae", "mape"],
)
t = np.arange(64)
series = np.sin(t / 5.0)[None, :, None] + np.zeros((6, 1, 1))
series = series.astype("float32") * np.linspace(0.5, 1.5, 6)[:, None, None].astype("float32")
h = model.fit(series[:, :-1], series[:, 1:], epochs=3, batch_size=3, verbose=2, shuffle=False)
print({k: np.round(v, 4).tolist() for k, v in h.history.items()})
print(model.predict(series[:1, :20], verbose=0).shape, model.output_shape)
print(np.round(model.evaluate(series[:, :-1], series[:, 1:], verbose=0, batch_size=4), 4))
m2 = keras.Sequential(
    [
        keras.Input((32, 2)),
        layers.Conv1D(8, 5, strides=2, padding="same", activation="relu"),
        layers.MaxPooling1D(2, padding="same"),
        layers.SeparableConv1D(12, 3, depth_multiplier=2, activation="mish"),
        layers.DepthwiseConv1D(3),
        layers.UpSampling1D(3),
        layers.Conv1DTranspose(4, 3, strides=2, output_padding=1),
        layers.Cropping1D(1),
        layers.ZeroPadding1D((1, 2)),
        layers.AveragePooling1D(3),
        layers.Permute((2, 1)),
        layers.Flatten(),
        layers.RepeatVector(2),
        layers.TimeDistributed(layers.Dense(3)),
    ]
)
m2.summary()
x = np.cos(np.arange(2 * 32 * 2)).reshape(2, 32, 2)
print(np.round(m2.predict(x, verbose=0), 3))
