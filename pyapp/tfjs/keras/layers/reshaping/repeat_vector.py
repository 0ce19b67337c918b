"""RepeatVector: a vector several times, as a sequence."""

from collections.abc import Sequence
from typing import Any

from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.reshaping._arguments import Shape
from tfjs.keras.layers.reshaping._repeating import repeated
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor


class RepeatVector(Layer):
    """Each vector `n` times in a row.

    Args:
        n: How often.

    Input shape: `(batch, features)`.

    Output shape: `(batch, n, features)`.

    Raises:
        TypeError: `n` is no int.
        ValueError: `n` is not positive.
    """

    def __init__(self, n: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not isinstance(n, int) or isinstance(n, bool):
            raise TypeError(f"Expected an integer value for `n`, got {type(n)}.")
        if n <= 0:
            raise ValueError(f"Argument `n` should be a positive integer. Received: n={n}")
        self.n = n
        self.input_spec = InputSpec(ndim=2)

    def call(self, inputs: Any) -> Tensor:
        """Repeat `inputs`."""
        return repeated(expand_dims(inputs, 1), self.n, 1)

    def compute_output_shape(self, input_shape: Sequence[int | None]) -> Shape:
        """`(batch, n, features)`."""
        return input_shape[0], self.n, input_shape[1]

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {"n": self.n}
