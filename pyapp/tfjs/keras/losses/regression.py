"""How far numbers are from those that should come out: one loss for each sample."""

import math
from typing import Any

from tfjs.keras.config import epsilon
from tfjs.keras.losses._values import pair
from tfjs.ops.arithmetic import truediv
from tfjs.ops.math import (
    abs,
    add,
    log,
    maximum,
    minimum,
    multiply,
    rsqrt,
    softplus,
    square,
    squared_difference,
    subtract,
)
from tfjs.ops.reductions import reduce_mean, reduce_sum
from tfjs.tensor import Tensor


def mean_squared_error(y_true: Any, y_pred: Any) -> Tensor:
    """Mean of `(y_true - y_pred)²` over the last axis.

    Args:
        y_true: Shape `(batch, ..., n)`; converted to the dtype of `y_pred`.
        y_pred: Likewise, floating. Where ranks differ by a last axis of size 1, it is made equal.

    Returns:
        Shape `(batch, ...)`.
    """
    truth, guess = pair(y_true, y_pred)
    return reduce_mean(squared_difference(truth, guess), -1)


def mean_absolute_error(y_true: Any, y_pred: Any) -> Tensor:
    """Mean of `|y_true - y_pred|` over the last axis; shapes as in `mean_squared_error`."""
    truth, guess = pair(y_true, y_pred)
    return reduce_mean(abs(subtract(truth, guess)), -1)


def mean_absolute_percentage_error(y_true: Any, y_pred: Any) -> Tensor:
    """100 times the mean of `|y_true - y_pred| / max(|y_true|, epsilon)` over the last axis."""
    truth, guess = pair(y_true, y_pred)
    share = truediv(subtract(truth, guess), maximum(abs(truth), epsilon()))
    return multiply(reduce_mean(abs(share), -1), 100.0)


def mean_squared_logarithmic_error(y_true: Any, y_pred: Any) -> Tensor:
    """Mean of `(log(y_true + 1) - log(y_pred + 1))²` over the last axis; of numbers from 0 on."""
    truth, guess = (log(add(maximum(values, epsilon()), 1.0)) for values in pair(y_true, y_pred))
    return reduce_mean(squared_difference(guess, truth), -1)


def normalized(x: Tensor, axis: Any) -> Tensor:
    """`x` divided by its Euclidean length along `axis`; zeros stay zeros."""
    lengths = maximum(reduce_sum(square(x), axis, keepdims=True), epsilon() ** 2)
    return multiply(x, rsqrt(lengths))


def cosine_similarity(y_true: Any, y_pred: Any, axis: Any = -1) -> Tensor:
    """Minus the cosine of the angle between truth and prediction: -1 where they point alike.

    Args:
        y_true: Shape `(batch, ..., n)`.
        y_pred: Likewise, floating.
        axis: Along which the vectors lie.

    Returns:
        The shape without `axis`.
    """
    truth, guess = pair(y_true, y_pred)
    product = multiply(normalized(truth, axis), normalized(guess, axis))
    return -reduce_sum(product, axis)  # type: ignore[no-any-return]


def huber(y_true: Any, y_pred: Any, delta: Any = 1.0) -> Tensor:
    """Mean over the last axis of `e²/2` where `|e| <= delta`, and `delta·|e| - delta²/2` beyond.

    `e` is `y_true - y_pred`; shapes as in `mean_squared_error`. With `c = min(|e|, delta)` both
    are `c·(|e| - c/2)`.
    """
    truth, guess = pair(y_true, y_pred)
    error = abs(subtract(guess, truth))
    near = minimum(error, delta)
    return reduce_mean(multiply(near, subtract(error, multiply(near, 0.5))), -1)


def log_cosh(y_true: Any, y_pred: Any) -> Tensor:
    """Mean of `log(cosh(y_pred - y_true))` over the last axis: as `e²/2` near 0, `|e|` far off."""
    truth, guess = pair(y_true, y_pred)
    error = subtract(guess, truth)
    bent = add(error, softplus(multiply(error, -2.0)))
    return reduce_mean(subtract(bent, math.log(2.0)), -1)
