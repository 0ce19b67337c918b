"""Attention: values mixed by how well their keys fit a query."""

from typing import Any

from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.attention._masks import causal_mask
from tfjs.keras.random import SeedGenerator, dropout
from tfjs.ops.activations import softmax
from tfjs.ops.comparison import where
from tfjs.ops.linalg import matmul
from tfjs.ops.math import add, logical_and, logical_not, multiply, subtract, tanh
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor

Shape = tuple[int | None, ...]

# Taken off the scores of what is masked, as in Keras.
_FAR = 1e9


class Attention(Layer):
    """Dot-product attention (Luong et al. 2015, arXiv 1508.04025).

    `softmax(query · keyᵀ) · value`.

    Args:
        use_scale: Whether scores are multiplied by a weight.
        score_mode: `"dot"`, or `"concat"` for `sum(tanh(query + key))` times a weight.
        dropout: Share of the weights of values that is dropped in training.
        seed: For the dropout.

    Call arguments:
        inputs: `[query, value]` or `[query, value, key]`, shapes `(batch, queries, features)`,
            `(batch, values, features of values)`, `(batch, values, features)`.
        mask: `[query_mask, value_mask]`, bool, shapes `(batch, queries)` and `(batch, values)`.
        return_attention_scores: Whether the weights of the values come out too.
        use_causal_mask: Whether a query sees no value behind its own place.

    Output shape: `(batch, queries, features of values)`, and `(batch, queries, values)`.

    Raises:
        ValueError: Another score mode, or inputs that are no such list.
    """

    scale: Any
    concat_score_weight: Any

    def __init__(
        self,
        use_scale: bool = False,
        score_mode: str = "dot",
        dropout: float = 0.0,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.use_scale = use_scale
        self.score_mode = score_mode
        self.dropout = dropout
        self.seed = seed
        if dropout > 0:
            self.seed_generator = SeedGenerator(seed=seed)
        if score_mode not in ("dot", "concat"):
            raise ValueError(
                "Invalid value for argument score_mode. Expected one of {'dot', 'concat'}. "
                f"Received: score_mode={score_mode}"
            )

    def build(self, input_shape: Any) -> None:
        """Make the weights."""
        self._check(input_shape)
        self.scale = None
        self.concat_score_weight = None
        if self.use_scale:
            self.scale = self.add_weight(name="scale", shape=(), initializer="ones")
        if self.score_mode == "concat":
            self.concat_score_weight = self.add_weight(
                name="concat_score_weight", shape=(), initializer="ones"
            )

    def call(
        self,
        inputs: Any,
        mask: Any = None,
        training: bool | None = False,
        return_attention_scores: bool = False,
        use_causal_mask: bool = False,
    ) -> Any:
        """Attend."""
        self._check(inputs, mask)
        query, value = inputs[:2]
        key = inputs[2] if len(inputs) > 2 else value
        query_mask, value_mask = mask[:2] if mask else (None, None)
        scores = self._scores(query, key)
        known = None if value_mask is None else expand_dims(value_mask, -2)
        if use_causal_mask:
            causal = causal_mask(scores.shape[-2], scores.shape[-1])
            known = causal if known is None else logical_and(known, causal)
        if known is not None:
            scores = where(logical_not(known), subtract(scores, _FAR), scores)
        weights = softmax(scores, -1)
        if training and self.dropout > 0:
            weights = dropout(weights, self.dropout, seed=self.seed_generator)
        output = matmul(weights, value)
        if query_mask is not None:
            output = where(expand_dims(query_mask, -1), output, 0.0)
        return (output, weights) if return_attention_scores else output

    def _scores(self, query: Tensor, key: Tensor) -> Tensor:
        """How well each key fits each query, shape `(batch, queries, values)`."""
        if self.score_mode == "dot":
            scores = matmul(query, key, transpose_b=True)
            return scores if self.scale is None else multiply(scores, self.scale)
        sums = add(expand_dims(query, -2), expand_dims(key, -3))
        if self.scale is not None:
            sums = multiply(sums, self.scale)
        return multiply(reduce_sum(tanh(sums), -1), self.concat_score_weight)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """The query's mask."""
        self._check(inputs, previous_mask)
        return previous_mask[0] if previous_mask else None

    def compute_output_shape(self, input_shape: Any) -> Shape:
        """`(batch, queries, features of values)`."""
        return *input_shape[0][:-1], input_shape[1][-1]

    def compute_output_spec(
        self,
        inputs: Any,
        mask: Any = None,
        return_attention_scores: bool = False,
        training: bool | None = None,
        use_causal_mask: bool = False,
    ) -> Any:
        """Specifications of what `call` gives."""
        self._check(inputs, mask)
        query, value = inputs[:2]
        key = inputs[2] if len(inputs) > 2 else value
        shape = self.compute_output_shape([query.shape, value.shape])
        output = KerasTensor(shape, dtype=self.compute_dtype)
        if not return_attention_scores:
            return output
        scores = (*query.shape[:-1], key.shape[-2])
        return output, KerasTensor(scores, dtype=self.compute_dtype)

    def _check(self, inputs: Any, mask: Any = None) -> None:
        name = type(self).__name__
        wanted = "namely [query, value] or [query, value, key]"
        if not isinstance(inputs, list):
            raise ValueError(
                f"{name} layer must be called on a list of inputs, {wanted}. Received: "
                f"inputs={inputs}."
            )
        if not 2 <= len(inputs) <= 3:
            raise ValueError(
                f"{name} layer accepts inputs list of length 2 or 3, {wanted}. Received length: "
                f"{len(inputs)}."
            )
        if mask is None:
            return
        if not isinstance(mask, list):
            raise ValueError(
                f"{name} layer mask must be a list, namely [query_mask, value_mask]. Received: "
                f"mask={mask}."
            )
        if not 2 <= len(mask) <= 3:
            raise ValueError(
                f"{name} layer accepts mask list of length 2 or 3. Received: inputs={inputs}, "
                f"mask={mask}."
            )

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        return super().get_config() | {
            "use_scale": self.use_scale,
            "score_mode": self.score_mode,
            "dropout": self.dropout,
            "seed": self.seed,
        }
