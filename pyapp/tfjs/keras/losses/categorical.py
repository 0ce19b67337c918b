"""Cross entropy of one class among several: from probabilities of the classes, or their logits."""

import warnings
from typing import Any

from tfjs import dtypes
from tfjs.keras.losses._logits import inside, logits_of, require_same_shape
from tfjs.keras.losses._values import tensor_of
from tfjs.ops._families import filled
from tfjs.ops.activations import softmax
from tfjs.ops.arithmetic import pow, truediv
from tfjs.ops.casting import cast
from tfjs.ops.class_labels import checked_if_cheap
from tfjs.ops.comparison import not_equal, where
from tfjs.ops.entropies import softmax_entropy
from tfjs.ops.math import add, log, multiply, negative, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.sequences import one_hot
from tfjs.ops.shaping import sizes_of, squeeze
from tfjs.tensor import Tensor


def smoothed_classes(y_true: Any, guess: Tensor, axis: Any, smoothing: float, loss: str) -> Tensor:
    """One-hot labels with part of their weight spread over all classes."""
    if isinstance(axis, bool):
        raise ValueError(
            f"`axis` must be of type `int`. Received: axis={axis} of type {type(axis)}"
        )
    truth = tensor_of(y_true, guess.dtype)
    if guess.ndim and sizes_of(guess)[-1] == 1:
        warnings.warn(
            f"In loss {loss}, expected y_pred.shape to be (batch_size, num_classes) with "
            f"num_classes > 1. Received: y_pred.shape={guess.shape}. Consider using "
            "'binary_crossentropy' if you only have 2 classes.",
            SyntaxWarning,
            stacklevel=3,
        )
    if not smoothing:
        return truth
    share = smoothing / sizes_of(truth)[-1]
    return add(multiply(truth, 1.0 - smoothing), share)


def categorical_crossentropy(
    y_true: Any,
    y_pred: Any,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> Tensor:
    """Cross entropy between one-hot labels and predictions of their classes.

    Args:
        y_true: One-hot or probabilities, shape `(batch, ..., classes)`.
        y_pred: Of the same shape, floating; probabilities are scaled so that their sum is 1.
        from_logits: Whether they are logits.
        label_smoothing: Which part of the labels' weight is spread over all classes.
        axis: Of the classes.

    Returns:
        The shape without `axis`.

    Raises:
        ValueError: Shapes that differ.
    """
    name = "categorical_crossentropy"
    guess, from_logits = logits_of(y_pred, from_logits, "Softmax", name)
    truth = smoothed_classes(y_true, guess, axis, label_smoothing, name)
    if truth.ndim < 1:
        raise ValueError(
            "Arguments `target` and `output` must be at least rank 1. Received: "
            f"target.shape={truth.shape}, output.shape={guess.shape}"
        )
    require_same_shape(truth, guess)
    if from_logits:
        return softmax_entropy(truth, guess, axis)
    shares = inside(truediv(guess, reduce_sum(guess, axis, keepdims=True)))
    return negative(reduce_sum(multiply(truth, log(shares)), axis))


def sparse_categorical_crossentropy(
    y_true: Any,
    y_pred: Any,
    from_logits: bool = False,
    ignore_class: int | None = None,
    axis: int = -1,
) -> Tensor:
    """Cross entropy between classes by number and predictions of the classes.

    Args:
        y_true: Classes, shape `(batch, ...)` or `(batch, ..., 1)`.
        y_pred: Shape `(batch, ..., classes)`, floating.
        from_logits: Whether they are logits.
        ignore_class: A label that does not count: its loss is 0, and a mask on the result leaves
            it out of a mean.
        axis: Of the classes; the last one.

    Returns:
        Shape `(batch, ...)`.

    Raises:
        InvalidArgumentError: A label outside `[0, classes)`, where looking costs nothing: not on a
            GPU, where its loss is 0, and not in a `tf.function`, where its loss is NaN.
        ValueError: Shapes that do not go together, another axis than the last one.
    """
    guess = tensor_of(y_pred)
    if ignore_class is None:
        guess, from_logits = logits_of(
            y_pred, from_logits, "Softmax", "sparse_categorical_crossentropy"
        )
    if axis not in (-1, guess.ndim - 1):
        raise ValueError(f"Only axis=-1 is currently supported. Received: axis={axis}")
    classes = _classes(y_true, guess)
    valid = None
    if ignore_class is not None:
        valid = not_equal(classes, ignore_class)
        classes = where(valid, classes, filled((), 0, classes.dtype))
    checked_if_cheap(classes, sizes_of(guess)[-1])
    losses = softmax_entropy(classes, guess if from_logits else log(inside(guess)))
    if valid is not None:
        losses = where(valid, losses, filled((), 0, losses.dtype))
        losses._keras_mask = valid
    return losses


def _classes(y_true: Any, guess: Tensor) -> Tensor:
    """Labels as integers of the shape of the predictions without their last axis."""
    labels = tensor_of(y_true)
    if not labels.dtype.is_integer:
        labels = cast(labels, dtypes.int64)
    if guess.ndim < 1:
        raise ValueError(
            f"Argument `output` must be at least rank 1. Received: output.shape={guess.shape}"
        )
    if labels.ndim == guess.ndim and sizes_of(labels)[-1] == 1:
        labels = squeeze(labels, -1)
    if labels.ndim != guess.ndim - 1:
        raise ValueError(
            "Argument `output` must have rank (ndim) `target.ndim - 1`. Received: "
            f"target.shape={labels.shape}, output.shape={guess.shape}"
        )
    if sizes_of(labels) != sizes_of(guess)[:-1]:
        raise ValueError(
            "Arguments `target` and `output` must have the same shape up until the last "
            f"dimension: target.shape={labels.shape}, output.shape={guess.shape}"
        )
    return labels


def categorical_focal_crossentropy(
    y_true: Any,
    y_pred: Any,
    alpha: Any = 0.25,
    gamma: float = 2.0,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> Tensor:
    """Cross entropy times `alpha·(1 - p)^gamma`, which counts easy samples less.

    Args:
        y_true: One-hot, shape `(batch, ..., classes)`.
        y_pred: Of the same shape, floating; probabilities `p` after scaling their sum to 1.
        alpha: A factor, or one for each class (Lin et al. 2017, arXiv 1708.02002).
        gamma: How much less easy samples count.
        from_logits: Whether `y_pred` are logits.
        label_smoothing: Which part of the labels' weight is spread over all classes.
        axis: Of the classes.

    Returns:
        The shape without `axis`.
    """
    guess = tensor_of(y_pred)
    truth = smoothed_classes(y_true, guess, axis, label_smoothing, "categorical_focal_crossentropy")
    if from_logits:
        guess = softmax(guess, axis)
    shares = inside(truediv(guess, reduce_sum(guess, axis, keepdims=True)))
    entropy = multiply(negative(truth), log(shares))
    weight = multiply(pow(subtract(1.0, shares), gamma), alpha)
    return reduce_sum(multiply(weight, entropy), axis)


def categorical_generalized_cross_entropy(y_true: Any, y_pred: Any, q: float) -> Tensor:
    """`(1 - p^q) / q` of the true class's probability `p`; Zhang and Sabuncu, arXiv 1805.07836.

    Args:
        y_true: Classes, shape `(batch, ...)`, integers.
        y_pred: Probabilities, shape `(batch, ..., classes)`.
        q: Between 0, cross entropy, and 1, mean absolute error, which wrong labels disturb least.

    Returns:
        Shape `(batch, ...)`.
    """
    guess = tensor_of(y_pred)
    classes = cast(tensor_of(y_true), dtypes.int32)
    hot = one_hot(classes, sizes_of(guess)[-1], dtype=guess.dtype)
    share = reduce_sum(multiply(guess, hot), -1)
    return truediv(subtract(1.0, pow(share, q)), q)
