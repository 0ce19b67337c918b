"""`ReversibleEmbedding`: a table of vectors, and the way back from a vector to its number."""

from typing import Any

from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.masks import set_keras_mask
from tfjs.keras.layers.core.embedding import Embedding
from tfjs.keras.layers.core.products import rows_times
from tfjs.ops._arguments import as_tensor
from tfjs.ops.casting import cast
from tfjs.ops.math import multiply, tanh


class ReversibleEmbedding(Embedding):
    """An `Embedding` for language models, which also scores the numbers for given vectors.

    Args:
        input_dim: Number of rows of the table.
        output_dim: Length of a row.
        tie_weights: Whether the way back uses the same table, or one of its own.
        embeddings_initializer: First values of the tables.
        embeddings_regularizer: What the table costs.
        embeddings_constraint: What the table must be after each step.
        mask_zero: Whether 0 stands for nothing.
        reverse_dtype: Dtype of the way back; the layer's if None.
        logit_soft_cap: Scores are kept within this, by `tanh(score / cap) * cap`.
        **kwargs: Of `Embedding`.

    Call arguments:
        inputs: Whole numbers; in reverse, vectors of shape `(..., output_dim)`.
        reverse: Whether to go from vectors to scores, shape `(..., input_dim)`.

    Press and Wolf, 2016, arXiv:1608.05859.
    """

    def __init__(
        self,
        input_dim: int,
        output_dim: int,
        tie_weights: bool = True,
        embeddings_initializer: Any = "uniform",
        embeddings_regularizer: Any = None,
        embeddings_constraint: Any = None,
        mask_zero: bool = False,
        reverse_dtype: Any = None,
        logit_soft_cap: float | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            input_dim,
            output_dim,
            embeddings_initializer,
            embeddings_regularizer,
            embeddings_constraint,
            mask_zero,
            **kwargs,
        )
        self.tie_weights = tie_weights
        self.reverse_dtype = reverse_dtype
        self.logit_soft_cap = logit_soft_cap

    def build(self, input_shape: Any = None) -> None:
        """Make the table, or both."""
        if self.built:
            return
        super().build(input_shape)
        if not self.tie_weights:
            self.reverse_embeddings = self.add_weight(
                name="reverse_embeddings",
                shape=(self.output_dim, self.input_dim),
                initializer=self.embeddings_initializer,
            )

    def call(self, inputs: Any, reverse: bool = False) -> Any:
        """The rows, or the scores."""
        if not reverse:
            rows = super().call(inputs)
            mask = super().compute_mask(inputs)
            if mask is not None:
                set_keras_mask(rows, mask)
            return rows
        vectors = as_tensor(inputs)
        table = self._effective() if self.tie_weights else as_tensor(self.reverse_embeddings)
        if self.reverse_dtype is not None:
            vectors, table = (cast(x, self.reverse_dtype) for x in (vectors, table))
        scores = rows_times(vectors, table, transposed=self.tie_weights)
        if self.logit_soft_cap is None:
            return scores
        cap = float(self.logit_soft_cap)
        return multiply(tanh(multiply(scores, 1 / cap)), cap)

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """None: the call gives rows their mask, and scores have none."""
        return None

    def compute_output_shape(
        self, input_shape: Any, reverse: bool = False
    ) -> tuple[int | None, ...]:
        """The input's with one axis more, or with `input_dim` for the last one."""
        if reverse:
            return (*input_shape[:-1], self.input_dim)
        return (*input_shape, self.output_dim)

    def compute_output_spec(self, inputs: Any, reverse: bool = False) -> Any:
        """A KerasTensor for the rows, or the scores."""
        return KerasTensor(self.compute_output_shape(inputs.shape, reverse), self.compute_dtype)

    def get_config(self) -> dict[str, Any]:
        """All arguments."""
        return {
            **super().get_config(),
            "tie_weights": self.tie_weights,
            "reverse_dtype": self.reverse_dtype,
            "logit_soft_cap": self.logit_soft_cap,
        }
