"""AutoGraph beyond one function: calls, closures, gradients, tracebacks, what it leaves alone."""

from __future__ import annotations

import traceback

import numpy as np
import pytest

from tests.browser.harness import in_browser
from tests.browser.tfjs.tracing import agree


@in_browser
def test_functions_that_are_called_are_rewritten_too():
    import tfjs as tf

    def halved(n):
        while n > 10:
            n = n // 2
        return n

    class Model:
        def __init__(self):
            self.scale = tf.constant(3)

        def __call__(self, n):
            return self.half(n) * self.scale

        def half(self, n):
            if n > 5:
                return halved(n)
            return n

    model = Model()
    agree(lambda n: model(n), (100,), (3,), traces=2)  # a lambda is not rewritten

    def f(n):
        return model(n) + halved(n)

    agree(f, (100,), (3,), (7,), (1000,))


@in_browser
def test_closures_defaults_and_keywords():
    import tfjs as tf

    factor = tf.Variable(2.0)

    class Counter:
        ran = 0

    def make(offset):
        @tf.function
        def f(x, *rest, scale=3.0, **options):
            Counter.ran += 1
            if x > 0.0:  # noqa: SIM108 - a statement is what is tested
                y = x * scale + offset
            else:
                y = x * factor
            for r in rest:
                y += r
            return y + options.get("extra", 0.0)

        return f

    f, g = make(1.0), make(10.0)
    one, minus = tf.constant(1.0), tf.constant(-1.0)
    for _ in range(2):
        assert [float(f(v)) for v in (one, minus)] == [4.0, -2.0]
        assert [float(g(v, scale=1.0)) for v in (one, minus)] == [11.0, -2.0]
        assert float(f(one, one, extra=5.0)) == 10.0
    assert Counter.ran == 3
    factor.assign(5.0)
    assert float(f(minus)) == -5.0


@in_browser
def test_methods_and_variables():
    import tfjs as tf

    class Accumulator(tf.Module):
        def __init__(self):
            super().__init__()
            self.total = tf.Variable(0.0)
            self.skipped = tf.Variable(0)

        @tf.function
        def add(self, x):
            for value in x:
                if value > 0.0:
                    self.total.assign_add(value)
                else:
                    self.skipped.assign_add(1)
            return self.total + 0.0

    a = Accumulator()
    assert float(a.add(tf.constant([1.0, -2.0, 3.0]))) == 4.0
    assert float(a.add(tf.constant([-1.0, -2.0, -3.0]))) == 4.0
    assert float(a.add(tf.constant([1.0, 1.0, 1.0]))) == 7.0
    assert int(a.skipped) == 4
    assert a.add.experimental_get_tracing_count() == 1


@in_browser
def test_gradients_through_rewritten_loops():
    import tfjs as tf

    w = tf.Variable([[0.5, -0.2], [0.1, 0.4]])

    @tf.function
    def step(xs, limit):
        with tf.GradientTape() as tape:
            h = tf.zeros([1, 2])
            for x in xs:
                h = tf.tanh(x + h @ w)
                if tf.reduce_sum(h) > limit:
                    h = h * 0.5
            loss = tf.reduce_sum(h * h)
        return tape.gradient(loss, w)

    def plain(xs, limit):
        with tf.GradientTape() as tape:
            h = tf.zeros([1, 2])
            for x in xs:
                h = tf.tanh(x + h @ w)
                if tf.reduce_sum(h) > limit:
                    h = h * 0.5
            loss = tf.reduce_sum(h * h)
        return tape.gradient(loss, w)

    random = np.random.default_rng(0)
    for limit in [0.0, 1.0, -1.0, 100.0]:
        xs = tf.constant(random.normal(size=(5, 1, 2)).astype(np.float32))
        bound = tf.constant(limit)
        np.testing.assert_allclose(step(xs, bound), plain(xs, bound), rtol=1e-5, atol=1e-6)
    assert step.experimental_get_tracing_count() == 1


@in_browser
def test_a_traceback_shows_the_users_lines():
    import tfjs as tf

    @tf.function
    def f(x):
        y = x
        if x > 0.0:
            y = x + 1.0
        return y @ y  # not matrices

    line = f.python_function.__code__.co_firstlineno + 5
    try:
        f(tf.constant(1.0))
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        assert any(frame.filename == __file__ and frame.lineno == line for frame in frames)
        assert any("not matrices" in (frame.line or "") for frame in frames)
    else:
        raise AssertionError("expected an error")


@in_browser
def test_functions_can_be_left_alone():
    import tfjs as tf

    @tf.autograph.experimental.do_not_convert
    def left(x):
        if x > 0.0:
            return x
        return -x

    def f(x):
        return left(x) + 0.0

    agree(f, (1.0,), (-1.0,), traces=2)
    off = tf.function(lambda x: x, autograph=False)
    assert float(off(tf.constant(2.0))) == 2.0
    tf.autograph.set_verbosity(0)
    tf.autograph.experimental.set_loop_options(maximum_iterations=3)


@in_browser
def test_to_code_shows_the_rewritten_source():
    import tfjs as tf

    def f(x):
        if x > 0.0:
            x = x + 1.0
        return x

    assert "ag__.if_(" in tf.autograph.to_code(f)
    assert float(tf.autograph.to_graph(f)(tf.constant(1.0))) == 2.0
    with pytest.raises(ValueError, match="source"):
        tf.autograph.to_code(len)


@in_browser
def test_a_function_without_source_is_not_rewritten():
    import tfjs as tf

    space = {}
    exec("def f(x):\n    while x > 0.0:\n        x = x - 1.0\n    return x\n", space)
    f = tf.function(space["f"])
    assert [float(f(tf.constant(v))) for v in (2.0, 0.5, 2.0)] == [0.0, -0.5, 0.0]


@in_browser
def test_functions_in_a_rewritten_function_are_rewritten_with_it():
    import tfjs as tf

    @tf.function
    def f(x):
        def inner(y):
            if y > 10:
                return y - 10
            return y

        x = inner(x)
        return inner(x)

    assert [int(f(tf.constant(v))) for v in (25, 7, 12)] == [5, 7, 2]
