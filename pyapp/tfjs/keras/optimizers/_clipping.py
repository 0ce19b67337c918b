"""Gradients kept small, as Keras does."""

from typing import Any

from tfjs.keras.optimizers._slices import Gradient, mapped, squared, whole
from tfjs.ops.arithmetic import add_n, clip_by_value
from tfjs.ops.comparison import where
from tfjs.ops.creation import ones_like
from tfjs.ops.math import greater, maximum, minimum, sqrt
from tfjs.ops.reductions import reduce_sum
from tfjs.tensor import Tensor


class Clipping:
    """The part of an optimizer that clips gradients, in at most one way."""

    clipnorm: float | None = None
    """Largest norm of each gradient."""
    clipvalue: float | None = None
    """Largest absolute value of each element of a gradient."""
    global_clipnorm: float | None = None
    """Largest norm of all gradients together."""

    def _set_clipping(
        self, clipnorm: float | None, clipvalue: float | None, global_clipnorm: float | None
    ) -> None:
        """Keep the limits.

        Raises:
            ValueError: More than one is given.
        """
        if sum(limit is not None for limit in (clipnorm, clipvalue, global_clipnorm)) > 1:
            raise ValueError(
                "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. Received: "
                f"clipnorm={clipnorm}, clipvalue={clipvalue}, global_clipnorm={global_clipnorm}"
            )
        self.clipnorm, self.clipvalue = clipnorm, clipvalue
        self.global_clipnorm = global_clipnorm

    def _clip_gradients(self, grads: list[Gradient]) -> list[Any]:
        if self.clipnorm and self.clipnorm > 0:
            return [_by_norm(g, self.clipnorm) for g in grads]
        if self.global_clipnorm and self.global_clipnorm > 0:
            return _by_global_norm(grads, self.global_clipnorm)
        if self.clipvalue and self.clipvalue > 0:
            return [clip_by_value(g, -self.clipvalue, self.clipvalue) for g in grads]
        return grads


def _by_norm(gradient: Gradient, limit: float) -> Gradient:
    total = reduce_sum(squared(gradient), keepdims=True)
    some = greater(total, 0.0)
    norm = where(some, sqrt(where(some, total, ones_like(total))), total)
    return mapped(lambda g: g * limit / maximum(norm, limit), gradient)  # type: ignore[no-any-return]


def _by_global_norm(gradients: list[Gradient], limit: float) -> list[Tensor]:
    norm = sqrt(add_n([reduce_sum(squared(g)) for g in gradients]))
    scale = limit * minimum(1.0 / norm, 1.0 / limit) + (norm - norm)  # an infinite norm gives NaN
    return [whole(g) * scale for g in gradients]
