import keras
from keras import layers
import numpy as np

keras.utils.set_random_seed(16)


def depthwise_block(x, filters, strides, i):
    x = layers.ZeroPadding2D(((0, 1), (0, 1)))(x) if strides == 2 else x
    x = layers.DepthwiseConv2D(
        3,
        padding="same" if strides == 1 else "valid",
        strides=strides,
        use_bias=False,
        name=f"dw_{i}",
        depthwise_initializer="he_normal",
    )(x)
    x = layers.BatchNormalization(axis=-1, name=f"dw_bn_{i}", epsilon=1e-3, momentum=0.99)(x)
    x = layers.ReLU(6.0)(x)
    x = layers.Conv2D(
        filters,
        1,
        padding="same",
        use_bias=False,
        kernel_initializer=keras.initializers.VarianceScaling(2.0, "fan_out"),
    )(x)
    x = layers.GroupNormalization(groups=4)(x)
    return layers.PReLU(shared_axes=[1, 2])(x)


def se(x, ratio=4):
    c = x.shape[-1]
    s = layers.GlobalAveragePooling2D(keepdims=True)(x)
    s = layers.Dense(c // ratio, activation="silu")(s)
    s = layers.Dense(c, activation="hard_sigmoid")(s)
    return layers.Multiply()([x, s])


inp = keras.Input((17, 17, 3))
x = layers.Rescaling(1 / 127.5, offset=-1)(inp)
x = layers.Conv2D(
    8, (3, 3), strides=(2, 2), padding="same", use_bias=False, kernel_initializer="he_uniform"
)(x)
x = depthwise_block(x, 8, 1, 1)
x = depthwise_block(x, 16, 2, 2)
x = se(x)
x = layers.SpatialDropout2D(0.1)(x)
x = layers.GaussianNoise(0.01)(x)
a = layers.Conv2D(4, 3, dilation_rate=2, padding="same", activation=layers.LeakyReLU(0.1))(x)
b = layers.Conv2D(8, 3, groups=2, padding="same", activation="elu")(x)
x = layers.Concatenate()([a, b, x])
x = layers.Cropping2D(((1, 0), (0, 1)))(x)
x = layers.GlobalMaxPooling2D()(x)
out = layers.Dense(
    3,
    activation="softmax",
    kernel_regularizer=keras.regularizers.L1L2(1e-4, 1e-3),
    bias_regularizer="l2",
    kernel_constraint=keras.constraints.UnitNorm(axis=0),
)(x)
model = keras.Model(inp, out)
model.summary()
model.compile(
    keras.optimizers.SGD(
        keras.optimizers.schedules.CosineDecay(0.1, 6, warmup_target=0.2, warmup_steps=2)
    ),
    "categorical_crossentropy",
    metrics=[
        "categorical_accuracy",
        keras.metrics.AUC(),
        keras.metrics.Precision(),
        keras.metrics.Recall(),
        keras.metrics.F1Score(average="macro"),
    ],
)
rng = np.random.default_rng(0)
x = rng.integers(0, 255, (12, 17, 17, 3)).astype("float32")
y = keras.utils.to_categorical(np.arange(12) % 3, 3)
h = model.fit(x, y, batch_size=4, epochs=2, verbose=2, shuffle=False)
print({k: np.round(v, 3).tolist() for k, v in h.history.items()})
print(
    np.round(model.predict(x[:2], verbose=0), 3),
    np.round(np.linalg.norm(model.layers[-1].kernel.numpy(), axis=0), 4),
)
print(model.optimizer.get_config())
