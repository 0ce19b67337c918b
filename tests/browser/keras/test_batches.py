"""Batches that are lent memory of what they are taken from."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors, use_or_skip


@pytest.mark.parametrize("backend", ["wasm", "cpu", "webgl"])
@pytest.mark.parametrize("dtype", ["float32", "int32", "bool"])
@in_browser
def test_what_shares_a_batch_outlives_it(backend, dtype):
    import tfjs as tf

    use_or_skip(backend)
    x = (np.arange(24).reshape(8, 3) % 5).astype(dtype)
    inputs = tf.keras.Input((3,), dtype=dtype)
    reshaped = tf.keras.layers.Reshape((1, 3))(inputs)
    same = tf.keras.Model(inputs, [inputs, reshaped, inputs[:, :2]])

    def predicted():
        return same.predict(x, batch_size=3, verbose=0)

    for _ in range(3):
        whole, other, part = predicted()
        np.testing.assert_array_equal(whole, x)
        np.testing.assert_array_equal(other[:, 0], x)
        np.testing.assert_array_equal(part, x[:, :2])
    no_new_tensors(lambda: predicted() and None)


@in_browser
def test_a_batch_that_is_kept_has_memory_of_its_own():
    import tfjs as tf

    kept = tf.Variable(tf.zeros([2, 3]))

    class Keep(tf.keras.Sequential):
        def test_step(self, data):
            kept.assign(data[0])
            return super().test_step(data)

    model = Keep([tf.keras.Input((3,)), tf.keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    x = np.random.default_rng(0).normal(size=(8, 3)).astype(np.float32)
    for _ in range(3):
        model.evaluate(x, x[:, :1], batch_size=2, verbose=0)
        other = [tf.random.normal([8, 3]) for _ in range(50)]  # takes memory that was given back
        np.testing.assert_array_equal(kept.numpy(), x[6:])
        del other


@in_browser
def test_a_fit_in_order_is_right_under_pressure_of_memory():
    import tfjs as tf

    x = np.random.default_rng(1).normal(size=(64, 5)).astype(np.float32)
    model = tf.keras.Sequential([tf.keras.Input((5,)), tf.keras.layers.Dense(4, "relu")])
    kernel, bias = model.get_weights()
    wanted = np.maximum(x @ kernel + bias, 0)
    for size in (1, 7, 32, 64):
        for _ in range(3):
            found = model.predict(x, batch_size=size, verbose=0)
            np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6)
