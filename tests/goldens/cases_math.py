"""Calls of arithmetic and of functions of each element.

Shapes cover scalars, empty tensors, and ranks up to 5.
"""

from __future__ import annotations

from ask import Case, T, c, i, r

EDGES = T([float("-inf"), -2.5, -1.5, -0.5, -0.0, 0.0, 0.5, 1.5, 2.5, float("inf"), float("nan")])
UINT8 = T([0, 1, 7, 127, 128, 200, 255], "uint8")
INT8 = T([-128, -100, -1, 0, 1, 100, 127], "int8")
BOOLS, OTHERS = T([True, True, False, False], "bool"), T([True, False, True, False], "bool")
EMPTY = T([], shape=(0, 3))


def _math() -> list[Case]:  # noqa: C901 - a table
    cases = []
    anywhere = (
        "exp expm1 sin cos tan sinh cosh tanh asinh atan erf sigmoid softplus floor ceil rint "
    )
    anywhere += "round abs negative sign square"
    for op in anywhere.split():
        cases += [c(f"math.{op}", r(2, 3)), c(f"math.{op}", T(0.5)), c(f"math.{op}", T([]))]
    for op in [
        "floor",
        "ceil",
        "rint",
        "round",
        "abs",
        "sign",
        "is_nan",
        "is_inf",
        "is_finite",
        "tanh",
        "sigmoid",
    ]:
        cases.append(c(f"math.{op}", EDGES))
    for op in ["log", "log1p", "sqrt", "rsqrt", "reciprocal", "acosh"]:
        cases.append(c(f"math.{op}", r(2, 3, low=1.1, high=9)))
    cases += [c(f"math.{op}", r(2, 3, low=-0.9, high=0.9)) for op in ("asin", "acos", "atanh")]
    for op in ["abs", "negative", "square", "sign", "round"]:
        cases.append(c(f"math.{op}", i(2, 3)))
        cases.append(c(f"math.{op}", INT8))
    for op in ["add", "subtract", "multiply", "maximum", "minimum", "squared_difference"]:
        cases += [
            c(f"math.{op}", r(2, 3), r(2, 3)),
            c(f"math.{op}", r(2, 1, 3), r(4, 1)),
            c(f"math.{op}", r(2, 3), 2),
            c(f"math.{op}", i(2, 3), i(3)),
            c(f"math.{op}", i(2, 3), 3),
            c(f"math.{op}", T(1.5), T(2.5)),
            c(f"math.{op}", EMPTY, r(3)),
            c(f"math.{op}", r(2, 3), i(2, 3)),
            c(f"math.{op}", r(2, 3), r(2, 4)),
        ]
    for op in ["add", "subtract", "multiply"]:
        cases += [
            c(f"math.{op}", UINT8, UINT8),
            c(f"math.{op}", INT8, INT8),
            c(f"math.{op}", UINT8, T(9, "uint8")),
        ]
    cases += [
        c("math.maximum", UINT8, T(9, "uint8")),
        c("math.add", r(1, 2, 1, 2, 1), r(3, 1, 2, 1, 2)),
    ]
    for op in [
        "divide",
        "truediv",
        "floordiv",
        "floormod",
        "mod",
        "pow",
        "divide_no_nan",
        "multiply_no_nan",
        "atan2",
        "xdivy",
        "xlogy",
    ]:
        cases.append(c(f"math.{op}", r(2, 3, low=0.5), r(3, low=0.5, high=3)))
    for op in ["floordiv", "floormod"]:
        cases += [
            c(f"math.{op}", T([7.5, -7.5, 7.5, -7.5]), T([2.0, 2.0, -2.0, -2.0])),
            c(f"math.{op}", T([7, -7, 7, -7, 6], "int32"), T([2, 2, -2, -2, 3], "int32")),
        ]
    cases += [
        c("math.truediv", i(2, 3), T(4, "int32")),
        c("math.truediv", UINT8, T(2, "uint8")),
        c("math.divide_no_nan", T([1.0, 2.0, 0.0]), T([0.0, 4.0, 0.0])),
        c("math.multiply_no_nan", T([float("inf"), float("nan"), 2.0]), T([0.0, 0.0, 3.0])),
        c("math.pow", T([2, 3, 4], "int32"), T([3, 2, 0], "int32")),
        c("math.pow", T([2.0, 9.0, -2.0]), T([3.0, 0.5, 2.0])),
        c("math.pow", r(3, low=0.5), 2),
        c("math.atan2", T([1.0, -1.0, 0.0, -1.0]), T([0.0, -1.0, -1.0, 1.0])),
        c("math.xlogy", T([0.0, 1.0]), T([0.0, 2.0])),
        c("math.xlog1py", T([0.0, 1.0]), T([-1.0, 2.0])),
        c("math.log_sigmoid", T([-100.0, -1.0, 0.0, 1.0, 100.0])),
        c("math.add_n", [r(2, 2), r(2, 2), r(2, 2)]),
        c("math.add_n", [i(2), i(2)]),
        c("math.add_n", [r(2), r(3)]),
        c("math.add_n", []),
        c("math.scalar_mul", 2.0, r(2, 3)),
        c("math.polyval", [T(1.0), T(2.0), T(3.0)], T([1.0, 2.0])),
        c("clip_by_value", r(2, 3), -1.0, 1.0),
        c("clip_by_value", i(2, 3), -1, 3),
        c("clip_by_value", r(2, 3), r(3, low=-1, high=0), 1.0),
        c("clip_by_norm", r(2, 3), 1.0),
        c("clip_by_norm", r(2, 3), 0.5, axes=[1]),
        c("clip_by_global_norm", [r(2), r(3)], 1.0),
        c("math.sqrt", i(2)),
        c("math.sqrt", T([-1.0, 4.0])),
        c("math.exp", T(["a"], "string")),
        c("math.add", T([True], "bool"), T([True], "bool")),
    ]
    for op in ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"]:
        cases += [
            c(f"math.{op}", T([1.0, 2.0, float("nan")]), T([1.0, 3.0, float("nan")])),
            c(f"math.{op}", i(2, 3, low=0, high=2), i(3, low=0, high=2)),
            c(f"math.{op}", UINT8, T(128, "uint8")),
            c(f"math.{op}", EMPTY, r(3)),
        ]
    cases += [c(f"math.{op}", BOOLS, OTHERS) for op in ("equal", "not_equal")]
    cases += [c(f"math.logical_{op}", BOOLS, OTHERS) for op in ("and", "or", "xor")]
    cases += [c("math.logical_not", BOOLS), c("math.logical_and", T([1], "int32"), T([1], "int32"))]
    for op in ["and", "or", "xor"]:
        cases += [
            c(
                f"bitwise.bitwise_{op}",
                T([5, 0, -1, 2147483647], "int32"),
                T([3, -1, -1, -2147483648], "int32"),
            ),
            c(f"bitwise.bitwise_{op}", UINT8, T(170, "uint8")),
        ]
    cases += [
        c("bitwise.invert", T([5, 0, -1], "int32")),
        c("bitwise.invert", UINT8),
        c("bitwise.invert", INT8),
        c("bitwise.left_shift", T([1, 5, -3], "int32"), T([4, 2, 1], "int32")),
        c("bitwise.left_shift", UINT8, T(1, "uint8")),
        c("bitwise.right_shift", T([64, 5, -8], "int32"), T([4, 1, 1], "int32")),
        c("where", BOOLS, r(4), r(4)),
        c("where", T([[True], [False]], "bool"), r(2, 3), 0.0),
        c("where", BOOLS, i(4), 0),
        c("where", T([[True, False], [False, True]], "bool")),
        c("where", BOOLS, BOOLS, OTHERS),
    ]
    return cases


FAMILIES = {"math": _math}
