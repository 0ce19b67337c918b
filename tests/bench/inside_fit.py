"""Runs in the worker: `fit` and `predict` beside TF.js's own, with the same models and data."""

import time
from statistics import median

import numpy as np
import plain_fit_js as plain_fit

import tfjs as tf

FIT_BATCH = 32


def _dense():
    layers = tf.keras.layers
    return [
        tf.keras.Input((64,)),
        layers.Dense(128, activation="relu"),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]


def _cnn():
    layers = tf.keras.layers
    return [
        tf.keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]


def _lstm():
    layers = tf.keras.layers
    return [tf.keras.Input((20, 8)), layers.LSTM(32), layers.Dense(10, activation="softmax")]


def fit_model(kind):
    model = tf.keras.Sequential({"dense": _dense, "cnn": _cnn, "lstm": _lstm}[kind]())
    model.compile(tf.keras.optimizers.Adam(0.001), "categorical_crossentropy", metrics=["accuracy"])
    return model


def fit_data(model, rows):
    random = np.random.default_rng(0)
    x = random.normal(size=(rows, *model.input_shape[1:])).astype(np.float32)
    return x, np.eye(10, dtype=np.float32)[np.arange(rows) % 10]


def _fitted(model, steps):
    x, y = fit_data(model, steps * FIT_BATCH)
    started = time.perf_counter()
    model.fit(x, y, batch_size=FIT_BATCH, verbose=0)
    return (time.perf_counter() - started) * 1000 / steps


async def fit_against(kind, steps, rounds, backends=None):
    """Steps of `fit`; TF.js on the fastest of some backends, in milliseconds."""
    model = fit_model(kind)
    backends = backends or [tf.backend.current()]
    counts = {name: steps if name == tf.backend.current() else 4 for name in backends}
    _fitted(model, steps)
    for name, count in counts.items():
        await plain_fit.fit(kind, count, name)
    rows = []
    for _ in range(rounds):
        theirs = [await plain_fit.fit(kind, count, name) for name, count in counts.items()]
        rows.append((min(theirs), _fitted(model, steps)))
    return _fit_ratio(rows)


async def predict_against(kind, rows, rounds):
    """A whole `predict`, from an array to an array, in milliseconds."""
    model = fit_model(kind)
    x = np.zeros((rows, *model.input_shape[1:]), np.float32)

    def mine():
        started = time.perf_counter()
        model.predict(x, batch_size=FIT_BATCH, verbose=0)
        return (time.perf_counter() - started) * 1000

    async def theirs():
        return await plain_fit.predict(kind, rows, tf.backend.current())

    for _ in range(3):
        mine(), await theirs()
    return _fit_ratio([(await theirs(), mine()) for _ in range(rounds)])


def _fit_ratio(pairs):
    theirs, mine = (median(column) for column in zip(*pairs, strict=True))
    return {"plain_ms": theirs, "ours_ms": mine, "ratio": mine / theirs}
