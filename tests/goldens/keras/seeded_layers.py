"""First weights of layers after `set_random_seed`, with no seed of their own.

Used on both sides: by `generate_basics.py` on Keras, and by `test_initializers.py` on ours.
"""

from __future__ import annotations

from typing import Any


def first_weights(keras: Any) -> dict[str, Any]:
    """Some numbers of each weight, by the layer's name; the order of all draws shows in them."""
    layers = keras.layers
    keras.utils.set_random_seed(42)
    made = {
        "dense": (layers.Dense(3), (None, 2)),
        "einsum_dense": (layers.EinsumDense("ab,bc->ac", 3), (None, 2)),
        "embedding": (layers.Embedding(4, 3), (None, 2)),
        "simple_rnn": (layers.SimpleRNN(3), (None, 4, 2)),
        "gru": (layers.GRU(3), (None, 4, 2)),
        "lstm": (layers.LSTM(3), (None, 4, 2)),
        "bidirectional": (layers.Bidirectional(layers.SimpleRNN(3)), (None, 4, 2)),
        "both": (layers.Bidirectional(layers.LSTM(2), backward_layer=_backward(layers)), (2, 4, 2)),
        "stacked": (
            layers.RNN([layers.GRUCell(2), layers.SimpleRNNCell(3), layers.LSTMCell(2)]),
            (None, 4, 2),
        ),
        "conv_lstm": (layers.ConvLSTM1D(2, 3), (None, 2, 5, 1)),
        "distributed": (layers.TimeDistributed(layers.Dense(2)), (None, 4, 2)),
        "conv": (layers.Conv2D(2, 3), (None, 5, 5, 2)),
        "transpose": (layers.Conv2DTranspose(2, 3), (None, 5, 5, 2)),
        "depthwise": (layers.DepthwiseConv2D(3), (None, 5, 5, 2)),
        "separable": (layers.SeparableConv2D(2, 3), (None, 5, 5, 2)),
        "attention": (layers.AdditiveAttention(), [(None, 4, 3), (None, 5, 3)]),
        "grouped": (layers.GroupQueryAttention(2, 4, 2), ((None, 4, 3), (None, 5, 3))),
        "heads": (layers.MultiHeadAttention(2, 2, dropout=0.1), ((None, 4, 3), (None, 5, 3))),
        "spectral": (layers.SpectralNormalization(layers.Dense(3)), (None, 2)),
        "last": (layers.Dense(3), (None, 2)),
    }
    found = {}
    for name, (layer, shape) in made.items():
        several = isinstance(shape, tuple) and isinstance(shape[0], tuple)
        layer.build(*shape) if several else layer.build(shape)
        found[name] = [[float(x) for x in w.ravel()[:4]] for w in map(_array, layer.weights)]
    return found


def _backward(layers: Any) -> Any:
    return layers.GRU(2, go_backwards=True)


def _array(weight: Any) -> Any:
    value = weight.numpy()
    return value if hasattr(value, "ravel") else value.numpy()
