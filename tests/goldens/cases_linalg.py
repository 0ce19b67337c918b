"""Calls of products and norms of matrices."""

from __future__ import annotations

from ask import Case, T, c, i, r


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


FAMILIES = {"linalg": _linalg}
