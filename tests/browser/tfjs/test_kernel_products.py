"""Products of matrices, and gradients of a convolution's input, on WASM against the CPU."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors
from tests.browser.tfjs.test_kernels import SHAPES, kernel, outputs

MATRICES = [
    ((40, 30), (30, 50)),
    ((1, 40, 30), (1, 30, 50)),
    ((3, 40, 30), (3, 30, 50)),
    ((3, 40, 30), (1, 30, 50)),
    ((1, 40, 30), (3, 30, 50)),
    ((2, 3, 40, 30), (2, 3, 30, 20)),
    ((5, 5, 4), (5, 4, 3)),
]


def numbers(*shape):
    return np.random.default_rng(sum(shape)).normal(size=shape).astype(np.float32)


@pytest.mark.parametrize("transpose_b", [False, True])
@pytest.mark.parametrize("transpose_a", [False, True])
@in_browser
def test_products_of_every_form(transpose_a, transpose_b):
    import tfjs as tf

    tf.backend.use("wasm")
    for left, right in MATRICES:
        a, b = numbers(*left), numbers(*right)
        given = (a.swapaxes(-1, -2) if transpose_a else a, b.swapaxes(-1, -2) if transpose_b else b)
        found = kernel(
            "BatchMatMul",
            {"a": tf.constant(given[0]), "b": tf.constant(given[1])},
            {"transposeA": transpose_a, "transposeB": transpose_b},
        )
        np.testing.assert_allclose(found, a @ b, rtol=1e-4, atol=1e-4)


@in_browser
def test_batches_of_two_axes_are_broadcast():
    import tfjs as tf

    tf.backend.use("wasm")
    a, b = numbers(2, 1, 4, 3), numbers(1, 3, 3, 5)
    attributes = {"transposeA": False, "transposeB": False}
    found = kernel("BatchMatMul", {"a": tf.constant(a), "b": tf.constant(b)}, attributes)
    np.testing.assert_allclose(found, a @ b, rtol=1e-5, atol=1e-5)


@in_browser
def test_a_matrix_is_multiplied_again_under_another_shape():
    import tfjs as tf

    tf.backend.use("wasm")
    b = tf.constant([[1.0, 2, 3], [4, 5, 6]])
    for _ in range(2):
        assert tf.matmul(tf.ones((1, 2)), b).numpy().tolist() == [[5, 7, 9]]
        assert tf.matmul(tf.ones((1, 3)), tf.reshape(b, (3, 2))).numpy().tolist() == [[9, 12]]


@in_browser
def test_a_replayed_product_is_that_of_the_shape_it_is_given():
    import tfjs as tf

    tf.backend.use("wasm")

    @tf.function
    def both(b):
        return tf.ones((1, 2)) @ b, tf.ones((1, 3)) @ tf.reshape(b, (3, 2))

    for _ in range(3):
        first, second = both(tf.constant([[1.0, 2, 3], [4, 5, 6]]))
        assert (first.numpy().tolist(), second.numpy().tolist()) == ([[5, 7, 9]], [[9, 12]])


@in_browser
def test_products_leave_nothing_behind():
    import tfjs as tf

    tf.backend.use("wasm")
    a, b = tf.constant(numbers(4, 40, 30)), tf.constant(numbers(4, 50, 30))
    no_new_tensors(lambda: tf.matmul(a, b, transpose_b=True), returns=1)
    no_new_tensors(lambda: tf.matmul(a[0], b[0], transpose_b=True), returns=1)
    no_new_tensors(lambda: tf.matmul(a[0], a[1], transpose_a=True), returns=1)


@pytest.mark.parametrize(
    ("x", "window", "strides", "pad"),
    [
        *SHAPES,
        ((2, 6, 6, 4), (1, 1, 4, 8), (2, 2), "same"),
        ((2, 9, 9, 3), (2, 2, 3, 4), (3, 3), "valid"),
        ((1, 7, 7, 2), (3, 3, 2, 2), (2, 2), ((0, 0), (3, 3), (3, 3), (0, 0))),
    ],
)
@in_browser
def test_the_gradient_of_a_convolutions_input(x, window, strides, pad):
    import tfjs as tf

    slopes = numbers(x[0], *outputs(x, window, strides, pad), window[3])
    found = {}
    for backend in ("cpu", "wasm"):
        tf.backend.use(backend)
        found[backend] = kernel(
            "Conv2DBackpropInput",
            {"dy": tf.constant(slopes), "filter": tf.constant(numbers(*window))},
            {"strides": strides, "pad": pad, "dataFormat": "NHWC", "inputShape": x},
        )
    np.testing.assert_allclose(found["wasm"], found["cpu"], rtol=1e-4, atol=1e-4)
