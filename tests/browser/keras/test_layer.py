"""Layers: how they are built and called, and what they say when something is wrong."""

from __future__ import annotations

import json
import warnings

import numpy as np
import pytest

from tests.browser.harness import in_browser


def scaling():
    """A layer with a weight for each feature."""
    import tfjs as tf

    class Scaling(tf.keras.layers.Layer):
        def __init__(self, factor=2.0, **kwargs):
            super().__init__(**kwargs)
            self.factor = factor

        def build(self, input_shape):
            self.scale = self.add_weight(
                shape=(input_shape[-1],), initializer="ones", name="scale", regularizer="l2"
            )
            self.count = self.add_weight(
                initializer="zeros", trainable=False, dtype="int32", name="count"
            )

        def call(self, inputs):
            self.count.assign_add(1)
            return inputs * self.scale * self.factor

    return Scaling


@in_browser
def test_a_layer_makes_its_weights_when_it_is_called_first():
    import tfjs as tf

    tf.keras.backend.clear_session()
    layer = scaling()(3.0)
    assert not layer.built
    assert layer.weights == []
    assert layer.path is None
    with pytest.raises(ValueError, match="the layer isn't built"):
        layer.count_params()
    np.testing.assert_array_equal(layer(np.ones([2, 4], np.float32)).numpy(), np.full([2, 4], 3.0))
    assert [w.path for w in layer.weights] == ["scaling/scale", "scaling/count"]
    assert [w.name for w in layer.trainable_weights] == ["scale"]
    assert layer.path == "scaling"
    assert layer.count_params() == 5
    assert layer.get_build_config() == {"input_shape": (2, 4)}
    assert int(layer.count) == 1
    assert repr(layer) == "<Scaling name=scaling, built=True>"
    again = type(layer).from_config(layer.get_config())
    assert (again.name, again.factor) == ("scaling", 3.0)
    again.build_from_config(json.loads(json.dumps(layer.get_build_config())))
    assert [tuple(w.shape) for w in again.weights] == [(4,), ()]
    with pytest.raises(ValueError, match="cannot add new elements of state"):
        layer.other = tf.keras.layers.Dense(1)
    with pytest.raises(ValueError, match="cannot add new elements of state"):
        layer.add_weight(shape=(1,))


@in_browser
def test_a_symbolic_call_leaves_no_trace_in_the_state():
    import tfjs as tf

    layer = scaling()()
    for shape in ((None, 4), (3, None, 4), (5, 4)):
        tensor = layer(tf.keras.KerasTensor(shape))
        assert tensor.shape == shape
        assert tensor.dtype == "float32"
    assert int(layer.count) == 0
    assert layer.compute_output_shape((None, 7, 4)) == (None, 7, 4)
    assert len(layer._inbound_nodes) == 3
    assert layer.output.shape == (None, 4)
    with pytest.raises(AttributeError, match="never been called and thus has no defined output"):
        _ = scaling()().output

    class Rows(tf.keras.layers.Layer):
        def call(self, inputs):
            return {"sum": tf.reduce_sum(inputs, -1), "pair": [inputs[:, :2], tf.shape(inputs)]}

    found = Rows()(tf.keras.Input([6]))
    assert found["sum"].shape == (None,)
    assert found["pair"][0].shape == (None, 2)
    assert found["pair"][1].dtype == "int32"


@in_browser
def test_masks_go_from_layer_to_layer():
    import tfjs as tf

    class Starting(tf.keras.layers.Layer):
        def call(self, inputs):
            return inputs * 1.0

        def compute_mask(self, inputs, previous_mask=None):
            return tf.not_equal(inputs[..., 0], 0.0)

    class Passing(tf.keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.supports_masking = True

        def call(self, inputs):
            return inputs + 1.0

    class Using(tf.keras.layers.Layer):
        def call(self, inputs, mask=None):
            assert mask is not None
            return tf.reduce_sum(inputs * tf.cast(mask, tf.float32)[..., None], 1)

        def compute_output_shape(self, input_shape):
            return (input_shape[0], input_shape[2])

    class Joining(tf.keras.layers.Layer):
        def call(self, query, value, query_mask=None, value_mask=None):
            assert query_mask is not None
            assert value_mask is None
            return query + value

    data = np.float32([[[1, 2], [0, 5]], [[0, 1], [3, 4]]])
    x = tf.constant(data)
    masked = Passing()(Starting()(x))
    np.testing.assert_array_equal(masked._keras_mask.numpy(), data[..., 0] != 0)
    assert Joining()(masked, x).shape == (2, 2, 2)
    symbol = tf.keras.Input([2, 2])
    model = tf.keras.Model(symbol, Using()(Passing()(Starting()(symbol))))
    wanted = ((data + 1) * (data[..., :1] != 0)).sum(1)
    np.testing.assert_allclose(model(x).numpy(), wanted)
    run = tf.function(lambda v: model(v))
    np.testing.assert_allclose(run(x).numpy(), wanted)
    np.testing.assert_allclose(run(x).numpy(), wanted)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kept = tf.function(lambda v: Passing()(v * 1.0))
        kept(masked)
        through = tf.keras.Model(symbol, Passing()(Starting()(symbol)))
        traced = tf.function(through.__call__)
        assert traced(x).shape == (2, 2, 2)
        assert traced(x).shape == (2, 2, 2)

    class Losing(tf.keras.layers.Layer):
        def call(self, inputs):
            return inputs

    with pytest.warns(UserWarning, match="does not support masking"):
        Losing()(tf.keras.layers.Layer.__call__(Passing(), masked) * 1.0 if False else masked)


@in_browser
def test_dtypes_follow_the_policy():
    import tfjs as tf

    layer = tf.keras.layers.Dense(2, dtype="float64")
    assert (layer.dtype, layer.compute_dtype) == ("float64", "float64")
    assert layer(tf.ones([1, 2])).dtype == tf.float64
    mixed = tf.keras.layers.Dense(2, dtype="mixed_float16")
    assert mixed(np.ones([1, 2])).dtype == tf.float32
    assert mixed.dtype_policy.name == "mixed_float16"
    assert mixed.get_config()["dtype"]["config"] == {"name": "mixed_float16"}
    tf.keras.config.set_dtype_policy("mixed_float16")
    try:
        model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
        given = tf.keras.optimizers.SGD(0.5)
        model.compile(given, "mse")
        assert type(model.optimizer).__name__ == "LossScaleOptimizer"
        assert model.optimizer.inner_optimizer is given
        model.fit(np.ones((4, 2)), np.ones((4, 1)), epochs=2, verbose=0)
        assert float(model.optimizer.dynamic_scale) == 2.0**15
        assert np.all(np.isfinite(model.get_weights()[0]))
        model.compile("sgd", "mse", auto_scale_loss=False)
        assert type(model.optimizer).__name__ == "SGD"
    finally:
        tf.keras.config.set_dtype_policy(None)
    tf.keras.config.set_dtype_policy("float64")
    try:
        assert tf.keras.layers.Dense(1).dtype == "float64"
    finally:
        tf.keras.config.set_dtype_policy(None)
    with pytest.raises(ValueError, match="float31"):
        tf.keras.layers.Dense(1, dtype="float31")
    with pytest.raises(ValueError, match="Unknown `floatx` value: int8"):
        tf.keras.backend.set_floatx("int8")

    class Same(tf.keras.layers.Layer):
        def call(self, inputs):
            return inputs

    assert Same()(tf.constant([1, 2])).dtype == tf.int32
    assert Same()(tf.constant([1.0], tf.float64)).dtype == tf.float32
    assert Same(autocast=False)(tf.constant([1.0], tf.float64)).dtype == tf.float64


@in_browser
def test_build_and_shapes_may_have_several_arguments():
    import tfjs as tf

    class Between(tf.keras.layers.Layer):
        def build(self, query_shape, value_shape):
            self.w = self.add_weight(shape=(query_shape[-1], value_shape[-1]), name="w")

        def call(self, query, value=None):
            return tf.matmul(query, self.w) + value

        def compute_output_shape(self, query_shape, value_shape):
            return (*query_shape[:-1], value_shape[-1])

    layer = Between()
    assert layer(tf.ones([2, 3]), value=tf.ones([2, 4])).shape == (2, 4)
    assert layer.get_build_config() == {
        "shapes_dict": {"query_shape": (2, 3), "value_shape": (2, 4)}
    }
    a, b = tf.keras.Input([3]), tf.keras.Input([4])
    model = tf.keras.Model([a, b], layer(a, value=b))
    assert model([tf.ones([5, 3]), tf.ones([5, 4])]).shape == (5, 4)
    twin = tf.keras.models.model_from_json(model.to_json(), custom_objects={"Between": Between})
    assert twin.output_shape == (None, 4)

    class Wrong(tf.keras.layers.Layer):
        def build(self, one, two):
            self.built = True

        def call(self, query, value):
            return query

    with pytest.raises(ValueError, match="should have a `_shape` suffix"):
        Wrong()(tf.ones([1]), tf.ones([1]))


@in_browser
def test_what_a_layer_refuses():
    import tfjs as tf

    class Forgetful(tf.keras.layers.Layer):
        def __init__(self):
            self.units = 3

        def call(self, inputs):
            return inputs

    with pytest.raises(RuntimeError, match=r"forgot to call `super\(\).__init__\(\)`"):
        Forgetful()(tf.ones([1]))
    with pytest.raises(ValueError, match=r"Unrecognized keyword arguments passed to Dense: .*uses"):
        tf.keras.layers.Dense(1, uses=2)
    with pytest.raises(ValueError, match="Expected `trainable` to be a boolean"):
        tf.keras.layers.Dense(1, trainable="yes")
    with pytest.raises(ValueError, match="cannot contain character `/`"):
        tf.keras.layers.Dense(1, name="a/b")
    dense = tf.keras.layers.Dense(2, name="d")
    dense.build((None, 3))
    with pytest.raises(ValueError, match="expected axis -1 of input shape to have value 3"):
        dense(tf.ones([2, 4]))
    with pytest.raises(ValueError, match="expected min_ndim=2, found ndim=1"):
        dense(tf.ones([3]))
    with pytest.raises(ValueError, match="Only input tensors may be passed as positional"):
        dense([[1.0, 2.0, 3.0]])
    with pytest.raises(TypeError, match="missing"):
        dense()
    with pytest.raises(NotImplementedError, match="does not have a `call"):
        tf.keras.layers.Layer()(tf.ones([1]))
    with pytest.raises(ValueError, match="passed as a keyword argument"):
        dense.add_weight("kernel", (2,))
    with pytest.raises(NotImplementedError, match="add_metric"):
        dense.add_metric(1)

    class Failing(tf.keras.layers.Layer):
        def call(self, inputs):
            raise KeyError("nothing here")

    with pytest.raises(KeyError) as caught:
        Failing()(tf.ones([2, 3]))
    assert "calling Failing.call()" in caught.value.__notes__[0]
    assert "inputs=tf.Tensor(shape=(2, 3), dtype=float32)" in caught.value.__notes__[0]
    with pytest.raises(KeyError) as caught:
        Failing()(tf.keras.Input([3]))
    assert any("infer the output shape" in note for note in caught.value.__notes__)

    class Bare(tf.keras.layers.Layer):
        def __init__(self, function):
            super().__init__()

    with pytest.raises(NotImplementedError, match="must override `get_config"):
        Bare(len).get_config()
