"""MultiHeadAttention: several attentions side by side, each over its own projection."""

import math
from collections.abc import Sequence
from typing import Any

from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.masks import get_keras_mask, set_keras_mask
from tfjs.keras.layers.attention._arguments import (
    axes_of,
    checked_count,
    checked_keys,
    sizes_of_output,
)
from tfjs.keras.layers.attention._masks import attention_mask_of
from tfjs.keras.layers.attention._product import attended
from tfjs.keras.layers.attention._projections import (
    ProjectingLayer,
    checked_flash,
    checked_window,
)
from tfjs.keras.layers.regularization import Dropout
from tfjs.ops.math import multiply

Shape = tuple[int | None, ...]


class MultiHeadAttention(ProjectingLayer):
    """Attention of many heads (Vaswani et al. 2017, arXiv 1706.03762).

    Args:
        num_heads: How many.
        key_dim: Features of each head's queries and keys.
        value_dim: Features of each head's values; `key_dim` if None.
        dropout: Share of the weights of values that is dropped in training.
        use_bias: Whether the dense layers have biases.
        output_shape: Features of the output, one or several axes; those of the query if None.
        attention_axes: Over which axes is attended; all but batch, heads and features if None.
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

    Call arguments:
        query: Shape `(batch, queries, features)`; more axes may stand before the features.
        value: Shape `(batch, keys, features)`.
        key: The same; `value` if None.
        query_mask: Bool, shape `(batch, queries)`; that of the query if it has one.
        value_mask: Bool, shape `(batch, keys)`.
        key_mask: Bool, shape `(batch, keys)`.
        attention_mask: Bool, shape `(batch, queries, keys)`; may have an axis of heads.
        return_attention_scores: Whether the weights of the values come out too.
        use_causal_mask: Whether a query sees no value behind its own place.

    Output shape: `(batch, queries, features)`, and `(batch, heads, queries, keys)`.

    Raises:
        ValueError: Numbers that are not positive, or shapes that do not go together.
    """

    def __init__(
        self,
        num_heads: int,
        key_dim: int,
        value_dim: int | None = None,
        dropout: float = 0.0,
        use_bias: bool = True,
        output_shape: int | Sequence[int] | None = None,
        attention_axes: int | Sequence[int] | None = None,
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
        checked_count("num_heads", num_heads)
        checked_count("key_dim", key_dim)
        if value_dim is not None:
            checked_count("value_dim", value_dim, " or `None`")
        super().__init__(
            use_bias,
            (kernel_initializer, kernel_regularizer, kernel_constraint),
            (bias_initializer, bias_regularizer, bias_constraint),
            activity_regularizer,
            **kwargs,
        )
        self.supports_masking = True
        self._num_heads = num_heads
        self._key_dim = key_dim
        self._value_dim = value_dim or key_dim
        self._dropout = dropout
        self._use_gate = use_gate
        self._output_shape = sizes_of_output(output_shape)
        self._attention_axes = axes_of(attention_axes)
        self._sliding_window = checked_window(sliding_window)
        checked_flash(flash_attention)
        self.seed = seed

    @property
    def num_heads(self) -> int:
        """How many heads."""
        return self._num_heads

    @property
    def key_dim(self) -> int:
        """Features of each head's queries and keys."""
        return self._key_dim

    @property
    def value_dim(self) -> int:
        """Features of each head's values."""
        return self._value_dim

    @property
    def dropout(self) -> float:
        """Share that is dropped in training."""
        return self._dropout

    @property
    def use_bias(self) -> bool:
        """Whether the dense layers have biases."""
        return self._use_bias

    @property
    def attention_axes(self) -> tuple[int, ...] | None:
        """Over which axes is attended."""
        return self._attention_axes

    @property
    def query_dense(self) -> Any:
        """The dense layer of queries."""
        return self._query_dense

    @property
    def key_dense(self) -> Any:
        """The dense layer of keys."""
        return self._key_dense

    @property
    def value_dense(self) -> Any:
        """The dense layer of values."""
        return self._value_dense

    @property
    def output_dense(self) -> Any:
        """The dense layer behind the heads."""
        return self._output_dense

    def build(  # type: ignore[override]
        self, query_shape: Any, value_shape: Any, key_shape: Any = None
    ) -> None:
        """Make the dense layers.

        Raises:
            ValueError: Keys and values of different shapes.
        """
        key_shape = value_shape if key_shape is None else key_shape
        checked_keys(value_shape, key_shape)
        queries, keys = [self._num_heads, self._key_dim], [self._num_heads, self._key_dim]
        values = [self._num_heads, self._value_dim]
        rank = len(query_shape)
        self._query_dense = self._dense("query", rank - 1, 1, queries)
        self._query_dense.build(query_shape)
        self._key_dense = self._dense("key", len(key_shape) - 1, 1, keys)
        self._key_dense.build(key_shape)
        if self._use_gate:
            self._gate_dense = self._dense("gate", rank - 1, 1, values, "sigmoid")
            self._gate_dense.build(query_shape)
        self._value_dense = self._dense("value", len(value_shape) - 1, 1, values)
        self._value_dense.build(value_shape)
        axes = self._attention_axes or range(1, len(value_shape) - 1)
        self._attention_axes = tuple(a % len(value_shape) if a < 0 else a for a in axes)
        self._dropout_layer = Dropout(self._dropout, dtype=self.dtype_policy, seed=self.seed)
        output = list(self._output_shape or [query_shape[-1]])
        self._output_dense = self._dense("attention_output", rank - 1, 2, output)
        self._output_dense.build((*query_shape[:-1], *values))

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
        # As in Keras, only a mask that the query carries counts.
        query_mask = get_keras_mask(query)
        for x in (query, value, key):
            set_keras_mask(x, None)
        mask = attention_mask_of(
            query.shape[1],
            value.shape[1],
            query_mask,
            value_mask,
            key_mask,
            attention_mask,
            causal=use_causal_mask,
            window=self._sliding_window,
        )
        queries = self._query_dense(query)
        plain = not (self._dropout > 0 or return_attention_scores or queries.ndim != 4)
        output, scores = attended(
            queries,
            self._key_dense(key),
            self._value_dense(value),
            self._attention_axes or (),
            1.0 / math.sqrt(self._key_dim),
            mask,
            fused=plain,
            dropped=(lambda x: self._dropout_layer(x, training=training))
            if self._dropout
            else None,
        )
        if self._use_gate:
            output = multiply(output, self._gate_dense(query))
        output = self._output_dense(output)
        if query_mask is not None:
            set_keras_mask(output, query_mask)
        return (output, scores) if return_attention_scores else output

    def compute_output_shape(
        self, query_shape: Any, value_shape: Any, key_shape: Any = None
    ) -> Shape:
        """`(batch, queries, features)`."""
        checked_keys(value_shape, value_shape if key_shape is None else key_shape)
        shape = tuple(query_shape)
        return (*shape[:-1], *self._output_shape) if self._output_shape else shape

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
        scores = (query.shape[0], self._num_heads, query.shape[1], key.shape[1])
        return output, KerasTensor(scores, dtype=self.compute_dtype)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        own = {
            "num_heads": self._num_heads,
            "key_dim": self._key_dim,
            "value_dim": self._value_dim,
            "dropout": self._dropout,
            "use_bias": self._use_bias,
            "use_gate": self._use_gate,
            "output_shape": self._output_shape,
            "attention_axes": self._attention_axes,
            "sliding_window": self._sliding_window,
            "seed": self.seed,
        }
        return super().get_config() | own | self._projection_config()
