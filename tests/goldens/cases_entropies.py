"""Cross entropies from logits: labels of every kind, ranks, axes, nothing at all."""

from __future__ import annotations

from ask import Case, T, c, e, i, r

SOFT = "nn.softmax_cross_entropy_with_logits"
SPARSE = "nn.sparse_softmax_cross_entropy_with_logits"
SIGMOID = "nn.sigmoid_cross_entropy_with_logits"
SHARES = T([[0.25, 0.25, 0.5], [0.0, 1.0, 0.0]])
EDGES = T([-90.0, -1.0, 0.0, 1.0, 90.0, float("inf"), float("-inf"), float("nan")])


def _entropies() -> list[Case]:
    return [
        c(SOFT, SHARES, r(2, 3)),
        c(SOFT, r(2, 3, low=0), r(2, 3)),
        c(SOFT, T([[0.2, 0.8], [0.5, 0.5], [1.0, 0.0]]), r(3, 2), axis=1),
        c(SOFT, T([[0.2, 0.8], [0.8, 0.2]]), r(2, 2), axis=0),
        c(SOFT, r(2, 2, 3, low=0), r(2, 2, 3), axis=1),
        c(SOFT, i(2, 3, low=0, high=2), r(2, 3)),
        c(SOFT, T([[0, 1, 0]], "int32"), r(2, 3)),
        c(SOFT, r(3), r(3)),
        c(SOFT, SHARES, T([[80.0, -80.0, 0.0], [0.0, -1e4, 1e4]])),
        e(f"tf.{SOFT}(tf.zeros([0, 3]), tf.zeros([0, 3]))"),
        e(f"tf.{SOFT}([[True, False]], [[0.5, 1.0]])"),
        e(f"tf.{SOFT}([[0.0, 1.0]], [[1, 2]])"),
        c(SOFT, r(2, 3), r(2, 4)),
        c(SPARSE, T([2, 0], "int32"), r(2, 3)),
        c(SPARSE, T([[2, 0], [1, 1]], "int64"), r(2, 2, 3)),
        c(SPARSE, T(1, "int32"), r(3)),
        c(SPARSE, T([3, 0], "int32"), r(2, 3)),
        c(SPARSE, T([-1, 0], "int32"), r(2, 3)),
        c(SPARSE, T([1, 0, 0], "int32"), r(2, 3)),
        e(f"tf.{SPARSE}(tf.zeros([0], 'int32'), tf.zeros([0, 3]))"),
        c(SIGMOID, r(2, 3, low=0, high=1), r(2, 3)),
        c(SIGMOID, T([0.0, 1.0, 0.5, 0.0, 1.0, 0.0, 1.0, 1.0]), EDGES),
        c(SIGMOID, T([0.0, 1.0]), T([0.0, 0.0])),
        c(SIGMOID, T(1.0), T(-0.5)),
        e(f"tf.{SIGMOID}(tf.zeros([0, 3]), tf.zeros([0, 3]))"),
        c(SIGMOID, i(2, 3, low=0, high=2), r(2, 3)),
    ]


FAMILIES = {"entropies": _entropies}
