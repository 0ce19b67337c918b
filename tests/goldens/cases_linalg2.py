"""Diagonals, norms, factors, systems of equations and functions of matrices.

Where signs or orders are not determined, what is asked for is a product that is.
"""

from __future__ import annotations

from ask import Case, T, c, e, i, r

# Numbers that every sine would round in its own way make no good references.
EXACT = "tf.cast((tf.range({n}) * (tf.range({n}) * 5 + 3) + {o}) % 13 - 6, 'float32') / 4"
GENERAL = f"tf.reshape({EXACT.format(n=18, o=2)}, [2, 3, 3])"
TALL = f"tf.reshape({EXACT.format(n=24, o=2)}, [2, 4, 3])"
WIDE = f"tf.linalg.matrix_transpose(tf.reshape({EXACT.format(n=24, o=9)}, [2, 4, 3]))"
POSITIVE = f"(tf.matmul({GENERAL}, {GENERAL}, transpose_b=True) + 0.5 * tf.eye(3))"
RIGHT = f"tf.reshape({EXACT.format(n=12, o=3)}, [2, 3, 2])"


def _diagonals() -> list[Case]:
    cases = []
    for align in ("RIGHT_LEFT", "LEFT_RIGHT", "LEFT_LEFT", "RIGHT_RIGHT"):
        cases += [
            c("linalg.diag_part", r(2, 3, 4), k=[-1, 2], align=align, padding_value=9.0),
            c("linalg.diag_part", i(4, 3), k=[-2, 0], align=align),
            c("linalg.diag", r(2, 3, 4), k=[-1, 1], align=align),
            c("linalg.diag", r(4, 3), k=[-1, 2], num_rows=3, align=align, padding_value=7.0),
            c("linalg.set_diag", r(2, 3, 4), r(2, 2, 3), k=[1, 2], align=align),
            c("linalg.set_diag", i(3, 3), i(3, 3), k=[-1, 1], align=align),
        ]
    return [
        *cases,
        *(c("linalg.diag_part", r(3, 4), k=k) for k in (-2, -1, 1, 3, 4)),
        *(c("linalg.diag", r(2, 3), k=k) for k in (-2, 1)),
        c("linalg.diag", r(3), num_rows=3, num_cols=5),
        c("linalg.diag", r(3), num_rows=4, num_cols=5),
        c("linalg.diag", r(3), num_rows=2),
        c("linalg.diag", T([True, False], "bool")),
        c("linalg.diag", i(0)),
        c("linalg.set_diag", r(3, 4), r(2), k=2),
        c("linalg.set_diag", r(3, 4), r(4), k=2),
        c("linalg.tensor_diag", r(3)),
        c("linalg.tensor_diag", i(2, 3)),
        c("linalg.tensor_diag", T(1.0)),
        c("linalg.tensor_diag_part", r(3, 3)),
        c("linalg.tensor_diag_part", r(2, 3, 2, 3)),
        c("linalg.tensor_diag_part", r(2, 3)),
        c("linalg.trace", r(3, 2, 4)),
        c("linalg.band_part", i(2, 2, 3, 3), 0, -1),
        c("linalg.band_part", r(3), 0, 0),
        c("linalg.band_part", r(3, 3), 5, 0),
        c("linalg.adjoint", r(2, 3, 4)),
        c("linalg.matvec", r(2, 3, 4), r(2, 3), transpose_a=True),
        c("linalg.cross", i(2, 3), i(2, 3)),
        c("linalg.matmul", r(1, 2, 1, 2, 3), r(2, 1, 1, 3, 1)),
        c("linalg.tensordot", r(2, 3, 4), r(4, 3), [[1, 2], [1, 0]]),
        c("linalg.tensordot", r(2, 3), r(4), 0),
    ]


def _norms() -> list[Case]:
    x = r(2, 3, 4)
    cases = [c("linalg.norm", x, ord=order, axis=1) for order in ("euclidean", 1, 2, 2.5)]
    cases += [c("linalg.norm", x, ord=order, axis=[0, 2]) for order in ("euclidean", "fro", 1, 2)]
    cases += [e(f"tf.norm({TALL}, np.inf, axis={axis})") for axis in (None, 1, [1, 2], [2, 1])]
    return [
        *cases,
        c("linalg.norm", x, ord=2, axis=[-2, -1], keepdims=True),
        c("linalg.norm", x),
        c("linalg.norm", x, ord=3, axis=None, keepdims=True),
        c("linalg.norm", x, ord="fro"),
        c("linalg.norm", x, ord="nuc", axis=[0, 1]),
        c("linalg.norm", x, ord=-1, axis=1),
        c("linalg.norm", x, ord=3, axis=[0, 1]),
        c("linalg.norm", i(3)),
        c("linalg.normalize", x),
        c("linalg.normalize", x, ord=1, axis=1),
        e(f"tf.linalg.global_norm([{TALL}, {GENERAL}])"),
    ]


def _factors() -> list[Case]:
    cases = []
    for x in (TALL, WIDE, GENERAL, POSITIVE):
        cases += [
            e(f"tf.linalg.qr({x})"),
            e(f"tf.linalg.svd({x}, compute_uv=False)"),
            e(f"(lambda s, u, v: (u * s[:, None]) @ tf.linalg.adjoint(v))(*tf.linalg.svd({x}))"),
            e(f"(lambda s, u, v: tf.matmul(u, u, adjoint_a=True))(*tf.linalg.svd({x}, True))"),
            e(f"(lambda s, u, v: tf.matmul(v, v, adjoint_a=True))(*tf.linalg.svd({x}, True))"),
            e(f"tf.linalg.pinv({x})"),
            e(f"tf.linalg.matrix_rank({x})"),
        ]
    low = "tf.constant([[1., 2.], [2., 4.], [3., 6.]])"
    return [
        *cases,
        e(f"tf.linalg.qr({WIDE}, full_matrices=True)"),
        e(f"tf.abs(tf.linalg.qr({TALL}, full_matrices=True)[1])"),
        e(f"tf.linalg.cholesky({POSITIVE})"),
        e("tf.linalg.cholesky(tf.ones([2, 3]))"),
        e(f"tf.linalg.lu({GENERAL})"),
        e(f"tf.linalg.lu({GENERAL}, output_idx_type=tf.int64)[1]"),
        e("tf.linalg.lu(tf.ones([2, 2]))"),
        e(f"tf.linalg.eigvalsh({POSITIVE})"),
        e(f"tf.linalg.eigh({GENERAL})[0]"),
        e(f"(lambda w, v: (v * w[:, None]) @ tf.linalg.adjoint(v))(*tf.linalg.eigh({POSITIVE}))"),
        e("tf.linalg.eigh(tf.constant([[2.]]))[0]"),
        e("tf.linalg.eigh(tf.zeros([2, 2]))[0]"),
        e(f"tf.linalg.svd({low}, compute_uv=False)"),
        e(f"tf.linalg.pinv({low})"),
        e(f"tf.linalg.pinv({TALL}, rcond=0.6)"),
        e(f"tf.linalg.matrix_rank({low})"),
        e(f"tf.linalg.matrix_rank({TALL}, tol=1.2)"),
        e("tf.linalg.svd(tf.zeros([3, 2]), compute_uv=False)"),
        e("tf.linalg.svd(tf.ones([3]))"),
    ]


def _systems() -> list[Case]:
    factor = f"tf.linalg.cholesky({POSITIVE})"
    return [
        e(f"tf.linalg.inv({GENERAL})"),
        e(f"tf.linalg.inv({GENERAL}, adjoint=True)"),
        e("tf.linalg.inv(tf.ones([2, 2]))"),
        e("tf.linalg.inv(tf.zeros([0, 0]))"),
        e(f"tf.linalg.solve({GENERAL}, {RIGHT})"),
        e(f"tf.linalg.solve({GENERAL}, {RIGHT}, adjoint=True)"),
        e("tf.linalg.solve(tf.ones([2, 2]), tf.ones([2, 1]))"),
        e("tf.linalg.solve(tf.eye(2), tf.ones([3, 1]))"),
        *(
            e(f"tf.linalg.triangular_solve({GENERAL}, {RIGHT}, {lower}, {flip})")
            for lower in (True, False)
            for flip in (True, False)
        ),
        e(f"tf.linalg.triangular_solve({GENERAL}, {RIGHT}[0])"),
        e("tf.linalg.triangular_solve([[0., 0.], [1., 1.]], [[1.], [1.]])"),
        e(f"tf.linalg.cholesky_solve({factor}, {RIGHT})"),
        e(f"tf.linalg.det({GENERAL})"),
        e("tf.linalg.det(tf.ones([3, 3]))"),
        e("tf.linalg.det(tf.ones([3, 2]))"),
        e("tf.linalg.det(tf.zeros([0, 0]))"),
        e(f"tf.linalg.slogdet({GENERAL})"),
        e("tf.linalg.slogdet(tf.constant([[0., 2.], [0., 1.]]))"),
        e(f"tf.linalg.logdet({POSITIVE})"),
        e(f"tf.linalg.lstsq({TALL}, tf.ones([2, 4, 1]))"),
        e(f"tf.linalg.lstsq({TALL}, tf.ones([2, 4, 1]), l2_regularizer=0.5)"),
        e(f"tf.linalg.lstsq({TALL}, tf.ones([2, 4, 1]), fast=False)"),
        e(f"tf.linalg.lstsq({WIDE}, {RIGHT})"),
        e(f"tf.linalg.lu_solve(*tf.linalg.lu({GENERAL}), {RIGHT})"),
        e(f"tf.linalg.lu_matrix_inverse(*tf.linalg.lu({GENERAL}))"),
        e(f"tf.linalg.lu_reconstruct(*tf.linalg.lu({GENERAL}))"),
        e(f"tf.linalg.lu_reconstruct(*tf.linalg.lu({GENERAL}[1]))"),
        e(f"tf.linalg.expm({GENERAL})"),
        e("tf.linalg.expm(tf.constant([[5., 3.], [-4., 2.]]))"),
        e("tf.linalg.expm(tf.zeros([2, 2]))"),
        e(f"tf.linalg.sqrtm({POSITIVE})"),
    ]


def _gradients() -> list[Case]:
    cases = []
    for f, x in [
        ("tf.linalg.inv(x)", GENERAL),
        (f"tf.linalg.solve(x, {RIGHT})", GENERAL),
        (f"tf.linalg.solve({GENERAL}, x, adjoint=True)", RIGHT),
        (f"tf.linalg.solve(x, {RIGHT}, adjoint=True)", GENERAL),
        (f"tf.linalg.triangular_solve(x, {RIGHT})", GENERAL),
        (f"tf.linalg.triangular_solve(x, {RIGHT}, lower=False, adjoint=True)", GENERAL),
        ("tf.linalg.cholesky(x)", POSITIVE),
        ("tf.linalg.det(x)", GENERAL),
        ("tf.linalg.slogdet(x)[1]", GENERAL),
        ("tf.linalg.logdet(x)", POSITIVE),
        ("tf.linalg.qr(x)[0]", TALL),
        ("tf.linalg.qr(x)[1]", TALL),
        ("tf.linalg.qr(x)[1]", WIDE),
        ("tf.linalg.lu_solve(*[tf.stop_gradient(f) for f in tf.linalg.lu(x)], x)", GENERAL),
        ("tf.linalg.eigh(x)[0]", POSITIVE),
        ("tf.linalg.eigh(x)[1] ** 2", POSITIVE),
        ("tf.linalg.svd(x, compute_uv=False)", TALL),
        ("tf.linalg.svd(x)[1] ** 2", TALL),
        ("tf.linalg.svd(x)[2] ** 2", GENERAL),
        ("tf.linalg.pinv(x)", TALL),
        ("tf.linalg.lstsq(x, tf.ones([2, 4, 1]))", TALL),
        ("tf.linalg.expm(x)", GENERAL),
        ("tf.linalg.sqrtm(x)", POSITIVE),
        ("tf.linalg.norm(x, axis=[1, 2], ord=2)", TALL),
        ("tf.linalg.diag_part(x, k=[-1, 1])", TALL),
        ("tf.linalg.set_diag(x, tf.ones([2, 3]))", GENERAL),
        ("tf.linalg.band_part(x, 1, 0)", GENERAL),
        ("tf.linalg.trace(x) ** 2", GENERAL),
    ]:
        weighted = "y * tf.reshape(tf.cos(tf.range(float(np.prod(y.shape)))), y.shape)"
        cases.append(
            e(
                "(lambda t: (lambda x: (t.watch(x), (lambda y: t.gradient(tf.reduce_sum("
                f"{weighted}), x))({f}))[1])({x}))(tf.GradientTape().__enter__())"
            )
        )
    return cases


def _linalg2() -> list[Case]:
    return [*_diagonals(), *_norms(), *_factors(), *_systems(), *_gradients()]


FAMILIES = {"linalg2": _linalg2}
