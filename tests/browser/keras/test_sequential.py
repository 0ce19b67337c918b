"""Sequential models: built late or early, changed, and refused."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser


@in_browser
def test_a_model_without_input_is_built_by_its_first_call():
    import tfjs as tf

    layers = tf.keras.layers
    model = tf.keras.Sequential([layers.Dense(3), layers.Dense(2)])
    assert not model.built
    with pytest.raises(AttributeError, match="no defined output shape yet"):
        _ = model.output_shape
    lines = []
    model.summary(print_fn=lines.append)
    assert lines[0].count("0 (unbuilt)") == 2
    assert model(tf.ones([4, 5])).shape == (4, 2)
    assert model.built
    assert model.input_shape == (4, 5)
    assert len(model.layers) == 2
    assert model(tf.ones([7, 5])).shape == (7, 2)
    with pytest.raises(ValueError, match=r"incompatible with the layer|expected shape"):
        model(tf.ones([4, 6]))


@in_browser
def test_layers_come_and_go():
    import tfjs as tf

    layers = tf.keras.layers
    model = tf.keras.Sequential()
    with pytest.raises(ValueError, match="has no layers"):
        model.build((None, 2))
    model.add(tf.keras.Input([4]))
    model.add(layers.Dense(3, name="one"))
    model.add(layers.Dense(2, name="two"))
    assert model.output_shape == (None, 2)
    kernel = model.get_layer("one").kernel
    gone = model.pop()
    assert gone.name == "two"
    assert model.output_shape == (None, 3)
    model.add(layers.Dense(5, name="three"))
    assert model.get_layer("one").kernel is kernel
    assert model(tf.ones([2, 4])).shape == (2, 5)
    assert [w.name for w in model.weights] == ["kernel", "bias"] * 2
    with pytest.raises(ValueError, match="should have unique names"):
        model.add(layers.Dense(1, name="one"))
    with pytest.raises(ValueError, match="cannot add a different Input layer"):
        model.add(tf.keras.Input([3]))
    with pytest.raises(ValueError, match=r"Only instances of `keras\.Layer`"):
        model.add("dense")
    with pytest.raises(ValueError, match="already been configured to use input shape"):
        model.build((None, 9))
    with pytest.raises(AttributeError, match="reserved"):
        model.layers = []


@in_browser
def test_layers_that_take_several_inputs_do_not_fit():
    import tfjs as tf

    class Two(tf.keras.layers.Layer):
        def call(self, one, two):
            return one + two

    with pytest.raises(ValueError, match="single required positional argument"):
        tf.keras.Sequential([tf.keras.Input([2]), Two()])


@in_browser
def test_models_nest_and_are_called_with_structures():
    import tfjs as tf

    layers = tf.keras.layers
    inner = tf.keras.Sequential([layers.Dense(3, activation="relu"), layers.Dense(2)])
    outer = tf.keras.Sequential([tf.keras.Input([4]), inner, layers.Dense(1)])
    assert outer.output_shape == (None, 1)
    assert inner.built
    assert len(outer.weights) == 6
    x = np.ones([2, 4], np.float32)
    np.testing.assert_allclose(outer(x).numpy(), outer.layers[1](inner(x)).numpy(), rtol=1e-6)
    merged = tf.keras.Sequential([layers.Add(), layers.Dense(1)])
    assert merged([tf.ones([2, 3]), tf.ones([2, 3])]).shape == (2, 1)
    lambda_like = tf.keras.Sequential([tf.keras.Input([2]), tf.keras.layers.Activation("relu")])
    twin = tf.keras.Sequential.from_config(lambda_like.get_config())
    assert twin(tf.constant([[-1.0, 1.0]])).numpy().tolist() == [[0.0, 1.0]]
    with pytest.raises(ValueError, match="must be a dictionary containing"):
        tf.keras.Sequential.from_config({"layers": []})


@in_browser
def test_the_first_layer_may_know_the_shape():
    import tfjs as tf

    with pytest.warns(UserWarning, match="Do not pass an `input_shape`"):
        model = tf.keras.Sequential([tf.keras.layers.Dense(2, input_shape=(3,))])
    assert model.input_shape == (None, 3)
    with pytest.warns(UserWarning, match="Do not pass an `input_shape`"):
        model = tf.keras.Sequential([tf.keras.layers.Dense(2, input_dim=6)])
    assert model.input_shape == (None, 6)
