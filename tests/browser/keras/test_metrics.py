"""Metrics: Keras's own values, eagerly and replayed; how they are configured, what they refuse."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser, no_new_tensors, raises_words


def arrays() -> dict[str, Any]:
    return {
        name: np.asarray(values, dtype)
        for name, (dtype, values) in load("keras/metrics")["arrays"].items()
    }


def given(tf: Any, case: dict[str, Any], known: dict[str, Any], turn: str) -> tuple[Any, ...]:
    """What a metric of the goldens is updated with: truth, prediction, weight."""
    output = tf.constant(known[case["y_pred"] + turn])
    if "mask" in case:
        output._keras_mask = tf.constant(known[case["mask"] + turn])
    truth = None if case["y_true"] is None else known[case["y_true"] + turn]
    weight = known[case["weight"] + turn] if "weight" in case else None
    return truth, output, weight


def close(found: Any, wanted: Any) -> None:
    wanted = np.asarray(wanted, np.float32)
    assert tuple(found.shape) == wanted.shape
    np.testing.assert_allclose(found.numpy(), wanted, 2e-5, 2e-6)


@pytest.mark.parametrize("replayed", [False, True])
@in_browser
def test_values_agree_with_keras(replayed):
    import tfjs as tf

    known = arrays()
    wrong = []
    for number, case in enumerate(load("keras/metrics")["cases"]):
        what = [number, *(case[k] for k in ("metric", "config", "y_true", "y_pred"))]
        try:
            metric = getattr(tf.keras.metrics, case["metric"])(**case["config"])
            update, lazy = metric.update_state, not getattr(metric, "_built", True)
            if replayed:
                if "mask" in case:
                    continue
                update = tf.function(update)
            for turn, wanted in zip(("", "_2"), case["results"], strict=True):
                truth, output, weight = given(tf, case, known, turn)
                parts = (output,) if truth is None else (tf.constant(truth), output)
                more = {} if weight is None else {"sample_weight": tf.constant(weight)}
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    update(*parts, **more)
                close(metric.result(), wanted)
            if replayed:
                # Variables made in the first call have it traced anew, as in TensorFlow.
                assert update.experimental_get_tracing_count() == 1 + lazy
            else:
                check_state(tf, metric, case)
        except Exception as error:
            wrong.append(f"{what}: {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)


def check_state(tf: Any, metric: Any, case: dict[str, Any]) -> None:
    """Names, dtypes and values of the variables, the configuration, and back to the start."""
    assert metric.result().dtype.name == case["dtype"]
    assert [v.name for v in metric.variables] == [name for name, _ in case["variables"]]
    for variable, (_, wanted) in zip(metric.variables, case["variables"], strict=True):
        if wanted is not None:
            np.testing.assert_allclose(variable.numpy(), wanted, 2e-5, 5e-6)
    config = metric.get_config() | {"name": None}
    for name, value in case["settings"].items():
        np.testing.assert_equal(config[name], value)
    again = tf.keras.metrics.deserialize(tf.keras.metrics.serialize(metric))
    assert type(again) is type(metric)
    np.testing.assert_equal(again.get_config(), metric.get_config())
    metric.reset_state()
    assert not any(np.any(v.numpy()) for v in metric.variables)


@in_browser
def test_functions_agree_with_keras():
    import tfjs as tf

    known = arrays()
    for case in load("keras/metrics")["functions"]:
        function = getattr(tf.keras.metrics, case["function"])
        close(
            function(known[case["y_true"]], known[case["y_pred"]], **case["config"]), case["values"]
        )


@in_browser
def test_many_predictions_are_sorted_into_bins():
    import tfjs as tf
    from tfjs.keras.metrics import confusion

    random = np.random.default_rng(0)
    odds = np.clip(random.normal(0.5, 0.4, (500, 3)), -0.1, 1.1).astype(np.float32)
    odds[:9] = np.float32([0, 1, 0.5]).repeat(3).reshape(9, 1)
    truth = (random.random((500, 3)) < odds).astype(np.float32)
    weight = random.random(500).astype(np.float32)
    kept = confusion._MOST_COMPARISONS
    for arguments in ({}, {"multi_label": True}):
        auc, binned = (tf.keras.metrics.AUC(50, **arguments) for _ in range(2))
        auc.update_state(truth, odds, weight)
        try:
            confusion._MOST_COMPARISONS = 0
            binned.update_state(truth, odds, weight)
        finally:
            confusion._MOST_COMPARISONS = kept
        for found, wanted in zip(binned.variables, auc.variables, strict=True):
            np.testing.assert_allclose(found.numpy(), wanted.numpy(), rtol=1e-4, atol=1e-3)
    odds[0] = np.nan
    count = tf.keras.metrics.TruePositives(thresholds=[0, 0.25, 0.5, 0.75, 1])
    try:
        confusion._MOST_COMPARISONS = 0
        count.update_state(truth, odds)
    finally:
        confusion._MOST_COMPARISONS = kept
    assert np.isfinite(count.result().numpy()).all()


@in_browser
def test_metrics_in_a_train_step_leave_nothing_behind():
    import tfjs as tf

    metrics = [
        tf.keras.metrics.Mean(),
        tf.keras.metrics.SparseCategoricalAccuracy(),
        tf.keras.metrics.AUC(num_thresholds=20),
        tf.keras.metrics.F1Score(),
        tf.keras.metrics.MeanIoU(4),
    ]

    @tf.function
    def step(classes, hot, shares):
        metrics[0].update_state(tf.reduce_sum(shares), sample_weight=2.0)
        metrics[1].update_state(classes, shares)
        metrics[2].update_state(hot, shares)
        metrics[3].update_state(hot, shares)
        metrics[4].update_state(classes, tf.argmax(shares, -1))

    known = arrays()
    given = [tf.constant(known[name]) for name in ("classes", "hot", "shares")]
    step(*given)  # makes variables, so that the next call is traced anew
    no_new_tensors(lambda: step(*given))
    first = [metric.result().numpy() for metric in metrics]
    for metric in metrics:
        metric.reset_state()
    for _ in range(3):
        step(*given)
    for metric, wanted in zip(metrics, first, strict=True):
        np.testing.assert_allclose(metric.result().numpy(), wanted, 1e-5)
    assert float(metrics[0].count) == 6.0


@in_browser
def test_metrics_by_name_and_as_configurations():
    import tfjs as tf

    assert set(load("keras/metrics")["names"]) <= set(dir(tf.keras.metrics))
    metrics = tf.keras.metrics
    assert metrics.get(None) is None
    for name, kind in [
        ("mse", metrics.MeanSquaredError),
        ("MSE", metrics.MeanSquaredError),
        ("mean_squared_error", metrics.MeanSquaredError),
        ("AUC", metrics.AUC),
        ("auc", metrics.AUC),
        ("mean_absolute_error", metrics.MeanAbsoluteError),
        (metrics.Precision, metrics.Precision),
        ({"class_name": "Recall", "config": {"top_k": 3}}, metrics.Recall),
    ]:
        assert type(metrics.get(name)) is kind
    with raises_words(ValueError, "Could not interpret metric identifier: acuracy"):
        metrics.get("acuracy")
    assert metrics.deserialize(metrics.serialize(metrics.hinge)) is metrics.hinge
    wrapped = metrics.MeanMetricWrapper(metrics.huber, name="mine", delta=0.5)
    again = metrics.deserialize(metrics.serialize(wrapped))
    assert again.get_config() == wrapped.get_config()
    assert float(again([[0.0]], [[2.0]])) == 0.875
    ways = {metrics.AUC()._direction, metrics.Hinge()._direction, metrics.Mean()._direction}
    assert ways == {"up", "down", None}


@in_browser
def test_a_metric_of_ones_own():
    import tfjs as tf

    class Above(tf.keras.metrics.Metric):
        def __init__(self, name="above", **kwargs):
            super().__init__(name=name, **kwargs)
            self.hits = self.add_weight(name="hits")
            self.parts = {"mean": tf.keras.metrics.Mean()}

        def update_state(self, y_true, y_pred, sample_weight=None):
            self.hits.assign_add(tf.reduce_sum(tf.cast(y_pred > y_true, self.dtype)))
            self.parts["mean"].update_state(y_pred)

        def result(self):
            return {"hits": self.hits, "mean": self.parts["mean"].result()}

    above = Above()
    found = above([1.0, 2.0], tf.constant([2.0, 1.0]))
    assert {name: float(value) for name, value in found.items()} == {"hits": 1.0, "mean": 1.5}
    assert [v.name for v in above.variables] == ["hits", "total", "count"]
    assert above.variables[0].path == "above/hits"
    above.reset_state()
    assert float(above.hits) == float(above.parts["mean"].count) == 0.0
    assert Above.from_config(above.get_config()).name == "above"

    class Hasty(tf.keras.metrics.Metric):
        def __init__(self):
            self.add_variable((), "zeros")

    with raises_words(RuntimeError, "forgot to call super().__init__()"):
        Hasty()


@in_browser
def test_what_metrics_refuse():
    import tfjs as tf

    metrics = tf.keras.metrics
    for kind, arguments, words in [
        ("Precision", {"thresholds": 2}, "Threshold values must be in [0, 1]. Received: [2]"),
        ("TruePositives", {"thresholds": [0.1, -1]}, "Received: [-1]"),
        ("AUC", {"num_thresholds": 1}, "must be an integer > 1"),
        ("AUC", {"curve": "RC"}, "Invalid AUC curve value: RC"),
        ("AUC", {"summation_method": "sum"}, "Invalid AUC summation method value"),
        ("AUC", {"num_labels": 2}, "only when `multi_label` is True"),
        ("PrecisionAtRecall", {"recall": 2}, "`recall` must be in the range [0, 1]"),
        ("RecallAtPrecision", {"precision": 0.5, "num_thresholds": 0}, "integer > 0"),
        ("FBetaScore", {"beta": 1}, "should be a Python float"),
        ("FBetaScore", {"beta": -1.0}, "should be > 0"),
        ("F1Score", {"average": "mean"}, "Invalid `average` argument"),
        ("F1Score", {"threshold": 1.5}, "0 < threshold <= 1"),
        ("R2Score", {"class_aggregation": "mean"}, "`class_aggregation`"),
        ("R2Score", {"num_regressors": -1}, "`num_regressors`"),
        ("IoU", {"num_classes": 2, "target_class_ids": [2]}, "Target class id 2 is out of range"),
    ]:
        with raises_words(ValueError, words):
            getattr(metrics, kind)(**arguments)
    row = np.zeros(3, np.float32)
    for metric, words in [
        (metrics.F1Score(), "FBetaScore expects 2D inputs"),
        (metrics.R2Score(), "R2Score expects 2D inputs"),
        (metrics.AUC(multi_label=True), "must have rank 2 when `multi_label=True`"),
        (metrics.Recall(class_id=1), "When class_id is provided, y_pred must be a 2D array"),
    ]:
        with raises_words(ValueError, words):
            metric.update_state(row, row)
    with pytest.warns(UserWarning, match="weight as `float`"):
        metrics.MeanIoU(2).update_state([0], [0], sample_weight=np.float32([0.5]))
