"""What weights cost: Keras's own numbers."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser, raises_words
from tests.goldens.keras.layer_case import OUTPUT_SALT, array_of, floats, numbers


@in_browser
def test_regularizers_give_what_keras_gives():
    import tfjs as tf

    regularizers = tf.keras.regularizers
    for row in load("keras/regularizers")["cases"]:
        made = getattr(regularizers, row["name"])(**row["arguments"])
        x = tf.constant(array_of(floats(3, 4), 1))
        with tf.GradientTape() as tape:
            tape.watch(x)
            penalty = made(x)
            total = penalty * numbers(1, OUTPUT_SALT)[0]
        assert list(penalty.shape) == row["shape"]
        np.testing.assert_allclose(penalty.numpy(), row["values"][0], rtol=1e-5, err_msg=str(row))
        slope = tape.gradient(total, x)
        if row["gradient"] is None:
            assert slope is None
        else:
            np.testing.assert_allclose(
                np.ravel(slope.numpy()), row["gradient"], rtol=2e-5, atol=1e-7
            )
        assert regularizers.serialize(made) == row["config"]
        again = regularizers.deserialize(row["config"])
        assert regularizers.serialize(again) == row["config"]


@in_browser
def test_a_regularizer_is_found_by_every_name():
    import tfjs as tf

    regularizers = tf.keras.regularizers
    aliases = {"l1": "L1", "l2": "L2", "l1l2": "L1L2", "l1_l2": "L1L2"}
    aliases["orthogonal_regularizer"] = "OrthogonalRegularizer"
    for alias, name in aliases.items():
        kind = getattr(regularizers, name)
        for identifier in (alias, name, kind, kind(), {"class_name": name, "config": {}}):
            assert type(regularizers.get(identifier)) is kind
    assert regularizers.l1_l2 is regularizers.L1L2
    assert regularizers.get(None) is None
    assert regularizers.get(abs) is abs
    with raises_words(ValueError, "Could not interpret regularizer identifier: l3"):
        regularizers.get("l3")


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf"), "a"])
@in_browser
def test_a_factor_is_a_number_that_can_be_one(value):
    import tfjs as tf

    for name, kind in (("l1", "L1"), ("l2", "L2"), ("l1", "L1L2"), ("l2", "L1L2")):
        with raises_words(
            ValueError, f"Invalid value for argument {name}: expected a non-negative"
        ):
            getattr(tf.keras.regularizers, kind)(**{name: value})


@in_browser
def test_bad_use_is_told_in_keras_words():
    import tfjs as tf

    orthogonal = tf.keras.regularizers.OrthogonalRegularizer
    with raises_words(ValueError, "Invalid value for argument `mode`"):
        orthogonal(mode="diagonals")
    with raises_words(ValueError, "Inputs to OrthogonalRegularizer must have rank 2"):
        orthogonal()(tf.ones([3]))
    with raises_words(NotImplementedError, "does not implement get_config()"):
        tf.keras.regularizers.Regularizer().get_config()


@in_browser
def test_penalties_of_weights_are_among_the_losses_of_a_layer():
    import tfjs as tf

    layer = tf.keras.layers.Dense(
        3,
        kernel_initializer="ones",
        kernel_regularizer="l2",
        bias_regularizer=lambda b: tf.reduce_sum(b + 1),
    )
    layer(tf.ones([1, 2]))
    assert sorted(float(loss) for loss in layer.losses) == pytest.approx([0.06, 3.0])
    zero_rows = tf.keras.regularizers.OrthogonalRegularizer()(tf.zeros([2, 3]))
    assert float(zero_rows) == 0
