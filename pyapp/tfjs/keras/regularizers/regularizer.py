"""Regularizers: what large weights cost."""

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs.keras import config
from tfjs.ops import math as ops
from tfjs.ops._arguments import as_tensor
from tfjs.ops._families import filled
from tfjs.ops.arithmetic import truediv
from tfjs.ops.linalg import matmul
from tfjs.ops.math import add, multiply, square, subtract
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.sequences import eye
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


class Regularizer:
    """Base: called with a weight or an output, gives a scalar that is added to the loss."""

    def __call__(self, x: "TensorLike") -> Any:
        """The penalty, a scalar."""
        return 0.0

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "Regularizer":
        """One with these arguments."""
        return cls(**config)

    def get_config(self) -> dict[str, Any]:
        """The arguments that make an equal one."""
        raise NotImplementedError(f"{self} does not implement get_config()")


def _factor(value: Any, name: str) -> float:
    """A factor that can be one.

    Raises:
        ValueError: Negative, infinite, or no number.
    """
    if not isinstance(value, float | int) or not math.isfinite(value) or value < 0:
        raise ValueError(
            f"Invalid value for argument {name}: expected a non-negative float. "
            f"Received: {name}={value}"
        )
    return float(value)


class L1L2(Regularizer):
    """`l1 * sum(|x|) + l2 * sum(x**2)`."""

    def __init__(self, l1: float | None = 0.0, l2: float | None = 0.0) -> None:
        self.l1 = _factor(0.0 if l1 is None else l1, "l1")
        self.l2 = _factor(0.0 if l2 is None else l2, "l2")

    def __call__(self, x: "TensorLike") -> Tensor:
        """The penalty, a scalar."""
        values = as_tensor(x)
        if self.l1 == 0.0 and self.l2 == 0.0:
            return filled((), 0.0, values.dtype)
        squares = multiply(self.l2, reduce_sum(square(values))) if self.l2 else None
        if self.l1 == 0.0 and squares is not None:
            return squares
        lengths = multiply(self.l1, reduce_sum(ops.abs(values)))
        return lengths if squares is None else add(lengths, squares)

    def get_config(self) -> dict[str, Any]:
        """Both factors."""
        return {"l1": self.l1, "l2": self.l2}


class L1(Regularizer):
    """`l1 * sum(|x|)`."""

    def __init__(self, l1: float | None = 0.01) -> None:
        self.l1 = _factor(0.01 if l1 is None else l1, "l1")

    def __call__(self, x: "TensorLike") -> Tensor:
        """The penalty, a scalar."""
        return multiply(self.l1, reduce_sum(ops.abs(as_tensor(x))))

    def get_config(self) -> dict[str, Any]:
        """The factor, in the 32 bits that Keras keeps it in."""
        return {"l1": _short(self.l1)}


class L2(Regularizer):
    """`l2 * sum(x**2)`."""

    def __init__(self, l2: float | None = 0.01) -> None:
        self.l2 = _factor(0.01 if l2 is None else l2, "l2")

    def __call__(self, x: "TensorLike") -> Tensor:
        """The penalty, a scalar."""
        return multiply(self.l2, reduce_sum(square(as_tensor(x))))

    def get_config(self) -> dict[str, Any]:
        """The factor."""
        return {"l2": self.l2}


class OrthogonalRegularizer(Regularizer):
    """Mean of the absolute products of different rows, or columns, of length 1.

    Args:
        factor: What the mean is multiplied with.
        mode: "rows" or "columns".

    Raises:
        ValueError: Another mode, a negative factor; when called: no matrix.
    """

    def __init__(self, factor: float = 0.01, mode: str = "rows") -> None:
        self.factor = _factor(factor, "factor")
        if mode not in ("rows", "columns"):
            raise ValueError(
                'Invalid value for argument `mode`. Expected one of {"rows", "columns"}. '
                f"Received: mode={mode}"
            )
        self.mode = mode

    def __call__(self, inputs: "TensorLike") -> Tensor:
        """The penalty of a matrix, a scalar."""
        values = as_tensor(inputs)
        if values.ndim != 2:
            raise ValueError(
                "Inputs to OrthogonalRegularizer must have rank 2. Received: "
                f"inputs.shape={values.shape}"
            )
        rows = self.mode == "rows"
        size = sizes_of(values)[0 if rows else 1]
        unit = _unit(values, 1 if rows else 0)
        product = matmul(unit, unit, transpose_a=not rows, transpose_b=rows)
        others = multiply(product, subtract(1.0, eye(size, dtype=values.dtype)))
        pairs = size * (size - 1.0) / 2.0
        total = reduce_sum(ops.abs(others))
        return truediv(multiply(self.factor * 0.5, total), float(pairs))

    def get_config(self) -> dict[str, Any]:
        """Factor, in the 32 bits that Keras keeps it in, and mode."""
        return {"factor": _short(self.factor), "mode": self.mode}


def _unit(values: Tensor, axis: int) -> Tensor:
    """Rows or columns, divided by their length, or by `epsilon` where that is more."""
    squares = reduce_sum(square(values), axis, keepdims=True)
    return multiply(values, ops.rsqrt(ops.maximum(squares, config.epsilon() ** 2)))


def _short(value: float) -> float:
    return float(np.float32(value))
