"""Tensors turned around, and compared with broadcasting, where wasm has only slow kernels."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser, use_or_skip

TURNS = [
    *[((5,), [0]), ((2, 3), [0]), ((2, 3), [1]), ((2, 3, 4), [0, 2]), ((2, 3, 4), [1])],
    *[((2, 3, 4), []), ((3, 1, 2, 2), [0, 1, 2, 3]), ((2, 2, 3, 20), [2]), ((4, 30), [0, 1])],
    ((0, 3), [1]),
]
PAIRS = [
    *[((16, 28, 3), (16, 1, 3)), ((16, 28, 3), (3,)), ((1, 28, 3), (16, 1, 1))],
    *[((300, 1), (1, 2)), ((300, 2), (1, 1)), ((300, 2), ()), ((0, 300), (1, 300))],
]


@pytest.mark.parametrize("dtype", ["float32", "int32", "bool"])
@in_browser
def test_reverse(dtype):
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    for shape, axes in TURNS:
        values = (np.arange(np.prod(shape)) % 7 - 2).reshape(shape).astype(dtype)
        found = tf.reverse(tf.constant(values), axes).numpy()
        assert np.array_equal(found, np.flip(values, axes) if axes else values), (shape, axes)


@in_browser
def test_comparisons_of_different_shapes():
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    both = [
        *[(tf.equal, np.equal), (tf.not_equal, np.not_equal), (tf.less, np.less)],
        *[(tf.less_equal, np.less_equal), (tf.greater, np.greater)],
        (tf.greater_equal, np.greater_equal),
    ]
    for one, other in PAIRS:
        a = (np.arange(np.prod(one)) % 5).reshape(one).astype(np.float32)
        b = (np.arange(np.prod(other)) % 3).reshape(other).astype(np.float32)
        b.flat[: b.size > 1] = np.nan
        for ours, theirs in both:
            assert np.array_equal(ours(a, b).numpy(), theirs(a, b)), (one, other)
        assert np.array_equal(tf.logical_or(a > 1, b > 1).numpy(), (a > 1) | (b > 1))


@pytest.mark.parametrize("padding", ["SAME", "VALID"])
@in_browser
def test_the_gradients_of_a_convolution_agree_with_those_on_the_cpu(padding):
    import numpy as np

    import tfjs as tf

    cases = [
        *[((2, 7, 6, 3), (3, 2, 3, 5), (1, 1)), ((2, 7, 8, 2), (3, 3, 2, 4), (2, 3))],
        *[((1, 9, 5, 1), (1, 1, 1, 2), (3, 2)), ((3, 6, 6, 2), (4, 5, 2, 1), (2, 1))],
    ]
    for shape, window, strides in cases:
        found = []
        for backend in ("cpu", "wasm"):
            use_or_skip(backend)
            x = tf.random.stateless_normal(shape, [1, 2])
            k = tf.random.stateless_normal(window, [3, 4])
            with tf.GradientTape() as tape:
                tape.watch([x, k])
                y = tf.nn.conv2d(x, k, strides, padding)
                loss = tf.reduce_sum(tf.sin(y))
            found.append([t.numpy() for t in tape.gradient(loss, [x, k])])
        for one, other in zip(*found, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-4)
