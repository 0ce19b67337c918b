"""Metrics: Keras's own values, eagerly and replayed; how they are configured, what they refuse."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser


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
            update = metric.update_state
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
                assert update.experimental_get_tracing_count() == 1
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
