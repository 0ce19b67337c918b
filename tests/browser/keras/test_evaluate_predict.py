"""`evaluate`, `predict` and the methods that take one step."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words


def numbers(*shape: int) -> Any:
    return np.random.default_rng(3).normal(size=shape).astype(np.float32)


X, Y = numbers(20, 3), numbers(20, 2)


def dense(**compiled: Any) -> Any:
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    model.compile("sgd", "mse", **compiled)
    return model


def by_hand(model: Any, x: Any) -> Any:
    kernel, bias = model.get_weights()
    return x @ kernel + bias


@pytest.mark.parametrize("batch_size", [None, 6, 20, 64])
@in_browser
def test_predictions_come_whole(batch_size):
    import tfjs as tf

    model = dense()
    found = model.predict(X, batch_size=batch_size, verbose=0)
    np.testing.assert_allclose(found, by_hand(model, X), rtol=1e-5, atol=1e-6)
    assert isinstance(found, np.ndarray)
    same = model.predict(tf.constant(X), batch_size=batch_size, verbose=0)
    np.testing.assert_array_equal(same, found)


@in_browser
def test_predict_keeps_the_structure_of_outputs():
    import tfjs as tf

    inputs = tf.keras.Input((3,))
    a, b = tf.keras.layers.Dense(1)(inputs), tf.keras.layers.Dense(2)(inputs)
    model = tf.keras.Model(inputs, {"a": a, "b": [b, a]})
    found = model.predict(X, batch_size=7, verbose=0)
    assert found["a"].shape == (20, 1)
    assert found["b"][0].shape == (20, 2)
    alone = model.predict_on_batch(X)
    np.testing.assert_allclose(found["b"][0], alone["b"][0], rtol=1e-5)
    no_new_tensors(lambda: model.predict(X, batch_size=7, verbose=0) and None)


@in_browser
def test_an_own_predict_step():
    import tfjs as tf

    class Model(tf.keras.Sequential):
        def predict_step(self, data):
            return tf.nn.softmax(super().predict_step(data)), tf.constant(1.0)

    model = Model([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    shares, ones = model.predict(X, batch_size=8, verbose=0)
    np.testing.assert_allclose(shares.sum(-1), 1, rtol=1e-5)
    assert ones.tolist() == [1, 1, 1]


@in_browser
def test_evaluate_weighs_samples():
    model = dense(weighted_metrics=["mae"])
    weights = np.abs(numbers(20))
    loss, mae = model.evaluate(X, Y, sample_weight=weights, batch_size=20, verbose=0)
    error = np.abs(by_hand(model, X) - Y).mean(-1)
    squared = ((by_hand(model, X) - Y) ** 2).mean(-1)
    np.testing.assert_allclose(mae, (error * weights).sum() / weights.sum(), rtol=1e-5)
    np.testing.assert_allclose(loss, (squared * weights).mean(), rtol=1e-5)
    assert model.evaluate(X, Y, verbose=0, return_dict=True).keys() == {"loss", "mae"}


@in_browser
def test_an_own_test_step():
    import tfjs as tf

    class Model(tf.keras.Sequential):
        def test_step(self, data):
            x, y = data
            return {"far": tf.reduce_max(tf.abs(self(x, training=False) - y))}

    model = Model([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    model.compile("sgd", "mse")
    found = model.evaluate(X, Y, verbose=0, return_dict=True)
    np.testing.assert_allclose(found["far"], np.abs(by_hand(model, X) - Y).max(), rtol=1e-5)


@in_browser
def test_single_steps():
    model = dense(metrics=["mae"])
    before = model.test_on_batch(X, Y, return_dict=True)
    squared = ((by_hand(model, X) - Y) ** 2).mean()
    np.testing.assert_allclose(before["loss"], squared, rtol=1e-5)
    kernel = model.get_weights()[0]
    loss, mae = model.train_on_batch(X, Y)
    np.testing.assert_allclose([loss, mae], [before["loss"], before["mae"]], rtol=1e-5)
    assert not np.allclose(kernel, model.get_weights()[0])
    assert model.test_on_batch(X, Y)[0] < loss
    np.testing.assert_allclose(model.predict_on_batch(X), by_hand(model, X), rtol=1e-5, atol=1e-6)
    weighted = model.train_on_batch(X, Y, class_weight={0: 0.0, 1: 0.0}, return_dict=True)
    assert weighted["loss"] == 0
    with raises_words(ValueError, "cannot be specified at the same time"):
        model.train_on_batch(X, Y, np.ones(20), {0: 1.0})


@in_browser
def test_outputs_may_be_ragged_and_inputs_of_any_dtype():
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((2,), dtype="int32"), tf.keras.layers.Flatten()])
    whole = np.arange(10).reshape(5, 2)
    assert model.predict(whole, batch_size=2, verbose=0).tolist() == whole.tolist()
    flags = whole % 2 == 0
    other = tf.keras.Sequential([tf.keras.Input((2,), dtype="bool"), tf.keras.layers.Flatten()])
    assert other.predict(flags, batch_size=2, verbose=0).tolist() == flags.tolist()


@in_browser
def test_what_is_not_compiled_predicts_but_does_not_evaluate():
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    assert model.predict(X, verbose=0).shape == (20, 2)
    with raises_words(ValueError, "You must call `compile()`"):
        model.evaluate(X, Y, verbose=0)
    with raises_words(ValueError, "Arguments not recognized"):
        dense().evaluate(X, Y, verbose=0, nonsense=1)
    with raises_words(ValueError, "at least one sample"):
        model.predict(X[:0], verbose=0)
