"""Objects as configs and back, and what a config may not be."""

from __future__ import annotations

import gc

import numpy as np
import pytest

from tests.browser.harness import in_browser


@in_browser
def test_plain_values_arrays_and_odd_things_travel():
    import tfjs as tf

    saving = tf.keras.saving
    for value in (
        *(1, 2.5, "text", None, True, [1, [2, "x"]], {"a": [None, 3]}),
        *(slice(1, None, 2), Ellipsis, b"bytes"),
    ):
        assert saving.deserialize_keras_object(saving.serialize_keras_object(value)) == value
    array = np.float32([[1, 2], [3, 4]])
    back = saving.deserialize_keras_object(saving.serialize_keras_object(array))
    assert back.dtype == np.float32
    np.testing.assert_array_equal(back, array)
    tensor = saving.deserialize_keras_object(saving.serialize_keras_object(tf.constant(array)))
    assert isinstance(tensor, tf.Tensor)
    assert saving.serialize_keras_object(np.float32(2.0)) == 2.0
    assert saving.serialize_keras_object(tf.float32) == "float32"
    assert saving.serialize_keras_object(tf.TensorShape([None, 2])) == [None, 2]
    symbol = saving.serialize_keras_object(tf.keras.Input([2], name="here"))
    assert symbol["config"]["keras_history"] == ["here", 0, 0]


@in_browser
def test_keras_s_own_objects_have_public_names():
    import tfjs as tf

    serialize = tf.keras.saving.serialize_keras_object
    layer = serialize(tf.keras.layers.Dense(2, name="d"))
    assert (layer["module"], layer["class_name"]) == ("keras.layers", "Dense")
    assert layer["registered_name"] is None
    assert serialize(tf.keras.initializers.Zeros())["module"] == "keras.initializers"
    assert serialize(tf.keras.optimizers.SGD())["module"] == "keras.optimizers"
    assert serialize(tf.keras.DTypePolicy("float64"))["module"] == "keras"
    function = serialize(tf.keras.activations.tanh)
    names = {"class_name": "function", "config": "tanh"}
    assert function == {"module": "builtins", "registered_name": "function"} | names

    def own(x):
        return x

    assert serialize(own) == function | {"config": "own"}
    back = tf.keras.saving.deserialize_keras_object(function)
    assert back is tf.keras.activations.tanh


@in_browser
def test_own_classes_are_registered_or_named():
    import tfjs as tf

    saving = tf.keras.saving

    @saving.register_keras_serializable("tests")
    class Twice(tf.keras.layers.Layer):
        def call(self, inputs):
            return 2.0 * inputs

    class Thrice(tf.keras.layers.Layer):
        def __init__(self, offset, **kwargs):
            super().__init__(**kwargs)
            self.offset = offset

        def call(self, inputs):
            return 3.0 * inputs + self.offset

    @saving.register_keras_serializable("tests")
    def half(x):
        return x / 2.0

    try:
        assert saving.get_registered_name(Twice) == "tests>Twice"
        assert saving.get_registered_object("tests>Twice") is Twice
        model = tf.keras.Sequential(
            [tf.keras.Input([1]), Twice(), Thrice(1.0), tf.keras.layers.Activation(half)]
        )
        text = model.to_json()
        with pytest.raises(TypeError, match="Could not locate class 'Thrice'"):
            tf.keras.models.model_from_json(text)
        twin = tf.keras.models.model_from_json(text, custom_objects={"Thrice": Thrice})
        assert twin(tf.ones([1, 1])).numpy().tolist() == [[3.5]]
        with saving.custom_object_scope({"Thrice": Thrice}):
            again = tf.keras.models.model_from_json(text)
        assert again(tf.ones([1, 1])).numpy().tolist() == [[3.5]]
        with pytest.raises(TypeError, match="Could not locate class 'Thrice'"):
            tf.keras.models.model_from_json(text)
    finally:
        saving.get_custom_objects().clear()
        from tfjs.keras.saving import registration

        registration._names.clear()
    with pytest.raises(ValueError, match="get_config"):
        saving.register_keras_serializable()(type("Bare", (), {}))


@in_browser
def test_a_program_that_is_run_again_frees_what_it_registered():
    import weakref

    import tfjs as tf
    from tfjs.keras.saving import registration

    program = """
@tf.keras.saving.register_keras_serializable("again")
class Twice(tf.keras.layers.Layer):
    def call(self, x):
        return 2 * x

model = tf.keras.Sequential([tf.keras.Input((2,)), Twice(), tf.keras.layers.Dense(1)])
"""
    seen = []
    try:
        for _ in range(2):
            names = {"tf": tf, "__name__": "__main__"}
            exec(program, names)
            seen.append(weakref.ref(names.pop("model")))
            seen.append(weakref.ref(names["Twice"]))
            del names
            gc.collect()
        assert [one() is None for one in seen] == [True, True, True, False]
    finally:
        registration._names.pop(registration._objects.pop("again>Twice"))
        gc.collect()


@in_browser
def test_lambdas_need_trust():
    import tfjs as tf

    saving = tf.keras.saving
    factor = 3.0
    with pytest.warns(UserWarning, match="includes a `lambda`"):
        config = saving.serialize_keras_object(lambda x, y=1.0: factor * x + y)
    with pytest.raises(ValueError, match="safe_mode=False"):
        saving.deserialize_keras_object(config)
    assert saving.deserialize_keras_object(config, safe_mode=False)(2.0) == 7.0
    config["config"]["value"]["code"] = "AAAA"
    with pytest.raises(ValueError, match="bytecode"):
        saving.deserialize_keras_object(config, safe_mode=False)


@in_browser
def test_configs_that_nothing_can_be_made_of():
    import tfjs as tf

    load = tf.keras.saving.deserialize_keras_object
    with pytest.raises(TypeError, match="Could not locate class 'Nothing'"):
        load({"module": "keras.layers", "class_name": "Nothing", "config": {}})
    with pytest.raises(TypeError, match="could not be deserialized properly"):
        load({"module": "keras.layers", "class_name": "Dense", "config": {"unit": 3}})
    with pytest.raises(TypeError, match="Expected 'config' to be a dict"):
        load({"module": "keras.layers", "class_name": "Dense", "config": 3})
    with pytest.raises(TypeError, match=r"Could not locate function 'os\.system'"):
        load({"module": "builtins", "class_name": "function", "config": "os.system"})
    with pytest.raises(TypeError, match="Could not locate class 'Popen'"):
        load({"module": "subprocess", "class_name": "Popen", "config": {}})
    with pytest.raises(TypeError, match="Could not locate class 'load_model'"):
        load({"module": "keras.models", "class_name": "load_model", "config": {}})
    with pytest.raises(TypeError, match="Could not parse config"):
        load(object())
    with pytest.raises(TypeError, match="Cannot serialize object"):
        tf.keras.saving.serialize_keras_object(object())
    x = tf.keras.Input([1], name="x")
    config = tf.keras.Model(x, tf.keras.layers.Dense(1, name="d")(x)).get_config()
    config["layers"][1]["inbound_nodes"][0]["args"][0]["config"]["keras_history"] = ["d", 5, 0]
    with pytest.raises(ValueError, match="failed to be resolved"):
        tf.keras.Model.from_config(config)
    config["layers"][1]["inbound_nodes"][0]["args"][0]["config"]["keras_history"] = ["y", 0, 0]
    with pytest.raises(ValueError, match="Missing node: y"):
        tf.keras.Model.from_config(config)


@in_browser
def test_configs_of_keras_2_are_read():
    import tfjs as tf

    config = {
        "name": "old",
        "layers": [
            {
                "class_name": "InputLayer",
                "config": {"batch_input_shape": [None, 2], "dtype": "float32", "name": "i"},
                "name": "i",
                "inbound_nodes": [],
            },
            {
                "class_name": "Dense",
                "config": {"units": 3, "name": "d", "activation": "relu"},
                "name": "d",
                "inbound_nodes": [[["i", 0, 0, {}]]],
            },
        ],
        "input_layers": [["i", 0, 0]],
        "output_layers": [["d", 0, 0]],
    }
    model = tf.keras.Model.from_config(config)
    assert model.output_shape == (None, 3)
    stack = {
        "name": "stack",
        "layers": [
            {"class_name": "Dense", "config": {"units": 3, "name": "a"}},
            {"class_name": "Dense", "config": {"units": 1, "name": "b"}},
        ],
        "build_input_shape": [None, 4],
    }
    assert tf.keras.Sequential.from_config(stack).output_shape == (None, 1)
