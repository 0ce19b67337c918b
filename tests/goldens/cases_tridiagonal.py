"""Tridiagonal matrices."""

from __future__ import annotations

from ask import Case, e

D = "tf.reshape(tf.cast((tf.range(24) * 5) % 11 + 1, 'float32') / 4., [2, 3, 4])"
R = "tf.reshape(tf.cast((tf.range(16) * 3) % 7 - 3, 'float32') / 2., [2, 4, 2])"
THREE = "tf.constant([[1., 2., 0.], [4., 5., 6.], [0., 8., 2.]])"
SEQUENCE = "[tf.constant([1., 2.]), tf.constant([4., 5., 6.]), tf.constant([8., 2.])]"
PADDED = "list(tf.constant([[1., 2., 9.], [4., 5., 6.], [9., 8., 2.]]))"
WHOLE = "tf.constant([[4., 1., 0.], [8., 5., 2.], [0., 2., 6.]])"
ONE = "tf.constant([[1.], [2.], [3.]])"


def sloped(f: str, x: str) -> Case:
    return e(
        f"(lambda t: (lambda x: (t.watch(x), (lambda y: t.gradient(y, x))({f}))[1])({x}))"
        "(tf.GradientTape().__enter__())"
    )


def tridiagonal() -> list[Case]:
    cases = []
    for f in ("matmul", "solve"):
        call = f"tf.linalg.tridiagonal_{f}"
        cases += [
            e(f"{call}({D}, {R})"),
            e(f"{call}({THREE}, {ONE})"),
            e(f"{call}({SEQUENCE}, {ONE}, diagonals_format='sequence')"),
            e(f"{call}({PADDED}, {ONE}, diagonals_format='sequence')"),
            e(f"{call}({WHOLE}, {ONE}, diagonals_format='matrix')"),
            e(f"{call}({THREE}, {ONE}, diagonals_format='other')"),
            e(f"{call}(tf.constant([[0.], [4.], [0.]]), tf.constant([[2.]]))"),
            sloped(f"{call}(x, {R})", D),
            sloped(f"{call}({D}, x)", R),
        ]
    solve = "tf.linalg.tridiagonal_solve"
    return [
        *cases,
        e(f"{solve}({THREE}, tf.constant([1., 2., 3.]))"),
        e(f"{solve}({THREE}, tf.constant([[1., 2., 3.], [3., 2., 1.]]), transpose_rhs=True)"),
        e(f"{solve}({THREE}, {ONE}, partial_pivoting=False)"),
    ]


FAMILIES = {"tridiagonal": tridiagonal}
