"""Cases of the layers that make one tensor of several."""

from __future__ import annotations

from layer_case import case, floats, whole

PAIR = [floats(2, 3, 4), floats(2, 3, 4)]
THREE = [floats(2, 3), floats(2, 3), floats(2, 3)]

CASES = [
    *(case(name, {}, THREE) for name in ("Add", "Multiply", "Average", "Maximum", "Minimum")),
    *(case(name, {}, PAIR) for name in ("Add", "Subtract", "Multiply", "Maximum", "Minimum")),
    *(
        case(name, {}, [floats(2, 3, 4), floats(2, 4)])
        for name in ("Add", "Subtract", "Multiply", "Average", "Maximum")
    ),
    case("Add", {}, [floats(2, 3, 4), floats(2, 1, 4)]),
    case("Add", {}, [whole(2, 3, below=9), whole(2, 3, below=5)]),
    case("Add", {}, [floats(2, 3)]),
    case("Add", {}, [floats(2, 3), floats(2, 4)], raises="incompatible shapes"),
    case("Add", {}, [floats(2, 3), floats(3, 3)], raises="different batch sizes"),
    case("Add", {}, floats(2, 3), raises="list of inputs"),
    case("Subtract", {}, THREE, raises="exactly 2 inputs"),
    case("Concatenate", {}, PAIR),
    case("Concatenate", {"axis": 1}, [floats(2, 3, 4), floats(2, 1, 4), floats(2, 2, 4)]),
    case("Concatenate", {"axis": 0}, [floats(2, 3), floats(4, 3)], symbolic=False),
    case("Concatenate", {"axis": -2}, [floats(2, 3, 4), floats(2, 2, 4)]),
    case("Concatenate", {}, [whole(2, 3, below=9), whole(2, 1, below=5)]),
    case("Concatenate", {}, [floats(2, 3, 4), floats(2, 2, 4)], raises="matching shapes"),
    case("Concatenate", {}, [floats(2, 3, 4), floats(2, 4)], raises="matching shapes"),
    case("Dot", {"axes": 1}, [floats(2, 5), floats(2, 5)]),
    case("Dot", {"axes": -1, "normalize": True}, [floats(2, 5), floats(2, 5)]),
    case("Dot", {"axes": [2, 1]}, [floats(2, 3, 4), floats(2, 4, 5)]),
    case("Dot", {"axes": [1, 2]}, [floats(2, 3, 4), floats(2, 5, 3)]),
    case("Dot", {"axes": 2, "normalize": True}, [floats(2, 3, 4), floats(2, 5, 4)]),
    case("Dot", {"axes": [2, 1]}, [floats(2, 3, 4), floats(2, 4)]),
    case("Dot", {"axes": [1, 2]}, [floats(2, 4), floats(2, 3, 4)]),
    case("Dot", {"axes": [2, 3]}, [floats(2, 3, 4, 2), floats(2, 2, 3, 4)]),
    case("Dot", {"axes": 1}, [floats(2, 5), floats(2, 4)], raises="Incompatible input shapes"),
    case("Dot", {"axes": "1"}, [floats(2, 5), floats(2, 5)], raises="Invalid type"),
    case("Dot", {"axes": [1, 2, 3]}, [floats(2, 5), floats(2, 5)], raises="two elements"),
    case("Dot", {"axes": 1}, THREE, raises="list of 2 inputs"),
]
