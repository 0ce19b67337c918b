"""Models against Keras's own: configs, names of weights, tables, and outputs for given weights."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import in_browser
from tests.goldens.keras.model_cases import CASES, inputs_of, outputs_of, stripped, weight_value

KNOWN = json.loads((FOLDER / "keras" / "models.json").read_text())
NAMES = sorted(KNOWN["cases"])
LOADED = sorted(KNOWN["loaded"])


def made(name):
    import tfjs as tf

    tf.keras.backend.clear_session()
    model = CASES[name](tf.keras)
    for index, weight in enumerate(model.weights):
        weight.assign(weight_value(index, tuple(weight.shape)))
    return model


def agree(model, wanted):
    found = outputs_of(model(inputs_of(model), training=False))
    assert len(found) == len(wanted)
    for one, golden in zip(found, wanted, strict=True):
        assert list(one.shape) == golden["shape"]
        np.testing.assert_allclose(one.numpy().ravel(), golden["values"], rtol=2e-5, atol=1e-6)


@pytest.mark.parametrize("name", NAMES)
@in_browser
def test_a_model_is_that_of_keras(name):
    wanted = load("keras/models")["cases"][name]
    model = made(name)
    assert [[w.path, list(w.shape)] for w in model.weights] == wanted["weights"]
    assert [layer.name for layer in model.layers] == wanted["layers"]
    assert json.loads(json.dumps(model.input_shape)) == wanted["input_shape"]
    assert json.loads(json.dumps(model.output_shape)) == wanted["output_shape"]
    assert model.count_params() == wanted["count"]
    agree(model, wanted["outputs"])


@pytest.mark.parametrize("name", NAMES)
@in_browser
def test_a_config_is_that_of_keras(name):
    wanted = load("keras/models")["cases"][name]["config"]
    assert stripped(json.loads(made(name).to_json())) == wanted


@pytest.mark.parametrize("name", NAMES)
@in_browser
def test_a_summary_is_that_of_keras(name):
    lines = []
    made(name).summary(print_fn=lines.append)
    assert "\n".join(lines) == load("keras/models")["cases"][name]["summary"]


@pytest.mark.parametrize("name", [*NAMES, *LOADED])
@in_browser
def test_keras_s_config_makes_the_model(name):
    import tfjs as tf

    known = load("keras/models")
    wanted = {**known["cases"], **known["loaded"]}[name]
    tf.keras.backend.clear_session()
    model = tf.keras.models.model_from_json(json.dumps(wanted["config"]))
    for index, weight in enumerate(model.weights):
        weight.assign(weight_value(index, tuple(weight.shape)))
    assert [list(w.shape) for w in model.weights] == [shape for _, shape in wanted["weights"]]
    agree(model, wanted["outputs"])
    assert stripped(json.loads(model.to_json())) == wanted["config"]


@in_browser
def test_a_clone_has_weights_of_its_own():
    import tfjs as tf

    for name in ("sequential", "shared", "nested", "operators"):
        model = made(name)
        twin = tf.keras.models.clone_model(model)
        twin.set_weights(model.get_weights())
        for one, two in zip(
            outputs_of(model(inputs_of(model))), outputs_of(twin(inputs_of(model))), strict=True
        ):
            np.testing.assert_array_equal(one.numpy(), two.numpy())
        for weight in twin.weights:
            weight.assign(weight * 0.0)
        assert all(np.abs(w.numpy()).max() > 0 for w in model.weights)


@in_browser
def test_a_clone_may_have_other_layers():
    import tfjs as tf

    layers = tf.keras.layers
    model = made("residual")

    def wider(layer):
        config = layer.get_config()
        if isinstance(layer, layers.Dense):
            config["activation"] = "tanh"
        return type(layer).from_config(config)

    twin = tf.keras.models.clone_model(model, clone_function=wider)
    assert twin.get_layer("block1").activation.__name__ == "tanh"

    def called(layer, *args, **kwargs):
        result = layer(*args, **kwargs)
        return layers.Activation("relu")(result) if isinstance(layer, layers.Dense) else result

    longer = tf.keras.models.clone_model(model, clone_function=lambda x: x, call_function=called)
    assert len(longer.layers) == len(model.layers) + 4
    assert longer.get_layer("out") is model.get_layer("out")
    with pytest.raises(ValueError, match="call_function"):
        tf.keras.models.clone_model(made("sequential"), call_function=called)


@in_browser
def test_a_subclassed_model_learns_what_it_is_from_a_call():
    import tfjs as tf

    class Net(tf.keras.Model):
        def __init__(self, units, **kwargs):
            super().__init__(**kwargs)
            self.first = tf.keras.layers.Dense(units, activation="relu")
            self.rest = [tf.keras.layers.Dense(2), tf.keras.layers.Dropout(0.5)]

        def call(self, inputs, training=None):
            x = self.first(inputs)
            for layer in self.rest:
                x = layer(x)
            return x

    tf.keras.backend.clear_session()
    net = Net(3)
    lines = []
    net.summary(print_fn=lines.append)
    assert "0 (unbuilt)" in lines[0]
    assert net.weights == []
    assert net(np.ones([4, 5], np.float32)).shape == (4, 2)
    assert [w.path for w in net.weights] == [
        "net/dense/kernel",
        "net/dense/bias",
        "net/dense_1/kernel",
        "net/dense_1/bias",
    ]
    assert net.get_config()["units"] == 3
    assert [layer.name for layer in net.layers] == ["dense", "dense_1", "dropout"]
    symbol = tf.keras.Input([5])
    outer = tf.keras.Model(symbol, tf.keras.layers.Dense(1)(net(symbol)))
    assert outer.output_shape == (None, 1)
    assert outer.count_params() == net.count_params() + 3
    again = Net.from_config(net.get_config())
    again.build_from_config(net.get_build_config())
    assert [w.shape for w in again.weights] == [w.shape for w in net.weights]
    early = Net(3)
    early.build((None, 5))
    assert [w.shape for w in early.weights] == [w.shape for w in net.weights]
    assert np.abs(early.weights[0].numpy()).max() > 0.0
    assert early.first.get_build_config() == {"input_shape": (None, 5)}


@in_browser
def test_models_are_copied_and_pickled_with_their_weights():
    import copy
    import pickle

    import tfjs as tf

    model = made("shared")
    for twin in (copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        assert twin.name == model.name
        inputs = inputs_of(model)
        np.testing.assert_array_equal(twin(inputs).numpy(), model(inputs).numpy())
        twin.weights[0].assign(twin.weights[0] * 0.0)
    assert np.abs(model.weights[0].numpy()).max() > 0.0
    fresh = copy.deepcopy(tf.keras.layers.Dense(2, name="d"))
    assert (fresh.name, fresh.built) == ("d", False)


@in_browser
def test_a_model_class_may_be_functional():
    import tfjs as tf

    class Boxed(tf.keras.Model):
        def __init__(self, units=3):
            inputs = tf.keras.Input([4])
            super().__init__(inputs, tf.keras.layers.Dense(units)(inputs))
            self.units = units

        def get_config(self):
            return {"units": self.units}

    model = Boxed(5)
    assert model.output_shape == (None, 5)
    assert model(tf.ones([2, 4])).shape == (2, 5)
    assert Boxed.from_config(model.get_config()).output_shape == (None, 5)


@in_browser
def test_weights_travel_as_arrays():
    import tfjs as tf

    model = made("shared")
    values = model.get_weights()
    assert [value.dtype for value in values] == [np.float32] * 4
    model.set_weights([value + 1 for value in values])
    np.testing.assert_allclose(model.get_weights()[0], values[0] + 1)
    with pytest.raises(ValueError, match="was expecting 4 weights"):
        model.set_weights(values[:3])
    with pytest.raises(ValueError, match=r"weight shape \(4, 5\) is not compatible"):
        model.set_weights([values[1], *values[1:]])
    layer = model.get_layer("encoder")
    np.testing.assert_array_equal(layer.get_weights()[1], model.get_weights()[1])
    with pytest.raises(ValueError, match="No such layer: decoder"):
        model.get_layer("decoder")
    with pytest.raises(ValueError, match="index 9"):
        model.get_layer(index=9)
    with pytest.raises(ValueError, match="Provide either"):
        model.get_layer()
    assert isinstance(tf.keras.Model.layers, property)


@in_browser
def test_frozen_layers_get_no_gradients():
    import tfjs as tf

    model = made("residual")
    model.get_layer("block0").trainable = False
    assert len(model.trainable_weights) == 6
    assert len(model.non_trainable_weights) == 2
    x = tf.ones([2, 6])
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(model(x))
    watched = {v.ref() for v in tape.watched_variables()}
    assert model.get_layer("block0").kernel.ref() not in watched
    assert all(g is not None for g in tape.gradient(loss, model.trainable_variables))
    model.trainable = False
    assert model.trainable_variables == []
    model.trainable = True
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(model(x))
    grads = tape.gradient(loss, model.trainable_variables)
    assert len(grads) == 8
    assert all(g is not None for g in grads)


@in_browser
def test_a_model_is_shown_as_a_table_and_a_picture():
    import tfjs as tf

    model = made("nested")
    html = model._repr_html_()
    assert ">inner</td>" in html
    assert "outer_input[0][0]" in html
    assert "45" in html
    from tfjs.keras.engine.diagram import plot_model

    picture = plot_model(model, show_shapes=True, show_layer_names=True)
    svg = picture._repr_svg_()
    assert svg.startswith("<svg ")
    assert svg.count("<rect ") == 3
    assert "inner (Functional)" in svg
    wide = plot_model(model, expand_nested=True, rankdir="LR", show_layer_names=True)
    assert "body (Dense)" in wide.svg()
    assert "head_dense (Dense)" in wide.svg()
    assert wide.width > wide.height
    with pytest.raises(ValueError, match="not yet been built"):
        plot_model(tf.keras.Sequential([tf.keras.layers.Dense(1)]))
    with pytest.raises(ValueError, match=r"\.svg"):
        plot_model(model, "model.png")


@in_browser
def test_a_summary_can_be_cut_widened_and_opened():
    model = made("nested")
    lines = []
    model.summary(print_fn=lines.append, expand_nested=True, show_trainable=True, line_length=120)
    text = lines[0]
    assert "└ body (Dense)" in text
    assert "Trainable" in text
    assert max(map(len, text.splitlines())) == 120
    lines.clear()
    made("residual").summary(print_fn=lines.append, layer_range=["block1", "sum1"])
    assert "block0" not in lines[0].split("┡")[1].replace("block0[0][0]", "")
    with pytest.raises(ValueError, match="layer_range"):
        model.summary(layer_range=["a"])
    with pytest.raises(ValueError, match="do not match"):
        model.summary(layer_range=["nobody", "nowhere"])
    with pytest.raises(ValueError, match="Insufficient console width"):
        model.summary(line_length=10)


@in_browser
def test_a_model_that_nobody_holds_is_gone_at_once():
    import gc

    import tfjs as tf

    x = tf.ones([2, 6])
    gc.collect()
    gc.disable()
    try:
        before = tf.backend.memory().num_tensors
        model = made("residual")
        model(x)
        assert tf.backend.memory().num_tensors == before + 8
        del model
        assert tf.backend.memory().num_tensors == before
        net = made("sequential")
        net(x)
        del net
        assert tf.backend.memory().num_tensors == before
    finally:
        gc.enable()


@in_browser
def test_a_model_is_built_inside_a_function():
    import tfjs as tf

    model = tf.keras.Sequential(
        [tf.keras.layers.Dense(3), tf.keras.layers.BatchNormalization(), tf.keras.layers.Dense(1)]
    )
    optimizer = tf.keras.optimizers.SGD(0.05)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(model(x, training=True) - y))
        weights = model.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights, strict=True))
        return loss

    x = tf.constant(np.cos(np.arange(24, dtype=np.float32)).reshape(8, 3))
    y = tf.reduce_sum(x, 1, keepdims=True)
    losses = [float(step(x, y)) for _ in range(20)]
    assert losses[-1] < losses[0]
    assert step.experimental_get_tracing_count() <= 2
    assert len(model.weights) == 8
    assert model.input_shape == (8, 3)


@in_browser
def test_a_call_inside_a_function_is_traced_once():
    import tfjs as tf

    model = made("residual")
    traces = []

    @tf.function
    def run(x):
        traces.append(1)
        return model(x, training=True)

    x = tf.ones([3, 6])
    first = run(x).numpy()
    np.testing.assert_allclose(run(x).numpy(), first)
    model.get_layer("out").bias.assign([1.0, 2.0])
    assert np.abs(run(x).numpy() - first).max() > 0.5
    assert traces == [1]
    with pytest.raises(ValueError, match="expected shape"):
        model(tf.ones([3, 7]))
