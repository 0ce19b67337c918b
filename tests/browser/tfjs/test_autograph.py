"""Python's control flow on tensors in a `tf.function`: one trace, and plain Python's answers."""

from __future__ import annotations

import warnings

import pytest

from tests.browser.harness import census, in_browser
from tests.browser.tfjs.tracing import agree


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
