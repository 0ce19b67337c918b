"""Probabilities that came from a softmax or sigmoid, back to what went into it."""

import warnings
from typing import Any

from tfjs.keras.config import epsilon
from tfjs.keras.losses._values import tensor_of
from tfjs.ops.arithmetic import clip_by_value
from tfjs.tensor import Tensor


def logits_of(y_pred: Any, from_logits: bool, kind: str, loss: str) -> tuple[Tensor, bool]:
    """What to compute a cross entropy from, and whether that is logits.

    Keras's activations leave what they were given on their output; a cross entropy of that neither
    overflows nor loses its gradient where probabilities are 0 or 1.

    Args:
        y_pred: Probabilities or logits.
        from_logits: Whether the caller says that they are logits.
        kind: "Softmax" or "Sigmoid".
        loss: For the warning.
    """
    guess = tensor_of(y_pred)
    logits = getattr(guess, "_keras_logits", None)
    if logits is None:
        return guess, from_logits
    if from_logits:
        warnings.warn(
            f'"`{loss}` received `from_logits=True`, but the `output` argument was produced by a '
            f"{kind} activation and thus does not represent logits. Was this intended?",
            stacklevel=3,
        )
    return logits, True


def inside(shares: Tensor) -> Tensor:
    """Probabilities kept from 0 and 1, so that their logarithms are finite."""
    return clip_by_value(shares, epsilon(), 1.0 - epsilon())


def require_same_shape(truth: Tensor, guess: Tensor) -> None:
    """Check that truth and prediction are of one shape.

    Raises:
        ValueError: They are not.
    """
    if truth.ndim != guess.ndim:
        raise ValueError(
            "Arguments `target` and `output` must have the same rank (ndim). Received: "
            f"target.shape={truth.shape}, output.shape={guess.shape}"
        )
    if truth.shape != guess.shape:
        raise ValueError(
            "Arguments `target` and `output` must have the same shape. Received: "
            f"target.shape={truth.shape}, output.shape={guess.shape}"
        )
