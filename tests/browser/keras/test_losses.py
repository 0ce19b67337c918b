"""Losses: Keras's own values and gradients, how they are configured, what they refuse."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser, no_new_tensors, raises_words, use_or_skip

# What a software GPU is asked for, which takes long to compile: the kernels of cross entropies.
ON_GPU = [("logits", True), ("far", True), ("map_scores", True)]


def arrays() -> dict[str, Any]:
    return {
        name: np.asarray(values, dtype)
        for name, (dtype, values) in load("keras/losses")["arrays"].items()
    }


def answer(tf: Any, case: dict[str, Any], known: dict[str, Any]) -> tuple[Any, Any]:
    """A loss and the gradient of its sum, as the generator of the goldens asked Keras for them."""
    config = {k: tuple(v) if isinstance(v, list) else v for k, v in case["config"].items()}
    loss = getattr(tf.keras.losses, case["loss"])(**config)
    given = tf.constant(known[case["y_pred"]])
    with tf.GradientTape() as tape:
        tape.watch(given)
        output = given
        if "activation" in case:
            output = getattr(tf.nn, case["activation"])(given)
            output._keras_logits = given
        if "mask" in case:
            output._keras_mask = tf.constant(known[case["mask"]])
        weight = known[case["weight"]] if "weight" in case else None
        value = loss(known[case["y_true"]], output, weight)
        total = tf.reduce_sum(value)
    return value, tape.gradient(total, given)


@pytest.mark.parametrize("backend", ["wasm", "cpu", "webgl"])
@in_browser
def test_values_and_gradients_agree_with_keras(backend):
    import tfjs as tf

    use_or_skip(backend)
    known = arrays()
    wrong = []
    for number, case in enumerate(load("keras/losses")["cases"]):
        if backend == "webgl" and (case["y_pred"], case["config"].get("from_logits")) not in ON_GPU:
            continue
        what = [number, *(v for k, v in case.items() if k not in ("value", "gradient"))]
        try:
            value, gradient = answer(tf, case, known)
            for found, wanted, part in [
                (value, case["value"], "value"),
                (gradient, case["gradient"], "gradient"),
            ]:
                wanted = np.asarray(wanted, np.float32)
                assert tuple(found.shape) == wanted.shape, part
                close = 1e-3 if backend == "webgl" else 1e-5
                scale = close * max(1e-2, float(np.abs(wanted).max(initial=0)))
                np.testing.assert_allclose(found.numpy(), wanted, 2 * close, scale, err_msg=part)
        except Exception as error:
            wrong.append(f"{what}: {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)


@in_browser
def test_a_train_step_with_a_loss_is_replayed():
    import tfjs as tf

    known = arrays()
    kernel = tf.Variable(np.eye(3, 4, dtype=np.float32))
    classes = tf.Variable(np.eye(4, dtype=np.float32)[:, :3])
    loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=1)

    @tf.function
    def step(x, y, weight):
        with tf.GradientTape() as tape:
            value = loss(y, x @ kernel @ classes, weight)
        for variable, slope in zip(
            [kernel, classes], tape.gradient(value, [kernel, classes]), strict=True
        ):
            variable.assign_sub(slope * 0.5)
        return value

    given = [tf.constant(known[name]) for name in ("logits", "classes", "w_column")]
    given[2] = given[2][:, 0]
    first = float(step(*given))
    values = [float(step(*given)) for _ in range(20)]
    assert values[-1] < 0.6 * first
    assert step.experimental_get_tracing_count() == 1
    no_new_tensors(lambda: step(*given) and None)


@in_browser
def test_functions_are_the_losses_of_the_samples():
    import tfjs as tf

    known = arrays()
    losses = tf.keras.losses
    for case in load("keras/losses")["cases"]:
        plain = case["config"].get("reduction") == "none"
        if not plain or {"weight", "mask", "activation"} & set(case):
            continue
        function = losses.get(tf.keras.losses.get(case["loss"]).fn.__name__)
        arguments = {k: v for k, v in case["config"].items() if k != "reduction"}
        truth = known[case["y_true"]]
        guess = tf.constant(known[case["y_pred"]])
        found = function(truth, guess, **{"q": 0.5} if "General" in case["loss"] else arguments)
        np.testing.assert_allclose(found.numpy(), case["value"], 2e-5, 1e-5)


@in_browser
def test_losses_by_name_and_as_configurations():
    import tfjs as tf

    assert set(load("keras/losses")["names"]) <= set(dir(tf.keras.losses))
    losses = tf.keras.losses
    assert losses.get(None) is None
    assert losses.get("mse") is losses.get("MSE") is losses.mse is losses.mean_squared_error
    assert losses.get(losses.Huber).name == "huber_loss"
    own = losses.get({"class_name": "BinaryCrossentropy", "config": {"from_logits": True}})
    assert (type(own), own.from_logits) == (losses.BinaryCrossentropy, True)
    for case in load("keras/losses")["cases"]:
        loss = getattr(losses, case["loss"])(**case["config"])
        again = losses.deserialize(losses.serialize(loss))
        assert type(again) is type(loss)
        assert again.get_config() == loss.get_config()
        assert losses.serialize(loss)["module"] == "keras.losses"
        for name, value in case["config"].items():
            assert getattr(again, name) == value
    assert losses.deserialize(losses.serialize(losses.hinge)) is losses.hinge
    wrapped = losses.LossFunctionWrapper(losses.huber, delta=0.5, name="mine")
    again = losses.deserialize(losses.serialize(wrapped))
    assert again.get_config() == wrapped.get_config()
    assert float(again([[0.0]], [[2.0]])) == 0.875
    with raises_words(ValueError, "Could not interpret loss identifier: mean_sqared"):
        losses.get("mean_sqared")


@in_browser
def test_a_loss_of_ones_own():
    import tfjs as tf

    class Off(tf.keras.losses.Loss):
        def call(self, y_true, y_pred):
            return tf.abs(y_true["x"] - y_pred["x"]) + tf.abs(y_true["y"] - y_pred["y"])

    off = Off(reduction="sum")
    assert off.name == "off"
    value = off({"x": [1, 2], "y": [0, 0]}, {"x": tf.constant([1.0, 4.0]), "y": [0.5, 0.0]})
    assert float(value) == 2.5
    with raises_words(ValueError, "argument `reduction` Received: reduction=all"):
        Off(reduction="all")
    empty = tf.keras.losses.MeanSquaredError()(np.zeros((0, 2)), tf.zeros([0, 2]))
    assert empty.shape == [0]
    half = tf.keras.losses.MeanSquaredError(dtype="float16")([[1.0]], [[3.0]])
    assert (half.dtype, float(half)) == (tf.float16, 4.0)


@in_browser
def test_what_losses_refuse():
    import tfjs as tf

    losses = tf.keras.losses
    scores = tf.constant([[0.2, 0.8], [0.5, 0.5]])
    sparse = losses.SparseCategoricalCrossentropy()
    for labels, words in [
        ([0, 2], "label value of 2 which is outside the valid range of [0, 2). Label values: 0 2"),
        ([-1, 1], "label value of -1"),
    ]:
        with raises_words(tf.errors.InvalidArgumentError, words):
            sparse(labels, scores)
        with raises_words(ValueError, words):
            losses.check_labels(np.array(labels), 2)
    losses.check_labels(np.array([[0], [-1]]), 2, ignore_class=-1)
    for labels, words in [
        ([[0, 1], [1, 0]], "rank (ndim) `target.ndim - 1` Received: target.shape=(2, 2)"),
        ([0, 1, 1], "same shape up until the last dimension: target.shape=(3,)"),
    ]:
        with raises_words(ValueError, words):
            sparse(labels, scores)
    with raises_words(ValueError, "Only axis=-1 is currently supported. Received: axis=0"):
        losses.sparse_categorical_crossentropy([0, 1], scores, axis=0)
    for function in (losses.categorical_crossentropy, losses.binary_crossentropy):
        with raises_words(ValueError, "must have the same shape target.shape=(2, 3)"):
            function(np.zeros((2, 3)), scores)
        with raises_words(ValueError, "must have the same rank target.shape=(2,)"):
            function(np.zeros(2), scores)
    with raises_words(ValueError, "`axis` must be of type `int`"):
        losses.categorical_crossentropy(scores, scores, axis=True)
    with pytest.warns(SyntaxWarning, match="binary_crossentropy"):
        losses.categorical_crossentropy(scores[:, :1], scores[:, :1])
    with raises_words(ValueError, "q must be in the interval"):
        losses.CategoricalGeneralizedCrossEntropy(q=2)
    with raises_words(ValueError, "Targets `y_true` are expected to be a tensor of shape"):
        losses.ctc([1], tf.zeros([1, 2, 3]))
    with raises_words(ValueError, "Logits `y_pred` are expected to be a tensor of shape"):
        losses.ctc([[1]], tf.zeros([1, 2]))
    shares = tf.nn.softmax(scores)
    shares._keras_logits = scores
    with pytest.warns(UserWarning, match="was produced by a Softmax activation"):
        losses.categorical_crossentropy(scores, shares, from_logits=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        losses.categorical_crossentropy(scores, shares)


@in_browser
def test_entropies_have_gradients_of_labels_and_of_gradients():
    import tfjs as tf

    losses = tf.keras.losses
    for function, truth in [
        (losses.categorical_crossentropy, [[0.2, 0.5, 0.3], [0.1, 0.8, 0.1]]),
        (losses.binary_crossentropy, [[0.2, 0.5, 0.9], [0.0, 1.0, 0.4]]),
    ]:
        y, x = tf.constant(truth), tf.constant([[0.5, -1.0, 2.0], [0.0, 0.3, -0.7]])

        def loss(y, x, function=function):
            return tf.reduce_sum(function(y, x, from_logits=True) * [1.0, 2.0])

        def slow(y, x, function=function):
            if function is losses.categorical_crossentropy:
                return -tf.reduce_sum(y * tf.nn.log_softmax(x) * [[1.0], [2.0]])
            both = -y * tf.math.log_sigmoid(x) - (1.0 - y) * tf.math.log_sigmoid(-x)
            return tf.reduce_sum(both * [[1.0], [2.0]]) / 3.0

        found = []
        for f in (loss, slow, tf.function(loss), tf.function(slow)):
            with tf.GradientTape() as outer:
                outer.watch([x, y])
                with tf.GradientTape() as inner:
                    inner.watch([x, y])
                    value = f(y, x)
                slopes = inner.gradient(value, [x, y])
                turn = tf.reduce_sum(tf.sin(slopes[0] * 3.0))
            found.append([value, *slopes, outer.gradient(turn, x)])
        for other in found[1:]:
            for one, same in zip(found[0], other, strict=True):
                np.testing.assert_allclose(one.numpy(), same.numpy(), 1e-4, 1e-5)


@in_browser
def test_a_label_that_there_is_not_shows_in_replays():
    import tfjs as tf

    loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="none")
    replayed = tf.function(loss)
    scores = tf.zeros([3, 2])
    replayed(tf.constant([0, 1, 0]), scores)
    found = replayed(tf.constant([0, 2, -1]), scores).numpy()
    np.testing.assert_allclose(found, [np.log(2), np.nan, np.nan], rtol=1e-6)
    weighted = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=-1)
    holes = tf.constant([[0.0, 0.0], [np.nan, 1.0], [0.0, 0.0]])
    with tf.GradientTape() as tape:
        tape.watch(holes)
        value = weighted(tf.constant([0, -1, 1]), holes)
    np.testing.assert_allclose(float(value), np.log(2), rtol=1e-6)
    slopes = tape.gradient(value, holes).numpy()
    np.testing.assert_allclose(slopes, [[-0.25, 0.25], [0, 0], [0.25, -0.25]], rtol=1e-6)
