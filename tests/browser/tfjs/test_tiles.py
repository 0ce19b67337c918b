"""Repeating tensors on wasm, where the kernel is ours."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser, use_or_skip

CASES = [
    ((), ()),
    ((3,), (2,)),
    ((3,), (1,)),
    ((1,), (5,)),
    ((2, 3), (1, 4)),
    ((2, 3), (3, 1)),
    ((2, 3), (3, 2)),
    ((1, 1, 1, 4), (2, 3, 2, 1)),
    ((1, 1, 1, 1), (2, 3, 2, 3)),
    ((2, 1, 3), (1, 3, 1)),
    ((4, 1), (1, 2)),
    ((3, 40), (2, 2)),
    ((2, 2, 2, 2, 2), (1, 2, 1, 2, 1)),
    ((2, 0), (2, 3)),
]


@pytest.mark.parametrize("dtype", ["float32", "int32", "bool"])
@in_browser
def test_tiles_are_numpys(dtype):
    import numpy as np

    import tfjs as tf

    use_or_skip("wasm")
    for shape, reps in CASES:
        values = (np.arange(int(np.prod(shape))) % 7).reshape(shape).astype(dtype)
        found = tf.tile(tf.constant(values), list(reps)).numpy()
        assert np.array_equal(found, np.tile(values, reps)), (shape, reps)
