"""What an optimizer holds and takes: configurations, weights, scales, several in one model."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser


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
    with pytest.raises(ValueError, match="optimizer identifier: gradient descent"):
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
