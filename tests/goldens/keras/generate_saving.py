"""Model files of real Keras, deflated, with inputs and outputs: saved.json.

Run with TensorFlow 2.21 and Keras 3.15: `python tests/goldens/keras/generate_saving.py`.
"""

from __future__ import annotations

import base64
import json
import os
import tempfile
import zlib
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np

layers = keras.layers
FOLDER = Path(__file__).parent


def sequence_model() -> keras.Model:
    """Recurrent layers, wrappers, attention and a model inside, compiled with Adam."""
    inputs = layers.Input((6, 4), name="sequence")
    x = layers.Bidirectional(layers.LSTM(3, return_sequences=True))(inputs)
    x = layers.MultiHeadAttention(2, 2)(x, x)
    x = layers.BatchNormalization()(layers.Dropout(0.5)(x))
    x = layers.TimeDistributed(layers.Dense(3))(x)
    x = layers.RNN([layers.GRUCell(2), layers.LSTMCell(3)])(x)
    inner = keras.Sequential([layers.Input((3,)), layers.Dense(2), layers.Dense(2)], name="inner")
    model = keras.Model(inputs, inner(x), name="sequences")
    model.compile(keras.optimizers.Adam(0.01), "mse", metrics=["mae"])
    return model


def picture_model() -> keras.Model:
    """Convolutions in a sequence, compiled with SGD and momentum."""
    model = keras.Sequential(
        [
            layers.Input((8, 8, 2)),
            layers.Conv2D(3, 3, padding="same", activation="relu"),
            layers.DepthwiseConv2D(3),
            layers.BatchNormalization(),
            layers.LeakyReLU(0.1),
            layers.GlobalAveragePooling2D(),
            layers.Dense(3, activation="softmax", kernel_regularizer="l2"),
        ],
        name="pictures",
    )
    model.compile(keras.optimizers.SGD(0.05, momentum=0.9), "categorical_crossentropy")
    return model


def encoded(model: keras.Model, ending: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"model{ending}"
        model.save_weights(path) if ending == ".weights.h5" else model.save(path)
        return base64.b64encode(zlib.compress(path.read_bytes(), 9)).decode()


def case(model: keras.Model, shape: tuple[int, ...]) -> dict[str, object]:
    """Files of a model after a step of training, and what it and its optimizer say then."""
    random = np.random.default_rng(7)
    x = random.random((2, *shape)).astype(np.float32)
    y = np.eye(model.output_shape[-1], dtype=np.float32)[:2]
    model.train_on_batch(x, y)
    files = {ending: encoded(model, ending) for ending in (".keras", ".h5", ".weights.h5")}
    outputs = model.predict(x, verbose=0)
    loss = float(np.ravel(model.train_on_batch(x, y))[0])
    return {
        "x": x.ravel().round(6).tolist(),
        "shape": list(x.shape),
        "y": y.tolist(),
        "outputs": outputs.astype(float).round(7).tolist(),
        "iterations": int(model.optimizer.iterations.numpy()) - 1,
        "loss": loss,
        "after": [float(np.abs(w).sum()) for w in model.get_weights()],
        "files": files,
    }


def main() -> None:
    keras.utils.set_random_seed(3)
    cases = {
        "pictures": case(picture_model(), (8, 8, 2)),
        "sequences": case(sequence_model(), (6, 4)),
    }
    cases["sequences"]["loss"] = None  # dropout draws other numbers
    text = json.dumps({"keras": keras.__version__, "cases": cases}, separators=(",", ":"))
    (FOLDER / "saved.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
