"""CategoryEncoding: rows with ones or counts for numbers of categories."""

from typing import Any

from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.layers.preprocessing._adapting import DataLayer, tensor_or_ragged
from tfjs.keras.layers.preprocessing._encoding import encoded, encoded_shape
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast


class CategoryEncoding(DataLayer):
    """Numbers of categories as rows.

    Args:
        num_tokens: How many categories there are.
        output_mode: `"multi_hot"` and `"count"` for a row for each example, `"one_hot"` for a row
            for each number.
        sparse: Whether a `SparseTensor` comes out.

    Call arguments:
        inputs: Integers in `[0, num_tokens)`; others set nothing.
        count_weights: For `"count"`: how much each number counts.

    Raises:
        ValueError: An unknown mode, or no positive number of categories.

    Differs from TensorFlow: numbers out of range are not checked.
    """

    def __init__(
        self,
        num_tokens: int | None = None,
        output_mode: str = "multi_hot",
        sparse: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        mode = "multi_hot" if output_mode == "binary" else output_mode
        if mode not in ("count", "one_hot", "multi_hot"):
            raise ValueError(f"Unknown arg for output_mode: {output_mode}")
        if num_tokens is None:
            raise ValueError(
                "num_tokens must be set to use this layer. If the number of tokens is not known "
                "beforehand, use the IntegerLookup layer instead."
            )
        if num_tokens < 1:
            raise ValueError(f"`num_tokens` must be >= 1. Received: num_tokens={num_tokens}.")
        self.num_tokens = num_tokens
        self.output_mode = mode
        self.sparse = sparse
        self._convert_input_args = False

    def call(self, inputs: Any, count_weights: Any = None) -> Any:
        """Encode `inputs`.

        Raises:
            ValueError: Weights without counting.
        """
        weights = None
        if count_weights is not None:
            if self.output_mode != "count":
                raise ValueError(
                    "`count_weights` is not used when `output_mode` is not `'count'`. Received "
                    f"`count_weights={count_weights}`."
                )
            weights = cast(as_tensor(count_weights), self.compute_dtype)
        x = cast(tensor_or_ragged(inputs), "int32")
        return encoded(
            x, self.output_mode, self.num_tokens, self.dtype, weights, sparse=self.sparse
        )

    def compute_output_shape(self, input_shape: Any) -> Any:
        """A row in place of the last axis, or behind it."""
        if len(input_shape) == 0:
            return (self.num_tokens,)
        return encoded_shape(input_shape, self.output_mode, self.num_tokens)

    def compute_output_spec(self, inputs: Any, count_weights: Any = None) -> KerasTensor:
        """Shape and dtype of the result."""
        return KerasTensor(self.compute_output_shape(inputs.shape), dtype=self.compute_dtype)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {"num_tokens": self.num_tokens, "output_mode": self.output_mode}
        return super().get_config() | own
