"""Functional models: their structures, and what is wrong with a graph."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from tests.browser.harness import in_browser


def two_inputs():
    import tfjs as tf

    a, b = tf.keras.Input([2], name="a"), tf.keras.Input([3], name="b")
    joined = tf.keras.layers.Concatenate()([a, b])
    return tf.keras.Model([a, b], tf.keras.layers.Dense(4, name="out")(joined))


@in_browser
def test_inputs_come_in_the_model_s_structure_or_by_name():
    import tfjs as tf

    model = two_inputs()
    a, b = np.ones([5, 2], np.float32), np.full([5, 3], 2.0, np.float32)
    wanted = model([a, b]).numpy()
    for inputs in ((a, b), {"a": a, "b": b}, {"b": b, "a": a, "extra": a}, [tf.constant(a), b]):
        np.testing.assert_array_equal(model(inputs).numpy(), wanted)
    with pytest.raises(ValueError, match='Missing data for input "b"'):
        model({"a": a, "c": b})
    with pytest.raises(ValueError, match=r"expects 2 input\(s\), but it received 1"):
        model(a)
    with pytest.raises(ValueError, match=r"expects 2 input\(s\), but it received 3"):
        model([a, b, b])
    with pytest.raises(ValueError, match=r"Input 1 with name 'b'.*expected shape=\(None, 3\)"):
        model([a, a])
    with pytest.raises(ValueError, match="is not optional, but None was passed"):
        model([a, None])


@in_browser
def test_ranks_and_dtypes_are_fitted():
    import tfjs as tf

    x = tf.keras.Input([1])
    model = tf.keras.Model(x, tf.keras.layers.Rescaling(2.0)(x) if False else x * 2.0)
    assert model(np.ones([3], np.float32)).shape == (3, 1)
    assert model(np.ones([3, 1])).dtype == tf.float32
    assert model(np.ones([3, 1], np.int32)).dtype == tf.float32
    words = tf.keras.Input([None], dtype="int32")
    ids = tf.keras.Model(words, words + 1)
    assert ids(np.ones([2, 4], np.int64)).dtype == tf.int32
    with pytest.raises(ValueError, match=r"incompatible shape|expected shape"):
        model(np.ones([3, 2, 2], np.float32))


@in_browser
def test_structures_nest_as_deep_as_one_likes():
    import tfjs as tf

    a, b, c = (tf.keras.Input([2], name=name) for name in "abc")
    model = tf.keras.Model(
        {"pair": [a, b], "third": c}, {"sum": a + b, "rest": (c * 2.0, [b, a - c])}
    )
    ones = tf.ones([1, 2])
    found = model({"pair": [ones, ones * 2.0], "third": ones * 3.0})
    assert found["sum"].numpy().tolist() == [[3.0, 3.0]]
    assert found["rest"][0].numpy().tolist() == [[6.0, 6.0]]
    assert found["rest"][1][1].numpy().tolist() == [[-2.0, -2.0]]
    assert len(model.outputs) == 4
    twin = tf.keras.Model.from_config(model.get_config())
    again = twin({"pair": [ones, ones * 2.0], "third": ones * 3.0})
    assert again["rest"][1][0].numpy().tolist() == [[2.0, 2.0]]
    assert tf.keras.Model([a], [a + 1.0])(ones).numpy().tolist() == [[2.0, 2.0]]


@in_browser
def test_a_layer_used_twice_has_one_set_of_weights():
    import tfjs as tf

    dense = tf.keras.layers.Dense(2, activation="tanh")
    x = tf.keras.Input([2])
    model = tf.keras.Model(x, dense(dense(dense(x))))
    assert len(model.weights) == 2
    assert len(model.layers) == 2
    values = tf.constant([[0.5, -0.25]])
    wanted = values
    for _ in range(3):
        wanted = tf.tanh(tf.matmul(wanted, dense.kernel) + dense.bias)
    np.testing.assert_allclose(model(values).numpy(), wanted.numpy(), rtol=1e-6)
    twin = tf.keras.Model.from_config(model.get_config())
    twin.set_weights(model.get_weights())
    np.testing.assert_allclose(twin(values).numpy(), wanted.numpy(), rtol=1e-6)


@in_browser
def test_a_model_is_cut_at_a_layer():
    import tfjs as tf

    layers = tf.keras.layers
    base = tf.keras.Sequential(
        [tf.keras.Input([4]), layers.Dense(5, name="first"), layers.Dense(3, name="second")]
    )
    features = tf.keras.Model(base.inputs, base.get_layer("first").output)
    features.trainable = False
    head = layers.Dense(2, name="head")(features.output)
    model = tf.keras.Model(features.input, head)
    assert [w.name for w in model.trainable_weights] == ["kernel", "bias"]
    assert model.get_layer(index=1) is base.get_layer("first")
    tail = tf.keras.Model(base.get_layer("first").output, base.outputs[0])
    x = tf.ones([2, 4])
    np.testing.assert_allclose(tail(features(x)).numpy(), base(x).numpy(), rtol=1e-6)
    assert tail.input_shape == (None, 5)
    again = tf.keras.Model(base.inputs, base.get_layer("first").output)
    np.testing.assert_allclose(again(x).numpy(), features(x).numpy(), rtol=1e-6)
    base.pop()
    base.add(layers.Dense(7, name="third"))
    wide = tf.keras.Model(base.inputs, [base.get_layer("third").output, base.layers[0].output])
    assert [tuple(y.shape) for y in wide(x)] == [(2, 7), (2, 5)]


@in_browser
def test_every_result_goes_after_its_last_use():
    import tfjs as tf

    x = y = tf.keras.Input([1000])
    for _ in range(12):
        y = tf.keras.layers.Activation("relu")(y)
    model = tf.keras.Model(x, y)
    data = tf.ones([100, 1000])
    model(data)
    seen = []

    class Looking(tf.keras.layers.Layer):
        def call(self, inputs):
            seen.append(tf.backend.memory().num_tensors)
            return inputs * 1.0

    x = y = tf.keras.Input([1000])
    for _ in range(6):
        y = Looking()(tf.keras.layers.Activation("relu")(y))
    watched = tf.keras.Model(x, y)
    seen.clear()
    watched(data)
    assert max(seen) - min(seen) <= 1


@in_browser
def test_what_is_wrong_with_a_graph():
    import tfjs as tf

    layers = tf.keras.layers
    a, b = tf.keras.Input([2]), tf.keras.Input([2], name="second")
    with pytest.raises(ValueError, match="`0` is not connected to `inputs`"):
        tf.keras.Model(a, layers.Dense(1)(b))
    with pytest.raises(ValueError, match=r"depends on \['second'\]"):
        tf.keras.Model(a, layers.Add()([a, b]))
    with pytest.raises(ValueError, match='name "same" is used 2 times'):
        tf.keras.Model(a, layers.Dense(2, name="same")(layers.Dense(2, name="same")(a)))
    with pytest.raises(ValueError, match="All `inputs` values must be KerasTensors"):
        tf.keras.Model(tf.ones([1, 2]), a)
    with pytest.raises(ValueError, match="All `outputs` values must be KerasTensors"):
        tf.keras.Model(a, lambda x: x)
    with pytest.raises(ValueError, match=r"come from `tf.keras.Input`"):
        tf.keras.Model(tf.keras.KerasTensor((None, 2)), a)
    with pytest.raises(ValueError, match="`outputs` argument cannot be empty"):
        tf.keras.Model(a, [])
    with pytest.raises(ValueError, match="You must pass a `shape` argument"):
        tf.keras.Input()
    with pytest.raises(ValueError, match="both `shape` and `batch_shape`"):
        tf.keras.Input([1], batch_shape=(1, 1))
    with pytest.raises(ValueError, match="Cannot convert"):
        tf.keras.Input([-3])
    with pytest.raises(AttributeError, match="reserved"):
        tf.keras.Model(a, a * 1.0).layers = []
    with pytest.raises(ValueError, match="incompatible with the layer"):
        layers.Dense(1, name="d")(tf.keras.Input([]))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        tf.keras.Model({"other": a}, a * 1.0)
    assert any("must match the names" in str(w.message) for w in caught)


@in_browser
def test_a_symbol_has_no_values():
    import tfjs as tf

    x = tf.keras.Input([2], name="x")
    with pytest.raises(ValueError, match=r"Lambda\(lambda x: tf.square"):
        tf.square(x)
    with pytest.raises(ValueError, match="cannot be used as input to a TensorFlow function"):
        tf.ones([2]) + x if False else tf.add(tf.ones([2]), x)
    with pytest.raises(TypeError, match="cannot be used as a boolean"):
        bool(x)
    with pytest.raises(TypeError, match="not supported"):
        list(x)
    with pytest.raises(ValueError, match="NumPy array"):
        np.asarray(x)
    with pytest.raises(ValueError, match="convert it to float"):
        float(x)
    assert repr(x).startswith("<KerasTensor shape=(None, 2), dtype=float32")
    assert x.ndim == 2
    assert (x == x) is True
    assert len({x, x}) == 1


@in_browser
def test_a_graph_deeper_than_python_s_stack_is_a_model():
    import tfjs as tf

    x = y = tf.keras.Input([1])
    for _ in range(2000):
        y = y + 1.0
    model = tf.keras.Model(x, y)
    assert model(tf.zeros([1, 1])).numpy().tolist() == [[2000.0]]
    del model, x
    del y
