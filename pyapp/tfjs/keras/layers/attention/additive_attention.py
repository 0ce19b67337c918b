"""AdditiveAttention: Bahdanau's scores."""

from typing import Any

from tfjs.keras.layers.attention.attention import Attention
from tfjs.ops.math import add, multiply, tanh
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor


class AdditiveAttention(Attention):
    """Attention with scores `sum(scale * tanh(query + key))` (Bahdanau et al., arXiv 1409.0473).

    Args:
        use_scale: Whether the terms are multiplied by a weight of shape `(features,)`.
        dropout: Share of the weights of values that is dropped in training.

    Called as `Attention` is.
    """

    def __init__(self, use_scale: bool = True, dropout: float = 0.0, **kwargs: Any) -> None:
        super().__init__(use_scale=use_scale, dropout=dropout, **kwargs)

    def build(self, input_shape: Any) -> None:
        """Make the weight."""
        self._check(input_shape)
        self.scale = None
        if self.use_scale:
            features = input_shape[0][-1]
            self.scale = self.add_weight(
                name="scale", shape=(features,), initializer="glorot_uniform"
            )

    def _scores(self, query: Tensor, key: Tensor) -> Tensor:
        terms = tanh(add(expand_dims(query, -2), expand_dims(key, -3)))
        if self.scale is not None:
            terms = multiply(terms, self.scale)
        return reduce_sum(terms, -1)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        config = super().get_config()
        del config["score_mode"]
        return config
