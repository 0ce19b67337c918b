"""GroupedQueryAttention: heads of queries that share heads of keys and values."""

import math
from typing import Any

from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.layers.attention._masks import attention_mask_of
from tfjs.keras.layers.attention._product import attended
from tfjs.keras.layers.attention._projections import (
    ProjectingLayer,
    checked_flash,
    checked_window,
)
from tfjs.keras.layers.regularization import Dropout
from tfjs.keras.layers.reshaping._repeating import repeated
from tfjs.ops.math import multiply

Shape = tuple[int | None, ...]


class GroupedQueryAttention(ProjectingLayer):
    """Attention of many query heads over fewer key heads (Ainslie et al., arXiv 2305.13245).

    `tf.keras.layers.GroupQueryAttention`.

    Args:
        head_dim: Features of each head.
        num_query_heads: Heads of queries.
        num_key_value_heads: Heads of keys and values; divides `num_query_heads`.
        dropout: Share of the weights of values that is dropped in training.
        use_bias: Whether the dense layers have biases.
        sliding_window: How far a query sees to both sides.
        flash_attention: Not available here.
        kernel_initializer: Of the dense layers.
        bias_initializer: Of the dense layers.
        kernel_regularizer: Of the dense layers.
        bias_regularizer: Of the dense layers.
        activity_regularizer: Of the dense layers.
        kernel_constraint: Of the dense layers.
        bias_constraint: Of the dense layers.
        use_gate: Whether the mixed values are multiplied by a sigmoid of the query.
        seed: For the dropout.

    Called as `MultiHeadAttention` is, on shapes `(batch, queries, features)`.

    Raises:
        ValueError: Heads that do not divide.
    """

    def __init__(
        self,
        head_dim: int,
        num_query_heads: int,
        num_key_value_heads: int,
        dropout: float = 0.0,
        use_bias: bool = True,
        sliding_window: int | None = None,
        flash_attention: bool | None = None,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        use_gate: bool = False,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            use_bias,
            (kernel_initializer, kernel_regularizer, kernel_constraint),
            (bias_initializer, bias_regularizer, bias_constraint),
            activity_regularizer,
            **kwargs,
        )
        self.supports_masking = True
        # Other than in MultiHeadAttention, the output is regularized too.
        self.activity_regularizer = self._activity_regularizer
        self.head_dim = head_dim
        self.num_query_heads = num_query_heads
        self.num_key_value_heads = num_key_value_heads
        if num_query_heads % num_key_value_heads:
            raise ValueError(
                "`num_query_heads` must be divisible by `num_key_value_heads`. Received: "
                f"{num_query_heads} and {num_key_value_heads}."
            )
        self.dropout = dropout
        self.use_bias = use_bias
        self.use_gate = use_gate
        self.sliding_window = checked_window(sliding_window)
        checked_flash(flash_attention)
        self.seed = seed

    def build(  # type: ignore[override]
        self, query_shape: Any, value_shape: Any, key_shape: Any = None
    ) -> None:
        """Make the dense layers."""
        key_shape = value_shape if key_shape is None else key_shape
        queries = [self.num_query_heads, self.head_dim]
        keys = [self.num_key_value_heads, self.head_dim]
        self._query_dense = self._dense("query", 2, 1, queries)
        self._query_dense.build(query_shape)
        self._key_dense = self._dense("key", 2, 1, keys)
        self._key_dense.build(key_shape)
        if self.use_gate:
            self._gate_dense = self._dense("gate", 2, 1, queries, "sigmoid")
            self._gate_dense.build(query_shape)
        self._value_dense = self._dense("value", 2, 1, keys)
        self._value_dense.build(value_shape)
        self._dropout_layer = Dropout(self.dropout, dtype=self.dtype_policy, seed=self.seed)
        self._output_dense = self._dense("attention_output", 2, 2, [query_shape[-1]])
        self._output_dense.build((None, None, *queries))

    def call(
        self,
        query: Any,
        value: Any,
        key: Any = None,
        query_mask: Any = None,
        value_mask: Any = None,
        key_mask: Any = None,
        attention_mask: Any = None,
        return_attention_scores: bool = False,
        training: bool | None = None,
        use_causal_mask: bool = False,
    ) -> Any:
        """Attend."""
        key = value if key is None else key
        mask = attention_mask_of(
            query.shape[1],
            value.shape[1],
            query_mask,
            value_mask,
            key_mask,
            attention_mask,
            causal=use_causal_mask,
            window=self.sliding_window,
        )
        shared = self.num_query_heads // self.num_key_value_heads
        output, scores = attended(
            self._query_dense(query),
            repeated(self._key_dense(key), shared, 2),
            repeated(self._value_dense(value), shared, 2),
            (1,),
            1.0 / math.sqrt(self.head_dim),
            mask,
            fused=not (self.dropout > 0 or return_attention_scores),
            dropped=(lambda x: self._dropout_layer(x, training=training)) if self.dropout else None,
        )
        if self.use_gate:
            output = multiply(output, self._gate_dense(query))
        output = self._output_dense(output)
        return (output, scores) if return_attention_scores else output

    def compute_output_shape(
        self, query_shape: Any, value_shape: Any, key_shape: Any = None
    ) -> Shape:
        """That of the query.

        Raises:
            ValueError: Shapes that do not go together.
        """
        key_shape = value_shape if key_shape is None else key_shape
        if query_shape[-1] != value_shape[-1]:
            raise ValueError(
                "The last dimension of `query_shape` and `value_shape` must be equal, but are "
                f"{query_shape[-1]}, {value_shape[-1]}. Received: query_shape={query_shape}, "
                f"value_shape={value_shape}"
            )
        if tuple(value_shape[1:-1]) != tuple(key_shape[1:-1]):
            raise ValueError(
                "All dimensions of `value` and `key`, except the last one, must be equal. "
                f"Received: value_shape={value_shape} and key_shape={key_shape}"
            )
        return tuple(query_shape)

    def compute_output_spec(
        self,
        query: Any,
        value: Any,
        key: Any = None,
        query_mask: Any = None,
        value_mask: Any = None,
        key_mask: Any = None,
        attention_mask: Any = None,
        return_attention_scores: bool = False,
        training: bool | None = None,
        use_causal_mask: bool = False,
    ) -> Any:
        """Specifications of what `call` gives."""
        key = value if key is None else key
        shape = self.compute_output_shape(query.shape, value.shape, key.shape)
        output = KerasTensor(shape, dtype=self.compute_dtype)
        if not return_attention_scores:
            return output
        scores = (query.shape[0], self.num_query_heads, query.shape[1], key.shape[1])
        return output, KerasTensor(scores, dtype=self.compute_dtype)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {
            "head_dim": self.head_dim,
            "num_query_heads": self.num_query_heads,
            "num_key_value_heads": self.num_key_value_heads,
            "use_bias": self.use_bias,
            "use_gate": self.use_gate,
            "sliding_window": self.sliding_window,
            "dropout": self.dropout,
            "seed": self.seed,
        }
        return super().get_config() | own | self._projection_config()


# Keras exports the class under this name.
GroupQueryAttention = GroupedQueryAttention
