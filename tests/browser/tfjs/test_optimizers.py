"""Optimizers: Keras's own numbers, and train steps that are replayed whole."""

from __future__ import annotations

import gc
import json
import warnings

import numpy as np
import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import in_browser

CASES = range(len(json.loads((FOLDER / "optimizers" / "keras.json").read_text())["cases"]))


def census():
    import tfjs as tf

    gc.collect()
    return json.loads(tf._bridge.census())


def start():
    return [np.float32([[1.0, -2.0, 0.5], [0.0, 3.0, -0.25]]), np.float32([0.1, 20.0])]


@pytest.mark.parametrize("replayed", [False, True])
@pytest.mark.parametrize("number", CASES)
@in_browser
def test_an_optimizer_agrees_with_keras(number, replayed):
    import tfjs as tf

    case = load("optimizers/keras")["cases"][number]
    weights = [tf.Variable(value, name=f"w{i}") for i, value in enumerate(start())]
    optimizer = getattr(tf.keras.optimizers, case["optimizer"])(**case["arguments"])

    def step(slope):
        grads = [tf.tanh(w) * slope + 0.1 for w in weights]
        optimizer.apply_gradients(zip(grads, weights, strict=True))

    if replayed:
        step = tf.function(step)
    for count in range(1, 21):
        step(tf.constant(1.0 + 0.5 * (count % 3)))
        for found, wanted in zip(weights, case["after"].get(str(count), ()), strict=False):
            np.testing.assert_allclose(found.numpy(), wanted, rtol=2e-5, atol=1e-6)
    assert len(optimizer.variables) == len(case["variables"])
    names = [v.name.removesuffix(":0").rpartition("/")[2] for v in optimizer.variables[:1]]
    assert names == case["variables"][:1]
    if replayed:
        assert step.experimental_get_tracing_count() == 1


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
    assert train.experimental_get_tracing_count() == 1
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
    with pytest.raises(ValueError, match="before the optimizer is built"):
        optimizer.exclude_from_weight_decay(var_list=[v])


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
