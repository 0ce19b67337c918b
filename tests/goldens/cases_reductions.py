"""Calls that reduce tensors, or put elements in order."""

from __future__ import annotations

from ask import Case, T, c, i, r

UINT8 = T([0, 1, 7, 127, 128, 200, 255], "uint8")
BOOLS, OTHERS = T([True, True, False, False], "bool"), T([True, False, True, False], "bool")
EMPTY = T([], shape=(0, 3))


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


FAMILIES = {"reductions": _reductions}
