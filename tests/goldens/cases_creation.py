"""Calls that make tensors."""

from __future__ import annotations

from ask import Case, T, c, r

INT8 = T([-128, -100, -1, 0, 1, 100, 127], "int8")
BOOLS, OTHERS = T([True, True, False, False], "bool"), T([True, False, True, False], "bool")


def _creation() -> list[Case]:
    cases = [
        c("constant", 1),
        c("constant", 1.5),
        c("constant", True),
        c("constant", [[1, 2], [3, 4]]),
        c("constant", [1, 2.5]),
        c("constant", []),
        c("constant", "text"),
        c("constant", ["a", "bc"]),
        c("constant", 7, shape=[2, 2]),
        c("constant", [1, 2, 3, 4], shape=[2, 2]),
        c("constant", [1, 2, 3], shape=[2, 2]),
        c("constant", [1.5], dtype="int32"),
        c("constant", 300, dtype="uint8"),
        c("constant", 1, dtype="float64"),
        c("constant", [[1], [1, 2]]),
        c("zeros", [2, 3]),
        c("zeros", [2], dtype="bool"),
        c("zeros", [0, 2], dtype="int32"),
        c("ones", [2, 2], dtype="int64"),
        c("ones", [2], dtype="bool"),
        c("zeros", []),
        c("fill", [2, 3], 9),
        c("fill", [2], 1.5),
        c("fill", [2], [1.5]),
        c("range", 5),
        c("range", 2, 10, 3),
        c("range", 3, 1, -0.5),
        c("range", 5, 0),
        c("range", 0, 1, 0),
        c("range", 3, dtype="float32"),
        c("linspace", 0.0, 1.0, 5),
        c("linspace", T([0.0, 10.0]), T([1.0, 20.0]), 3),
        c("linspace", 0.0, 1.0, 0),
        c("identity", r(2)),
        c("cast", T([1.9, -1.9, 0.0]), "int32"),
        c("cast", T([0.0, 0.5, -3.0]), "bool"),
        c("cast", BOOLS, "float32"),
        c("cast", BOOLS, "uint8"),
        c("cast", T([300, -1, 256, 65535], "int32"), "uint8"),
        c("cast", T([300, -1, 128, -129], "int32"), "int8"),
        c("cast", T([70000, -1], "int32"), "uint16"),
        c("cast", T([70000, 40000], "int32"), "int16"),
        c("cast", T([200, 100], "uint8"), "int8"),
        c("cast", INT8, "uint8"),
        c("cast", T([1, 2], "int32"), "float64"),
        c("cast", T([1.7, 300.2]), "uint8"),
        c("cast", T([1, 0], "int32"), "bool"),
        c("cast", T(["a"], "string"), "int32"),
        c("saturate_cast", T([-5.0, 300.0, 12.7]), "uint8"),
        c("saturate_cast", T([-500, 300, 12], "int32"), "int8"),
        c("saturate_cast", INT8, "uint8"),
        c("saturate_cast", T([1e12, -1e12, 5.5]), "int32"),
    ]
    return cases


FAMILIES = {"creation": _creation}
