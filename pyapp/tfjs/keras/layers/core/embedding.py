"""`Embedding`: a vector for each whole number."""

import warnings
from typing import Any

from tfjs import dtypes
from tfjs.keras import constraints, initializers, regularizers
from tfjs.keras.layers.core.low_rank import LowRank, refuse_quantization
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.comparison import not_equal
from tfjs.ops.gathering import gather


class Embedding(LowRank):
    """Rows of a table, picked by whole numbers.

    Args:
        input_dim: Number of rows: the largest input plus 1.
        output_dim: Length of a row.
        embeddings_initializer: First values of the table.
        embeddings_regularizer: What the table costs.
        embeddings_constraint: What the table must be after each step.
        mask_zero: Whether 0 stands for nothing: later layers then leave such steps out.
        weights: The table itself, shape `(input_dim, output_dim)`.
        lora_rank: Freeze the table and train two thin ones of this rank beside it.
        lora_alpha: Their product is scaled by `lora_alpha / lora_rank`.
        quantization_config: None; accepted for the sake of saved models.

    Input shape: `(batch, ...)`, whole numbers below `input_dim`; a GPU does not check that.

    Output shape: `(batch, ..., output_dim)`.

    Raises:
        ValueError: A size that is no positive int.
    """

    _frozen = "_embeddings"
    _pair = ("lora_embeddings_a", "lora_embeddings_b")

    def __init__(
        self,
        input_dim: int,
        output_dim: int,
        embeddings_initializer: Any = "uniform",
        embeddings_regularizer: Any = None,
        embeddings_constraint: Any = None,
        mask_zero: bool = False,
        weights: Any = None,
        lora_rank: int | None = None,
        lora_alpha: float | None = None,
        quantization_config: Any = None,
        **kwargs: Any,
    ) -> None:
        sizes: dict[str, Any] = {"input_dim": input_dim, "output_dim": output_dim}
        for name, size in sizes.items():
            if not isinstance(size, int) or isinstance(size, bool) or size <= 0:
                raise ValueError(
                    f"`{name}` must be a positive integer. Received: {name}={size} "
                    f"(of type {type(size).__name__})."
                )
        refuse_quantization(quantization_config)
        if kwargs.pop("input_length", None) is not None:
            warnings.warn("Argument `input_length` is deprecated. Just remove it.", stacklevel=2)
        super().__init__(**kwargs)
        self.input_dim = input_dim
        self.output_dim = output_dim
        self.embeddings_initializer = initializers.get(embeddings_initializer)
        self.embeddings_regularizer = regularizers.get(embeddings_regularizer)
        self.embeddings_constraint = constraints.get(embeddings_constraint)
        self.mask_zero = mask_zero
        self.supports_masking = mask_zero
        self.autocast = False
        self._standardized_lora(lora_rank, lora_alpha)
        if weights is not None:
            self.build()
            given = weights if isinstance(weights, list) and len(weights) == 1 else [weights]
            self.set_weights(given)

    def build(self, input_shape: Any = None) -> None:
        """Make the table."""
        if self.built:
            return
        self._embeddings = self.add_weight(
            name="embeddings",
            shape=(self.input_dim, self.output_dim),
            initializer=self.embeddings_initializer,
            regularizer=self.embeddings_regularizer,
            constraint=self.embeddings_constraint,
        )
        self.built = True
        if self.lora_rank:
            self.enable_lora(self.lora_rank, self.lora_alpha)

    @property
    def embeddings(self) -> Any:
        """The table; with LoRA a tensor, what was learned on top included.

        Raises:
            AttributeError: Not built yet.
        """
        if not self.built:
            raise AttributeError("You must build the layer before accessing `embeddings`.")
        return self._effective() if self.lora_enabled else self._embeddings

    def enable_lora(
        self,
        rank: int,
        lora_alpha: float | None = None,
        a_initializer: Any = "he_uniform",
        b_initializer: Any = "zeros",
    ) -> None:
        """Freeze the table and train two thin ones of this rank beside it.

        Raises:
            ValueError: There is a constraint, no table yet, or LoRA already.
        """
        self._check_lora(self.embeddings_constraint, "embeddings")
        initial = (a_initializer, b_initializer)
        self._add_pair(rank, lora_alpha, initial, self.embeddings_regularizer)

    def call(self, inputs: Any) -> Any:
        """The rows."""
        places = as_tensor(inputs)
        if places.dtype not in (dtypes.int32, dtypes.int64):
            places = cast(places, dtypes.int32)
        return gather(self._effective(), places)

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """Where the input is not 0, if 0 stands for nothing."""
        if not self.mask_zero:
            return None
        values = as_tensor(inputs)
        return not_equal(values, cast(0, values.dtype))

    def compute_output_shape(self, input_shape: Any) -> tuple[int | None, ...]:
        """The input's, with one axis more."""
        return (*input_shape, self.output_dim)

    def get_config(self) -> dict[str, Any]:
        """All arguments but `weights`."""
        return {
            **super().get_config(),
            "input_dim": self.input_dim,
            "output_dim": self.output_dim,
            "embeddings_initializer": initializers.serialize(self.embeddings_initializer),
            "embeddings_regularizer": regularizers.serialize(self.embeddings_regularizer),
            "activity_regularizer": regularizers.serialize(self.activity_regularizer),
            "embeddings_constraint": constraints.serialize(self.embeddings_constraint),
            "mask_zero": self.mask_zero,
            "quantization_config": None,
            **self._lora_config(),
        }
