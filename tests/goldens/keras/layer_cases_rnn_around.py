"""Cases of what stands around cells and recurrent layers, and of convolutional ones."""

from __future__ import annotations

from layer_case import case, floats, literal, made

X = floats(2, 4, 3)
MASK = literal([[True, True, False, True], [False, True, True, False]], "bool")
RIGHT = literal([[True, True, False, False], [True, True, True, False]], "bool")
ALL = {"return_sequences": True, "return_state": True}
BACK = {"go_backwards": True}
REGULARIZED = {
    "kernel_regularizer": "l2",
    "recurrent_regularizer": "l1",
    "bias_regularizer": "l2",
    "kernel_constraint": "max_norm",
    "recurrent_constraint": "unit_norm",
    "bias_constraint": "non_neg",
    "kernel_initializer": "he_normal",
    "recurrent_initializer": "glorot_uniform",
    "bias_initializer": "ones",
}


def layer(kind: str, **config: object) -> dict:
    return made(f"layers.{kind}", **config)


CASES = [
    case("RNN", {"cell": layer("SimpleRNNCell", units=3)} | ALL, X),
    case("RNN", {"cell": layer("LSTMCell", units=3)} | ALL, X, call={"mask": MASK}),
    case("RNN", {"cell": layer("GRUCell", units=3)} | BACK, X),
    case(
        "RNN",
        {
            "cell": [
                layer("LSTMCell", units=3),
                layer("GRUCell", units=2),
                layer("SimpleRNNCell", units=2),
            ]
        },
        X,
    ),
    case(
        "RNN",
        {
            "cell": [layer("LSTMCell", units=3), layer("LSTMCell", units=2)],
            "return_sequences": True,
        },
        X,
        call={"mask": MASK},
    ),
    case("StackedRNNCells", {"cells": [3]}, X, raises="All cells must have a `call` method"),
    case("RNN", {"cell": 3}, X, raises="have a `call` method"),
    case("SimpleRNNCell", {"units": 3}, floats(2, 3), [floats(2, 3)], symbolic=False),
    case("LSTMCell", {"units": 3}, floats(2, 3), [floats(2, 3), floats(2, 3)], symbolic=False),
    case("GRUCell", {"units": 3}, floats(2, 3), [floats(2, 3)], symbolic=False),
    *[
        case(
            "Bidirectional",
            {"layer": layer(kind, units=2, return_sequences=True), "merge_mode": mode},
            X,
        )
        for kind in ("LSTM", "GRU")
        for mode in ("concat", "sum", "mul", "ave", None)
    ],
    case("Bidirectional", {"layer": layer("LSTM", units=2)}, X),
    case("Bidirectional", {"layer": layer("SimpleRNN", units=2), "merge_mode": None}, X),
    case("Bidirectional", {"layer": layer("LSTM", units=2, **ALL)}, X),
    case("Bidirectional", {"layer": layer("GRU", units=2, **ALL), "merge_mode": None}, X),
    case(
        "Bidirectional",
        {"layer": layer("LSTM", units=2, return_sequences=True)},
        X,
        call={"mask": MASK},
    ),
    case("Bidirectional", {"layer": layer("GRU", units=2)}, X, call={"mask": RIGHT}),
    case(
        "Bidirectional",
        {
            "layer": layer("LSTM", units=2),
            "backward_layer": layer("LSTM", units=3, go_backwards=True),
        },
        X,
    ),
    case(
        "Bidirectional",
        {"layer": layer("LSTM", units=2)},
        X,
        call={"initial_state": [floats(2, 2)] * 4},
        symbolic=False,
    ),
    case(
        "Bidirectional",
        {"layer": layer("LSTM", units=2), "merge_mode": "no"},
        X,
        raises="Invalid merge mode",
    ),
    case("Bidirectional", {"layer": 2}, X, raises="Please initialize `Bidirectional` layer with"),
    case(
        "Bidirectional",
        {"layer": layer("LSTM", units=2), "backward_layer": layer("LSTM", units=2)},
        X,
        raises="should have different `go_backwards` value",
    ),
    case("TimeDistributed", {"layer": layer("Dense", units=2)}, X),
    case(
        "TimeDistributed",
        {"layer": layer("Conv2D", filters=2, kernel_size=2)},
        floats(2, 2, 3, 3, 2),
    ),
    case("TimeDistributed", {"layer": layer("LSTM", units=2)}, floats(2, 2, 3, 2)),
    case("TimeDistributed", {"layer": layer("Flatten")}, floats(2, 2, 3, 2)),
    case(
        "TimeDistributed",
        {"layer": layer("Dense", units=2)},
        floats(2, 3),
        raises="at least 3 dimensions",
    ),
    case(
        "TimeDistributed", {"layer": 3}, X, raises="Please initialize `TimeDistributed` layer with"
    ),
    case("ConvLSTM1D", {"filters": 2, "kernel_size": 2}, floats(2, 3, 5, 2)),
    case(
        "ConvLSTM1D",
        {"filters": 2, "kernel_size": 3, "padding": "same"} | ALL | BACK,
        floats(1, 3, 4, 2),
    ),
    case("ConvLSTM2D", {"filters": 2, "kernel_size": 2}, floats(1, 3, 4, 3, 2)),
    case(
        "ConvLSTM2D",
        {"filters": 2, "kernel_size": [3, 2], "padding": "same", "strides": 2} | ALL,
        floats(1, 2, 4, 5, 1),
    ),
    case(
        "ConvLSTM2D",
        {"filters": 1, "kernel_size": 2, "data_format": "channels_first"} | ALL,
        floats(1, 2, 2, 4, 3),
    ),
    case(
        "ConvLSTM2D",
        {"filters": 1, "kernel_size": 2, "dilation_rate": 2, "use_bias": False},
        floats(1, 2, 4, 4, 2),
    ),
    case(
        "ConvLSTM2D",
        {"filters": 2, "kernel_size": 2, "dropout": 0.4, "recurrent_dropout": 0.3, "seed": 2},
        floats(1, 3, 3, 3, 2),
        call={"training": True},
    ),
    case(
        "ConvLSTM2D",
        {"filters": 1, "kernel_size": 2, "padding": "same"} | ALL,
        floats(2, 4, 2, 3, 1),
        call={"mask": MASK},
    ),
    case("ConvLSTM2D", {"filters": 2, "kernel_size": 2} | REGULARIZED, floats(1, 2, 3, 3, 1)),
    case("ConvLSTM3D", {"filters": 1, "kernel_size": 2}, floats(1, 2, 3, 3, 2, 1)),
    case(
        "ConvLSTM2D", {"filters": 1, "kernel_size": 2}, floats(2, 4, 4, 1), raises="expected ndim=5"
    ),
    case(
        "ConvLSTM2D",
        {"filters": 1, "kernel_size": 2, "strides": 2, "dilation_rate": 2},
        floats(1, 2, 4, 4, 1),
        raises="Specifying `strides > 1` is not compatible",
    ),
]
