"""`tf.random`: spread, seeds, shapes, and `tf.nn.dropout`, which draws.

That the numbers are TensorFlow's own is shown by the golden files `random_*.json`.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words


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


@pytest.mark.parametrize(
    ("draw", "mean", "variance"),
    [
        ("tf.random.gamma([4000], 0.5, 2.0)", 0.25, 0.125),
        ("tf.random.gamma([4000], 3.0)", 3, 3),
        ("tf.random.poisson([4000], 2.5)", 2.5, 2.5),
        ("tf.random.poisson([4000], 60.0)", 60, 60),
        ("tf.random.stateless_binomial([4000], [1, 2], 20.0, 0.25)", 5, 3.75),
        ("tf.random.stateless_binomial([4000], [1, 2], 200.0, 0.75)", 150, 37.5),
        ("tf.random.stateless_parameterized_truncated_normal([4000], [1, 2])", 0, 0.774),
        ("tf.random.categorical([[0.0, float('-inf'), 0.0]], 4000)", 1, 1),
    ],
)
@in_browser
def test_mean_and_variance(draw, mean, variance):
    import tfjs as tf

    tf.random.set_seed(3)
    values = eval(draw, {"tf": tf}).numpy().astype(float)
    assert abs(values.mean() - mean) < 5 * np.sqrt(variance / 4000)
    assert abs(values.var() - variance) < 0.15 * variance


@pytest.mark.parametrize("seed", [0, 7, 2**40 + 3])
@in_browser
def test_a_seed_makes_a_run_repeatable(seed):
    import tfjs as tf

    def run():
        tf.random.set_seed(seed)
        first, second = tf.random.normal([3]), tf.random.uniform([3], seed=5)
        return np.stack([first.numpy(), second.numpy(), tf.random.uniform([3], seed=5).numpy()])

    one, two = run(), run()
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one[1], one[2])


@in_browser
def test_without_a_seed_no_two_draws_are_alike():
    import tfjs as tf
    from tfjs._seeds import seeds

    seeds.session = None
    draws = [tuple(tf.random.uniform([4]).numpy()) for _ in range(3)]
    assert len(set(draws)) == 3


@in_browser
def test_one_call_seeds_python_numpy_and_tensors():
    import random

    import tfjs as tf
    from tfjs.ops.random import set_random_seed

    def run():
        set_random_seed(0)
        return random.random(), np.random.rand(), float(tf.random.uniform([]))

    assert run() == run()
    with raises_words(ValueError, "seed 2**32"):
        set_random_seed(-1)


@in_browser
def test_a_generator_moves_on_and_can_be_set_back():
    import tfjs as tf

    generator = tf.random.Generator.from_seed(5)
    first = generator.normal([2]).numpy()
    state = generator.state.numpy()
    second = generator.normal([2]).numpy()
    assert not np.array_equal(first, second)
    generator.reset(state)
    np.testing.assert_array_equal(generator.normal([2]).numpy(), second)
    generator.reset_from_seed(5)
    copy = tf.random.Generator(copy_from=generator)
    np.testing.assert_array_equal(copy.normal([2]).numpy(), first)
    np.testing.assert_array_equal(generator.normal([2]).numpy(), first)
    assert generator.make_seeds(3).shape == [2, 3]


@in_browser
def test_drawing_leaves_nothing_behind():
    import tfjs as tf

    generator = tf.random.Generator.from_seed(5)
    no_new_tensors(lambda: generator.normal([20]), returns=1)
    no_new_tensors(lambda: tf.random.normal([20], 1.0, 2.0), returns=1)
    no_new_tensors(lambda: tf.random.shuffle(tf.range(20)), returns=1)


@in_browser
def test_shuffle_keeps_the_rows():
    import tfjs as tf

    rows = tf.random.shuffle(tf.reshape(tf.range(12), [6, 2]), seed=3).numpy()
    assert sorted(rows[:, 0].tolist()) == [0, 2, 4, 6, 8, 10]
    assert (rows[:, 1] - rows[:, 0] == 1).all()
    assert tf.random.shuffle(tf.zeros([0, 2])).shape == [0, 2]


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

    with raises_words(tf.errors.InvalidArgumentError, "minval < maxval"):
        tf.random.uniform([2], minval, 3, dtype=tf.int32)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("uniform([2], dtype=tf.int32)", "specify maxval"),
        ("uniform(3)", "vector"),
        ("normal([2], dtype=tf.int32)", "dtype int32 float32"),
        ("normal([-1])", "-1 must be >= 0"),
        ("categorical([0.5, 0.5], 3)", "matrix [2]"),
        ("stateless_normal([2], 3)", "seed [2]"),
        ("stateless_normal([2], [1.0, 2.0])", "integer float32"),
        ("stateless_uniform([2], [1, 2], 3, None, tf.int32)", "both None"),
        ("stateless_gamma([3], [1, 2], [1.0, 2.0])", "end with"),
        ("Generator.from_seed(1, alg='threefry')", "alg threefry"),
        ("Generator()", "exactly one"),
    ],
)
@in_browser
def test_bad_arguments_are_named(call, words):
    import tfjs as tf

    with raises_words(ValueError, words):
        eval(f"tf.random.{call}", {"tf": tf})


@pytest.mark.parametrize("key", [1, -(2**62) + 12345])
@in_browser
def test_many_words_at_one_go_are_those_of_few_at_a_time(key):
    import tfjs as tf

    def words(block, count):
        low = block % 2**64
        state = [low - 2**64 if low >= 2**63 else low, 7, key]
        generator = tf.random.Generator.from_state(state, "philox")
        return generator.uniform_full_int([count], tf.uint32).numpy()

    # Across a page of WebAssembly's memory, and where the first words of the counter overflow.
    for start in (3, 2**32 - 4100, 2**64 - 70):
        many = words(start, 4 * 9001 + 3)
        for block in (0, 1, 2, 3, 68, 69, 70, 4095, 4096, 4097, 4099, 8191, 8192, 9000):
            if start + block < 2**64:
                found = many[4 * block : 4 * block + 4]
                np.testing.assert_array_equal(found, words(start + block, 4)[: len(found)])
