"""Complex matrices: determinants, factors and functions, and the gradients of those."""

from __future__ import annotations

from ask import Case, e


def _numbers(*shape: int) -> str:
    """Complex numbers without a pattern."""
    sizes, count = list(shape), 1
    for size in shape:
        count *= size
    made = (
        f"tf.cast((tf.range({count}) * (tf.range({count}) * 5 + {{o}})) % 13 - 6, 'float32') / 8."
    )
    parts = [f"tf.reshape({made.format(o=o)}, {sizes})" for o in (3, 7)]
    return f"tf.complex({', '.join(parts)})"


X = _numbers(2, 3, 3)
TALL, WIDE = _numbers(2, 4, 3), _numbers(2, 2, 3)
REAL_PART = f"tf.cast(tf.math.real({X}[0, 0]), tf.complex64)"
RIGHT = _numbers(2, 3, 2)
NEAR = f"(tf.eye(3, dtype=tf.complex64) * 3. + {X})"
POSITIVE = f"(tf.matmul({X}, {X}, adjoint_b=True) + tf.eye(3, dtype=tf.complex64))"
REAL = "tf.constant([[1., 2., 0.5], [-1., 0.3, 2.], [0.2, -0.7, 3.]])"


def _functions() -> list[str]:
    f = "tf.linalg."
    return [
        *[f"{f}det({x})" for x in (X, NEAR, POSITIVE)],
        f"{f}slogdet({NEAR})",
        f"{f}logdet({POSITIVE})",
        f"{f}cholesky({POSITIVE})",
        f"{f}logm({NEAR})",
        f"{f}logm(tf.constant([[2.+1.j, 1.+0.j], [0.5+0.j, 3.+0.j]], tf.complex64))",
        f"{f}logm(tf.constant([[2.+1.j, 1.+0.j], [0.+0.j, 2.+1.j]], tf.complex64))",
        f"{f}logm(tf.eye(2, dtype=tf.complex64))",
        f"{f}logm(tf.ones([2, 3], tf.complex64))",
        f"{f}logm([[2., 1.], [0.5, 3.]])",
        f"{f}sqrtm({NEAR})",
        f"{f}sqrtm(tf.constant([[2.+1.j, 1.+0.j], [0.+0.j, 2.+1.j]], tf.complex64))",
        f"{f}expm({X})",
        f"{f}det(tf.ones([2, 3], tf.complex64))",
    ]


def _factors() -> list[str]:
    f, texts = "tf.linalg.", []
    for x in (X, TALL, WIDE):
        texts += [
            f"{f}qr({x})",
            f"{f}svd({x}, compute_uv=False)",
            f"(lambda s, u, v: (u * tf.cast(s, u.dtype)[:, None]) @ {f}adjoint(v))(*{f}svd({x}))",
            f"(lambda s, u, v: tf.matmul(u, u, adjoint_b=True))(*{f}svd({x}))",
            f"(lambda s, u, v: tf.matmul(v, v, adjoint_a=True))(*{f}svd({x}, True))",
            f"tf.norm({x}, ord=2, axis=[1, 2])",
        ]
    return [
        *texts,
        f"(lambda q, r: [q @ r, tf.abs(r), tf.shape(q)])(*{f}qr({TALL}, full_matrices=True))",
        f"{f}eigvalsh({POSITIVE})",
        f"{f}eigh({X})[0]",
        f"tf.abs({f}eigh({X})[1])",
        f"(lambda w, v: (v * w[:, None]) @ {f}adjoint(v))(*{f}eigh({POSITIVE}))",
        f"{f}eigvals({X})",
        f"tf.abs({f}eig({X})[1])",
        f"(lambda w, v: (v * w[:, None]) @ {f}inv(v))(*{f}eig({X}))",
        f"{f}eigvals(tf.constant([[2., 1.], [0.5, -3.]]))",
        f"tf.abs({f}eig({REAL})[1])",
        f"{f}eigh(tf.ones([2, 3], tf.complex64))",
        f"{f}qr(tf.ones([2], tf.complex64))",
        f"{f}svd(tf.ones([2], tf.complex64))",
        f"{f}eig(tf.ones([2, 3], tf.complex64))",
        f"{f}lstsq({TALL}, {_numbers(2, 4, 2)})",
        f"{f}lstsq({TALL}, {_numbers(2, 4, 2)}, fast=False)",
        f"{f}lstsq({WIDE}, {_numbers(2, 2, 2)})",
        f"{f}eigh_tridiagonal({X}[0, 0], {X}[0, 1, :2])",
        f"tf.abs({f}eigh_tridiagonal({REAL_PART}, {X}[0, 1, :2], eigvals_only=False)[1])",
        f"{f}LinearOperatorFullMatrix({X}).cond()",
        f"{f}LinearOperatorFullMatrix({POSITIVE}, is_self_adjoint=True).cond()",
    ]


def _gradients() -> list[str]:
    f = "tf.linalg."
    weight = "tf.reshape(tf.cos(tf.range(float(np.prod(y.shape)))), y.shape)"
    total = f"tf.reduce_sum((tf.math.real(y) + 2. * tf.math.imag(y)) * {weight})"
    return [
        "(lambda t: (lambda x: (t.watch(x), (lambda y: t.gradient("
        f"{total}, x))({text}))[1])({x}))(tf.GradientTape().__enter__())"
        for text, x in [
            (f"{f}det(x)", NEAR),
            (f"{f}slogdet(x)[1]", NEAR),
            (f"{f}inv(x)", NEAR),
            (f"{f}solve(x, {RIGHT})", NEAR),
            (f"{f}cholesky(x)", POSITIVE),
            (f"{f}qr(x)[0]", X),
            (f"{f}qr(x)[1]", TALL),
            (f"{f}qr(x)[0]", TALL),
            (f"{f}qr(x)[1]", WIDE),
            (f"{f}eigvalsh(x)", POSITIVE),
            (f"tf.abs({f}eigh(x)[1])", POSITIVE),
            (f"{f}svd(x, compute_uv=False)", TALL),
            *((f"tf.abs({f}svd(x)[{k}])", y) for k in (1, 2) for y in (X, TALL, WIDE)),
            (f"{f}eigvals(x)", X),
            (f"tf.abs({f}eig(x)[1])", X),
            (f"{f}eigvals(x)", REAL),
            (f"tf.abs({f}eig(x)[1])", REAL),
            (f"{f}sqrtm(x)", NEAR),
            (f"{f}expm(x)", X),
        ]
    ]


def complex_matrices() -> list[Case]:
    return [e(text) for text in (*_functions(), *_factors(), *_gradients())]


FAMILIES = {"complex_matrices": complex_matrices}
