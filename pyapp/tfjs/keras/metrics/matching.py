"""Where predictions are right: 1 or 0 for each sample."""

from typing import Any

from tfjs import dtypes
from tfjs.dtypes import DType
from tfjs.keras.config import floatx
from tfjs.keras.losses._values import pair, same_rank, tensor_of
from tfjs.ops.casting import cast, relabeled
from tfjs.ops.comparison import equal
from tfjs.ops.math import greater
from tfjs.ops.reductions import argmax, reduce_any
from tfjs.ops.shaping import expand_dims, reshape, sizes_of, squeeze
from tfjs.ops.sorting import in_top_k
from tfjs.tensor import Tensor


def _as_float(matches: Tensor) -> Tensor:
    return cast(matches, floatx())


def _winner(scores: Tensor, dtype: DType) -> Tensor:
    """The best class of each row, as numbers of `dtype`."""
    found = argmax(scores, -1)
    alike = dtype.storage == found.dtype.storage and not dtype.wraps
    return relabeled(found, dtype) if alike else cast(found, dtype)


def accuracy(y_true: Any, y_pred: Any) -> Tensor:
    """Where truth and prediction are equal.

    Args:
        y_true: Any shape; converted to the dtype of `y_pred`.
        y_pred: The same shape, or one that differs by a last axis of size 1.

    Returns:
        1 or 0, of that shape, floating.
    """
    truth, guess = pair(y_true, y_pred)
    return _as_float(equal(truth, guess))


def binary_accuracy(y_true: Any, y_pred: Any, threshold: Any = 0.5) -> Tensor:
    """Where predictions are on the true side of a threshold.

    Args:
        y_true: 0 or 1, any shape.
        y_pred: Of the same shape, floating.
        threshold: Above which a prediction means 1.

    Returns:
        1 or 0, of that shape, floating.
    """
    truth, guess = same_rank(tensor_of(y_true), tensor_of(y_pred))
    return _as_float(equal(truth, cast(greater(guess, threshold), truth.dtype)))


def categorical_accuracy(y_true: Any, y_pred: Any) -> Tensor:
    """Where the best class is the true one.

    Args:
        y_true: One-hot, shape `(batch, ..., classes)`.
        y_pred: Of the same shape.

    Returns:
        1 or 0, shape `(batch, ...)`, floating.
    """
    truth = argmax(tensor_of(y_true), -1)
    return _as_float(equal(truth, argmax(tensor_of(y_pred), -1)))


def sparse_categorical_accuracy(y_true: Any, y_pred: Any) -> Tensor:
    """Where the best class is the true one.

    Args:
        y_true: Classes by number, shape `(batch, ...)` or `(batch, ..., 1)`.
        y_pred: Shape `(batch, ..., classes)`.

    Returns:
        1 or 0, shape `(batch, ...)`, floating.
    """
    guess = tensor_of(y_pred)
    truth = tensor_of(y_true)
    if truth.ndim == guess.ndim and sizes_of(truth)[-1] == 1:
        truth = squeeze(truth, -1)
    matches = _as_float(equal(truth, _winner(guess, truth.dtype)))
    if matches.ndim > 1 and sizes_of(matches)[-1] == 1:
        return squeeze(matches, -1)
    return matches


def _among_the_best(classes: Tensor, scores: Tensor, k: int) -> Tensor:
    """Where the true class is among the `k` best; shapes `(...)` and `(..., classes)`."""
    sizes = sizes_of(classes)
    if scores.ndim > 2:
        scores = reshape(scores, (-1, sizes_of(scores)[-1]))
    flat = reshape(classes, (-1,)) if len(sizes) > 1 else classes
    matches = _as_float(in_top_k(flat, scores, k))
    return reshape(matches, sizes) if len(sizes) > 1 else matches


def top_k_categorical_accuracy(y_true: Any, y_pred: Any, k: int = 5) -> Tensor:
    """Where the true class is among the `k` best.

    Args:
        y_true: One-hot, shape `(batch, ..., classes)`.
        y_pred: Of the same shape.
        k: How many count.

    Returns:
        1 or 0, shape `(batch, ...)`, floating.
    """
    return _among_the_best(argmax(tensor_of(y_true), -1), tensor_of(y_pred), k)


def sparse_top_k_categorical_accuracy(
    y_true: Any, y_pred: Any, k: int = 5, from_sorted_ids: bool = False
) -> Tensor:
    """Where the true class is among the `k` best.

    Args:
        y_true: Classes by number, shape `(batch, ...)`.
        y_pred: Scores of the classes, shape `(batch, ..., classes)`; or their numbers, best first.
        k: How many count.
        from_sorted_ids: Whether predictions are numbers of classes.

    Returns:
        1 or 0, shape `(batch, ...)`, floating.
    """
    guess = tensor_of(y_pred)
    if not from_sorted_ids:
        return _among_the_best(tensor_of(y_true, dtypes.int32), guess, k)
    truth = tensor_of(y_true, guess.dtype)
    return _as_float(reduce_any(equal(expand_dims(truth, -1), guess[..., :k]), -1))
