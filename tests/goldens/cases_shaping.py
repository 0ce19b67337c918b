"""Calls that shape, join and split tensors, and pick from them."""

from __future__ import annotations

from typing import Any

from ask import Case, T, c, i, r

EMPTY = T([], shape=(0, 3))


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


FAMILIES = {"shaping": _shaping}
