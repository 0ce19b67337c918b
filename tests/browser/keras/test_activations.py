"""Activations: Keras's own values and gradients, names and forms."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser, raises_words, use_or_skip
from tests.goldens.keras.layer_case import OUTPUT_SALT, array_of, floats, numbers


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_activations_give_what_keras_gives(backend):
    import tfjs as tf

    use_or_skip(backend)
    for row in load("keras/activations")["cases"]:
        function = getattr(tf.keras.activations, row["name"])
        x = tf.constant(array_of(floats(4, 6, scale=7.0), 1))
        with tf.GradientTape() as tape:
            tape.watch(x)
            out = function(x, **row["arguments"])
            weights = numbers(int(np.prod(out.shape)), OUTPUT_SALT).reshape(tuple(out.shape))
            total = tf.reduce_sum(out * weights)
        what = f"{row['name']} {row['arguments']}"
        assert list(out.shape) == row["shape"], what
        wanted = np.float32(row["values"])
        np.testing.assert_allclose(
            np.ravel(out.numpy()), wanted, rtol=2e-5, atol=2e-6, err_msg=what
        )
        slope = np.ravel(tape.gradient(total, x).numpy())
        wanted = np.float32(row["gradient"])
        largest = float(np.abs(wanted).max())
        np.testing.assert_allclose(slope, wanted, rtol=5e-5, atol=5e-6 * largest, err_msg=what)


@in_browser
def test_an_activation_is_found_by_name_and_written_by_name():
    import tfjs as tf

    activations = tf.keras.activations
    for row in load("keras/activations")["cases"]:
        function = activations.get(row["name"])
        assert function is getattr(activations, row["name"])
        assert activations.serialize(function) == row["config"]
        assert activations.deserialize(row["config"]) is function
    assert activations.get(None) is activations.linear
    assert activations.get(abs) is abs
    for wrong in ("no_such", 3):
        with raises_words(ValueError, "Could not interpret activation function identifier"):
            activations.get(wrong)


@in_browser
def test_an_activation_of_ones_own_is_written_and_read():
    import tfjs as tf

    activations = tf.keras.activations

    @tf.keras.saving.register_keras_serializable("mine")
    def doubled(x):
        return 2 * x

    config = activations.serialize(doubled)
    assert config["config"] == "mine>doubled"
    assert activations.deserialize(config) is doubled
    layer = tf.keras.layers.Dense(2, activation=doubled)
    assert tf.keras.layers.Dense.from_config(layer.get_config()).activation is doubled
    layer = tf.keras.layers.Activation(tf.keras.layers.ReLU(max_value=1.0))
    again = tf.keras.layers.Activation.from_config(layer.get_config())
    assert again(tf.constant([-1.0, 0.5, 3.0])).numpy().tolist() == [0, 0.5, 1]


@in_browser
def test_lists_and_arrays_are_taken_too():
    import tfjs as tf

    activations = tf.keras.activations
    for name in ("relu", "softmax", "gelu", "hard_silu", "sparsemax", "celu", "mish", "glu"):
        found = getattr(activations, name)([[-1.0, 2.0]])
        wanted = getattr(activations, name)(tf.constant([[-1.0, 2.0]]))
        np.testing.assert_array_equal(found.numpy(), wanted.numpy())
    with raises_words(ValueError, "axis size must be divisible by 2"):
        activations.glu(tf.ones([2, 3]))


@in_browser
def test_an_activation_of_a_symbolic_tensor_is_a_part_of_the_model():
    import tfjs as tf

    activations = tf.keras.activations
    x = tf.constant(array_of(floats(4, 6, scale=7.0), 1))
    rows = {(row["name"], str(row["arguments"])): row for row in load("keras/activations")["cases"]}
    for row in rows.values():
        if row["name"] == "linear" or "axis" in row["arguments"]:
            continue
        inputs = tf.keras.Input((6,))
        outputs = getattr(activations, row["name"])(inputs, **row["arguments"])
        assert outputs.shape == (None, row["shape"][1]), row["name"]
        model = tf.keras.Model(inputs, outputs)
        wanted = getattr(activations, row["name"])(x, **row["arguments"])
        np.testing.assert_allclose(
            model(x).numpy(), wanted.numpy(), rtol=1e-6, atol=1e-6, err_msg=row["name"]
        )
