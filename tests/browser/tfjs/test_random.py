"""`tf.random`: spread, seeds, shapes, and `tf.nn.dropout`, which draws."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words


@in_browser
def test_draws_have_the_moments_they_should():
    import tfjs as tf

    tf.random.set_seed(1)
    uniform = tf.random.uniform([4000], 2.0, 4.0).numpy()
    assert uniform.min() >= 2
    assert uniform.max() < 4
    assert abs(uniform.mean() - 3) < 0.05
    normal = tf.random.normal([4000], 1.0, 2.0).numpy()
    assert abs(normal.mean() - 1) < 0.15
    assert abs(normal.std() - 2) < 0.15
    cut = tf.random.truncated_normal([4000]).numpy()
    assert np.abs(cut).max() <= 2
    whole = tf.random.uniform([4000], -2, 3, dtype=tf.int32).numpy()
    assert sorted(set(whole.tolist())) == [-2, -1, 0, 1, 2]
    assert abs((whole == 0).mean() - 0.2) < 0.03


@in_browser
def test_a_seed_makes_a_run_repeatable():
    import tfjs as tf

    def run():
        tf.random.set_seed(7)
        first, second = tf.random.normal([3]), tf.random.uniform([3], seed=5)
        return np.stack([first.numpy(), second.numpy(), tf.random.uniform([3], seed=5).numpy()])

    one, two = run(), run()
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one[1], one[2])


@in_browser
def test_shuffle_keeps_the_rows():
    import tfjs as tf

    rows = tf.random.shuffle(tf.reshape(tf.range(12), [6, 2]), seed=3).numpy()
    assert sorted(rows[:, 0].tolist()) == [0, 2, 4, 6, 8, 10]
    assert (rows[:, 1] - rows[:, 0] == 1).all()


@in_browser
def test_dropout_scales_what_it_keeps():
    import tfjs as tf

    out = tf.nn.dropout(tf.ones([2000]), 0.25, seed=1).numpy()
    np.testing.assert_allclose(np.unique(out), [0, 4 / 3], rtol=1e-6)
    assert abs((out == 0).mean() - 0.25) < 0.04
    together = tf.nn.dropout(tf.ones([50, 4]), 0.5, noise_shape=[50, 1], seed=1).numpy()
    assert (together == together[:, :1]).all()


@pytest.mark.parametrize("minval", [3, 5])
@in_browser
def test_an_empty_interval_of_integers_is_refused(minval):
    import tfjs as tf

    with raises_words(ValueError, "minval < maxval"):
        tf.random.uniform([2], minval, 3, dtype=tf.int32)
