"""Python's control flow on tensors in a `tf.function`: one trace, and plain Python's answers."""

from __future__ import annotations

import gc
import json
import traceback
import warnings

import numpy as np
import pytest

from tests.browser.harness import in_browser


def census():
    import tfjs as tf

    gc.collect()
    return json.loads(tf._bridge.census())


def numbers(result):
    import tfjs as tf

    return [np.asarray(leaf).tolist() for leaf in tf.nest.flatten(result)]


def agree(function, *calls, traces=1):
    """Check a `tf.function` against its function in Python, and how often it is traced."""
    import tfjs as tf

    f = tf.function(function)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(2):
            for call in calls:
                args = [tf.constant(a) for a in call]
                assert numbers(f(*args)) == numbers(function(*args)), call
    assert f.experimental_get_tracing_count() == traces


@in_browser
def test_if_on_a_tensor():
    def f(x):
        y = x * 0.0
        if x > 2.0:
            y = x * 2.0
        elif x > 0.0:
            t = x + 1.0
            y = t * t
        else:
            y = -x
        return y + 1.0

    agree(f, (3.0,), (1.0,), (-1.0,), (0.0,))


@in_browser
def test_early_returns():
    def f(x):
        if x > 2.0:
            return x * 2.0
        y = x + 1.0
        if y > 2.0:
            return y
        return y * 10.0

    agree(f, (3.0,), (1.5,), (-1.0,), (0.0,))


@in_browser
def test_while_on_a_tensor():
    def f(n):
        count = 0
        while n > 1:
            if n % 2 == 0:  # noqa: SIM108 - a statement is what is tested
                n = n // 2
            else:
                n = 3 * n + 1
            count += 1
        return count, n

    agree(f, (6,), (1,), (27,), (0,), (97,))


@in_browser
def test_for_over_a_range_that_varies():
    import tfjs as tf

    def f(n, x):
        total = tf.zeros_like(x)
        for i in tf.range(n):
            total += x * tf.cast(i, tf.float32)
        return total

    def stepped(n):
        total = 0
        for i in tf.range(n, 0, -2):
            total = total * 10 + i
        return total

    agree(f, (3, 2.0), (0, 2.0), (10, 1.0))
    agree(stepped, (7,), (0,), (4,))


@in_browser
def test_for_over_rows():
    import tfjs as tf

    def f(x, limit):
        largest = x[0, 0]
        total = 0.0
        for row in x:
            largest = tf.maximum(largest, tf.reduce_max(row))
            total += tf.reduce_sum(row)
            if total > limit:
                break
        return largest, total

    x = [[1.0, 5.0], [2.0, 3.0], [10.0, 1.0]]
    agree(f, (x, 100.0), (x, 5.0), (x, 8.0), (x, 0.0))


@in_browser
def test_break_and_continue():
    import tfjs as tf

    def f(n, stop):
        total = 0
        for i in tf.range(n):
            if i % 3 == 0:
                continue
            if i > stop:
                break
            total += i
        return total

    def forever(n):
        i = n * 0
        while True:
            i += 2
            if i > n:
                break
        return i

    agree(f, (10, 100), (10, 4), (0, 3), (3, 0))
    agree(forever, (5,), (0,), (-3,), (20,))


@in_browser
def test_nested_loops():
    import tfjs as tf

    def f(n, m):
        total = 0
        for i in tf.range(n):
            j = 0
            while j < m:
                if j > i:
                    break
                total += i * 10 + j
                j += 1
        return total

    agree(f, (3, 3), (0, 3), (5, 0), (5, 2))


@in_browser
def test_and_or_not_and_conditional_expressions():
    def f(x, y):
        a = 1.0 if x > 0.0 and not y > 0.0 else 2.0
        b = x if 0.0 < x < 1.0 or y > 5.0 else y
        c = 0.0
        if not (x > 0.0 and y > 0.0):
            c = x - y
        return a, b, c

    agree(f, (1.0, 1.0), (0.5, -1.0), (-1.0, 6.0), (0.5, 2.0), (-2.0, -2.0))


@in_browser
def test_python_values_stay_pythons():
    import tfjs as tf

    ran = []

    @tf.function
    def f(x, flag, times):
        ran.append(flag)
        parts = []
        for i in range(times):
            if flag and i > 0:
                parts.append(x * float(i))
            else:
                parts.append(x)
        while times > 1:
            times -= 1
        return tf.stack(parts), times

    one = tf.constant(1.0)
    assert f(one, True, 3)[0].numpy().tolist() == [1.0, 1.0, 2.0]
    assert f(one, False, 2)[0].numpy().tolist() == [1.0, 1.0]
    assert len(ran) == 2


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
def test_what_cannot_be_rewritten_is_guarded():
    import tfjs as tf

    def raises(x):
        if x < 0.0:
            raise ValueError("negative")
        return x

    def collects(x):
        parts = []
        for i in tf.range(tf.cast(x, tf.int32)):
            parts.append(i * 2)  # noqa: PERF401 - a loop is what is tested
        return len(parts) + x

    def grows(n):
        x = tf.zeros([1])
        for _ in tf.range(n):
            x = tf.concat([x, x], 0)
        return x

    def returns_inside(n):
        for i in tf.range(n):
            if i * i > 10:
                return i
        return n * 100

    f = tf.function(raises)
    assert float(f(tf.constant(1.0))) == 1.0
    with pytest.raises(ValueError, match="negative"):
        f(tf.constant(-1.0))
    assert float(f(tf.constant(2.0))) == 2.0
    agree(collects, (2.0,), (3.0,), (0.0,), traces=3)
    agree(grows, (2,), (0,), (1,), traces=3)
    agree(returns_inside, (2,), (5,), traces=2)


@in_browser
def test_numbers_that_become_tensors_in_the_first_iteration():
    import tfjs as tf

    def f(x, n):
        total = 0
        for i in tf.range(n):
            total = total + x * float(2)
            last = i
        return total, last

    agree(f, ([1.0, 2.0], 3), ([1.0, 2.0], 5), ([1.0, 2.0], 1))


@in_browser
def test_a_trip_count_that_changes_each_call_never_retraces():
    import tfjs as tf

    @tf.function
    def f(x):
        steps = 0
        while x > 0.0:
            x = x - 1.0
            steps += 1
        return steps

    f(tf.constant(3.0))
    before = census()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for k in range(1000):
            assert int(f(tf.constant(float(k % 37)))) == k % 37
    assert f.experimental_get_tracing_count() == 1
    assert census() == before


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
