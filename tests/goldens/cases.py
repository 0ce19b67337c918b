"""What the golden files ask TensorFlow about the first families of operations.

Shapes cover scalars, empty tensors, and ranks up to 5. Long because it is one table.
"""

from __future__ import annotations

from typing import Any

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


def _reductions() -> list[Case]:
    cases = []
    for op in [
        "sum",
        "mean",
        "max",
        "min",
        "prod",
        "logsumexp",
        "std",
        "variance",
        "euclidean_norm",
    ]:
        name = f"math.reduce_{op}"
        cases += [
            c(name, r(2, 3, 4)),
            c(name, r(2, 3, 4), 1),
            c(name, r(2, 3, 4), [0, -1], True),
            c(name, r(2, 3, 4), axis=[]),
            c(name, T(1.5)),
            c(name, EMPTY),
            c(name, EMPTY, 0),
            c(name, EMPTY, 1),
            c(name, r(2, 1, 2, 1, 2), [1, 3]),
            c(name, r(2, 3), 2),
            c(name, r(2, 3), [0, 0]),
        ]
    for op in ["sum", "mean", "max", "min", "prod", "euclidean_norm"]:
        cases += [
            c(f"math.reduce_{op}", i(3, 4)),
            c(f"math.reduce_{op}", i(3, 4), 0, keepdims=True),
        ]
    cases += [
        c("math.reduce_sum", UINT8),
        c("math.reduce_mean", T([-3, 2, 2], "int32")),
        c("math.reduce_mean", T([-3, -2, -2], "int32")),
        c("math.reduce_sum", T([True], "bool")),
        c("math.reduce_std", i(3)),
        c("math.reduce_logsumexp", T([float("-inf"), float("-inf")])),
        c("math.reduce_logsumexp", T([1000.0, 1000.0])),
        c("math.reduce_max", T([1.0, float("inf")])),
        c("math.count_nonzero", T([[0.0, 1.0], [2.0, 0.0]]), 0),
        c("math.count_nonzero", BOOLS),
    ]
    grid = T([[True, False], [True, True]], "bool")
    for op in ["any", "all"]:
        cases += [
            c(f"math.reduce_{op}", grid),
            c(f"math.reduce_{op}", grid, 1),
            c(f"math.reduce_{op}", T([], "bool")),
        ]
    for op in ["argmax", "argmin"]:
        cases += [
            c(f"math.{op}", r(3, 4)),
            c(f"math.{op}", r(3, 4), 1),
            c(f"math.{op}", T([1.0, 3.0, 3.0, 1.0]), 0),
            c(f"math.{op}", i(2, 3, 4), -1, output_type="int32"),
            c(f"math.{op}", T([], "float32"), 0),
            c(f"math.{op}", r(3), 1),
        ]
    for op in ["cumsum", "cumprod"]:
        for exclusive in (False, True):
            for reverse in (False, True):
                cases.append(c(f"math.{op}", r(2, 3), 1, exclusive, reverse))
        cases += [c(f"math.{op}", r(3, 2)), c(f"math.{op}", i(4)), c(f"math.{op}", r(2, 3), -2)]
    cases += [
        c("math.bincount", T([1, 1, 3, 0], "int32")),
        c("math.bincount", T([1, 1, 3, 0], "int32"), minlength=6),
        c("math.bincount", T([1, 1, 3, 0], "int32"), maxlength=2),
        c("math.bincount", T([1, 1, 3], "int32"), T([0.5, 1.0, 2.0])),
    ]
    cases += _order()
    return cases


def _order() -> list[Case]:
    ties = T([2.0, 1.0, 2.0, 3.0])
    return [
        c("math.top_k", r(2, 5), 3),
        c("math.top_k", ties, 4),
        c("math.top_k", i(6), 2),
        c("math.top_k", r(3), 4),
        c("sort", r(2, 5)),
        c("sort", r(3, 2), 0, "DESCENDING"),
        c("sort", T([3, -2147483648, 2147483647, 0], "int32")),
        c("sort", UINT8, direction="DESCENDING"),
        c("argsort", ties),
        c("argsort", r(3, 4), axis=0),
        c("argsort", r(5), direction="DESCENDING"),
        c("math.in_top_k", T([0, 1, 2], "int32"), r(3, 4), 2),
        c("unique", T([5, 1, 5, 2, 1], "int32")),
        c("unique_with_counts", T([5.0, 1.0, 5.0])),
        c("unique", i(2, 2)),
        c("searchsorted", T([1.0, 3.0, 5.0]), T([0.0, 3.0, 6.0])),
        c("searchsorted", T([[1, 3, 5], [2, 2, 2]], "int32"), T([[3], [2]], "int32"), side="right"),
        c("math.invert_permutation", T([2, 0, 1], "int32")),
    ]


BOOL_CALLS: list[tuple[Any, ...]] = [
    ("reshape", [3, 2]),
    ("tile", [1, 2]),
    ("pad", [[1, 0], [0, 1]], "CONSTANT", False),
    ("broadcast_to", [2, 2, 3]),
    ("unstack",),
    ("split", 3, 1),
    ("transpose",),
    ("repeat", 2, 0),
    ("roll", 1, 1),
    ("getitem", "::-1, 1::2"),
    ("squeeze",),
    ("gather", [1, 0, 1]),
    ("gather_nd", [[0, 1], [1, 2]]),
    ("reverse", [0, 1]),
]


def _shaping() -> list[Case]:
    x = r(2, 3, 4)
    flags = T([[True, False, True], [False, False, True]], "bool")
    cases = [
        c("reshape", x, [6, 4]),
        c("reshape", x, [-1]),
        c("reshape", x, [2, -1, 2]),
        c("reshape", x, [5, -1]),
        c("reshape", x, [-1, -1]),
        c("reshape", T(1.0), []),
        c("reshape", EMPTY, [3, 0]),
        c("expand_dims", x, 0),
        c("expand_dims", x, -1),
        c("expand_dims", x, 4),
        c("squeeze", r(1, 3, 1)),
        c("squeeze", r(1, 3, 1), [2]),
        c("squeeze", r(1, 3, 1), [1]),
        c("transpose", x),
        c("transpose", x, [1, 0, 2]),
        c("transpose", x, [0, 0, 1]),
        c("transpose", T([[True], [False]], "bool")),
        c("broadcast_to", r(3, 1), [2, 3, 4]),
        c("broadcast_to", r(3), [2, 4]),
        c("tile", r(2, 2), [2, 3]),
        c("tile", r(2, 2), [0, 1]),
        c("tile", r(2), [1, 1]),
        c("reverse", x, [0, -1]),
        c("reverse", T([True, False], "bool"), [0]),
        c("reverse", i(3), [1]),
        c("pad", r(2, 3), [[1, 0], [2, 1]]),
        c("pad", r(2, 3), [[1, 0], [2, 1]], constant_values=1.5),
        c("pad", i(2, 3), [[1, 0], [0, 1]], "CONSTANT", 7),
        c("pad", r(3, 3), [[2, 1], [0, 2]], "REFLECT"),
        c("pad", r(3, 3), [[3, 1], [0, 2]], "SYMMETRIC"),
        c("pad", r(3), [[3, 0]], "REFLECT"),
        c("pad", r(2, 2), [[1, 1]]),
        c("shape", x),
        c("size", x),
        c("rank", x),
        c("concat", [r(2, 3), r(1, 3)], 0),
        c("concat", [r(2, 3), r(2, 1)], -1),
        c("concat", [i(2), i(3)], 0),
        c("concat", [r(2, 3), r(2, 3)], 2),
        c("concat", [r(2, 3), r(3, 2)], 0),
        c("concat", [r(2), i(2)], 0),
        c("concat", [EMPTY, r(2, 3)], 0),
        c("concat", [T(["a"], "string"), T(["b", "c"], "string")], 0),
        c("stack", [r(2, 3), r(2, 3)]),
        c("stack", [r(2), r(2), r(2)], axis=-1),
        c("stack", [r(2), r(3)]),
        c("stack", [T([True], "bool"), T([False], "bool")], 1),
        c("unstack", x, axis=1),
        c("unstack", r(1, 2)),
        c("split", r(4, 3), 2),
        c("split", r(4, 6), [1, -1, 2], axis=1),
        c("split", r(4), 3),
        c("split", i(3), [1, 1, 1]),
        c("repeat", r(2, 3), 2, axis=1),
        c("repeat", i(3), [1, 0, 2], axis=0),
        c("repeat", r(2, 2), 2),
        c("roll", r(5), 2, 0),
        c("roll", r(2, 3), [1, -1], [0, 1]),
        c("meshgrid", T([1, 2], "int32"), T([3, 4, 5], "int32")),
        c("meshgrid", r(2), r(3), indexing="ij"),
        c("sequence_mask", T([1, 3, 0], "int32")),
        c("sequence_mask", T([1, 3], "int32"), 4, dtype="float32"),
        c("zeros_like", i(2, 2)),
        *(c(op, flags, *rest) for op, *rest in BOOL_CALLS),
        c("ones_like", r(2), dtype="int32"),
        c("ensure_shape", r(2, 3), [None, 3]),
        c("ensure_shape", r(2, 3), [None, 4]),
    ]
    return cases + _picking() + _keys()


def _picking() -> list[Case]:
    x = r(4, 3)
    return [
        c("gather", x, [2, 0]),
        c("gather", x, T([[1, 2], [0, 0]], "int32"), axis=1),
        c("gather", x, 1),
        c("gather", i(4, 2, 3), T([[1, 0], [1, 1], [0, 0], [0, 1]], "int32"), axis=1, batch_dims=1),
        c("gather", r(2, 3, 4), T([[3, 0], [1, 1]], "int32"), axis=2, batch_dims=1),
        c("gather", r(2, 3), T([2, 0], "int32"), batch_dims=1),
        c("gather", x, [4]),
        c("gather", x, [-1]),
        c("gather", x, [0], axis=2),
        c("gather", T([True, False, True], "bool"), [2, 1]),
        c("gather_nd", x, [[0, 1], [3, 2]]),
        c("gather_nd", x, T([[1], [2]], "int32")),
        c("gather_nd", r(2, 3, 2), T([[[0], [2]], [[1], [1]]], "int32"), batch_dims=1),
        c("gather_nd", x, [[0, 1, 2]]),
        c("boolean_mask", x, T([True, False, False, True], "bool")),
        c("boolean_mask", r(2, 3), T([[True, False, True], [False, False, True]], "bool")),
        c("boolean_mask", r(2, 3), T([True, False, True], "bool"), axis=1),
        c("boolean_mask", r(2, 3), T([True, False, True], "bool")),
        c("scatter_nd", T([[1], [3], [1]], "int32"), r(3, 2), [4, 2]),
        c("tensor_scatter_nd_update", r(4), T([[0], [2]], "int32"), r(2)),
        c("tensor_scatter_nd_add", r(4), T([[0], [2]], "int32"), r(2)),
        c("slice", x, [1, 0], [2, -1]),
        c("slice", x, [1, 0], [4, 1]),
        c("slice", i(5), [2], [0]),
        c("strided_slice", x, [0, 0], [4, 3], [2, 2]),
        c("strided_slice", x, [3, 0], [0, 3], [-2, 1]),
        c("strided_slice", x, [0, 1], [0, 3], end_mask=1, shrink_axis_mask=2),
        c("one_hot", T([0, 2, -1, 3], "int32"), 3),
        c("one_hot", T([[0, 1]], "int32"), 2, on_value=5, off_value=-1, axis=1),
        c("one_hot", T([0, 1], "int32"), 2, True, False),
        c("one_hot", T([0, 1], "int32"), 2, axis=0),
    ]


def _keys() -> list[Case]:
    """`getitem` with keys written as Python writes them."""
    keys = [
        "0",
        "-1",
        "1:3",
        "::2",
        "::-1",
        "3:0:-2",
        ":,1",
        "...,0",
        "...,::2",
        "None",
        ":,None",
        "1,2,3",
        "0,...,None",
        "-2:,1:-1",
        "1:1",
        ":0",
        "10:",
        "::-2,::3",
        "-3::2,None,...,-1",
        ":,:,::-1",
        "1,::-1,1:3",
    ]
    cube = r(4, 3, 5)
    cases = [c("getitem", cube, key) for key in keys]
    cases += [c("getitem", cube, key) for key in ("4", "-5", "0,0,0,0", "'a'", "1.5", "::0")]
    cases += [c("getitem", T([True, False, True], "bool"), "::2"), c("getitem", i(6), "1::2")]
    return cases


def _linalg() -> list[Case]:
    cases = [
        c("linalg.matmul", r(2, 3), r(3, 4)),
        c("linalg.matmul", r(3, 2), r(3, 4), transpose_a=True),
        c("linalg.matmul", r(2, 3), r(4, 3), transpose_b=True),
        c("linalg.matmul", r(2, 1, 2, 3), r(3, 3, 2)),
        c("linalg.matmul", r(5, 2, 3), r(3, 2)),
        c("linalg.matmul", i(2, 3), i(3, 2)),
        c("linalg.matmul", T([[70000, 3]], "int32"), T([[30000], [1]], "int32")),
        c("linalg.matmul", i(2, 2, 3), i(2, 2, 3), transpose_b=True),
        c("linalg.matmul", r(2, 3), r(2, 3)),
        c("linalg.matmul", r(3), r(3, 2)),
        c("linalg.matmul", r(2, 3), i(3, 2)),
        c("linalg.matmul", r(0, 3), r(3, 2)),
        c("linalg.matmul", r(2, 0), r(0, 2)),
        c("linalg.matvec", r(2, 3), r(3)),
        c("tensordot", r(2, 3, 4), r(3, 4, 2), 2),
        c("tensordot", r(2, 3), r(3, 2), [[0], [1]]),
        c("tensordot", r(2), r(3), 0),
        c("tensordot", r(2, 3), r(2, 3), 1),
        c("norm", r(2, 3)),
        c("norm", r(2, 3), 1, 1),
        c("norm", r(2, 3), float("inf"), 0, True),
        c("norm", r(2, 3), 3, -1),
        c("norm", r(2, 3, 3), "fro", [1, 2]),
        c("norm", r(2, 3, 3), 1, [-2, -1]),
        c("linalg.band_part", r(4, 4), 1, 0),
        c("linalg.band_part", r(2, 3, 4), -1, 1),
        c("linalg.diag", r(3)),
        c("linalg.diag", r(2, 3)),
        c("linalg.diag_part", r(3, 4)),
        c("linalg.diag_part", r(2, 4, 3)),
        c("linalg.set_diag", r(3, 4), r(3)),
        c("linalg.set_diag", r(4, 3), r(3)),
        c("linalg.trace", r(2, 3, 3)),
        c("linalg.cross", r(2, 3), r(2, 3)),
        c("linalg.matrix_transpose", r(2, 3, 4)),
        c("eye", 3),
        c("eye", 2, 3, batch_shape=[2]),
    ]
    equations: list[tuple[str, list[T]]] = [
        ("ij,jk->ik", [r(2, 3), r(3, 4)]),
        ("ij,jk", [r(2, 3), r(3, 4)]),
        ("bij,bjk->bik", [r(2, 2, 3), r(2, 3, 2)]),
        ("ii->i", [r(3, 3)]),
        ("ii", [r(3, 3)]),
        ("ij->ji", [r(2, 3)]),
        ("ij->", [r(2, 3)]),
        ("i,j->ij", [r(2), r(3)]),
        ("...ij,...jk->...ik", [r(2, 1, 2, 3), r(4, 3, 2)]),
        ("bhqd,bhkd->bhqk", [r(2, 2, 3, 4), r(2, 2, 3, 4)]),
        ("ijk,jil->kl", [r(3, 4, 2), r(4, 3, 2)]),
        ("ab,bc,cd->ad", [r(2, 3), r(3, 2), r(2, 4)]),
        ("ij,ij->i", [r(2, 3), r(2, 3)]),
        ("ij,jk->ik", [i(2, 3), i(3, 2)]),
        ("ij,jk->ik", [r(2, 3), r(4, 2)]),
        ("ij->ijk", [r(2, 3)]),
    ]
    return cases + [c("einsum", equation, *inputs) for equation, inputs in equations]


def _nn() -> list[Case]:
    cases = []
    for op in [
        "relu",
        "relu6",
        "elu",
        "selu",
        "silu",
        "swish",
        "softsign",
        "sigmoid",
        "tanh",
        "softplus",
        "crelu",
        "leaky_relu",
    ]:
        cases.append(c(f"nn.{op}", r(2, 4, low=-8, high=8)))  # noqa: PERF401
    cases += [
        c("nn.relu", i(5)),
        c("nn.relu6", T([-1, 3, 9], "int32")),
        c("nn.leaky_relu", i(4)),
        c("nn.leaky_relu", r(4), alpha=0.5),
        c("nn.gelu", r(6)),
        c("nn.gelu", r(6), approximate=True),
        c("nn.silu", r(6), 1.5),
    ]
    for op in ["softmax", "log_softmax"]:
        cases += [
            c(f"nn.{op}", r(2, 3)),
            c(f"nn.{op}", r(2, 3, 4), 1),
            c(f"nn.{op}", T([1000.0, 1001.0])),
        ]
        cases += [c(f"nn.{op}", i(3)), c(f"nn.{op}", r(2, 3), 2), c(f"nn.{op}", EMPTY)]
    image = r(2, 5, 6, 3)
    for padding in ("SAME", "VALID"):
        for strides in (1, 2, [1, 2, 1, 1]):
            cases.append(c("nn.conv2d", image, r(3, 2, 3, 4), strides, padding))
        cases += [
            c("nn.conv2d", image, r(2, 2, 3, 2), 1, padding, dilations=2),
            c("nn.depthwise_conv2d", image, r(3, 3, 3, 2), [1, 1, 1, 1], padding),
            c("nn.depthwise_conv2d", image, r(2, 2, 3, 1), [1, 2, 2, 1], padding),
            c("nn.max_pool2d", image, 2, 2, padding),
            c("nn.max_pool2d", image, [1, 3, 2, 1], [1, 1, 2, 1], padding),
            c("nn.avg_pool2d", image, 2, 2, padding),
            c("nn.avg_pool2d", image, [3, 3], [1, 1], padding),
        ]
    cases += [
        c("nn.conv2d", image, r(3, 2, 3, 4), 1, [[0, 0], [1, 2], [0, 1], [0, 0]]),
        c("nn.conv2d", r(1, 4, 4, 4), r(2, 2, 2, 6), 1, "VALID"),
        c("nn.conv2d", image, r(1, 1, 2, 4), 1, "SAME"),
        c("nn.conv2d", image, r(1, 1, 3, 4), 1, "FULL"),
        c("nn.conv1d", r(2, 6, 3), r(3, 3, 2), 2, "SAME"),
        c("nn.conv2d_transpose", r(1, 3, 3, 2), r(2, 2, 4, 2), [1, 6, 6, 4], 2, "SAME"),
        c("nn.separable_conv2d", image, r(2, 2, 3, 2), r(1, 1, 6, 4), [1, 1, 1, 1], "SAME"),
        c("nn.max_pool2d", r(2, 4), 2, 2, "SAME"),
        c("nn.bias_add", r(2, 3), r(3)),
        c("nn.bias_add", r(2, 3, 4), r(3), data_format="NCHW"),
        c("nn.bias_add", r(2, 3), r(4)),
        c("nn.batch_normalization", r(2, 3), r(3), r(3, low=0.5), r(3), r(3), 1e-3),
        c("nn.batch_normalization", r(2, 3), r(3), r(3, low=0.5), None, None, 1e-3),
        c("nn.moments", r(2, 3, 4), [0, 1]),
        c("nn.moments", r(2, 3), [1], keepdims=True),
        c("nn.l2_normalize", r(2, 3), 1),
        c("nn.l2_normalize", T([0.0, 0.0])),
        c("nn.local_response_normalization", r(1, 2, 2, 6)),
        c("nn.lrn", r(1, 2, 2, 6), 2, 1.5, 0.5, 0.75),
        c("nn.softmax_cross_entropy_with_logits", T([[0.2, 0.8], [1.0, 0.0]]), r(2, 2)),
        c("nn.sparse_softmax_cross_entropy_with_logits", T([1, 0], "int32"), r(2, 3)),
        c("nn.sigmoid_cross_entropy_with_logits", T([[0.0, 1.0]]), r(1, 2)),
        c("nn.sigmoid_cross_entropy_with_logits", r(2), r(3)),
        c("nn.weighted_cross_entropy_with_logits", T([0.0, 1.0]), r(2), 2.0),
        c("nn.embedding_lookup", r(4, 2), T([[0, 3], [1, 1]], "int32")),
        c("nn.embedding_lookup", r(4, 2), T([0, 3], "int32"), max_norm=0.5),
        c("nn.l2_loss", r(3)),
        c("nn.dropout", r(3), 0.0),
        c("nn.dropout", r(3), 1.0),
        c("nn.dropout", i(3), 0.5),
    ]
    return cases


def _image() -> list[Case]:
    photo, gray = r(2, 5, 7, 3, low=0, high=1), i(4, 6, 1, low=0, high=256, dtype="uint8")
    color = i(4, 6, 3, low=0, high=256, dtype="uint8")
    cases = []
    for size in ([3, 4], [8, 9], [5, 7], [1, 1], [10, 3]):
        for method in ("bilinear", "nearest"):
            cases.append(c("image.resize", photo, size, method))
            cases.append(c("image.resize", color, size, method))
    for method in (
        "bilinear",
        "bicubic",
        "lanczos3",
        "lanczos5",
        "gaussian",
        "mitchellcubic",
        "area",
    ):
        cases.append(c("image.resize", photo, [3, 9], method, antialias=method != "area"))  # noqa: PERF401
    cases += [c("image.resize", photo, [9, 3], "bicubic"), c("image.resize", photo, [4, 4], "area")]
    cases += [
        c("image.resize", photo, [10, 10], preserve_aspect_ratio=True),
        c("image.resize", color, [3, 9], preserve_aspect_ratio=True),
        c("image.resize", r(3, 3), [2, 2]),
        c("image.resize", photo, 3),
        c("image.resize", photo, [3, 3], "cubic"),
        c("image.flip_left_right", color),
        c("image.flip_up_down", photo),
        c("image.transpose", color),
        c("image.rot90", photo),
        c("image.rot90", color, 3),
        c("image.rgb_to_grayscale", photo),
        c("image.rgb_to_grayscale", color),
        c("image.grayscale_to_rgb", gray),
        c("image.central_crop", color, 0.5),
        c("image.central_crop", photo, 0.3),
        c("image.central_crop", photo, 1.5),
        c("image.pad_to_bounding_box", color, 1, 2, 8, 9),
        c("image.pad_to_bounding_box", color, 1, 2, 4, 9),
        c("image.crop_to_bounding_box", photo, 1, 2, 3, 4),
        c("image.crop_to_bounding_box", photo, 1, 2, 5, 4),
        c("image.resize_with_crop_or_pad", color, 3, 9),
        c("image.resize_with_crop_or_pad", photo, 6, 2),
        c("image.resize_with_pad", photo, 6, 6),
        c("image.resize_with_pad", color, 3, 7),
        c("image.convert_image_dtype", color, "float32"),
        c("image.convert_image_dtype", T([-0.5, 0.0, 0.25, 0.5, 1.0, 1.5]), "uint8", saturate=True),
        c("image.convert_image_dtype", T([0, 128, 255], "uint8"), "int16"),
        c("image.convert_image_dtype", T([0, 300, 32767], "int16"), "uint8"),
        c("image.adjust_brightness", photo, 0.2),
        c("image.adjust_brightness", color, 0.2),
        c("image.adjust_contrast", photo, 1.5),
        c("image.adjust_contrast", color, 2.0),
        c("image.per_image_standardization", photo),
        c("image.per_image_standardization", color),
        c("image.total_variation", photo),
        c(
            "image.crop_and_resize",
            photo,
            T([[0.1, 0.2, 0.7, 0.9], [0.0, 0.0, 1.0, 1.0]]),
            T([0, 1], "int32"),
            [3, 4],
        ),
        c(
            "image.crop_and_resize",
            photo,
            T([[-0.2, 0.2, 1.2, 0.9]]),
            T([1], "int32"),
            [2, 2],
            extrapolation_value=5.0,
        ),
        c(
            "image.crop_and_resize",
            photo,
            T([[0.1, 0.2, 0.7, 0.9]]),
            T([0], "int32"),
            [3, 4],
            "nearest",
        ),
    ]
    boxes = T(
        [[0.0, 0.0, 1.0, 1.0], [0.0, 0.1, 1.0, 1.1], [0.0, 2.0, 1.0, 3.0], [0.0, 2.1, 1.0, 3.1]]
    )
    scores = T([0.9, 0.75, 0.6, 0.95])
    cases += [
        c("image.non_max_suppression", boxes, scores, 3),
        c("image.non_max_suppression", boxes, scores, 3, 0.9, 0.7),
        c("image.non_max_suppression", boxes, T([0.9]), 3),
        c("image.non_max_suppression_with_scores", boxes, scores, 4, 0.5, 0.1, 0.5),
    ]
    return cases


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


FAMILIES = {
    "creation": _creation,
    "image_ops": _image,
    "linalg": _linalg,
    "math": _math,
    "nn": _nn,
    "reductions": _reductions,
    "shaping": _shaping,
}
