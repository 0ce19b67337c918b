"""Cases of the layers that make one value of many places."""

from __future__ import annotations

from layer_case import case, floats, literal

FIRST = {"data_format": "channels_first"}
SIZES = {1: (7,), 2: (5, 6), 3: (4, 3, 5)}


def over(axes: int, first: bool = False) -> dict:
    return floats(2, 2, *SIZES[axes]) if first else floats(2, *SIZES[axes], 2)


CASES = [
    *[
        case(f"{kind}Pooling{n}D", {"pool_size": 2} | given, over(n, "data_format" in given))
        for kind in ("Max", "Average")
        for n in (1, 2, 3)
        for given in (
            {},
            {"padding": "same"},
            {"strides": 1, "padding": "same"},
            {"strides": 3},
            FIRST,
        )
    ],
    case("MaxPooling1D", {}, floats(1, 5, 3)),
    case("MaxPooling2D", {}, floats(1, 4, 5, 3)),
    case(
        "MaxPooling2D",
        {"pool_size": [3, 2], "strides": [1, 2], "padding": "same"},
        floats(1, 4, 5, 3),
    ),
    case("AveragePooling2D", {"pool_size": [3, 2], "strides": [1, 2]}, floats(1, 4, 5, 3)),
    case("MaxPooling3D", {}, floats(1, 2, 4, 2, 3)),
    *[
        case(f"Global{kind}Pooling{n}D", given, over(n, "data_format" in given))
        for kind in ("Max", "Average")
        for n in (1, 2, 3)
        for given in ({}, {"keepdims": True}, FIRST, FIRST | {"keepdims": True})
    ],
    case(
        "GlobalAveragePooling1D",
        {},
        floats(2, 3, 2),
        call={"mask": literal([[True, False, True], [False, True, False]], "bool")},
    ),
    *[
        case(
            f"Adaptive{kind}Pooling{n}D",
            {"output_size": size} | given,
            over(n, "data_format" in given),
        )
        for kind in ("Max", "Average")
        for n, size in ((1, 3), (2, 2), (2, [5, 4]), (3, [2, 3, 2]))
        for given in ({}, FIRST)
    ],
    case("AdaptiveAveragePooling1D", {"output_size": 4}, floats(1, 8, 2)),
    case("MaxPooling2D", {"pool_size": 2}, floats(1, 4, 4), raises="expected ndim=4"),
    case(
        "AveragePooling1D",
        {"pool_size": [2, 2]},
        floats(1, 4, 4),
        raises="argument must be a tuple of 1 integers",
    ),
    case("MaxPooling1D", {"pool_size": -1}, floats(1, 4, 4), raises="do not satisfy `value > 0`"),
    case("GlobalMaxPooling2D", {}, floats(1, 4, 4), raises="expected ndim=4"),
    case(
        "GlobalMaxPooling2D",
        {"data_format": "no"},
        floats(1, 4, 4, 2),
        raises="`data_format` argument must be one of",
    ),
    case(
        "AdaptiveMaxPooling2D",
        {"output_size": [2]},
        floats(1, 4, 4, 2),
        raises="`output_size` must be an integer or",
    ),
]
