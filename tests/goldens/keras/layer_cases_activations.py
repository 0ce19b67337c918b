"""Cases of the layers that are an activation."""

from __future__ import annotations

from layer_case import case, floats, literal, made

CASES = [
    case("Activation", {"activation": "relu"}, floats(2, 3)),
    case("Activation", {"activation": "hard_silu"}, floats(2, 3, scale=5.0)),
    case("ReLU", {}, floats(2, 3)),
    case("ReLU", {"max_value": 6.0}, floats(2, 5, scale=9.0)),
    case(
        "ReLU", {"max_value": 2.0, "negative_slope": 0.3, "threshold": 0.5}, floats(4, 5, scale=4)
    ),
    case("ReLU", {"negative_slope": 0.3}, floats(4, 5, scale=4.0)),
    case("ReLU", {"max_value": 6.0, "negative_slope": 0.1}, floats(4, 5, scale=9.0)),
    case("ReLU", {"threshold": 1.0}, floats(4, 5, scale=4.0)),
    case("ReLU", {"max_value": -1.0}, floats(2, 3), raises="max_value of a ReLU layer cannot be"),
    case("ReLU", {"negative_slope": -1}, floats(2, 3), raises="negative_slope of a ReLU layer"),
    case("ReLU", {"threshold": None}, floats(2, 3), raises="threshold of a ReLU layer cannot be"),
    case("LeakyReLU", {}, floats(2, 3)),
    case("LeakyReLU", {"negative_slope": 0.1}, floats(2, 3)),
    case("LeakyReLU", {"negative_slope": -1}, floats(2, 3), raises="of a Leaky ReLU layer cannot"),
    case("PReLU", {}, floats(2, 3, 4)),
    case("PReLU", {"shared_axes": [1, 2]}, floats(2, 3, 4, 5)),
    case(
        "PReLU",
        {
            "shared_axes": 1,
            "alpha_initializer": made("initializers.Constant", value=0.25),
            "alpha_regularizer": "l2",
            "alpha_constraint": "non_neg",
        },
        floats(2, 3, 4),
        weights="own",
    ),
    case("ELU", {}, floats(2, 3)),
    case("ELU", {"alpha": 0.5}, floats(2, 3)),
    case("Softmax", {}, floats(2, 3)),
    case("Softmax", {"axis": 1}, floats(2, 3, 4)),
    case("Softmax", {"axis": [1, 2]}, floats(2, 3, 4)),
    case(
        "Softmax",
        {},
        floats(2, 3),
        call={"mask": literal([[True, False, True], [False, True, True]], "bool")},
    ),
    case(
        "Softmax",
        {"axis": [-1, -2]},
        floats(1, 2, 3),
        call={"mask": literal([[[True, False, True], [False, True, True]]], "bool")},
    ),
]
