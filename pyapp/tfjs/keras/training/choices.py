"""Losses and metrics by what they were called in `compile`."""

from typing import Any

from tfjs.keras import losses, metrics


def loss_of(identifier: Any, y_true: Any, y_pred: Any) -> Any:
    """A loss object; None for no loss.

    Args:
        identifier: A name, a function of targets and predictions, or a loss. "crossentropy" and
            "ce" are whichever kind fits the shapes.
        y_true: Targets; their shape decides.
        y_pred: Predictions; their shape decides.
    """
    if identifier is None:
        return None
    if str(identifier).lower() in ("crossentropy", "ce"):
        found: Any = {
            "binary": losses.binary_crossentropy,
            "sparse": losses.sparse_categorical_crossentropy,
            "one-hot": losses.categorical_crossentropy,
        }[_kind(y_true, y_pred)]
    else:
        found = losses.get(identifier)
    if isinstance(found, losses.Loss):
        return found
    name = identifier if isinstance(identifier, str) else _name(found)
    return losses.LossFunctionWrapper(found, name=name)


def is_sparse(loss: Any) -> bool:
    """Whether a loss takes classes by their numbers."""
    function = losses.sparse_categorical_crossentropy
    return loss is function or getattr(loss, "fn", None) is function


def metric_of(identifier: Any, y_true: Any, y_pred: Any) -> Any:
    """A metric object.

    Args:
        identifier: A name, a function of targets and predictions, or a metric. "accuracy" and "acc"
            are whichever kind fits the shapes.
        y_true: Targets; their shape decides.
        y_pred: Predictions; their shape decides.

    Raises:
        ValueError: None, or a name that no metric has.
    """
    if identifier is None:
        raise ValueError("Expected metric, received `None`")
    if str(identifier).lower() in ("accuracy", "acc"):
        kind: Any = {
            "binary": metrics.BinaryAccuracy,
            "sparse": metrics.SparseCategoricalAccuracy,
            "one-hot": metrics.CategoricalAccuracy,
        }[_kind(y_true, y_pred)]
        return kind(name=str(identifier))
    found = metrics.get(identifier)
    name = identifier if isinstance(identifier, str) else _name(found)
    if not isinstance(found, metrics.Metric):
        return metrics.MeanMetricWrapper(found, name=name)
    if isinstance(identifier, str):
        found.name = name
    return found


def _kind(y_true: Any, y_pred: Any) -> str:
    """Whether predictions are of one class, or of several with targets by number or one-hot."""
    true, pred = tuple(y_true.shape), tuple(y_pred.shape)
    if not pred or pred[-1] == 1:
        return "binary"
    sparse = len(true) < len(pred) or (true[-1] == 1 and pred[-1] > 1)
    return "sparse" if sparse else "one-hot"


def _name(value: Any) -> str:
    return str(getattr(value, "name", None) or getattr(value, "__name__", type(value).__name__))
