"""Image operations that TensorFlow 2 has no answer for: the classifier's own resize."""

from __future__ import annotations

import numpy as np

from tests.browser.harness import in_browser


@in_browser
def test_align_corners_keeps_the_corners():
    import tfjs as tf
    from tfjs.ops.resizing import resize_align_corners

    image = np.arange(6, dtype=np.float32).reshape(2, 3, 1)
    out = resize_align_corners(tf.constant(image), [3, 5]).numpy()[..., 0]
    rows, columns = np.linspace(0, 1, 3), np.linspace(0, 2, 5)
    np.testing.assert_allclose(out, rows[:, None] * 3 + columns[None, :], atol=1e-5)
