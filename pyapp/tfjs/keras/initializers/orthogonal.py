"""Initializer of matrices whose columns, or rows, are at right angles."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tfjs.keras import random
from tfjs.keras.initializers.random_values import RandomInitializer
from tfjs.ops.arithmetic import sign
from tfjs.ops.decompositions import qr
from tfjs.ops.diagonals import diag_part
from tfjs.ops.math import multiply
from tfjs.ops.shaping import reshape, transpose
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike


class Orthogonal(RandomInitializer):
    """An orthogonal matrix, from the QR decomposition of a normal one.

    More than two axes are a matrix whose columns are the last one. Saxe et al., 2014.

    Raises:
        ValueError: When called: fewer than two axes.
    """

    def __init__(self, gain: float = 1.0, seed: Any = None) -> None:
        self.gain = gain
        super().__init__(seed)

    def __call__(self, shape: Sequence[int], dtype: "DTypeLike | None" = None) -> Tensor:
        """A matrix whose columns, or rows if there are fewer, have length `gain`."""
        if len(shape) < 2:
            raise ValueError(
                "The tensor to initialize must be at least two-dimensional. Received: "
                f"shape={shape} of rank {len(shape)}."
            )
        rows, columns = math.prod(shape[:-1]), shape[-1]
        drawn = random.normal((max(rows, columns), min(rows, columns)), dtype=dtype, seed=self.seed)
        q, r = qr(drawn)
        q = multiply(q, sign(diag_part(r)))
        if rows < columns:
            q = transpose(q)
        return multiply(self.gain, reshape(q, list(shape)))

    def get_config(self) -> dict[str, Any]:
        """Gain and seed."""
        return {**super().get_config(), "gain": self.gain}
