"""Images in programs and on tapes, and operations that TensorFlow 2 has no name for."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words


@in_browser
def test_align_corners_keeps_the_corners():
    import tfjs as tf
    from tfjs.ops.resizing import resize_align_corners

    image = np.arange(6, dtype=np.float32).reshape(2, 3, 1)
    out = resize_align_corners(tf.constant(image), [3, 5]).numpy()[..., 0]
    rows, columns = np.linspace(0, 1, 3), np.linspace(0, 2, 5)
    np.testing.assert_allclose(out, rows[:, None] * 3 + columns[None, :], atol=1e-5)


@pytest.mark.parametrize("shift", [0.0, 0.5])
@in_browser
def test_chosen_boxes_follow_the_values_in_a_replay(shift):
    import tfjs as tf

    @tf.function
    def choose(boxes, scores):
        return tf.gather(boxes, tf.image.non_max_suppression(boxes, scores, 3, 0.5))

    near = np.asarray([[0, 0, 1, 1], [0, 0.1, 1, 1.1], [2, 2, 3, 3]], np.float32)
    scores = np.asarray([0.9, 0.8, 0.7], np.float32)
    first = choose(tf.constant(near), tf.constant(scores))
    np.testing.assert_allclose(first, near[[0, 2]])
    apart = near + np.asarray([[0], [4], [8]], np.float32) + shift
    np.testing.assert_allclose(choose(tf.constant(apart), tf.constant(scores)), apart)


@in_browser
def test_an_image_is_like_itself():
    import tfjs as tf

    image = tf.random.stateless_uniform([2, 24, 20, 3], [1, 2])
    np.testing.assert_allclose(tf.image.ssim(image, image, 1.0), [1, 1], atol=1e-5)
    assert np.isinf(tf.image.psnr(image, image, 1.0)).all()


@in_browser
def test_colors_survive_the_way_there_and_back():
    import tfjs as tf

    image = tf.random.stateless_uniform([5, 4, 3], [3, 4])
    for there, back in (
        (tf.image.rgb_to_hsv, tf.image.hsv_to_rgb),
        (tf.image.rgb_to_yiq, tf.image.yiq_to_rgb),
        (tf.image.rgb_to_yuv, tf.image.yuv_to_rgb),
    ):
        # TensorFlow's weights of luma and chroma have four to eight digits.
        np.testing.assert_allclose(back(there(image)), image, atol=2e-4)


@in_browser
def test_random_changes_differ_from_replay_to_replay():
    import tfjs as tf

    tf.random.set_seed(5)
    image = tf.reshape(tf.range(24.0), [2, 4, 3]) / 24.0

    @tf.function
    def change(x):
        return tf.image.random_brightness(tf.image.random_flip_left_right(x), 0.3)

    seen = {float(tf.reduce_sum(change(image))) for _ in range(6)}
    assert len(seen) > 3


@in_browser
def test_a_shift_moves_and_a_half_turn_mirrors():
    import tfjs as tf

    image = tf.reshape(tf.range(6.0), [1, 2, 3, 1])
    moved = tf.image.transform(image, [[1.0, 0, 1, 0, 1, 0, 0, 0]])
    np.testing.assert_allclose(moved[0, ..., 0], [[1, 2, 0], [4, 5, 0]])
    squares = tf.reshape(tf.range(9.0), [1, 3, 3, 1])
    np.testing.assert_allclose(
        tf.image.rotate_with_offset(squares, 0.0)[0, ..., 0], squares[0, ..., 0]
    )


@in_browser
def test_otsu_finds_the_gap_between_dark_and_bright():
    import tfjs as tf

    image = np.asarray([[10, 20, 200], [15, 210, 220]], np.int32)[..., None]
    white = [[0, 0, 255], [0, 255, 255]]
    np.testing.assert_array_equal(tf.image.threshold(image, "otsu")[..., 0], white)
    np.testing.assert_array_equal(
        tf.image.threshold(image, inverted=True)[..., 0], 255 - np.asarray(white)
    )


@in_browser
def test_crops_have_gradients_for_images():
    import tfjs as tf

    image = tf.reshape(tf.range(16.0), [1, 4, 4, 1])
    with tf.GradientTape() as tape:
        tape.watch(image)
        whole = tf.image.crop_and_resize(image, [[0.0, 0, 1, 1]], [0], [4, 4])
        total = tf.reduce_sum(whole * whole)
    np.testing.assert_allclose(tape.gradient(total, image), 2 * image, atol=1e-4)


@in_browser
def test_wrong_images_are_refused_in_words():
    import tfjs as tf

    with raises_words(ValueError, "3 or 4 dimensions"):
        tf.image.flip_left_right(tf.zeros([2, 3]))
    with raises_words(tf.errors.InvalidArgumentError, "adjust_hue 3 channels"):
        tf.image.adjust_hue(tf.zeros([2, 2, 4]), 0.1)
    with raises_words(tf.errors.InvalidArgumentError, "ssim at least 11 by 11"):
        tf.image.ssim(tf.zeros([5, 5, 1]), tf.zeros([5, 5, 1]), 1.0)
    with raises_words(tf.errors.InvalidArgumentError, "boxes of shape (count, 4)"):
        tf.image.non_max_suppression(tf.zeros([2, 3]), tf.zeros([2]), 1)
