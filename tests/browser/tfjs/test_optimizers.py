"""Optimizers: Keras's own numbers, and train steps that are replayed whole."""

from __future__ import annotations

import gc
import json
import warnings

import numpy as np
import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import in_browser, use_or_skip

OPTIMIZERS = sorted(
    {
        case["optimizer"]
        for case in json.loads((FOLDER / "optimizers" / "keras.json").read_text())["cases"]
    }
)


def census():
    import tfjs as tf

    gc.collect()
    return json.loads(tf._bridge.census())


def start():
    return [np.float32([[1.0, -2.0, 0.5], [0.0, 3.0, -0.25]]), np.float32([0.1, 20.0])]


def made(case):
    """The optimizer of a case."""
    import tfjs as tf

    arguments = dict(case["arguments"])
    if "schedule" in arguments:
        settings = dict(arguments.pop("schedule"))
        kind = getattr(tf.keras.optimizers.schedules, settings.pop("class"))
        arguments["learning_rate"] = kind(**settings)
    return getattr(tf.keras.optimizers, case["optimizer"])(**arguments)


def check_agreement(case, *, replayed, tolerance=1e-5):
    """Take the steps of a case, and compare the weights with Keras's."""
    import tfjs as tf

    weights = [tf.keras.Variable(value, name=f"w{i}") for i, value in enumerate(start())]
    optimizer = made(case)

    def step(slope):
        grads = [tf.tanh(w) * slope + 0.1 for w in weights]
        optimizer.apply_gradients(zip(grads, weights, strict=True))

    if replayed:
        step = tf.function(step)
    for count in range(1, 21):
        step(tf.constant(1.0 + 0.5 * (count % 3)))
        for found, wanted in zip(weights, case["after"].get(str(count), ()), strict=False):
            np.testing.assert_allclose(
                found.numpy(),
                wanted,
                rtol=tolerance,
                atol=tolerance,
                err_msg=f"{case['arguments']}",
            )
    found = [[v.path.partition("/")[2], list(v.shape)] for v in optimizer.variables]
    wanted = case["variables"]
    assert [shape for _, shape in found] == [shape for _, shape in wanted]
    assert [
        a for a, b in zip(found, wanted, strict=True) if a != b and "variable" not in b[0]
    ] == []
    if replayed:
        # The trace that builds the optimizer is not the one that is replayed.
        assert step.experimental_get_tracing_count() == 1 + (len(optimizer.variables) > 2)


@pytest.mark.parametrize("replayed", [False, True])
@pytest.mark.parametrize("name", OPTIMIZERS)
@in_browser
def test_an_optimizer_agrees_with_keras(name, replayed):
    for case in load("optimizers/keras")["cases"]:
        if case["optimizer"] == name:
            check_agreement(case, replayed=replayed)


@pytest.mark.parametrize("backend", ["cpu", "webgl"])
@in_browser
def test_optimizers_on_other_backends(backend):
    use_or_skip(backend)
    for name in ("Adam", "RMSprop", "Lamb", "Adafactor"):
        cases = [c for c in load("optimizers/keras")["cases"] if c["optimizer"] == name]
        check_agreement(cases[-1], replayed=True, tolerance=1e-5 if backend == "cpu" else 2e-4)


@pytest.mark.parametrize("name", OPTIMIZERS)
@in_browser
def test_an_optimizer_has_the_configuration_of_keras(name):
    import tfjs as tf

    for case in load("optimizers/keras")["cases"]:
        if case["optimizer"] != name:
            continue
        optimizer = made(case)
        found = optimizer.get_config()
        assert found.pop("name") == optimizer.name
        assert found == case["config"]
        again = tf.keras.optimizers.deserialize(tf.keras.optimizers.serialize(optimizer))
        assert type(again) is type(optimizer)
        assert again.get_config() == optimizer.get_config()


@in_browser
def test_a_train_step_is_one_program_whatever_the_learning_rate():
    import tfjs as tf

    random = np.random.default_rng(0)
    w1 = tf.Variable(random.normal(size=(2, 16)).astype(np.float32))
    w2 = tf.Variable(random.normal(size=(16, 1)).astype(np.float32))
    optimizer = tf.keras.optimizers.Adam(0.05)

    @tf.function
    def train(x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.tanh(x @ w1) @ w2 - y))
        optimizer.apply_gradients(zip(tape.gradient(loss, [w1, w2]), [w1, w2], strict=True))
        return loss

    x = random.normal(size=(64, 2)).astype(np.float32)
    y = (x[:, :1] * x[:, 1:]).astype(np.float32)
    x, y = tf.constant(x), tf.constant(y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        losses = [float(train(x, y)) for _ in range(150)]
    assert losses[-1] < 0.2 * losses[0]
    assert int(optimizer.iterations) == 150
    optimizer.learning_rate = 0.0
    before = w1.numpy()
    train(x, y)
    np.testing.assert_array_equal(w1.numpy(), before)
    optimizer.learning_rate.assign(0.5)
    train(x, y)
    assert np.abs(w1.numpy() - before).max() > 0.01
    assert train.experimental_get_tracing_count() == 2
    held = census()
    for _ in range(100):
        train(x, y)
    assert census() == held


@in_browser
def test_a_learning_rate_may_be_a_variable_or_a_function():
    import tfjs as tf

    w = tf.Variable(1.0)
    rate = tf.Variable(0.5)
    tf.keras.optimizers.SGD(rate).apply([tf.constant(1.0)], [w])
    assert float(w) == 0.5
    tf.keras.optimizers.SGD(lambda: rate * 0.5).apply([tf.constant(1.0)], [w])
    assert float(w) == 0.25
    with pytest.raises(ValueError, match="learning_rate"):
        tf.keras.optimizers.SGD("fast")


@in_browser
def test_constraints_and_missing_gradients():
    import tfjs as tf

    v = tf.Variable([1.0, -1.0], constraint=lambda x: tf.maximum(x, 0.0))
    w = tf.Variable(1.0, name="left_out")
    optimizer = tf.keras.optimizers.SGD(0.1)
    with pytest.warns(UserWarning, match="left_out"):
        optimizer.apply_gradients([(tf.constant([1.0, 1.0]), v), (None, w)])
    np.testing.assert_allclose(v.numpy(), [0.9, 0.0])
    with pytest.raises(ValueError, match="No gradients provided"):
        optimizer.apply([None], [w])
    with pytest.raises(ValueError, match="Unknown variable"):
        optimizer.apply([tf.constant(1.0)], [tf.Variable(1.0)])
    with pytest.raises(ValueError, match="one-to-one"):
        optimizer.apply([tf.constant(1.0)])


@in_browser
def test_variables_can_be_left_out_of_weight_decay():
    import tfjs as tf

    v, bias = tf.Variable(1.0, name="kernel"), tf.Variable(1.0, name="bias")
    optimizer = tf.keras.optimizers.SGD(0.5, weight_decay=0.5)
    optimizer.exclude_from_weight_decay(var_names=["bias"])
    optimizer.apply([tf.constant(0.0), tf.constant(0.0)], [v, bias])
    assert (float(v), float(bias)) == (0.75, 1.0)


@in_browser
def test_an_optimizer_has_a_configuration():
    import tfjs as tf

    adam = tf.keras.optimizers.Adam(0.25, beta_1=0.5, clipnorm=1.0, name="mine")
    config = adam.get_config()
    assert (config["learning_rate"], config["beta_1"], config["clipnorm"]) == (0.25, 0.5, 1.0)
    again = tf.keras.optimizers.Adam.from_config(config)
    assert again.get_config() == config
    assert tf.keras.optimizers.SGD(0.25).get_config()["momentum"] == 0.0
    for kind, arguments, words in [
        ("SGD", {"momentum": 2.0}, "momentum"),
        ("SGD", {"clipnorm": 1.0, "clipvalue": 1.0}, "Only one of"),
        ("Adam", {"gradient_accumulation_steps": 1}, "integer >= 2"),
        ("Adam", {"use_ema": True, "ema_momentum": 2.0}, "ema_momentum"),
        ("Adam", {"use_ema": True, "ema_overwrite_frequency": 0.5}, "ema_overwrite_frequency"),
        ("Adam", {"speed": 1}, "not recognized"),
    ]:
        with pytest.raises(ValueError, match=words):
            getattr(tf.keras.optimizers, kind)(**arguments)


@in_browser
def test_weights_of_an_optimizer_can_be_set():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0])
    one, other = tf.keras.optimizers.Adam(0.1), tf.keras.optimizers.Adam(0.2)
    with pytest.raises(ValueError, match="not yet been built"):
        other.set_weights([])
    one.apply([tf.constant([1.0, 2.0])], [v])
    other.build([v])
    other.set_weights([w.numpy() for w in one.variables])
    assert int(other.iterations) == 1
    np.testing.assert_array_equal(other.variables[3].numpy(), one.variables[3].numpy())


@in_browser
def test_values_go_out_and_come_back():
    import tfjs as tf

    v = tf.keras.Variable([1.0, 2.0], name="kernel")
    one, other = tf.keras.optimizers.RMSprop(0.1, centered=True), tf.keras.optimizers.RMSprop(0.2)
    one.apply([tf.constant([1.0, 2.0])], [v])
    store = {}
    one.save_own_variables(store)
    assert sorted(store) == ["0", "1", "2", "3"]
    other.build([v])
    with pytest.warns(UserWarning, match="has 3 variables whereas the saved optimizer has 4"):
        other.load_own_variables(store)
    again = tf.keras.optimizers.RMSprop.from_config(one.get_config())
    again.build([v])
    again.load_own_variables(store)
    for mine, theirs in zip(again.variables, one.variables, strict=True):
        np.testing.assert_array_equal(mine.numpy(), theirs.numpy())
    assert again.variables[2].path.endswith("/kernel_velocity")
    with pytest.raises(ValueError, match="not compatible with provided weight shape"):
        again.set_weights([np.zeros(3)])


@in_browser
def test_optimizers_by_name_and_configuration():
    import tfjs as tf

    optimizers = tf.keras.optimizers
    assert type(optimizers.get("rmsprop")) is optimizers.RMSprop
    assert type(optimizers.get("Adam")) is optimizers.Adam
    adam = optimizers.Adam(0.5)
    assert optimizers.get(adam) is adam
    assert optimizers.get(None) is None
    config = {"class_name": "SGD", "config": {"learning_rate": 0.25}}
    assert float(optimizers.get(config).learning_rate) == 0.25
    with pytest.raises(TypeError, match="Could not locate class 'gradient descent'"):
        optimizers.get("gradient descent")
    with pytest.raises(ValueError, match="Could not interpret optimizer identifier"):
        optimizers.get(3)
    with pytest.raises(ImportError, match="not supported in Keras 3"):
        optimizers.legacy.Adam(0.1)

    class Halved(optimizers.SGD):
        def update_step(self, gradient, variable, learning_rate):
            super().update_step(gradient / 2, variable, learning_rate)

    config = optimizers.serialize(Halved(1.0))
    again = optimizers.deserialize(config, custom_objects={"Halved": Halved})
    v = tf.Variable(1.0)
    again.apply([1.0], [v])
    assert (type(again), float(v)) == (Halved, 0.5)


@in_browser
def test_an_optimizer_of_ones_own():
    import tfjs as tf

    class Signs(tf.keras.optimizers.Optimizer):
        def build(self, variables):
            super().build(variables)
            self.steps = self.add_optimizer_variables(variables, "steps", initializer="ones")
            self.total = self.add_variable((), name="total")

        def update_step(self, gradient, variable, learning_rate):
            steps = self.steps[self._get_variable_index(variable)]
            self.assign_add(steps, tf.ones_like(steps))
            self.assign_add(self.total, 1)
            self.assign_sub(variable, tf.sign(gradient) * learning_rate)

    v, w = tf.Variable([1.0, 2.0]), tf.Variable(3.0)
    signs = Signs(0.5, name="signs")
    step = tf.function(lambda: signs.apply([tf.constant([-5.0, 5]), tf.constant(9.0)], [v, w]))
    for _ in range(3):
        step()
    assert (v.numpy().tolist(), float(w)) == ([2.5, 0.5], 1.5)
    assert signs.steps[0].numpy().tolist() == [4, 4]
    assert (int(signs.total), signs.total.path) == (6, "signs/total")
    with pytest.raises(NotImplementedError, match="update_step"):
        tf.keras.optimizers.Optimizer(0.5).apply([tf.constant(1.0)], [w])
    with pytest.raises(ValueError, match="stateless_apply is not supported"):
        signs.stateless_apply([], [], [])


@in_browser
def test_a_loss_is_scaled():
    import tfjs as tf

    w = tf.Variable(1.0)
    inner = tf.keras.optimizers.SGD(0.5)
    outer = tf.keras.optimizers.LossScaleOptimizer(inner, 8.0, dynamic_growth_steps=2)
    assert float(outer.scale_loss(tf.constant(2.0))) == 16
    scales, weights = [], []

    @tf.function
    def step(slope):
        with tf.GradientTape() as tape:
            loss = outer.scale_loss(w * slope)
        outer.apply(tape.gradient(loss, [w]), [w])

    for slope in (1.0, 1.0, float("inf"), -2.0, float("nan"), 1.0):
        step(tf.constant(slope))
        scales.append(float(outer.dynamic_scale))
        weights.append(float(w))
    assert scales == [8, 16, 8, 8, 4, 4]
    assert weights == [0.5, 0, 0, 1, 1, 0.5]
    assert int(outer.iterations) == int(inner.iterations) == 4
    names = [v.path.rpartition("/")[2] for v in outer.variables]
    assert names[-2:] == ["iteration", "learning_rate"]
    assert {"step_counter", "dynamic_scale"} <= set(names)
    again = tf.keras.optimizers.get(tf.keras.optimizers.serialize(outer))
    assert float(again.inner_optimizer.learning_rate) == 0.5
    again.learning_rate = 0.25
    assert float(again.inner_optimizer.learning_rate) == 0.25
    for arguments, words in [
        ({"clipnorm": 1.0}, "clipnorm"),
        ({"dynamic": False}, "dynamic"),
        ({"speed": 1}, "speed"),
    ]:
        with pytest.raises(ValueError, match=words):
            tf.keras.optimizers.LossScaleOptimizer(inner, **arguments)


@in_browser
def test_a_variable_may_take_its_gradient_for_its_value():
    import tfjs as tf

    scale = tf.keras.Variable([1.0], name="scale")
    scale.overwrite_with_gradient = True
    w = tf.keras.Variable([1.0], name="w")
    adam = tf.keras.optimizers.Adam(0.1, gradient_accumulation_steps=2)
    for value, wanted in ((5.0, 1.0), (3.0, 5.0)):
        adam.apply([tf.constant([value]), tf.constant([1.0])], [scale, w])
        assert scale.numpy().tolist() == [wanted]
    assert w.numpy()[0] < 1.0
    sgd = tf.keras.optimizers.SGD(0.1)
    sgd.apply([tf.constant([7.0]), tf.constant([1.0])], [scale, w])
    assert scale.numpy().tolist() == [7.0]


@in_browser
def test_several_optimizers_for_one_model():
    import tfjs as tf

    optimizers = tf.keras.optimizers
    names = ("embedding", "kernel", "bias")
    variables = [tf.keras.Variable([1.0], name=name) for name in names]
    first, second = optimizers.SGD(0.5), optimizers.SGD(0.25, momentum=0.5)
    both = optimizers.MultiOptimizer(optimizers.OptimizerMap(first, {"k.*|b.*": second}))
    with pytest.raises(ValueError, match="not yet been built"):
        both.set_weights([])

    @tf.function
    def step():
        both.apply([tf.constant([1.0])] * 3, variables)

    for _ in range(3):
        step()
    assert [float(v.numpy()[0]) for v in variables] == [-0.5, -0.0625, -0.0625]
    assert [int(o.iterations) for o in (both, first, second)] == [3, 3, 3]
    assert len(both.variables) == 2 + 2 + 4
    both.set_weights([v.numpy() * 0 for v in both.variables])
    assert int(second.iterations) == 0
    with pytest.raises(AttributeError, match="cannot be accessed on a MultiOptimizer"):
        float(both.learning_rate)
    with pytest.raises(AttributeError, match="cannot be set on a MultiOptimizer"):
        both.learning_rate = 0.5
    again = optimizers.get(optimizers.serialize(both))
    assert [o.momentum for o in again.optimizers] == [0.5, 0.0]
    for wrong in (both, optimizers.LossScaleOptimizer(optimizers.SGD())):
        with pytest.raises(ValueError, match="cannot be used inside"):
            optimizers.MultiOptimizer(lambda _, wrong=wrong: wrong).build(variables)
    with pytest.raises(TypeError, match="default_optimizer must be"):
        optimizers.OptimizerMap(None)
