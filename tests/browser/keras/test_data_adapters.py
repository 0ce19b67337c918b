"""Data of every kind as batches."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words


def numbers(*shape: int) -> Any:
    return np.random.default_rng(4).normal(size=shape).astype(np.float32)


X, Y = numbers(20, 3), numbers(20, 1)


def dense() -> Any:
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model


def batches(size: int = 6) -> Any:
    return [(X[i : i + size], Y[i : i + size]) for i in range(0, 20, size)]


def py_dataset(**options: Any) -> Any:
    from tfjs.keras.training.adapters.py_dataset import PyDataset

    class Data(PyDataset):
        passes = 0

        def __len__(self):
            return 4

        def __getitem__(self, index):
            return batches()[index]

        def on_epoch_end(self):
            self.passes += 1

    return Data(**options)


def wanted(model: Any) -> Any:
    start = model.get_weights()
    model.fit(X, Y, batch_size=6, shuffle=False, verbose=0)
    found = model.get_weights()[0]
    model.set_weights(start)
    return found


@pytest.mark.parametrize("kind", ["generator", "lists", "py_dataset", "dataset", "float64"])
@in_browser
def test_streams_train_as_arrays_do(kind):
    import tfjs as tf

    model = dense()
    expected = wanted(model)
    data = {
        "generator": lambda: (batch for batch in batches()),
        "lists": lambda: (list(batch) for batch in batches()),
        "float64": lambda: ((x.astype(float), y.astype(float)) for x, y in batches()),
        "py_dataset": py_dataset,
        "dataset": lambda: tf.data.Dataset.from_tensor_slices((X, Y)).batch(6),
    }[kind]()
    model.fit(data, shuffle=False, verbose=0)
    np.testing.assert_allclose(model.get_weights()[0], expected, rtol=1e-6)


@in_browser
def test_streams_leave_nothing_behind():
    model = dense()
    no_new_tensors(lambda: model.fit((b for b in batches()), verbose=0) and None)
    no_new_tensors(lambda: model.fit(py_dataset(), verbose=0, epochs=2) and None)
    no_new_tensors(lambda: model.predict(py_dataset(), verbose=0) is None)


@in_browser
def test_a_generator_without_end_needs_steps():
    def forever():
        while True:
            yield from batches()

    history = dense().fit(forever(), steps_per_epoch=3, epochs=2, verbose=0)
    assert len(history.history["loss"]) == 2
    assert dense().evaluate(forever(), steps=2, verbose=0) > 0
    assert dense().predict((x for x, _ in forever()), steps=2, verbose=0).shape == (12, 1)


@in_browser
def test_a_generator_has_one_pass_in_it():
    with pytest.warns(UserWarning, match="ran out of data"):
        history = dense().fit((b for b in batches()), epochs=3, verbose=0)
    assert len(history.history["loss"]) >= 1
    with pytest.warns(UserWarning, match="ran out of data"):
        dense().fit((b for b in batches()), steps_per_epoch=9, verbose=0)
    used = (b for b in batches())
    list(used)
    with raises_words(ValueError, "at least one batch generator"):
        dense().fit(used, verbose=0)


@in_browser
def test_a_generator_that_raises_midway():
    def broken():
        yield batches()[0]
        raise OSError("the disk is gone")

    model = dense()
    with pytest.raises(OSError, match="the disk is gone"):
        model.fit(broken(), verbose=0)
    assert int(model.optimizer.iterations.numpy()) == 1
    model.fit(X, Y, verbose=0)


@in_browser
def test_py_datasets_are_told_of_passes_and_shuffled():
    data = py_dataset(workers=3)
    model = dense()
    model.fit(data, epochs=3, verbose=0)
    assert data.passes == 4  # as in Keras, one before the first
    assert data.num_batches == 4
    assert len(list(data)) == 4
    with raises_words(ValueError, "`y` should not be passed"):
        model.fit(data, Y, verbose=0)

    class Bad(type(data)):
        def __getitem__(self, index):
            return "nonsense"

    with raises_words(ValueError, "must return a tuple or a dict"):
        model.fit(Bad(), verbose=0)

    class Silent(type(data)):
        def __init__(self):
            pass

    with pytest.warns(UserWarning, match="super"):
        model.fit(Silent(), verbose=0)


@in_browser
def test_class_weights_of_streams():
    model = dense()
    labels = [(x, np.round(np.abs(y)).astype(np.int32)) for x, y in batches()]

    class Data(type(py_dataset())):
        def __getitem__(self, index):
            return labels[index]

    start = model.get_weights()
    model.fit(Data(), class_weight={0: 0.0, 1: 0.0, 2: 0.0, 3: 0.0}, verbose=0)
    np.testing.assert_array_equal(model.get_weights()[0], start[0])
    with raises_words(ValueError, "not supported for Python generator"):
        model.fit((b for b in labels), class_weight={0: 1.0}, verbose=0)


@in_browser
def test_an_empty_or_endless_dataset():
    import tfjs as tf

    dataset = tf.data.Dataset.from_tensor_slices((X, Y)).batch(6)
    model = dense()
    with raises_words(ValueError, "at least one batch"):
        model.fit(dataset.take(0), verbose=0)
    with raises_words(ValueError, "infinitely repeating"):
        model.fit(dataset.repeat(), verbose=0)
    model.fit(dataset.repeat(), steps_per_epoch=5, epochs=2, verbose=0)
    history = model.fit(dataset, validation_data=dataset, epochs=2, verbose=0).history
    assert len(history["val_loss"]) == 2
    with raises_words(ValueError, "`y` should not be passed"):
        model.fit(dataset, Y, verbose=0)
    assert model.predict(dataset, verbose=0).shape == (20, 1)


@in_browser
def test_large_arrays_stay_on_the_host():
    from tfjs.keras.training.adapters import arrays

    model = dense()
    expected = wanted(model)
    before = arrays.RESIDENT_BYTES
    arrays.RESIDENT_BYTES = 16
    try:
        model.fit(X, Y, batch_size=6, shuffle=False, verbose=0)
        np.testing.assert_allclose(model.get_weights()[0], expected, rtol=1e-6)
        assert np.isfinite(model.fit(X, Y, batch_size=6, verbose=0).history["loss"][0])
        assert model.predict(X, verbose=0).shape == (20, 1)
    finally:
        arrays.RESIDENT_BYTES = before


@in_browser
def test_texts_are_data_too():
    import tfjs as tf

    class Length(tf.keras.layers.Layer):
        def call(self, x):
            return tf.cast(tf.strings.length(x), tf.float32)

    model = tf.keras.Sequential([tf.keras.Input((1,), dtype="string"), Length()])
    words = np.array([["a"], ["bcd"], ["ef"]], dtype=object)
    assert model.predict(words, batch_size=2, verbose=0).tolist() == [[1], [3], [2]]


@in_browser
def test_batches_are_packed_and_unpacked():
    from tfjs.keras.training import batches as form

    assert form.unpack_x_y_sample_weight((1, 2)) == (1, 2, None)
    assert form.unpack_x_y_sample_weight([1]) == (1, None, None)
    assert form.unpack_x_y_sample_weight({"a": 1}) == ({"a": 1}, None, None)
    assert form.pack_x_y_sample_weight(1, 2, 3) == (1, 2, 3)
    assert form.pack_x_y_sample_weight([1]) == ([1],)
    with raises_words(ValueError, "expected to be in format"):
        form.unpack_x_y_sample_weight((1, 2, 3, 4))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dense().fit((b for b in batches()), verbose=0)
