"""Whole fits that Keras and this library run alike: models, data and arguments from formulas.

Imported by `tests/goldens/keras/generate_fits.py` with real Keras, and by the tests with ours, so
nothing here may know which of the two it is given.
"""

from __future__ import annotations

from typing import Any

import numpy as np

EPOCHS = 3


def values(shape: tuple[int, ...], scale: float = 1.0, shift: float = 0.0) -> Any:
    """Float32 numbers that look like noise and come from a formula."""
    count = int(np.prod(shape))
    numbers = np.sin(np.arange(count) * 12.9898 + shift) * 43758.5453
    return ((numbers - np.floor(numbers)) * 2 * scale - scale).astype(np.float32).reshape(shape)


def set_weights(model: Any) -> None:
    """Give a model weights from the formula; moving variances and scales stay as they are."""
    found = []
    for number, (weight, value) in enumerate(zip(model.weights, model.get_weights(), strict=True)):
        drawn = weight.path.rpartition("/")[2] in (
            "kernel",
            "recurrent_kernel",
            "bias",
            "embeddings",
        )
        found.append(values(value.shape, 0.4, number) if drawn else value)
    model.set_weights(found)


def regression(keras: Any) -> tuple[Any, dict[str, Any]]:
    """Two dense layers with penalties, validation, and a last batch with fewer samples."""
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu", kernel_regularizer="l2"),
            layers.Dense(1, activity_regularizer=keras.regularizers.L1(0.01)),
        ]
    )
    model.compile(keras.optimizers.Adam(0.02), "mse", metrics=["mae", keras.metrics.R2Score()])
    x = values((50, 4))
    y = (x @ np.float32([[1.0], [-2.0], [0.5], [0.0]]) + 0.3).astype(np.float32)
    held = values((20, 4), shift=5.0)
    return model, {
        "x": x,
        "y": y,
        "batch_size": 16,
        "validation_data": (held, held.sum(1, keepdims=True)),
    }


def _classifier(keras: Any, **compiled: Any) -> Any:
    model = keras.Sequential(
        [
            keras.Input((5,)),
            keras.layers.Dense(12, activation="tanh"),
            keras.layers.Dense(4, activation="softmax"),
        ]
    )
    optimizer = keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True)
    model.compile(optimizer, "sparse_categorical_crossentropy", **compiled)
    return model


def class_weights(keras: Any) -> tuple[Any, dict[str, Any]]:
    """A classifier with several metrics, weighted and not, and weights of classes."""
    model = _classifier(
        keras,
        metrics=["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(2, name="top2")],
        weighted_metrics=["accuracy"],
    )
    x = values((45, 5), shift=1.0)
    y = np.argmax(x[:, :4], 1).astype(np.int64)
    return model, {
        "x": x,
        "y": y,
        "batch_size": 10,
        "class_weight": {0: 2.0, 1: 0.5, 3: 1.5},
        "validation_split": 0.2,
    }


def sample_weights(keras: Any) -> tuple[Any, dict[str, Any]]:
    """The same with weights of samples."""
    weighted = ["sparse_categorical_crossentropy"]
    model = _classifier(keras, metrics=["acc"], weighted_metrics=weighted)
    x = values((40, 5), shift=2.0)
    y = np.argmax(x[:, :4], 1).astype(np.int64)
    return model, {"x": x, "y": y, "batch_size": 8, "sample_weight": np.abs(values((40,), 2.0))}


def images(keras: Any) -> tuple[Any, dict[str, Any]]:
    """A small convolutional net with batch normalization."""
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((8, 8, 2)),
            layers.Conv2D(4, 3, padding="same", use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
            layers.MaxPooling2D(),
            layers.Conv2D(6, 3, strides=2, activation="relu"),
            layers.Flatten(),
            layers.Dropout(0.0),
            layers.Dense(3),
        ]
    )
    model.compile(
        keras.optimizers.RMSprop(0.01),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    x = values((30, 8, 8, 2), shift=3.0)
    y = (np.arange(30) % 3).astype(np.int32)
    return model, {"x": x, "y": y, "batch_size": 12, "validation_data": (x[:10], y[:10])}


def outputs(keras: Any) -> tuple[Any, dict[str, Any]]:
    """Two inputs and two outputs, with a loss, weights and metrics for each."""
    layers = keras.layers
    one, two = keras.Input((3,), name="one"), keras.Input((2,), name="two")
    joined = layers.Concatenate()([layers.Dense(6, activation="relu")(one), two])
    price = layers.Dense(1, name="price")(joined)
    kind = layers.Dense(3, activation="softmax", name="kind")(joined)
    model = keras.Model([one, two], [price, kind])
    model.compile(
        keras.optimizers.Adam(0.02, clipnorm=1.0),
        loss={"price": "mse", "kind": "categorical_crossentropy"},
        loss_weights={"price": 0.3, "kind": 1.0},
        metrics={"price": ["mae"], "kind": ["accuracy"]},
    )
    x = [values((32, 3), shift=4.0), values((32, 2), shift=5.0)]
    y = [x[0][:, :1] - x[1][:, :1], np.eye(3, dtype=np.float32)[np.argmax(x[0], 1)]]
    return model, {"x": x, "y": y, "batch_size": 8, "sample_weight": np.abs(values((32,), 2.0))}


def sequences(keras: Any) -> tuple[Any, dict[str, Any]]:
    """An LSTM."""
    model = keras.Sequential(
        [
            keras.Input((6, 3)),
            keras.layers.LSTM(5),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Nadam(0.02), "binary_crossentropy", metrics=["accuracy", "auc"])
    x = values((36, 6, 3), shift=6.0)
    y = (x.sum((1, 2)) > 0).astype(np.float32)
    return model, {"x": x, "y": y[:, None], "batch_size": 16}


def rows(keras: Any) -> tuple[Any, dict[str, Any]]:
    """An embedding that is asked for the same rows again and again."""
    model = keras.Sequential(
        [
            keras.Input((5,), dtype="int32"),
            keras.layers.Embedding(6, 4),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.05, clipnorm=0.05), "binary_crossentropy")
    x = (np.arange(160).reshape(32, 5) ** 2 // 3 % 6).astype(np.int32)
    return model, {"x": x, "y": (x.sum(1, keepdims=True) > 12).astype(np.float32), "batch_size": 8}


CASES = {
    "regression": regression,
    "class_weights": class_weights,
    "sample_weights": sample_weights,
    "images": images,
    "outputs": outputs,
    "sequences": sequences,
    "rows": rows,
}


def run(keras: Any, name: str) -> dict[str, Any]:
    """The values of each epoch, the weights at the end, and what evaluate and predict give."""
    model, arguments = CASES[name](keras)
    set_weights(model)
    history = model.fit(epochs=EPOCHS, shuffle=False, verbose=0, **arguments).history
    x, y = arguments["x"], arguments["y"]
    return {
        "history": history,
        "weights": model.get_weights(),
        "evaluate": model.evaluate(x, y, verbose=0, return_dict=True),
        "predict": model.predict(x, batch_size=7, verbose=0),
    }
