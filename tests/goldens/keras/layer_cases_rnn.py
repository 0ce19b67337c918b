"""Cases of the layers that go through sequences."""

from __future__ import annotations

from layer_case import case, floats, literal, made

X = floats(2, 4, 3)
MASK = literal([[True, True, False, True], [False, True, True, False]], "bool")
RIGHT = literal([[True, True, False, False], [True, True, True, False]], "bool")
ALL = {"return_sequences": True, "return_state": True}
BACK = {"go_backwards": True}
CONSTANT = made("initializers.Constant", value=0.3)
STATEFUL = {"stateful": True, "kernel_initializer": CONSTANT, "recurrent_initializer": CONSTANT}
KINDS = ("SimpleRNN", "LSTM", "GRU")
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


def states(kind: str, units: int = 3, batch: int = 2) -> dict:
    return {"initial_state": [floats(batch, units)] * (2 if kind == "LSTM" else 1)}


CASES = [
    *[
        one
        for kind in KINDS
        for one in (
            case(kind, {"units": 3}, X),
            case(kind, {"units": 3} | ALL, X),
            case(kind, {"units": 2} | ALL | BACK, X),
            case(kind, {"units": 3, "use_bias": False, "unroll": True}, X),
            case(kind, {"units": 3, "activation": "relu", "return_sequences": True}, X),
            case(kind, {"units": 2} | ALL, X, call={"mask": MASK}),
            case(kind, {"units": 2} | ALL | BACK, X, call={"mask": MASK}),
            case(kind, {"units": 2, "return_state": True}, X, call={"mask": RIGHT}),
            case(kind, {"units": 2, "zero_output_for_mask": True} | ALL, X, call={"mask": MASK}),
            case(kind, {"units": 3} | ALL, X, call={"mask": MASK} | states(kind)),
            case(kind, {"units": 3} | ALL | BACK, X, call={"mask": MASK} | states(kind)),
            case(kind, {"units": 3} | ALL, X, call=states(kind)),
            case(kind, {"units": 2, "activation": "elu"} | ALL, X, call={"mask": MASK}),
            case(kind, {"units": 3} | STATEFUL, X, calls=2, symbolic=False, weights="own"),
            case(kind, {"units": 3, "dropout": 0.5, "seed": 1}, X),
            case(kind, {"units": 3, "dropout": 0.5, "seed": 1} | ALL, X, call={"training": True}),
            case(
                kind,
                {"units": 3, "recurrent_dropout": 0.4, "dropout": 0.3, "seed": 1} | ALL,
                X,
                call={"training": True},
            ),
            case(kind, {"units": 2} | REGULARIZED, X),
            case(kind, {"units": 1}, floats(1, 1, 1)),
            case(kind, {"units": 0}, X, raises="expected a positive integer"),
            case(kind, {"units": 2}, floats(2, 3), raises="expected ndim=3"),
        )
    ],
    case("LSTM", {"units": 3, "recurrent_activation": "hard_sigmoid"}, X),
    case("LSTM", {"units": 3, "unit_forget_bias": False}, X),
    case("LSTM", {"units": 2, "use_cudnn": "no"}, X, raises="argument `use_cudnn`"),
    case("GRU", {"units": 3, "reset_after": False} | ALL, X, call={"mask": MASK}),
    case(
        "GRU",
        {"units": 3, "reset_after": False, "recurrent_dropout": 0.4, "seed": 1},
        X,
        call={"training": True},
    ),
    case("GRU", {"units": 3, "reset_after": False, "use_bias": False}, X),
]
