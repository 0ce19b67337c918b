"""Constraints: what a weight must be after each step of training."""

from typing import TYPE_CHECKING, Any

from tfjs.keras import config
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import clip_by_value, truediv
from tfjs.ops.math import add, maximum, minimum, multiply, sqrt, square
from tfjs.ops.reductions import reduce_sum
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import AxisLike, TensorLike


class Constraint:
    """Base: called with a weight, gives the nearest value that is allowed."""

    def __call__(self, w: "TensorLike") -> Tensor:
        """The weight, brought back to what is allowed."""
        return as_tensor(w)

    def get_config(self) -> dict[str, Any]:
        """The arguments that make an equal one."""
        return {}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "Constraint":
        """One with these arguments."""
        return cls(**config)


def _lengths(w: Tensor, axis: "AxisLike") -> Tensor:
    return sqrt(reduce_sum(square(w), axis, keepdims=True))


class MaxNorm(Constraint):
    """Columns of Euclidean length `max_value` at most.

    Args:
        max_value: The largest length.
        axis: What a column runs along: 0 for a kernel of `Dense`, `[0, 1, 2]` for one of `Conv2D`.
    """

    def __init__(self, max_value: float = 2, axis: "AxisLike" = 0) -> None:
        self.max_value = max_value
        self.axis = axis

    def __call__(self, w: "TensorLike") -> Tensor:
        """The weight, scaled down where it is too long."""
        values = as_tensor(w)
        lengths = _lengths(values, self.axis)
        allowed = minimum(lengths, float(self.max_value))
        return multiply(values, truediv(allowed, add(lengths, config.epsilon())))

    def get_config(self) -> dict[str, Any]:
        """Length and axis."""
        return {"max_value": self.max_value, "axis": self.axis}


class NonNeg(Constraint):
    """Nothing below 0."""

    def __call__(self, w: "TensorLike") -> Tensor:
        """The weight, with 0 in place of what is below."""
        return maximum(as_tensor(w), 0.0)


class UnitNorm(Constraint):
    """Columns of length 1; `axis` as for `MaxNorm`."""

    def __init__(self, axis: "AxisLike" = 0) -> None:
        self.axis = axis

    def __call__(self, w: "TensorLike") -> Tensor:
        """The weight, scaled."""
        values = as_tensor(w)
        return truediv(values, add(_lengths(values, self.axis), config.epsilon()))

    def get_config(self) -> dict[str, Any]:
        """The axis."""
        return {"axis": self.axis}


class MinMaxNorm(Constraint):
    """Columns of a length between two bounds, or on their way there.

    Args:
        min_value: The smallest length.
        max_value: The largest one.
        rate: 1 to enforce the bounds at once, less to go this share of the way at each step.
        axis: As for `MaxNorm`.
    """

    def __init__(
        self,
        min_value: float = 0.0,
        max_value: float = 1.0,
        rate: float = 1.0,
        axis: "AxisLike" = 0,
    ) -> None:
        self.min_value = min_value
        self.max_value = max_value
        self.rate = rate
        self.axis = axis

    def __call__(self, w: "TensorLike") -> Tensor:
        """The weight, scaled."""
        values = as_tensor(w)
        lengths = _lengths(values, self.axis)
        wanted = clip_by_value(lengths, float(self.min_value), float(self.max_value))
        if self.rate != 1:
            wanted = add(multiply(float(self.rate), wanted), multiply(1.0 - self.rate, lengths))
        return multiply(values, truediv(wanted, add(lengths, config.epsilon())))

    def get_config(self) -> dict[str, Any]:
        """Bounds, rate and axis."""
        return {
            "min_value": self.min_value,
            "max_value": self.max_value,
            "rate": self.rate,
            "axis": self.axis,
        }
