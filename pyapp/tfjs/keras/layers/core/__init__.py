"""Layers that most models have."""

from tfjs.keras.layers.core.dense import Dense as Dense
from tfjs.keras.layers.core.einsum_dense import EinsumDense as EinsumDense
from tfjs.keras.layers.core.embedding import Embedding as Embedding
from tfjs.keras.layers.core.identity import Identity as Identity
from tfjs.keras.layers.core.lambda_layer import Lambda as Lambda
from tfjs.keras.layers.core.masking import Masking as Masking
from tfjs.keras.layers.core.reversible_embedding import ReversibleEmbedding as ReversibleEmbedding
from tfjs.keras.layers.core.wrapper import Wrapper as Wrapper
