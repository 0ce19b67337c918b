"""Cross entropy of yes and no."""

from typing import Any

from tfjs.keras.losses._logits import inside, logits_of, require_same_shape
from tfjs.keras.losses._values import tensor_of
from tfjs.ops.arithmetic import pow
from tfjs.ops.entropies import sigmoid_entropy
from tfjs.ops.math import add, log, multiply, negative, sigmoid, subtract
from tfjs.ops.reductions import reduce_mean
from tfjs.tensor import Tensor


def _smoothed(y_true: Any, guess: Tensor, smoothing: float) -> Tensor:
    truth = tensor_of(y_true, guess.dtype)
    return add(multiply(truth, 1.0 - smoothing), 0.5 * smoothing) if smoothing else truth


def _entropy(truth: Tensor, shares: Tensor) -> Tensor:
    """`-y·log(p) - (1 - y)·log(1 - p)`, element by element."""
    p = inside(shares)
    yes = multiply(truth, log(p))
    no = multiply(subtract(1.0, truth), log(subtract(1.0, p)))
    return negative(add(yes, no))


def binary_crossentropy(
    y_true: Any,
    y_pred: Any,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> Tensor:
    """Mean over `axis` of the cross entropy between bits and their probabilities.

    Args:
        y_true: 0 or 1, shape `(batch, ..., n)`.
        y_pred: Probabilities of 1, of the same shape, floating.
        from_logits: Whether they are logits.
        label_smoothing: By which part labels are moved toward 1/2.
        axis: Over which the mean is taken.

    Returns:
        The shape without `axis`.

    Raises:
        ValueError: Shapes that differ.
    """
    guess, from_logits = logits_of(y_pred, from_logits, "Sigmoid", "binary_crossentropy")
    truth = _smoothed(y_true, guess, label_smoothing)
    require_same_shape(truth, guess)
    if from_logits:
        return reduce_mean(sigmoid_entropy(truth, guess), axis)
    return reduce_mean(_entropy(truth, guess), axis)


def binary_focal_crossentropy(
    y_true: Any,
    y_pred: Any,
    apply_class_balancing: bool = False,
    alpha: float = 0.25,
    gamma: float = 2.0,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> Tensor:
    """Binary cross entropy times `(1 - p)^gamma`, `p` being what was given to the true answer.

    Args:
        y_true: 0 or 1, shape `(batch, ..., n)`.
        y_pred: Probabilities of 1, of the same shape, floating.
        apply_class_balancing: Whether `alpha` is used.
        alpha: Weight of ones; that of zeros is `1 - alpha` (Lin et al. 2017, arXiv 1708.02002).
        gamma: How much less easy samples count.
        from_logits: Whether `y_pred` are logits.
        label_smoothing: By which part labels are moved toward 1/2.
        axis: Over which the mean is taken.

    Returns:
        The shape without `axis`.

    Raises:
        ValueError: Shapes that differ.
    """
    shares = tensor_of(y_pred)
    logits, known = (shares, True) if from_logits else logits_of(y_pred, False, "Sigmoid", "")
    if from_logits:
        shares = sigmoid(shares)
    truth = _smoothed(y_true, shares, label_smoothing)
    require_same_shape(truth, shares)
    entropy = sigmoid_entropy(truth, logits) if known else _entropy(truth, shares)
    missed = subtract(1.0, shares)
    untrue = subtract(1.0, truth)
    given = add(multiply(truth, shares), multiply(untrue, missed))
    losses = multiply(pow(subtract(1.0, given), gamma), entropy)
    if apply_class_balancing:
        weight = add(multiply(truth, alpha), multiply(untrue, 1 - alpha))
        losses = multiply(weight, losses)
    return reduce_mean(losses, axis)
