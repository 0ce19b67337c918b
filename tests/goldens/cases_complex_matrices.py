"""Complex matrices: determinants, factors and logarithms."""

from __future__ import annotations

from ask import Case, e

PARTS = "tf.reshape(tf.cast((tf.range(18) * (tf.range(18) * 5 + {o})) % 13 - 6, 'float32') / 8."
X = f"tf.complex({PARTS.format(o=3)}, [2, 3, 3]), {PARTS.format(o=7)}, [2, 3, 3]))"
NEAR = f"(tf.eye(3, dtype=tf.complex64) * 3. + {X})"
POSITIVE = f"(tf.matmul({X}, {X}, adjoint_b=True) + tf.eye(3, dtype=tf.complex64))"


def complex_matrices() -> list[Case]:
    f = "tf.linalg."
    texts = [
        *[f"{f}det({x})" for x in (X, NEAR, POSITIVE)],
        f"{f}cholesky({POSITIVE})",
        f"{f}logm({NEAR})",
        f"{f}logm(tf.constant([[2.+1.j, 1.+0.j], [0.5+0.j, 3.+0.j]], tf.complex64))",
        f"{f}logm(tf.eye(2, dtype=tf.complex64))",
        f"{f}logm(tf.ones([2, 3], tf.complex64))",
        f"{f}logm([[2., 1.], [0.5, 3.]])",
        f"{f}det(tf.ones([2, 3], tf.complex64))",
    ]
    return [e(text) for text in texts]


FAMILIES = {"complex_matrices": complex_matrices}
