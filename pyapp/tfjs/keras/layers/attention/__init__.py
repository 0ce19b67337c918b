"""Layers of attention."""

from tfjs.keras.layers.attention.additive_attention import AdditiveAttention as AdditiveAttention
from tfjs.keras.layers.attention.attention import Attention as Attention
from tfjs.keras.layers.attention.grouped_query_attention import (
    GroupedQueryAttention as GroupedQueryAttention,
)
from tfjs.keras.layers.attention.grouped_query_attention import (
    GroupQueryAttention as GroupQueryAttention,
)
from tfjs.keras.layers.attention.multi_head_attention import (
    MultiHeadAttention as MultiHeadAttention,
)
