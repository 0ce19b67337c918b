"""What the golden files ask of the element-wise families at every rank and dtype.

Ranks 0 to 5, empty arrays, broadcasting, and every dtype of TensorFlow's: where it refuses one, so
must we.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ask import T, c, e, i, r

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask import Case

SHAPES = [(), (0,), (2, 0, 3), (3,), (1, 2, 2), (2, 1, 2, 2), (1, 2, 1, 2, 2)]
PAIRS = [
    ((), (2, 3)),
    ((3,), ()),
    ((3,), (2, 1)),
    ((2, 1, 3), (4, 1)),
    ((1, 2, 1, 2, 1), (3, 1, 2, 1, 2)),
    ((0, 3), (1, 3)),
    ((0,), (1,)),
    ((2, 0, 3), (3,)),
    ((2, 3), (2,)),
]
FLOATS = ("float16", "float64", "bfloat16")
INTEGERS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
OTHERS = ("bool", "string", "complex64")

ANYWHERE = [
    "exp",
    "expm1",
    "sin",
    "cos",
    "tan",
    "sinh",
    "cosh",
    "tanh",
    "asinh",
    "atan",
    "erf",
    "sigmoid",
    "softplus",
    "floor",
    "ceil",
    "rint",
    "round",
    "abs",
    "negative",
    "square",
    "sign",
    "is_nan",
    "is_inf",
    "is_finite",
    "softsign",
    "log_sigmoid",
]
POSITIVE = ["log", "log1p", "sqrt", "rsqrt", "reciprocal", "reciprocal_no_nan"]
SMALL = ["asin", "acos", "atanh"]
BINARY = [
    "add",
    "subtract",
    "multiply",
    "divide",
    "maximum",
    "minimum",
    "squared_difference",
    "floordiv",
    "floormod",
    "pow",
    "atan2",
    "divide_no_nan",
    "multiply_no_nan",
    "xdivy",
    "xlogy",
    "xlog1py",
]
COMPARISONS = ["less", "less_equal", "greater", "greater_equal", "equal", "not_equal"]
LOGIC = ["logical_and", "logical_or", "logical_xor"]
BITS = ["bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift"]


# Operations of which TensorFlow's CPU lacks kernels that it declares, and ours are there.
UNSUPPORTED = ("reciprocal", "reciprocal_no_nan")
# Integers that TensorFlow refuses, without need.
MORE = {
    "squared_difference": ("int8", "int16", "uint8", "uint16", "uint32", "uint64"),
    "pow": ("uint8", "uint16", "uint32", "uint64"),
}


def f(*shape: int, low: float = 0.3, high: float = 2.5, dtype: str = "float32") -> T:
    values = r(*shape, low=low, high=high)
    return T(values.values, dtype, shape)


def other(dtype: str) -> T:
    values = {
        "bool": T([True, False], "bool"),
        "string": T(["a", "b"], "string"),
        "complex64": T([[1, 2], [0.5, -1]], "complex64"),
    }
    return values[dtype]


def whole(dtype: str, *shape: int) -> T:
    return i(*(shape or (4,)), low=1, high=7, dtype=dtype)


def _unary() -> list[Case]:
    cases = []
    for names, low, high in ((ANYWHERE, -2.0, 2.0), (POSITIVE, 0.1, 5.0), (SMALL, -0.9, 0.9)):
        for name in names:
            cases += [c(f"math.{name}", f(*shape, low=low, high=high)) for shape in SHAPES]
            floats = FLOATS if name != "rint" else ("float64",)
            cases += [c(f"math.{name}", f(2, low=low, high=high, dtype=d)) for d in floats]
            if name not in UNSUPPORTED:
                cases += [c(f"math.{name}", whole(d)) for d in ("int32", "int64", "int8")]
            if name not in ("sign", "round"):  # complex ones are asked for elsewhere
                cases += [c(f"math.{name}", other(d)) for d in ("bool", "string")]
    cases += [c("math.acosh", f(*shape, low=1.1, high=5.0)) for shape in SHAPES]
    cases += [c("math.logical_not", T([[True], [False]], "bool")), c("math.logical_not", f(2))]
    return cases


def _binary() -> list[Case]:
    cases = []
    for name in BINARY + COMPARISONS:
        cases += [c(f"math.{name}", f(*a), f(*b)) for a, b in PAIRS]
        cases += [c(f"math.{name}", f(2, 2, dtype=d), f(2, dtype=d)) for d in FLOATS]
        for dtype in INTEGERS:
            if dtype not in MORE.get(name, ()):
                cases.append(c(f"math.{name}", whole(dtype, 2, 2), whole(dtype, 2)))
        cases += [c(f"math.{name}", other(d), other(d)) for d in ("bool", "string")]
    cases += [
        e("tf.constant(['a', 'b']) + 'c'"),
        e("'x' + tf.constant([['a'], ['b']]) + tf.constant(['', 'd'])"),
        e("tf.constant('a') + tf.constant(1)"),
    ]
    for name in LOGIC:
        flags = T([True, False], "bool")
        cases += [
            c(f"math.{name}", flags, T([[True], [False]], "bool")),
            c(f"math.{name}", T([], "bool", (0, 2)), flags),
            c(f"math.{name}", T(True, "bool"), flags),
            c(f"math.{name}", whole("int32"), whole("int32")),
        ]
    for name in BITS:
        for dtype in INTEGERS:
            cases.append(c(f"bitwise.{name}", whole(dtype, 2, 2), whole(dtype, 2)))
        cases += [
            c(f"bitwise.{name}", T([], "int32", (0, 2)), whole("int32", 2)),
            c(f"bitwise.{name}", whole("int32", 2, 1, 2), whole("int32", 3, 1)),
            c(f"bitwise.{name}", f(2), f(2)),
        ]
    cases += [c("bitwise.invert", whole(d)) for d in INTEGERS]
    return cases


AXES = [((), None), ((3,), 0), ((2, 3), None), ((2, 3), -1), ((2, 2, 3), [0, 2]), ((2, 0, 3), 1)]
AXES += [((2, 1, 2, 2), [1, -1]), ((1, 2, 1, 2, 2), [0, 3]), ((2, 3), []), ((2, 3), 2)]


def _reduced() -> list[Case]:
    cases = []
    floating = [
        "sum",
        "prod",
        "max",
        "min",
        "mean",
        "variance",
        "std",
        "logsumexp",
        "euclidean_norm",
    ]
    for name in floating:
        op = f"math.reduce_{name}"
        cases += [c(op, f(*shape), axis) for shape, axis in AXES]
        cases += [c(op, f(2, 3), 0, True), c(op, f(2, 2, 2), [0, 1], keepdims=True)]
        cases += [c(op, f(2, 3, dtype=d), 1) for d in FLOATS]
        cases += [c(op, whole(d, 2, 3), 1) for d in INTEGERS]
        cases += [c(op, other(d)) for d in ("bool", "string")]
    for name in ("any", "all"):
        op = f"math.reduce_{name}"
        flags = T([[True, False], [True, True]], "bool")
        cases += [c(op, flags), c(op, flags, 0), c(op, flags, [0, 1], True), c(op, f(2))]
        cases += [c(op, T([], "bool", (0, 2)), 0), c(op, T(True, "bool"))]
    for name in ("cumsum", "cumprod", "argmax", "argmin"):
        op = f"math.{name}"
        cases += [c(op, f(*shape), axis) for shape, axis in AXES if isinstance(axis, int)]
        cases += [c(op, f(2, 3, dtype=d), 1) for d in FLOATS]
        cases += [c(op, whole(d, 2, 3), 1) for d in ("int32", "int64", "uint8", "int8")]
        cases.append(c(op, f(1, 2, 1, 2, 2), -2))
    for flags in ({"exclusive": True}, {"reverse": True}, {"exclusive": True, "reverse": True}):
        cases += [c(f"math.{n}", f(2, 3), 1, **flags) for n in ("cumsum", "cumprod")]
    return cases


def _made() -> list[Case]:
    cases = []
    for dtype in (*FLOATS, *INTEGERS, *OTHERS):
        cases += [c(n, [2, 1], dtype) for n in ("zeros", "ones")]
        if dtype != "string":
            cases.append(c("eye", 2, 3, dtype=dtype))
        cases.append(c("one_hot", T([1, 0, 5], "int32"), 3, dtype=dtype))
    for dtype in (*FLOATS, "int32", "int64"):
        cases.append(c("range", 1, 7, 2, dtype))
    for shape in ([], [0], [2, 0], [1, 2, 1, 2, 1]):
        cases += [c("zeros", shape), c("fill", shape, 7), c("fill", shape, T(1.5))]
    cases += [
        c("fill", [2], T("a", "string")),
        c("fill", [2], T([1.0, 2.0])),
        c("fill", [-2], 1),
        c("zeros", [-1]),
        c("linspace", T(0.0), T(1.0), 5),
        c("linspace", T([0.0, 1.0]), T([1.0, 3.0]), 3),
        c("linspace", T([0.0, 1.0]), T([1.0, 3.0]), 3, axis=1),
        c("linspace", T(0.0, "float64"), T(1.0, "float64"), 1),
        c("linspace", T(0.0), T(1.0), 0),
        c("eye", 2, batch_shape=[2, 1]),
        c("eye", 0),
        c("range", 5),
        c("range", 5, 1),
        c("range", 5, 1, -2),
        c("range", 0, 5, 0),
        c("range", 1.5, 4.0, 0.5),
        c("one_hot", T([[0, 2], [1, -1]], "int32"), 3, axis=0),
        c("one_hot", T([0, 1], "int64"), 2, 5.0, 1.0),
        c("one_hot", T(1, "uint8"), 3, True, False),
        c("one_hot", T([], "int32", (0,)), 3),
        c("one_hot", T([0.5]), 3),
    ]
    return cases


FAMILIES: dict[str, Callable[[], list[Case]]] = {
    "wide_unary": _unary,
    "wide_binary": _binary,
    "wide_reductions": _reduced,
    "wide_creation": _made,
}
