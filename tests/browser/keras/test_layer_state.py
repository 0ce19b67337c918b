"""What layers own: weights, losses, variables, seeds, and that calls leave nothing behind."""

from __future__ import annotations

import gc
import warnings

import numpy as np
import pytest

from tests.browser.harness import in_browser


@in_browser
def test_everything_that_is_assigned_is_found():
    import tfjs as tf

    dense = tf.keras.layers.Dense

    class Owner(tf.keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.one = dense(1, name="one")
            self.many = [dense(1, name="two"), {"deep": (dense(1, name="three"),)}]
            self.by_name = {"x": dense(1, name="four")}
            self.seed = tf.keras.random.SeedGenerator(1)
            self.total = tf.keras.Variable(0.0, trainable=False, name="total")
            self.plain = {"a": [1, 2], "b": "text"}

        def call(self, inputs):
            return inputs

    owner = Owner()
    owner.many.append(dense(1, name="five"))
    owner.by_name["y"] = dense(1, name="six")
    names = [layer.name for layer in owner._layers]
    assert names == ["one", "two", "three", "four", "five", "six"]
    assert [v.name for v in owner.variables] == ["total", "seed_generator_state"]
    assert [v.name for v in owner.weights] == ["total"]
    owner.many.pop()
    del owner.by_name["x"]
    del owner.one
    assert [layer.name for layer in owner._layers] == ["two", "three", "six"]
    assert owner.plain == {"a": [1, 2], "b": "text"}
    assert len(tf.Module.submodules.fget(owner)) == 3
    shared = owner.many[0]
    owner.alias = shared
    assert [layer.name for layer in owner._layers] == ["two", "three", "six"]


@in_browser
def test_a_variable_of_keras_has_its_value_where_tensorflow_has_a_method():
    import tfjs as tf

    layer = tf.keras.layers.Dense(2)
    layer.build((None, 3))
    before = layer.kernel.value
    assert isinstance(before, tf.Tensor) and before.shape == (3, 2)
    layer.kernel.assign(tf.zeros([3, 2]))
    assert float(tf.reduce_sum(tf.abs(before))) > 0
    assert np.all(layer.kernel.value.numpy() == 0)
    plain = tf.Variable(2.0)
    assert float(plain.value()) == float(plain.read_value()) == 2.0


@in_browser
def test_training_reaches_layers_inside():
    import tfjs as tf

    seen = []

    class Inner(tf.keras.layers.Layer):
        def call(self, inputs, training=False):
            seen.append(training)
            return inputs

    class Outer(tf.keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.inner = Inner()
            self.fixed = Inner()

        def call(self, inputs):
            x = self.inner(inputs)
            x = self.fixed(x, training=True)
            return self.inner(x)

    outer, x = Outer(), tf.ones([1, 2])
    outer(x)
    assert seen == [False, True, False]
    seen.clear()
    outer(x, training=True)
    assert seen == [True, True, True]
    seen.clear()
    outer(x, training=False)
    assert seen == [False, True, False]
    seen.clear()
    symbol = tf.keras.Input([2])
    model = tf.keras.Model(symbol, outer(symbol))
    seen.clear()
    model(x, training=True)
    assert seen == [True, True, True]
    seen.clear()
    tf.function(lambda v: model(v, training=True))(x)
    assert seen == [True, True, True]


@in_browser
def test_losses_are_those_of_the_last_call():
    import tfjs as tf

    class Penalized(tf.keras.layers.Layer):
        def __init__(self):
            super().__init__(activity_regularizer="l1")
            self.inner = tf.keras.layers.Dense(2, kernel_regularizer="l2")

        def call(self, inputs):
            self.add_loss(tf.reduce_max(inputs))
            return self.inner(inputs)

    layer, x = Penalized(), tf.ones([4, 3])
    for _ in range(2):
        y = layer(x)
        assert len(layer.losses) == 3
    assert float(layer.losses[0]) == 1.0
    np.testing.assert_allclose(
        float(layer.losses[1]), 0.01 * np.abs(y.numpy()).sum() / 4, rtol=1e-5
    )
    kernel = layer.inner.kernel.numpy()
    np.testing.assert_allclose(float(layer.losses[2]), 0.01 * (kernel**2).sum(), rtol=1e-5)
    optimizer = tf.keras.optimizers.SGD(0.1)

    @tf.function
    def step(x):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(layer(x, training=True)) + tf.add_n(layer.losses)
        weights = layer.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights, strict=True))
        return loss

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values = [float(step(x)) for _ in range(5)]
    assert values[4] < values[0]
    assert step.experimental_get_tracing_count() == 1
    assert len(layer.losses) == 1
    with pytest.raises(ValueError, match="add_loss"):
        layer.add_loss(3.0)


@in_browser
def test_variables_are_keras_s():
    import tfjs as tf

    tf.keras.backend.clear_session()
    v = tf.keras.Variable([1, 2], dtype="float32", name="v")
    assert (v.path, v.name, v.dtype) == ("v", "v", tf.float32)
    assert isinstance(v, tf.Variable)
    v.assign([3, 4])
    v.assign_add([1, 1])
    assert v.numpy().tolist() == [4.0, 5.0]
    with pytest.raises(ValueError, match=r"must match. variable.shape=\(2,\)"):
        v.assign([1.0])
    made = tf.keras.Variable("ones" and tf.keras.initializers.Ones(), shape=(2, 3))
    assert made.shape == (2, 3)
    assert made.name == "variable"
    with pytest.raises(ValueError, match="`shape` argument should be"):
        tf.keras.Variable(tf.keras.initializers.Ones())
    with pytest.raises(ValueError, match="fully-defined"):
        tf.keras.Variable(tf.keras.initializers.Ones(), shape=(None, 2))
    v.trainable = False
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(v * v)
    assert tape.watched_variables() == ()
    assert tape.gradient(y, v) is None
    v.trainable = True
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(v * v)
    assert tape.gradient(y, v).numpy().tolist() == [8.0, 10.0]


@in_browser
def test_seeds_move_on_in_replays():
    import tfjs as tf

    seeds = tf.keras.random.SeedGenerator(7)
    assert seeds.next().numpy().tolist() == [7, 0]
    assert seeds.next().numpy().tolist() == [7, 1]
    draw = tf.function(lambda: tf.keras.random.uniform([3], seed=seeds))
    first, second, third = draw().numpy(), draw().numpy(), draw().numpy()
    assert not np.array_equal(first, second)
    assert not np.array_equal(second, third)
    assert seeds.state.numpy().tolist() == [7, 5]
    np.testing.assert_array_equal(
        tf.keras.random.normal([4], seed=3).numpy(), tf.keras.random.normal([4], seed=3).numpy()
    )
    shuffled = tf.keras.random.shuffle(tf.reshape(tf.range(6), [2, 3]), axis=1, seed=1)
    assert sorted(shuffled.numpy()[0].tolist()) == [0, 1, 2]
    with pytest.raises(ValueError, match="must be an integer"):
        tf.keras.random.SeedGenerator("one")
    with pytest.raises(ValueError, match="`seed` must be either"):
        tf.keras.random.uniform([1], seed="one")


@in_browser
def test_calls_leave_nothing_behind():
    import tfjs as tf

    layer = tf.keras.layers.Dense(3, activity_regularizer="l2")
    x = tf.ones([2, 4])
    layer(x)
    gc.collect()
    before = tf.backend.memory().num_tensors
    gc.disable()
    try:
        for _ in range(5):
            layer(x)
        for _ in range(3):
            layer(np.ones([2, 4], np.float32), training=True)
        assert tf.backend.memory().num_tensors == before
    finally:
        gc.enable()
