"""Optimizers: Keras's own numbers, and train steps that are replayed whole."""

from __future__ import annotations

import json
import warnings

import numpy as np
import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import census, in_browser, use_or_skip

OPTIMIZERS = sorted(
    {
        case["optimizer"]
        for case in json.loads((FOLDER / "optimizers" / "keras.json").read_text())["cases"]
    }
)


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


@in_browser
def test_rows_that_are_picked_twice_are_squared_one_by_one():
    import tfjs as tf

    for number, case in enumerate(load("optimizers/rows")["cases"]):
        table = tf.keras.Variable(
            np.float32([[1.0, -2.0], [0.5, 3.0], [-0.25, 0.1], [2.0, 1.5]]), name="table"
        )
        optimizer = made(case)

        def step(slope, ids, table=table, optimizer=optimizer):
            with tf.GradientTape() as tape:
                picked = tf.gather(table, ids)
                loss = tf.reduce_sum(tf.tanh(picked) * slope + 0.1 * picked)
            optimizer.apply_gradients([(tape.gradient(loss, table), table)])

        if number % 2:
            step = tf.function(step)
        for count in range(1, 21):
            ids = tf.constant([[0, 2, 2], [count % 4, 2, 2 * count % 4]])
            step(tf.constant(1.0 + 0.5 * (count % 3)), ids)
            if str(count) in case["after"]:
                np.testing.assert_allclose(
                    table.numpy(),
                    case["after"][str(count)],
                    rtol=1e-5,
                    atol=1e-5,
                    err_msg=f"{case['optimizer']} {case['arguments']}",
                )


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
