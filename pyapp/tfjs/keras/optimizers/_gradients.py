"""Gradients as they are given: some missing, some sparse, some of another dtype."""

import warnings
from collections.abc import Sequence
from typing import Any

from tfjs.keras.optimizers._slices import in_dtype


def paired(grads: Sequence[Any], variables: list[Any]) -> tuple[list[Any], list[Any]]:
    """The pairs that have a gradient, in their variable's dtype; a warning names the others.

    Raises:
        ValueError: There is no gradient at all.
    """
    pairs = list(zip(grads, variables, strict=True))
    missing = [getattr(v, "path", v.name) for grad, v in pairs if grad is None]
    if len(missing) == len(pairs):
        raise ValueError("No gradients provided for any variable.")
    if missing:
        warnings.warn(
            f"Gradients do not exist for variables {missing} when minimizing the loss. If using "
            "`model.compile()`, did you forget to provide a `loss` argument?",
            stacklevel=4,
        )
    kept = [(g, v) for g, v in pairs if g is not None]
    return [in_dtype(g, v.dtype) for g, v in kept], [v for _, v in kept]
