"""WebGL where TF.js's own kernels refuse tensors of many axes, or give other numbers."""

from __future__ import annotations

import numpy as np

from tests.browser.harness import in_browser, use_or_skip


@in_browser
def test_equal_numbers_divide_to_one_but_not_zeros_and_infinities():
    import tfjs as tf

    use_or_skip("webgl")
    a = tf.constant([0.0, 1.0, -1.0, 3.0, np.inf, np.nan, 0.0])
    b = tf.constant([0.0, 0.0, 0.0, 3.0, np.inf, 1.0, 5.0])
    np.testing.assert_array_equal((a / b).numpy(), [np.nan, np.inf, -np.inf, 1, np.nan, np.nan, 0])
    random = np.random.default_rng(1)
    for left, right in (([3, 5], [5]), ([17, 1], [1, 3]), ([2, 3, 5, 3], [3, 1, 3])):
        x, y = (random.normal(size=shape).astype(np.float32) for shape in (left, right))
        quotient = tf.constant(x) / tf.constant(y)
        np.testing.assert_allclose(quotient.numpy(), x / y, rtol=1e-5)
        # What lies beyond the tensor in a texture counts in sums: it has to be 0.
        np.testing.assert_allclose(float(tf.reduce_sum(quotient)), (x / y).sum(), rtol=1e-3)
    assert np.isnan(float(tf.reduce_mean(tf.zeros([0]))))


@in_browser
def test_tensors_of_many_axes_are_turned_padded_and_chosen_from():
    import tfjs as tf

    use_or_skip("webgl")
    x = np.arange(2 * 3 * 2 * 2 * 2 * 3 * 2, dtype=np.float32).reshape(2, 3, 2, 2, 1, 2, 3, 2)
    order = [7, 0, 5, 2, 3, 4, 1, 6]
    np.testing.assert_array_equal(tf.transpose(x, order).numpy(), x.transpose(order))
    x = x.reshape(2, 3, 2, 4, 6)
    widths = [[0, 1], [1, 0], [0, 0], [2, 1], [1, 1]]
    padded = tf.pad(x, widths, constant_values=7.0).numpy()
    np.testing.assert_array_equal(padded, np.pad(x, widths, constant_values=7))
    np.testing.assert_array_equal(tf.where(x > 9, x, -1.0).numpy(), np.where(x > 9, x, -1))
    product = tf.reduce_prod(tf.constant([1 + 1j, 2 - 1j, 1j], tf.complex64))
    np.testing.assert_allclose(product.numpy(), (1 + 1j) * (2 - 1j) * 1j, rtol=1e-5)


@in_browser
def test_volumes_are_trained_and_crops_keep_their_borders():
    import tfjs as tf

    random = np.random.default_rng(2)
    x, w = random.normal(size=[1, 3, 4, 3, 2]), random.normal(size=[2, 2, 2, 2, 3])
    image = np.arange(60, dtype=np.float32).reshape(1, 5, 6, 2)
    answers = {}
    for backend in ("cpu", "webgl"):
        use_or_skip(backend)
        sources = [tf.constant(v, tf.float32) for v in (x, w)]
        with tf.GradientTape() as tape:
            tape.watch(sources)
            y = tf.reduce_sum(tf.nn.conv3d(*sources, [1, 1, 2, 1, 1], "SAME") ** 2)
        crops = tf.image.crop_and_resize(image, [[0.0, 0, 1, 1]], [0], [3, 7], "bilinear", -99.0)
        cut = [tf.image.stateless_random_crop(image[0], [2, 3, 2], [1, seed]) for seed in range(4)]
        found = [*tape.gradient(y, sources), crops, *cut]
        answers[backend] = [part.numpy() for part in found]
    for ours, right in zip(answers["webgl"], answers["cpu"], strict=True):
        np.testing.assert_allclose(ours, right, rtol=1e-3, atol=1e-3)
