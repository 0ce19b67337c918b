"""`compile`: losses, metrics and weights of one output and of several."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words


def numbers(*shape: int) -> Any:
    return np.random.default_rng(1).normal(size=shape).astype(np.float32)


def two(*, named: bool = False) -> Any:
    import tfjs as tf

    inputs = tf.keras.Input((3,))
    a = tf.keras.layers.Dense(1, name="a")(inputs)
    b = tf.keras.layers.Dense(2, name="b")(inputs)
    return tf.keras.Model(inputs, {"a": a, "b": b} if named else [a, b])


def single(**compiled: Any) -> Any:
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    model.compile("sgd", **compiled)
    return model


X, A, B = numbers(6, 3), numbers(6, 1), numbers(6, 2)


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize(
    "loss", ["mse", ["mse", "mae"], {"a": "mse", "b": "mae"}], ids=["one", "list", "dict"]
)
@in_browser
def test_losses_of_two_outputs_are_added_up(named, loss):
    if named and isinstance(loss, list):
        loss = {"a": loss[0], "b": loss[1]}
    model = two(named=named)
    model.compile("sgd", loss, loss_weights={"a": 2.0, "b": 0.5})
    y = {"a": A, "b": B} if named else [A, B]
    values = model.evaluate(X, y, verbose=0, return_dict=True)
    assert sorted(values) == ["a_loss", "b_loss", "loss"]
    outputs = model.predict(X, verbose=0)
    one, other = (outputs["a"], outputs["b"]) if named else outputs
    kind = (lambda d: np.abs(d).mean()) if loss != "mse" else (lambda d: (d**2).mean())
    first, second = ((one - A) ** 2).mean(), kind(other - B)
    np.testing.assert_allclose(values["a_loss"], first, rtol=1e-5)
    np.testing.assert_allclose(values["b_loss"], second, rtol=1e-5)
    np.testing.assert_allclose(values["loss"], 2 * first + 0.5 * second, rtol=1e-5)


@in_browser
def test_an_output_may_have_no_loss():
    model = two()
    model.compile("sgd", {"a": None, "b": "mse"})
    assert set(model.evaluate(X, [A, B], verbose=0, return_dict=True)) == {"loss"}
    model = two()
    model.compile("sgd", [None, "mse"])
    whole = model.evaluate(X, [A, B], verbose=0)
    np.testing.assert_allclose(model.evaluate(X, [B], verbose=0), whole, rtol=1e-6)


@in_browser
def test_metrics_of_two_outputs_are_named_after_them():
    for metrics in ({"a": ["mae"], "b": ["mse", "mae"]}, [["mae"], ["mse", "mae"]]):
        model = two()
        model.compile("sgd", "mse", metrics=metrics)
        values = model.evaluate(X, [A, B], verbose=0, return_dict=True)
        assert sorted(values) == ["a_loss", "a_mae", "b_loss", "b_mae", "b_mse", "loss"]
    model = two()
    model.compile("sgd", "mse", metrics={"a": "mae"}, weighted_metrics={"a": "mae"})
    names = sorted(model.evaluate(X, [A, B], verbose=0, return_dict=True))
    assert names == ["a_loss", "a_mae", "a_weighted_mae", "b_loss", "loss"] or names == [
        *("a_loss", "a_mae", "b_loss", "loss", "weighted_a_mae"),
    ]


@in_browser
def test_values_come_in_the_order_of_metrics():
    model = single(loss="mse", metrics=["mse", "mae"])
    loss, mse, mae = model.evaluate(X, B, verbose=0)
    np.testing.assert_allclose(loss, mse, rtol=1e-6)
    assert model.metrics_names == ["loss", "compile_metrics"]
    assert [metric.name for metric in model.metrics[1].metrics] == ["mse", "mae"]
    assert isinstance(single(loss="mse").evaluate(X, B, verbose=0), float)
    assert mae > 0


@pytest.mark.parametrize(
    "units, labels, kind",
    [
        (1, "numbers", "BinaryAccuracy"),
        (3, "numbers", "SparseCategoricalAccuracy"),
        (3, "one-hot", "CategoricalAccuracy"),
    ],
)
@in_browser
def test_accuracy_is_the_kind_that_fits(units, labels, kind):
    import tfjs as tf

    classes = np.arange(6) % max(units, 2)
    y = classes if labels == "numbers" else np.eye(units, dtype=np.float32)[classes]
    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(units, "sigmoid")])
    model.compile("sgd", "crossentropy", metrics=["accuracy"])
    model.evaluate(X, y, verbose=0)
    (metric,) = model.metrics[1].metrics
    assert type(metric).__name__ == kind
    assert metric.name == "accuracy"


@in_browser
def test_functions_and_objects_serve_as_losses_and_metrics():
    import tfjs as tf

    def distance(y_true, y_pred):
        return tf.reduce_mean(tf.abs(y_true - y_pred), -1)

    model = single(loss=distance, metrics=[distance, tf.keras.metrics.MeanSquaredError(name="own")])
    values = model.evaluate(X, B, verbose=0, return_dict=True)
    assert sorted(values) == ["distance", "loss", "own"]
    np.testing.assert_allclose(values["loss"], values["distance"], rtol=1e-5)


@in_browser
def test_a_class_of_a_model_with_two_outputs():
    import tfjs as tf

    class Model(tf.keras.Model):
        def __init__(self):
            super().__init__()
            self.one, self.other = tf.keras.layers.Dense(1), tf.keras.layers.Dense(2)

        def call(self, x):
            return {"a": self.one(x), "b": self.other(x)}

    model = Model()
    model.compile("adam", {"a": "mse", "b": "mae"}, metrics={"b": ["mse"]})
    history = model.fit(X, {"a": A, "b": B}, epochs=2, verbose=0).history
    assert sorted(history) == ["a_loss", "b_loss", "b_mse", "loss"]


@in_browser
def test_what_does_not_fit_is_refused():
    with raises_words(ValueError, "Expected `metrics` argument to be a list"):
        single(loss="mse", metrics="mae")
    with raises_words(ValueError, "Expected `loss_weights` argument to be a float"):
        single(loss="mse", loss_weights="a")
    with raises_words(ValueError, "nonsense"):
        single(loss="mse", metrics=["nonsense"]).fit(X, B, verbose=0)
    with raises_words(ValueError, "nonsense"):
        single(loss="nonsense").fit(X, B, verbose=0)
    for compiled, words in (
        ({"loss": {"a": "mse", "c": "mse"}}, "Expected keys"),
        ({"loss": ["mse"] * 3}, "one item"),
        ({"loss": "mse", "loss_weights": [1.0, 1.0, 1.0]}, "must match the number of losses"),
        ({"loss": "mse", "metrics": ["mae"] * 3}, "Invalid `metrics`"),
    ):
        model = two()
        model.compile("sgd", **compiled)
        with raises_words(ValueError, words):
            model.fit(X, [A, B], verbose=0)
    model = two()
    model.compile("sgd", "mse")
    with raises_words(ValueError, "different structures"):
        model.fit(X, [A, B, B], verbose=0)


@in_browser
def test_compile_again_starts_anew():
    model = single(loss="mse", metrics=["mae"])
    model.fit(X, B, verbose=0)
    model.compile("adam", "mae")
    assert list(model.fit(X, B, verbose=0).history) == ["loss", "mae"]  # as in Keras, these stay


@in_browser
def test_a_compile_config_compiles_another_model():
    import tfjs as tf

    model = single(loss="mse", metrics=["mae"])
    config = model.get_compile_config()
    other = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    assert other.get_compile_config() == {}
    other.compile_from_config(config)
    other.set_weights(model.get_weights())
    assert other.evaluate(X, B, verbose=0) == model.evaluate(X, B, verbose=0)


@in_browser
def test_losses_and_metrics_follow_nested_outputs():
    import tfjs as tf

    layers = tf.keras.layers
    a = tf.keras.Input((3,))
    p, q, r = (layers.Dense(2, name=name)(a) for name in "pqr")
    model = tf.keras.Model(a, {"u": p, "v": [q, r]})
    nested = {"u": "mae", "v": [["mae", "mse"], "mse"]}
    model.compile("sgd", {"u": "mse", "v": ["mse", "mae"]}, metrics=nested)
    y = {"u": np.ones((4, 2)), "v": [np.zeros((4, 2)), np.ones((4, 2))]}
    found = model.fit(np.ones((4, 3), np.float32), y, verbose=0).history
    losses = ["loss", "p_mae", "q_mae", "q_mse", "r_mse", "u_loss", "v/q_loss", "v/r_loss"]
    assert sorted(found) == losses  # Keras's names: of losses by the places, of metrics by outputs
    with raises_words(ValueError, "match the output names ['p', 'q', 'r']"):
        model.compile("sgd", "mse", metrics={"u": "mae", "w": "mae"})
        model.evaluate(np.ones((4, 3), np.float32), y, verbose=0)
