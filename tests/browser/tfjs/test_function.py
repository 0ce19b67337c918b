"""`tf.function`: what is traced, what is replayed, and that a replay is never wrong."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from tests.browser.harness import census, in_browser


@in_browser
def test_python_runs_once_for_each_signature():
    import tfjs as tf

    ran = []

    @tf.function
    def f(x, scale=2.0):
        ran.append(x.shape)
        return x * scale

    assert f(tf.constant([1.0, 2.0])).numpy().tolist() == [2.0, 4.0]
    assert f(tf.constant([3.0, 4.0])).numpy().tolist() == [6.0, 8.0]
    assert f(tf.constant([3.0, 4.0]), 2.0).numpy().tolist() == [6.0, 8.0]
    assert f(x=tf.constant([3.0, 4.0])).numpy().tolist() == [6.0, 8.0]
    assert len(ran) == f.experimental_get_tracing_count() == 1
    assert f(tf.constant(5.0)).numpy() == 10.0
    assert f(tf.constant(5), 3).numpy() == 15
    assert f(tf.constant(5.0), 3.0).numpy() == 15.0
    assert len(ran) == 4


@in_browser
def test_structures_go_in_and_out():
    import tfjs as tf

    @tf.function
    def f(batch, *, training):
        x, y = batch["x"], batch["y"]
        return {"sum": x + y, "parts": [x, (y, None)], "n": 3}

    batch = {"x": tf.constant(1.0), "y": tf.constant(2.0)}
    for _ in range(3):
        result = f(batch, training=True)
        assert list(result) == ["sum", "parts", "n"]
        assert float(result["sum"]) == 3.0
        assert (float(result["parts"][0]), result["parts"][1][1]) == (1.0, None)
        assert result["n"].numpy() == 3
    assert f.experimental_get_tracing_count() == 1


@in_browser
def test_arrays_are_tensors_and_numbers_are_values():
    import tfjs as tf

    @tf.function
    def f(x, n):
        return x * n

    for k in range(4):
        assert f(np.float32([k, 1]), 2.0).numpy().tolist() == [2 * k, 2]
    assert f.experimental_get_tracing_count() == 1
    f(np.float32([1, 1]), 3.0)
    assert f.experimental_get_tracing_count() == 2


@in_browser
def test_a_train_step_is_replayed_whole():
    import tfjs as tf

    w, b = tf.Variable(tf.zeros([3, 1])), tf.Variable(0.0)
    count = tf.Variable(0, trainable=False)
    ran = []

    @tf.function
    def step(x, y):
        ran.append(1)
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
        for v, g in zip([w, b], tape.gradient(loss, [w, b]), strict=True):
            v.assign_sub(0.1 * g)
        count.assign_add(1)
        return loss

    random = np.random.default_rng(1)
    x = random.normal(size=(64, 3)).astype(np.float32)
    y = x @ np.float32([[1.0], [-2.0], [3.0]]) + 0.5
    losses = [float(step(tf.constant(x), tf.constant(y))) for _ in range(200)]
    assert losses[-1] < 1e-5 < losses[0]
    assert (len(ran), int(count)) == (1, 200)
    np.testing.assert_allclose(w.numpy().ravel(), [1, -2, 3], atol=1e-2)


@in_browser
def test_memory_stays_flat_over_many_replays():
    import tfjs as tf

    w = tf.Variable(tf.ones([4, 4]))

    @tf.function
    def step(x):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(tf.tanh(tf.matmul(x, w)))
        w.assign_sub(0.001 * tape.gradient(loss, w))
        return loss

    x = tf.ones([2, 4])
    step(x)
    before = census()
    for _ in range(1000):
        step(x)
    assert census() == before


@in_browser
def test_control_flow_on_values_gives_the_right_answer():
    import tfjs as tf

    @tf.function
    def f(x):
        if x > 0.0:
            return x * 2.0
        return -x

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for value in [1.0, -1.0, 2.0, -3.0, 5.0]:
            assert float(f(tf.constant(value))) == (value * 2 if value > 0 else -value)
    assert f.experimental_get_tracing_count() == 1


@in_browser
def test_a_function_that_always_reads_other_values_runs_as_python_and_says_so():
    import tfjs as tf

    @tf.function
    def f(x):
        return x * float(x)

    with pytest.warns(RuntimeWarning, match=r"f runs as plain Python .*test_function.py, line"):
        for k in range(12):
            assert float(f(tf.constant(float(k)))) == k * k
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert float(f(tf.constant(20.0))) == 400.0


@in_browser
def test_gradients_flow_through_a_replay():
    import tfjs as tf

    v = tf.Variable(2.0)

    @tf.function
    def f(x):
        return tf.sin(x) * v

    x = tf.constant(0.5)
    for _ in range(3):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        dx, dv = tape.gradient(y, [x, v])
        assert float(dx) == pytest.approx(2 * np.cos(0.5), rel=1e-5)
        assert float(dv) == pytest.approx(np.sin(0.5), rel=1e-5)
    assert f.experimental_get_tracing_count() == 1


@in_browser
def test_a_gradient_by_hand_is_kept_under_a_tape():
    import tfjs as tf

    @tf.custom_gradient
    def odd(x):
        return x * 1.0, lambda dy: dy * 100.0

    @tf.function
    def f(x):
        return odd(x) + tf.stop_gradient(x)

    x = tf.constant(0.5)
    for _ in range(3):
        assert float(f(x)) == 1.0
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        assert float(tape.gradient(y, x)) == 100.0


@in_browser
def test_functions_call_functions():
    import tfjs as tf

    @tf.function
    def square(x):
        return x * x

    @tf.function
    def f(x):
        return square(x) + square(x + 1.0)

    for value in [1.0, 2.0, 3.0]:
        assert float(f(tf.constant(value))) == value**2 + (value + 1) ** 2


@in_browser
def test_an_error_in_the_function_leaves_it_usable():
    import tfjs as tf

    @tf.function
    def f(x):
        if x.shape[0] == 3:
            raise ValueError("three")
        return x + 1.0

    for _ in range(2):
        with pytest.raises(ValueError, match="three"):
            f(tf.zeros([3]))
    assert f(tf.zeros([2])).numpy().tolist() == [1.0, 1.0]


@in_browser
def test_functions_can_run_eagerly_for_debugging():
    import tfjs as tf
    from tfjs.function import functions_run_eagerly, run_functions_eagerly

    ran = []

    @tf.function
    def f(x):
        ran.append(1)
        return x + 1.0

    one = tf.constant(1.0)
    run_functions_eagerly(True)
    try:
        assert functions_run_eagerly()
        f(one), f(one)
        assert len(ran) == 2
    finally:
        run_functions_eagerly(False)
    f(one), f(one)
    assert len(ran) == 3


@in_browser
def test_zeros_of_both_signs_and_nan_are_values_of_their_own():
    import tfjs as tf

    sign = 0.0

    @tf.function
    def f(x, zero):
        return x / zero, x / (zero + sign)

    one = tf.constant(1.0)
    assert [float(y) for y in f(one, 0.0)] == [np.inf, np.inf]
    assert [float(y) for y in f(one, -0.0)] == [-np.inf, np.inf]
    sign = -0.0
    assert [float(y) for y in f(one, -0.0)] == [-np.inf, -np.inf]
    count = f.experimental_get_tracing_count()
    for _ in range(3):
        assert np.isnan(float(f(one, float("nan"))[0]))
    assert f.experimental_get_tracing_count() == count + 1
