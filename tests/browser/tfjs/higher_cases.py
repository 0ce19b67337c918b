"""Derivatives of derivatives, and Jacobians: the same lines for TensorFlow and for the library.

`tests/goldens/generate_higher.py` runs them with TensorFlow, `test_higher_gradients.py` here.
"""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np

from tests.browser.tfjs.higher_matrix_cases import MATRICES, positive


def numbers(shape: list[int], seed: int) -> np.ndarray:
    """Values between -1.4 and 1.4 of which no two are near each other."""
    count = int(np.prod(shape))
    spread = np.linspace(-1.4, 1.4, count) + 0.03 * np.sin(np.arange(count))
    return np.random.RandomState(seed).permutation(spread).reshape(shape).astype(np.float32)


def batch_norm(tf: Any, x: Any, scale: Any, offset: Any) -> Any:
    mean = tf.reduce_mean(x, [0, 1, 2])  # tf.nn.moments has other second derivatives there
    variance = tf.reduce_mean((x - mean) ** 2, [0, 1, 2])
    return tf.nn.batch_normalization(x, mean, variance, offset, scale, 1e-3)


def loop(tf: Any, x: Any) -> Any:
    _, y = tf.while_loop(lambda i, _: i < 3, lambda i, y: (i + 1, tf.sin(y) * x), [0, x])
    return y


# name: (function of tf and tensors, shapes of the tensors)
HIGHER: dict[str, tuple[Any, list[list[int]]]] = {
    "conv2d": (lambda tf, x, k: tf.nn.conv2d(x, k, 1, "SAME") ** 2, [[1, 4, 4, 1], [2, 2, 1, 2]]),
    "conv2d strides": (
        lambda tf, x, k: tf.tanh(tf.nn.conv2d(x, k, 2, "VALID")),
        [[1, 5, 4, 2], [2, 2, 2, 1]],
    ),
    "conv1d": (lambda tf, x, k: tf.nn.conv1d(x, k, 1, "SAME") ** 3, [[2, 5, 2], [3, 2, 2]]),
    "depthwise": (
        lambda tf, x, k: tf.nn.depthwise_conv2d(x, k, [1, 1, 1, 1], "SAME") ** 2,
        [[1, 3, 3, 2], [2, 2, 2, 1]],
    ),
    "conv2d_transpose": (
        lambda tf, x, k: tf.nn.conv2d_transpose(x, k, [1, 4, 4, 1], 2, "SAME") ** 2,
        [[1, 2, 2, 2], [3, 3, 1, 2]],
    ),
    "conv3d": (
        lambda tf, x, k: tf.nn.conv3d(x, k, [1] * 5, "VALID") ** 2,
        [[1, 3, 3, 2, 1], [2, 2, 1, 1, 2]],
    ),
    "dilated": (
        lambda tf, x, k: tf.nn.conv2d(x, k, 1, "SAME", dilations=2) ** 2,
        [[1, 5, 5, 1], [2, 2, 1, 1]],
    ),
    "avg_pool": (lambda tf, x: tf.nn.avg_pool2d(x**3, 2, 1, "SAME"), [[1, 4, 3, 2]]),
    "max_pool": (lambda tf, x: tf.nn.max_pool2d(x, 2, 2, "SAME") ** 3, [[1, 4, 3, 2]]),
    "batch_norm": (batch_norm, [[2, 3, 2, 2], [2], [2]]),
    "softmax": (lambda tf, x: tf.nn.softmax(x), [[3, 4]]),
    "log_softmax": (lambda tf, x: tf.nn.log_softmax(x, 0), [[3, 4]]),
    "cross_entropy": (
        lambda tf, x: tf.nn.sparse_softmax_cross_entropy_with_logits([1, 0, 2], x),
        [[3, 4]],
    ),
    "cumsum": (lambda tf, x: tf.cumsum(x**2, 1, exclusive=True, reverse=True), [[3, 4]]),
    "cumprod": (lambda tf, x: tf.math.cumprod(x, 1), [[2, 4]]),
    "gather": (lambda tf, x: tf.gather(x**2, [[0, 2], [2, 1]]), [[3, 2]]),
    "gather rows": (lambda tf, x: tf.gather(x, [0, 2, 2]) ** 3, [[3, 2]]),
    "gather axis": (lambda tf, x: tf.gather(x, [1, 1, 0], axis=1) ** 3, [[2, 3]]),
    "gather_nd": (lambda tf, x: tf.gather_nd(x, [[0, 1], [2, 0], [0, 1]]) ** 3, [[3, 2]]),
    "scatter": (lambda tf, x: tf.scatter_nd([[1], [0], [1]], x, [3, 2]) ** 3, [[3, 2]]),
    "matmul": (lambda tf, a, b: tf.matmul(a, b) ** 2, [[2, 3], [3, 2]]),
    "einsum": (lambda tf, a, b: tf.einsum("bij,bjk->bik", a, b) ** 2, [[2, 2, 3], [2, 3, 1]]),
    "inv": (lambda tf, x: tf.linalg.inv(positive(tf, x)), [[3, 3]]),
    "det": (lambda tf, x: tf.linalg.det(positive(tf, x)), [[2, 3, 3]]),
    "logdet": (lambda tf, x: tf.linalg.logdet(positive(tf, x)), [[3, 3]]),
    "cholesky": (lambda tf, x: tf.linalg.cholesky(positive(tf, x)), [[3, 3]]),
    "solve": (lambda tf, a, b: tf.linalg.solve(positive(tf, a), b), [[3, 3], [3, 1]]),
    "triangular_solve": (
        lambda tf, a, b: tf.linalg.triangular_solve(positive(tf, a), b),
        [[3, 3], [3, 1]],
    ),
    "eigenvalues": (lambda tf, x: tf.linalg.eigvalsh(positive(tf, x)), [[3, 3]]),
    "norm": (lambda tf, x: tf.norm(x, axis=1), [[3, 4]]),
    "l2_normalize": (lambda tf, x: tf.math.l2_normalize(x, 1), [[2, 3]]),
    "logsumexp": (lambda tf, x: tf.reduce_logsumexp(x, 1), [[3, 4]]),
    "prod": (lambda tf, x: tf.reduce_prod(x, 1), [[2, 4]]),
    "std": (lambda tf, x: tf.math.reduce_std(x, 0), [[3, 2]]),
    "where": (lambda tf, x: tf.where(x > 0.0, x**3, tf.sin(x)), [[2, 4]]),
    "gelu": (lambda tf, x: tf.nn.gelu(x), [[2, 4]]),
    "elu": (lambda tf, x: tf.nn.elu(x) ** 2, [[2, 4]]),
    "swish": (lambda tf, x: tf.nn.silu(x), [[2, 4]]),
    "lgamma": (lambda tf, x: tf.math.lgamma(x + 3.0), [[2, 3]]),
    "pow": (lambda tf, a, b: (a + 2.0) ** b, [[2, 3], [2, 3]]),
    "atan2": (lambda tf, a, b: tf.atan2(a, b), [[2, 3], [2, 3]]),
    "strided": (lambda tf, x: x[::-2, 1:] ** 3, [[4, 3]]),
    "pad": (lambda tf, x: tf.pad(x, [[1, 1], [0, 2]], "REFLECT") ** 3, [[3, 4]]),
    "top_k": (lambda tf, x: tf.math.top_k(x, 2).values ** 3, [[2, 4]]),
    "segment": (lambda tf, x: tf.math.segment_sum(x, [0, 0, 1]) ** 3, [[3, 2]]),
    "while": (loop, [[3]]),
    **MATRICES,
}

# name: (function, shape): whole Jacobians; the first dimension is a batch
JACOBIANS: dict[str, tuple[Any, list[int]]] = {
    "dense": (lambda tf, x: tf.tanh(tf.matmul(x, numbers([3, 2], 9))), [2, 3]),
    "conv": (lambda tf, x: tf.nn.conv2d(x, numbers([2, 2, 1, 2], 9), 1, "VALID"), [2, 3, 3, 1]),
    "pool": (lambda tf, x: tf.nn.max_pool2d(x, 2, 1, "VALID"), [2, 3, 3, 1]),
    "softmax": (lambda tf, x: tf.nn.softmax(x), [2, 4]),
    "cumsum": (lambda tf, x: tf.cumsum(x * x, 1), [2, 3]),
    "gather": (lambda tf, x: tf.gather(x, [0, 2, 2], axis=1) ** 2, [2, 3]),
    "inv": (lambda tf, x: tf.linalg.inv(positive(tf, x)), [2, 2, 2]),
    "sum": (lambda tf, x: tf.reduce_sum(x**3, 1, keepdims=True), [3, 2]),
}


def higher(tf: Any, name: str) -> list[list[Any]]:
    """First, second and third derivatives, each of a weighted sum of the one before."""
    f, shapes = HIGHER[name]
    sources = [tf.constant(numbers(shape, seed)) for seed, shape in enumerate(shapes)]
    found = []

    def derived(order: int) -> Any:
        if order == 0:
            y = f(tf, *sources)
            return tf.reduce_sum(y * numbers(y.shape, 7))
        with tf.GradientTape() as tape:
            tape.watch(sources)
            value = derived(order - 1)
        gradients = tape.gradient(value, sources, unconnected_gradients="zero")
        gradients = [tf.convert_to_tensor(g) for g in gradients]
        found.append([g.numpy() for g in gradients])
        parts = [tf.reduce_sum(g * numbers(g.shape, 5)) for g in gradients]
        return tf.add_n(parts)

    with contextlib.suppress(LookupError):  # which has no third derivative in TensorFlow
        derived(3)
    return found


def jacobians(tf: Any, name: str) -> list[Any]:
    """The Jacobian, that of each example, and the Jacobian of a gradient."""
    f, shape = JACOBIANS[name]
    x = tf.constant(numbers(shape, 1))
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = f(tf, x)
    whole = tape.jacobian(y, x, parallel_iterations=4, experimental_use_pfor=False)
    each = tape.batch_jacobian(y, x, experimental_use_pfor=True)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(tf, x)
            value = tf.reduce_sum(y * numbers(y.shape, 7))
        slope = inner.gradient(value, x)
    hessian = outer.jacobian(slope, x, unconnected_gradients="zero")
    return [np.asarray(a) for a in (whole, each, hessian)]
