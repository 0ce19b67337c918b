"""Calls of segment reductions, counts, partitions and order, for `generate.py`."""

from __future__ import annotations

from ask import Case, T, c, e, i, r

KINDS = ["sum", "mean", "max", "min", "prod"]


def segments() -> list[Case]:
    cases = []
    ids = T([0, 0, 2, 2, 2, 4], "int32")
    for kind in KINDS:
        op = f"math.segment_{kind}"
        cases += [
            c(op, r(6), ids),
            c(op, r(6, 3), T([0, 0, 1, 1, 1, 1], "int64")),
            c(op, r(6, 2, 2), ids),
            c(op, r(6, 1, 2, 1, 2), ids),
            c(op, i(6, 2), ids),
            c(op, i(6, dtype="int64"), ids),
            c(op, T([1.5], "float64"), [2]),
            c(op, T([], shape=(0, 3)), T([], "int32")),
            c(op, r(3), [0, 1]),
            c(op, r(3), [1, 0, 2]),
            c(op, r(3), [-1, 0, 2]),
            c(op, r(2, 2), [[0, 1], [0, 1]]),
            c(op, T(1.0), [0]),
        ]
    free = T([3, 0, -1, 0, 3, 2], "int32")
    for kind in [*KINDS, "sqrt_n"]:
        op = f"math.unsorted_segment_{kind}"
        cases += [
            c(op, r(6), free, 5),
            c(op, r(6, 3), free, 4),
            c(op, r(6, 2, 2), T([3, 0, -1, 0, 3, 2], "int64"), 5),
            c(op, r(2, 3), T([[0, 1, 0], [2, 1, 2]], "int32"), 3),
            c(op, r(2, 3, 2), T([[0, 1, 0], [2, 1, 2]], "int32"), 4),
            c(op, r(3, 2), T(1, "int32"), 2),
            c(op, r(6), free, 0),
            c(op, T([], shape=(0, 3)), T([], "int32"), 2),
            c(op, r(3, 0), T([0, 1, 0], "int32"), 2),
            c(op, T([1e20, 1e20, -1e20]), T([0, 0, 1], "int32"), 2),
            c(op, r(3), [0, 1, 5], 3),
            c(op, r(3), [0, 1], 3),
            c(op, r(3), T([0, 1, 1], "int32"), -1),
        ]
        if kind in ("sum", "prod"):
            cases.append(c(op, i(6, 2, dtype="int64"), free, 4))
        else:  # where there are none, TensorFlow's int64 has no place in 32 bits
            cases.append(c(op, i(4, 2, dtype="int64"), T([1, 0, 2, 1], "int32"), 3))
        if kind not in ("mean", "sqrt_n"):
            cases += [
                c(op, i(6, 2), free, 4),
                c(op, i(6, dtype="uint8", low=0), free, 4),
                c(op, r(40, 2), i(40, low=0, high=7), 7),
            ]
    return cases


def counting() -> list[Case]:
    values = T([3, 1, 3, 0, 5], "int32")
    weights = T([0.5, 1.0, 2.0, 4.0, 8.0])
    cases = [
        c("math.bincount", values),
        c("math.bincount", values, weights),
        c("math.bincount", values, minlength=8),
        c("math.bincount", values, maxlength=4),
        c("math.bincount", values, weights, maxlength=3),
        c("math.bincount", values, minlength=2, maxlength=4, dtype="int64"),
        c("math.bincount", values, dtype="float32"),
        c("math.bincount", values, binary_output=True),
        c("math.bincount", values, axis=0),
        c("math.bincount", values, axis=-1),
        c("math.bincount", T([[1, 1, 0], [2, 0, 2]], "int32")),
        c("math.bincount", T([[1, 1, 0], [2, 0, 2]], "int32"), axis=-1),
        c("math.bincount", T([[1, 1, 0], [2, 0, 2]], "int64"), axis=-1),
        c("math.bincount", T([[1, 1, 0], [2, 0, 2]], "int32"), axis=-1, binary_output=True),
        c("math.bincount", T([[1, 1, 0], [2, 0, 2]], "int32"), axis=-1, minlength=5),
        c("math.bincount", T([[1, 1, 0], [2, 0, 2]], "int32"), axis=-1, maxlength=2),
        c("math.bincount", T([[1, 1], [2, 0]], "int32"), T([[0.5, 1], [2, 4]]), axis=-1),
        c("math.bincount", T([], "int32")),
        c("math.bincount", T([], "int32"), minlength=3),
        c("math.bincount", T([1, -1], "int32")),
        c("math.bincount", values, weights, binary_output=True),
        c("math.bincount", values, axis=1),
        c("math.confusion_matrix", T([1, 2, 4], "int32"), T([2, 2, 4], "int32")),
        c("math.confusion_matrix", [1, 2, 0], [2, 2, 1], num_classes=4),
        c("math.confusion_matrix", [1, 2, 0], [2, 2, 1], weights=[1, 10, 100]),
        c("math.confusion_matrix", [1, 2, 0], [2, 2, 1], weights=T([0.5, 1, 2]), dtype="float32"),
        c("math.confusion_matrix", T([[1], [2]], "int64"), T([2, 2], "int64"), dtype="int64"),
        c("math.confusion_matrix", [1, 5], [2, 2], num_classes=3),
        c("math.confusion_matrix", [1, -1], [2, 2]),
        c("math.confusion_matrix", [1, 0, 1], [2, 2]),
        c("histogram_fixed_width", T([-1.0, 0.0, 1.5, 2.0, 5.0, 15.0]), T([0.0, 5.0]), nbins=5),
        c(
            "histogram_fixed_width_bins",
            T([-1.0, 0.0, 1.5, 2.0, 5.0, 15.0]),
            T([0.0, 5.0]),
            nbins=5,
        ),
        c("histogram_fixed_width", r(3, 4), T([-2.0, 2.0])),
        c("histogram_fixed_width", i(20), T([-5, 5], "int32"), nbins=4, dtype="int64"),
        c("histogram_fixed_width", r(3), T([2.0, -2.0])),
        c("histogram_fixed_width", r(3), T([-2.0, 2.0]), nbins=0),
        c("math.zero_fraction", T([0.0, 1.0, 0.0, 2.0])),
        c("nn.zero_fraction", T([[0, 1], [0, 0]], "int32")),
        c("math.zero_fraction", T([], shape=(0,))),
        c("math.count_nonzero", T([[0.0, 1.0], [0.0, 2.0]])),
        c("math.count_nonzero", T([[0, 1], [0, 2]], "int32"), axis=0),
        c("math.count_nonzero", T([[0, 1], [0, 2]], "int32"), axis=1, keepdims=True, dtype="int32"),
        c("math.count_nonzero", T([True, False, True], "bool")),
        c("math.count_nonzero", T(["", "a", "  "], "string")),
    ]
    return cases


def partitions() -> list[Case]:
    mask = T([True, False, True], "bool")
    square = T([[True, False], [False, True]], "bool")
    return [
        c("dynamic_partition", r(5), T([0, 1, 0, 2, 1], "int32"), 3),
        c("dynamic_partition", r(5, 2), T([0, 1, 0, 2, 1], "int32"), 4),
        c("dynamic_partition", r(2, 2, 3), T([[0, 1], [1, 0]], "int32"), 2),
        c("dynamic_partition", i(5), T([0, 1, 0, 2, 1], "int32"), 3),
        c("dynamic_partition", T(["a", "b", "c"], "string"), T([1, 0, 1], "int32"), 2),
        c("dynamic_partition", T([True, False, True], "bool"), T([1, 0, 1], "int32"), 2),
        c("dynamic_partition", r(4), T(1, "int32"), 2),
        c("dynamic_partition", T([], shape=(0, 2)), T([], "int32"), 2),
        c("dynamic_partition", r(3), T([0, 1, 2], "int32"), 2),
        c("dynamic_partition", r(3), T([0, -1, 1], "int32"), 2),
        c("dynamic_partition", r(3), T([0, 1], "int32"), 2),
        c("dynamic_partition", r(3), T([0, 0, 0], "int32"), 0),
        c("dynamic_stitch", [[0, 2], [1, 3]], [T([1.0, 2.0]), T([3.0, 4.0])]),
        c("dynamic_stitch", [T(4, "int32"), T([[1, 0], [2, 3]], "int32")], [r(2), r(2, 2, 2)]),
        c("dynamic_stitch", [[0, 1], [1, 2]], [T([1, 2], "int32"), T([3, 4], "int32")]),
        c("dynamic_stitch", [[0, 1], [1]], [T(["a", "b"], "string"), T(["c"], "string")]),
        c("dynamic_stitch", [[0, 1]], [r(3)]),
        c("boolean_mask", r(3), mask),
        c("boolean_mask", r(3, 2), mask),
        c("boolean_mask", r(2, 2), square),
        c("boolean_mask", r(2, 2, 3), square),
        c("boolean_mask", r(4, 3), mask, axis=1),
        c("boolean_mask", r(4, 2, 2, 1), square, axis=1),
        c("boolean_mask", i(3, dtype="int64"), [True, False, True]),
        c("boolean_mask", T(["a", "b", "c"], "string"), mask),
        c("boolean_mask", T([True, True, False], "bool"), mask),
        c("boolean_mask", r(3), T([False, False, False], "bool")),
        c("boolean_mask", r(3, 2, 1, 1, 2), mask),
        c("boolean_mask", r(3), T(True, "bool")),
        c("boolean_mask", r(4), mask),
        c("boolean_mask", r(3), [1, 0, 1]),
        c("where", mask),
        c("where", square),
        c("where", T([[[1, 0], [0, 2]]], "int32")),
        c("where", T([0.0, float("nan"), -1.0])),
        c("where", T(True, "bool")),
        c("where", T(False, "bool")),
        c("where", T([False], "bool")),
        c("where", T([[[[[True], [False]]]]], "bool")),
        c("where", T([1, 0], "int64")),
        e("tf.where(tf.zeros([0, 2]))"),
    ]


def order() -> list[Case]:
    rows = T([[1.0, 3.0, 3.0, 5.0], [0.0, 0.0, 2.0, 9.0]])
    wanted = T([[3.0, 0.0, 9.0], [0.0, -1.0, 3.0]])
    return [
        c("unique", T([3, 1, 3, 0, 1], "int32")),
        c("unique", T([3.5, 1.0, 3.5])),
        c("unique", T(["b", "a", "b"], "string"), out_idx="int64"),
        c("unique", T([True, False, True], "bool")),
        c("unique", T([float("nan"), 1.0, float("nan"), -0.0, 0.0])),
        c("unique", T([], "int32")),
        c("unique", r(2, 2)),
        c("unique_with_counts", T([3, 1, 3, 0, 1, 3], "int64")),
        c("unique_with_counts", T(["b", "a", "b"], "string")),
        c("unique_with_counts", T(1.0)),
        c("searchsorted", rows, wanted),
        c("searchsorted", rows, wanted, side="right"),
        c("searchsorted", rows, wanted, side="right", out_type="int64"),
        c("searchsorted", T([1, 2, 4], "int32"), T([0, 2, 3, 5], "int32")),
        c("searchsorted", r(1, 2, 3, low=0, high=0), r(1, 2, 4)),
        c("searchsorted", T([1.0, 2.0]), T([], shape=(0,))),
        c("searchsorted", T([], shape=(0,)), T([1.0, 2.0])),
        c("searchsorted", rows, T([1.0, 2.0])),
        c("searchsorted", rows, wanted, side="middle"),
        c("math.top_k", T([1.0, 4.0, 2.0, 4.0]), k=3),
        c("math.top_k", i(2, 3, 5), k=2),
        c("math.top_k", r(2, 6), k=6, sorted=True),
        c("math.top_k", r(6), k=2, index_type="int64"),
        c("math.top_k", r(3), k=0),
        c("math.top_k", i(4, dtype="uint8", low=0), k=2),
        c("math.top_k", r(3), k=4),
        c("math.top_k", T(1.0), k=1),
        c("math.in_top_k", [1, 0, 2], r(3, 4), 2),
        c("math.in_top_k", T([1, 9], "int64"), r(2, 4), 2),
        c("math.in_top_k", [1, 0], T([[0.1, float("nan"), 0.3], [0.5, 0.5, 0.5]]), 1),
        c("math.invert_permutation", T([2, 0, 1, 3], "int32")),
        c("math.invert_permutation", T([2, 0, 0, 3], "int32")),
        c("math.invert_permutation", T([[1, 0]], "int32")),
        c("math.cumulative_logsumexp", T([1.0, 2.0, -3.0, 100.0])),
        c("math.cumulative_logsumexp", r(3, 4), axis=1),
        c("math.cumulative_logsumexp", r(3, 4), axis=-1, exclusive=True),
        c("math.cumulative_logsumexp", r(3, 4), axis=0, reverse=True),
        c("math.cumulative_logsumexp", r(4), exclusive=True, reverse=True),
        c("math.cumulative_logsumexp", T([], shape=(0, 2))),
        c("math.cumprod", r(3, 2, 2), axis=1, exclusive=True, reverse=True),
    ]


FAMILIES = {
    "segments": segments,
    "counting": counting,
    "partitions": partitions,
    "order": order,
}
