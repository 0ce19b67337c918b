"""Functions of Python in a `tf.function`: called at each replay, in order, once for each call."""

from __future__ import annotations

import contextlib
import io
import sys
import warnings
from typing import Any

import numpy as np
import pytest

from tests.browser.harness import in_browser


def printed(function: Any, *args: Any) -> tuple[Any, str]:
    """What a call gives and prints; nothing is to run as plain Python."""
    stream = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(stream):
        warnings.simplefilter("error")
        result = function(*args)
    return result, stream.getvalue()


@in_browser
def test_replays_print_and_call_in_order():
    import tfjs as tf

    v, calls = tf.Variable(10.0), []

    def noted(a):
        calls.append(a.numpy().tolist())
        return a * 2.0, tf.cast(tf.size(a), tf.int32)

    @tf.function
    def f(x, label):
        tf.print("x:", x, {"n": [x[0], 1]}, label, v, output_stream=sys.stdout)
        y, n = tf.py_function(noted, [x], [tf.float32, tf.int32])
        z = tf.numpy_function(lambda a, b: np.sum(a) + b, [y, v], tf.float32)
        v.assign_add(1.0)
        tf.print(z, v, sep="|", end="!\n", output_stream=sys.stdout)
        i = tf.constant(0)
        while i < n:
            tf.print("loop", i, output_stream=sys.stdout)
            i += 1
        if z > 20.0:
            tf.print("large", output_stream=sys.stdout)
        return z, x + 1.0

    for k in range(3):
        (z, more), text = printed(f, tf.constant([1.0, 2.0]) * k, "one")
        assert float(z) == 6 * k + 10 + k
        assert more.numpy().tolist() == [k + 1, 2 * k + 1]
        lines = [f"x: [{k} {2 * k}] {{'n': [{k}, 1]}} one {10 + k}", f"{7 * k + 10}|{11 + k}!"]
        large = ["large"] if 7 * k + 10 > 20 else []
        assert text.splitlines() == [*lines, "loop 0", "loop 1", *large]
    assert calls == [[0.0, 0.0], [1.0, 2.0], [2.0, 4.0]]
    assert f.experimental_get_tracing_count() == 1
    # Another Python value is another program.
    assert printed(f, tf.constant([0.0, 0.0]), "two")[1].splitlines()[0].endswith("two 13")


@in_browser
def test_what_was_done_is_not_done_again_when_a_replay_is_given_up():
    import tfjs as tf

    calls = []

    @tf.function
    def f(x):
        tf.print("got", x, output_stream=sys.stdout)
        y = tf.numpy_function(lambda a: calls.append(float(a)) or a + 1, [x], tf.float32)
        if float(y) > 3.0:  # Python decides: a guard
            tf.print("more", y, output_stream=sys.stdout)
            return y * 10.0
        return y

    for value in (1.0, 5.0, 1.0, 5.0, 7.0, 1.0):
        calls.clear()
        result, text = printed(f, tf.constant(value))
        assert float(result) == ((value + 1) * 10 if value > 2 else value + 1)
        more = f"more {value + 1:g}\n" if value > 2 else ""
        assert (text, calls) == (f"got {value:g}\n{more}", [value])


@in_browser
def test_results_of_other_shapes_are_recorded_anew():
    import tfjs as tf

    calls = []

    @tf.function
    def f(n):
        found = tf.py_function(lambda k: calls.append(1) or tf.range(int(k)), [n], tf.int32)
        return tf.reduce_sum(tf.reshape(found, [1, -1]) * 2)

    counts = [3, 5, 3, 5, 4]
    assert [int(f(tf.constant(n))) for n in counts] == [n * (n - 1) for n in counts]
    assert len(calls) == len(counts)
    assert f.experimental_get_tracing_count() == 3


@in_browser
def test_gradients_flow_through_python_and_past_what_prints():
    import tfjs as tf

    w = tf.Variable(3.0)

    @tf.function
    def step(x):
        with tf.GradientTape() as tape:
            loss = w * w * x
            tf.print("loss", loss, output_stream=sys.stdout)
        gradient = tape.gradient(loss, w)
        w.assign_sub(0.1 * gradient)
        return gradient

    for k in range(3):
        before = float(w)
        found, text = printed(step, tf.constant(1.0 + k))
        assert float(found) == pytest.approx(2 * before * (1 + k))
        assert text.startswith("loss ") and text.count("\n") == 1
    assert step.experimental_get_tracing_count() == 1

    @tf.function
    def cubed(x):
        return tf.py_function(lambda a: a**3.0, [x], tf.float32)

    x = tf.constant(2.0)
    assert [float(cubed(x)) for _ in range(2)] == [8.0, 8.0]
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = cubed(x)
    assert float(tape.gradient(y, x)) == 12.0


@in_browser
def test_examples_do_not_print_and_errors_come_through():
    import tfjs as tf

    @tf.function
    def f(x):
        tf.print("f", x, output_stream=sys.stdout)
        return tf.numpy_function(lambda a: 1 / int(a), [x], tf.float32)

    g = tf.function(lambda x: tf.print(x, output_stream=sys.stdout))
    one = g.get_concrete_function(tf.TensorSpec([], tf.float32))
    assert printed(one, tf.constant(2.0))[1] == "2\n"
    for _ in range(2):
        assert printed(f, tf.constant(2.0))[1] == "f 2\n"
        with pytest.raises(ZeroDivisionError):
            printed(f, tf.constant(0.0))
    assert printed(f, tf.constant(4.0))[1] == "f 4\n"


@in_browser
def test_a_model_whose_step_prints_trains_in_replays():
    import tfjs as tf

    class Model(tf.keras.Model):
        def __init__(self):
            super().__init__()
            self.dense = tf.keras.layers.Dense(1, kernel_initializer="zeros")

        def call(self, x):
            y = self.dense(x)
            tf.print("mean", tf.reduce_mean(x), output_stream=sys.stdout)
            return y

    model = Model()
    model.compile("sgd", "mse")
    x = np.arange(8, dtype=np.float32).reshape(8, 1)
    _, text = printed(lambda: model.fit(x, x, batch_size=2, epochs=2, shuffle=False, verbose=0))
    assert text.splitlines() == ["mean 0.5", "mean 2.5", "mean 4.5", "mean 6.5"] * 2


@in_browser
def test_loops_of_every_kind_print():
    import tfjs as tf

    def say(value, *what):
        tf.print(*what, output_stream=sys.stdout)
        return value

    @tf.function
    def f(x):
        y = tf.map_fn(lambda e: say(e * 2.0, "map", e), x)
        z = tf.scan(lambda a, e: say(a + e, "scan", a), y)
        for e in x:
            tf.print("for", e, output_stream=sys.stdout)
        i = tf.cond(z[-1] > 6.0, lambda: say(1, "large"), lambda: say(0, "small"))
        _, total = tf.while_loop(
            lambda k, _: k < 2, lambda k, t: (k + 1, say(t + k, "while", k, t)), [0, i]
        )
        return total

    for x in ([1.0, 2.0], [2.0, 3.0], [0.0, 1.0]):
        found, text = printed(f, tf.constant(x))
        large = sum(x) * 2 > 6
        assert int(found) == large + 1
        a, b = (f"{v:g}" for v in x)
        maps = [f"map {a}", f"map {b}", f"scan {2 * x[0]:g}", f"for {a}", f"for {b}"]
        ends = ["large" if large else "small", f"while 0 {int(large)}", f"while 1 {int(large)}"]
        assert text.splitlines() == maps + ends
    assert f.experimental_get_tracing_count() == 1


@in_browser
def test_what_cannot_be_recorded_runs_as_python_and_says_where():
    import tfjs as tf

    calls = []

    @tf.function
    def called(n):
        total = tf.constant(0.0)
        for k in tf.range(n):
            total += tf.py_function(lambda v: calls.append(int(v)) or float(v), [k], tf.float32)
        return total

    data = tf.data.Dataset.from_tensor_slices([1.0, 2.0, 3.0]).batch(2)

    @tf.function
    def summed(scale):
        total = 0.0
        for batch in data:
            total += tf.reduce_sum(batch) * scale
        return total

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        for n in (3, 2, 4):
            calls.clear()
            assert float(called(tf.constant(n))) == n * (n - 1) / 2
            assert calls == list(range(n))
        for scale in (1.0, 2.0, 3.0):
            assert float(summed(tf.constant(scale))) == 6.0 * scale
    said = [str(w.message) for w in seen]
    assert len(said) == 1  # the loop with a call is unrolled, and guarded
    loop = summed.python_function.__code__.co_firstlineno + 3
    assert any(f"is iterated ({__file__}, line {line})" in said[0] for line in (loop, loop + 1))


@in_browser
def test_a_function_that_its_own_step_reaches_is_freed():
    import tfjs as tf

    names: dict[str, Any] = {}

    @tf.function
    def f(x):
        tf.print(x, output_stream=sys.stdout)
        return tf.numpy_function(lambda a: a + np.float32(len(names)), [x], tf.float32)

    names["f"] = f  # the leak hook finds a program and a proxy if this cycle stays
    for value in (1.0, 2.0):
        assert float(printed(f, tf.constant(value))[0]) == value + 1
