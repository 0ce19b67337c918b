"""Short runs of numbers on wasm, where the kernels are ours: joined, and reversed."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser, use_or_skip

SHAPES = [(4,), (2, 3), (3, 1), (2, 3, 4), (2, 1, 3, 2), (5, 40), (2, 0), (2, 2, 2, 2, 3)]


@pytest.mark.parametrize("dtype", ["float32", "int32", "bool"])
@in_browser
def test_reversed_and_joined_as_numpy_does(dtype):
    import itertools

    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    for shape in SHAPES:
        count = int(np.prod(shape))
        values = (np.arange(count) % 7 % 5).reshape(shape).astype(dtype)
        x, y = tf.constant(values), tf.constant(np.flip(values))
        for size in range(1, len(shape) + 1):
            for axes in itertools.combinations(range(len(shape)), size):
                found = tf.reverse(x, list(axes)).numpy()
                assert np.array_equal(found, np.flip(values, axes)), (shape, axes)
        for axis in range(-len(shape), len(shape)):
            found = tf.concat([x, y, x], axis).numpy()
            expected = np.concatenate([values, np.flip(values), values], axis)
            assert np.array_equal(found, expected), (shape, axis)
        for axis in range(-len(shape) - 1, len(shape) + 1):
            found = tf.stack([x, y], axis).numpy()
            assert np.array_equal(found, np.stack([values, np.flip(values)], axis)), (shape, axis)


@in_browser
def test_parts_of_different_widths_are_joined():
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    parts = [np.arange(3 * n, dtype=np.float32).reshape(3, n) for n in (1, 4, 2, 30)]
    found = tf.concat([tf.constant(part) for part in parts], 1).numpy()
    assert np.array_equal(found, np.concatenate(parts, 1))
    found = tf.concat([tf.constant(part) for part in parts[:3]], -1).numpy()
    assert np.array_equal(found, np.concatenate(parts[:3], -1))
