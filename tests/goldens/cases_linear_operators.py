"""Linear operators: what each kind does, by every way in."""

from __future__ import annotations

from ask import Case, e
from cases_tridiagonal import sloped

O = "tf.linalg.LinearOperator"  # noqa: E741
V = "tf.constant([1., 2., -4.])"
W = "tf.constant([[1., 2., 3.], [0.5, -2., 4.]])"
M = "tf.constant([[4., 1., 0.5], [1., 3., -1.], [0.5, -1., 5.]])"
N = "tf.constant([[2., 0., 0.], [1., 3., 0.], [-2., 0.5, 1.]])"
SQUARE = "tf.constant([[2., 1.], [0.5, 3.]])"
WIDE = "tf.constant([[1., 2., 3.], [4., 5., 6.]])"
Z = "tf.constant([1.+2.j, 3.-1.j, 0.5+0.j], tf.complex64)"
ZM = "tf.constant([[4.+0.j, 1.-1.j], [1.+1.j, 3.+0.j]], tf.complex64)"
SURE = "is_self_adjoint=True, is_positive_definite=True"

# How it is made -> how many rows its right sides have.
REAL = {
    f"{O}Identity(3)": 3,
    f"{O}Identity(3, batch_shape=[2])": 3,
    f"{O}ScaledIdentity(3, 2.5)": 3,
    f"{O}ScaledIdentity(3, tf.constant([2.5, -1.]))": 3,
    f"{O}Diag({V})": 3,
    f"{O}Diag({W})": 3,
    f"{O}FullMatrix({M})": 3,
    f"{O}FullMatrix({M}, {SURE})": 3,
    f"{O}LowerTriangular({N})": 3,
    f"{O}Householder({V})": 3,
    f"{O}Permutation(tf.constant([2, 0, 1]))": 3,
    f"{O}Toeplitz([5., 2., 3.], [5., -1., -2.])": 3,
    f"{O}Tridiag(tf.constant([[1., 2., 0.], [4., 5., 6.], [0., 8., 2.]]))": 3,
    f"{O}Tridiag([tf.constant([1., 2., 9.]), tf.constant([4., 5., 6.]), tf.constant("
    "[9., 8., 2.])], 'sequence')": 3,
    f"{O}Circulant(tf.constant([6.+0.j, 1.+1.j, 1.-1.j], tf.complex64), tf.float32)": 3,
    f"{O}LowRankUpdate({O}Diag(tf.constant([1., 2., 3.]), {SURE}), [[1.], [2.], [0.5]])": 3,
    f"{O}LowRankUpdate({O}FullMatrix({M}), {N}[:, :2], [2., -1.], {M}[:, 1:])": 3,
    f"{O}Composition([{O}FullMatrix({M}), {O}Diag({V})])": 3,
    f"{O}Adjoint({O}LowerTriangular({N}))": 3,
    f"{O}Inversion({O}FullMatrix({M}))": 3,
    f"{O}Kronecker([{O}FullMatrix({SQUARE}), {O}Diag(tf.constant([2., 3.]))])": 4,
    f"{O}Kronecker([{O}Diag({W}), {O}FullMatrix({SQUARE})])": 6,
    f"{O}BlockDiag([{O}FullMatrix({SQUARE}), {O}Diag({V})])": 5,
    f"{O}BlockLowerTriangular([[{O}FullMatrix({SQUARE})], [{O}FullMatrix(tf.ones([1, 2])), "
    f"{O}FullMatrix([[2.]])]])": 3,
}
COMPLEX = {
    f"{O}Diag({Z})": 3,
    f"{O}FullMatrix({ZM}, {SURE})": 2,
    f"{O}LowerTriangular({ZM})": 2,
    f"{O}Circulant({Z})": 3,
    f"{O}Circulant2D(tf.reshape(tf.cast(tf.range(1, 7), tf.complex64), [2, 3]))": 6,
    f"{O}Circulant3D(tf.reshape(tf.cast(tf.range(1, 9), tf.complex64), [2, 2, 2]))": 8,
    f"{O}Toeplitz({Z}, {Z} * 2. - {Z}[0])": 3,
    f"{O}Householder({Z})": 3,
    f"{O}ScaledIdentity(2, tf.constant(2.-1.j, tf.complex64))": 2,
    f"{O}Adjoint({O}FullMatrix({ZM} * 1j))": 2,
    f"{O}Kronecker([{O}FullMatrix({ZM}), {O}Diag({Z})])": 6,
}


def right_side(rows: int, kind: str) -> str:
    return f"tf.cast(tf.reshape(tf.range({rows * 2}) * 5 % 7 - 3, [{rows}, 2]), tf.{kind})"


def linear_operators() -> list[Case]:
    cases = []
    for operators, kind in ((REAL, "float32"), (COMPLEX, "complex64")):
        for made, rows in operators.items():
            x = right_side(rows, kind)
            several = [
                (
                    f"o.to_dense(), o.matmul({x}), o.solve({x}), o.matmul({x}, adjoint=True), "
                    f"o.matmul(tf.linalg.adjoint({x}), adjoint_arg=True), o.diag_part(), "
                    "o.trace(), "
                    f"o.log_abs_determinant(), o.matvec({x}[:, 0]), o.add_to_tensor(o.to_dense())"
                ),
                (
                    f"o.solve({x}, adjoint=True), o.adjoint().matmul({x}), "
                    "o.inverse().to_dense(), o.solvevec(tf.ones_like(o.to_dense()[..., 0])), "
                    "o.shape_tensor(), tf.constant(o.tensor_rank), tf.constant(o.is_square), "
                    "o.matmul(o).to_dense(), tf.constant(o.shape.as_list())"
                ),
            ]
            # TensorFlow fails to invert a permutation, and to multiply real circulants.
            failing = "Permutation" in made or ("Circulant" in made and kind == "float32")
            parts = several[:1] if failing else several
            cases += [e(f"(lambda o: ({part}))({made})") for part in parts]
            if "Permutation" not in made:
                cases.append(e(f"(lambda o: o.determinant())({made})"))
    known = [
        f"{O}Diag({V}, {SURE})",
        f"{O}ScaledIdentity(3, 4., {SURE})",
        f"{O}FullMatrix({M}, {SURE})",
        f"{O}BlockDiag([{O}Diag(tf.constant([1., 4.]), {SURE}), {O}FullMatrix({M}, {SURE})])",
        f"{O}Kronecker([{O}Diag(tf.constant([1., 4.]), {SURE}), {O}FullMatrix({M}, {SURE})])",
        f"{O}LowRankUpdate({O}Diag(tf.constant([1., 2., 3.]), {SURE}), [[1.], [2.], [0.5]])",
    ]
    for made in known:
        cases.append(e(f"(lambda o: (o.eigvals(), o.cond()))({made})"))
        if "Diag(tf.constant([1., 2., -4.]" not in made:
            cases.append(e(f"(lambda o: o.cholesky().to_dense())({made})"))
    full, diag = f"{O}FullMatrix({M})", f"{O}Diag({V})"
    cases += [
        e(f"(lambda o: (o.to_dense(), o.matmul(tf.ones([3, 2])), o.trace()))({O}Zeros(3))"),
        e(f"(lambda o: (o.to_dense(), o.matmul(tf.ones([2, 2]))))({O}Zeros(3, 2, is_square=False,"
          " is_self_adjoint=False))"),
        e(f"(lambda o: (o.to_dense(), o.matvec([1., 2., 3.]), o.matmul([[1.], [2.]], adjoint=True)"
          f"))({O}FullMatrix({WIDE}))"),
        e(f"{O}Permutation(tf.constant([[2, 0, 1], [1, 0, 2]])).solve({M})"),
        e(f"({full} @ {diag}).to_dense()"),
        e(f"({diag} @ {O}LowerTriangular({N})).to_dense()"),
        e(f"({O}LowerTriangular({N}) @ {diag}).to_dense()"),
        e(f"({O}Identity(3) @ {full}).to_dense()"),
        e(f"{full}.solve({diag}).to_dense()"),
        e(f"{full}.matmul({diag}, adjoint_arg=True).to_dense()"),
        e(f"{O}BlockDiag([{full}, {O}Diag([2., 3.])]).matmul([tf.ones([3, 1]), tf.ones([2, 1])])"),
        e(f"{O}BlockDiag([{full}, {O}Diag([2., 3.])]).solvevec([tf.ones([3]), tf.ones([2])])"),
        e(f"{O}Composition([{full}, {O}FullMatrix({WIDE})]).shape"),
        e(f"{O}FullMatrix({M}, is_positive_definite=True, is_non_singular=False)"),
        e(f"{O}FullMatrix([1., 2.])"),
        e(f"{O}Diag({V}, is_self_adjoint=False)"),
        e(f"{O}FullMatrix({WIDE}).solve([[1.], [2.]])"),
        e(f"{O}FullMatrix({M}, is_non_singular=False).solve({M})"),
        e(f"{O}FullMatrix({M}).cholesky()"),
        e(f"{full}.matmul([[1.], [2.]])"),
        e(f"{O}Diag([1., 0.]).assert_non_singular()"),
        e(f"{O}Diag([1., -2.]).assert_positive_definite()"),
        e(f"{O}FullMatrix({N}).assert_self_adjoint()"),
        e(f"{O}BlockDiag([])"),
        e(f"{O}Identity(-1)"),
        e(f"{O}Diag(tf.ones([0])).matmul(tf.ones([0, 2]))"),
        e(f"{O}Circulant({Z}).convolution_kernel()"),
    ]  # fmt: skip
    part = right_side(3, "float32")
    for made in ("Diag(x[0])", "FullMatrix(x)", "LowerTriangular(x)", "Householder(x[0])",
                 "Toeplitz(x[0], x[0])", "ScaledIdentity(3, x[0, 0])"):  # fmt: skip
        cases.append(sloped(f"{O}{made}.matmul({part})", M))
        cases.append(sloped(f"{O}{made}.solve({part})", M))
        if "Householder" not in made:
            cases.append(sloped(f"{O}{made}.log_abs_determinant()", M))
    update = f"{O}LowRankUpdate({O}Diag([1., 2., 3.], {SURE}), x)"
    cases += [sloped(f"{update}.solve({part})", M), sloped(f"{update}.log_abs_determinant()", M)]
    return cases


FAMILIES = {"linear_operators": linear_operators}
