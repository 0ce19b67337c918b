"""Functions of matrices whose derivatives have derivatives; see `higher_cases.py`.

Signs of vectors are not determined, so every result is one that they do not change.
"""

from __future__ import annotations

from typing import Any


def positive(tf: Any, x: Any) -> Any:
    """A matrix that is symmetric and far from singular."""
    return tf.matmul(x, x, transpose_b=True) + 3.0 * tf.eye(x.shape[-1])


def apart(tf: Any, x: Any) -> Any:
    """A matrix, also one that is not square, whose singular values are far from each other."""
    rows, columns = x.shape[-2:]
    return x * 0.3 + tf.eye(rows, columns) * tf.range(1.0, columns + 1.0)


def qr(tf: Any, x: Any) -> Any:
    q, r = tf.linalg.qr(apart(tf, x))
    return tf.concat([tf.reshape(q**2, [-1]), tf.reshape(r**2, [-1])], 0)


def svd(tf: Any, x: Any) -> Any:
    s, u, v = tf.linalg.svd(apart(tf, x))
    turn = tf.matmul(u, v, adjoint_b=True)
    return tf.concat([tf.reshape(s**2, [-1]), tf.reshape(turn, [-1])], 0)


def eigh(tf: Any, x: Any) -> Any:
    values, vectors = tf.linalg.eigh(apart(tf, x) + tf.linalg.matrix_transpose(apart(tf, x)))
    return tf.matmul(vectors * tf.exp(0.2 * values)[..., None, :], vectors, transpose_b=True)


def lstsq(tf: Any, a: Any, b: Any) -> Any:
    return tf.linalg.lstsq(apart(tf, a), b, 0.1)


def slogdet(tf: Any, x: Any) -> Any:
    sign, size = tf.linalg.slogdet(apart(tf, x))
    return sign * size


def banded(tf: Any, a: Any, b: Any) -> Any:
    return tf.linalg.tridiagonal_solve(apart(tf, a), b, diagonals_format="matrix")


MATRICES: dict[str, tuple[Any, list[list[int]]]] = {
    "qr": (qr, [[3, 3]]),
    "qr tall": (qr, [[4, 2]]),
    "qr wide": (qr, [[2, 3]]),
    "svd": (svd, [[3, 3]]),
    "svd tall": (svd, [[4, 2]]),
    "svd wide": (svd, [[2, 3]]),
    "svd values": (lambda tf, x: tf.linalg.svd(apart(tf, x), compute_uv=False), [[2, 3, 2]]),
    "eigh": (eigh, [[3, 3]]),
    "eigvalsh": (lambda tf, x: tf.linalg.eigvalsh(positive(tf, x)), [[2, 2, 2]]),
    "eigenvectors": (lambda tf, x: tf.linalg.eigh(positive(tf, x))[1] ** 2, [[3, 3]]),
    "expm": (lambda tf, x: tf.linalg.expm(x * 0.5), [[3, 3]]),
    "sqrtm": (lambda tf, x: tf.linalg.sqrtm(positive(tf, x)), [[2, 2]]),
    "cholesky batch": (lambda tf, x: tf.linalg.cholesky(positive(tf, x)), [[2, 2, 2]]),
    "inv adjoint": (lambda tf, x: tf.linalg.inv(positive(tf, x), adjoint=True), [[2, 2]]),
    "slogdet": (slogdet, [[3, 3]]),
    "lstsq": (lstsq, [[3, 2], [3, 1]]),
    "lstsq wide": (lstsq, [[2, 3], [2, 1]]),
    "pinv": (lambda tf, x: tf.linalg.pinv(apart(tf, x)), [[3, 2]]),
    "cholesky_solve": (
        lambda tf, a, b: tf.linalg.cholesky_solve(tf.linalg.cholesky(positive(tf, a)), b),
        [[2, 2], [2, 1]],
    ),
    "triangular_solve upper": (
        lambda tf, a, b: tf.linalg.triangular_solve(positive(tf, a), b, lower=False, adjoint=True),
        [[2, 2], [2, 2]],
    ),
    "solve adjoint": (
        lambda tf, a, b: tf.linalg.solve(positive(tf, a), b, adjoint=True),
        [[2, 2], [2, 1]],
    ),
    "tridiagonal_solve": (banded, [[3, 3], [3, 1]]),
}
