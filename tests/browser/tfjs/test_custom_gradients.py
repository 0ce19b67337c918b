"""Gradients by hand: `tf.custom_gradient`."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

from tests.browser.harness import in_browser


def softplus_by_hand(tf):
    @tf.custom_gradient
    def log1pexp(x):
        e = tf.exp(x)
        return tf.math.log(1 + e), lambda dy: dy * (1 - 1 / (1 + e))

    return log1pexp


@in_browser
def test_a_gradient_by_hand():
    import tfjs as tf

    log1pexp = softplus_by_hand(tf)
    x = tf.constant(100.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = log1pexp(x * 1.0)
    assert float(tape.gradient(y, x)) == 1.0


@in_browser
def test_a_gradient_by_hand_has_derivatives_of_its_own():
    import tfjs as tf

    log1pexp = softplus_by_hand(tf)

    @tf.custom_gradient
    def cubed(x):  # the gradient of something else
        y = x * x * x
        return y, lambda dy: dy * y

    def derivatives(f, x):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                y = f(x)
            first = inner.gradient(y, x)
        return first, outer.gradient(first, x)

    s = 1 / (1 + np.exp(-1.5))
    for source in (tf.constant(1.5), tf.Variable(1.5)):
        traced = tf.function(lambda x: derivatives(log1pexp, x))
        for run in (lambda x: derivatives(log1pexp, x), traced, traced):
            assert [float(v) for v in run(source)] == pytest.approx([s, s * (1 - s)], rel=1e-5)
    assert [float(v) for v in derivatives(cubed, tf.constant(2.0))] == [8.0, 12.0]


@in_browser
def test_a_gradient_by_hand_with_variables_and_several_results():
    import tfjs as tf

    v = tf.Variable(3.0)

    @tf.custom_gradient
    def f(x, y):
        def grad(da, db, variables=None):
            assert [id(one) for one in variables] == [id(v)]
            return (da * 10.0, db * 100.0), [da * 7.0]

        return (x * v, y + 1.0), grad

    x, y = tf.constant(1.0), tf.constant(2.0)
    with tf.GradientTape() as tape:
        tape.watch([x, y])
        a, b = f(x, y)
        total = a + b * 2.0
    assert [float(g) for g in tape.gradient(total, [x, y, v])] == [10.0, 200.0, 7.0]


@in_browser
def test_a_gradient_by_hand_must_fit():
    import tfjs as tf

    @tf.custom_gradient
    def f(x):
        return x * 2.0, lambda _: tf.zeros([3])

    x = tf.constant(1.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    with pytest.raises(tf.errors.InvalidArgumentError, match="expected a gradient of shape"):
        tape.gradient(y, x)


@in_browser
def test_a_function_traced_under_a_tape_keeps_what_its_gradient_reads():
    import tfjs as tf

    v = tf.Variable(3.0)

    @tf.function
    @tf.custom_gradient
    def f(x):
        def grad(dy, variables=None):
            return dy * v * 100.0, [dy * x * 10.0 for _ in variables]

        return x * v, grad

    x = tf.constant(2.0)
    for _ in range(3):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        assert [float(g) for g in tape.gradient(y, [x, v])] == [300.0, 20.0]
        assert [one is v for one in tape.watched_variables()] == [True]


@in_browser
def test_a_tape_that_a_gradient_by_hand_reaches_is_freed():
    import tfjs as tf

    def taped():
        x = tf.constant(2.0)
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(x)

            @tf.custom_gradient
            def f(v):
                return v * 3.0, lambda dy: dy * 3.0 if tape is not None else dy

            y = f(x)
        assert [float(tape.gradient(y, x)) for _ in range(2)] == [3.0, 3.0]
        return weakref.ref(tape)

    seen = taped()
    gc.collect()
    assert seen() is None
