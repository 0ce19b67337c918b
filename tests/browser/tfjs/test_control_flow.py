"""Branches, and what they share with loops: right in plain Python, and as one step of a program."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import census, in_browser
from tests.browser.tfjs.tracing import traced_once


@in_browser
def test_cond_takes_either_branch_in_a_replay():
    import tfjs as tf

    def f(x):
        return tf.cond(x > 0.0, lambda: x * 2.0, lambda: -x)

    values = [1.0, -1.0, 2.0, -3.0, 0.0]
    wanted = [2.0, 1.0, 4.0, 3.0, 0.0]
    assert [float(f(tf.constant(v))) for v in values] == wanted
    assert [float(y) for y in traced_once(f, *[(v,) for v in values])] == wanted


@in_browser
def test_branches_give_structures_and_read_what_is_around():
    import tfjs as tf

    v, k = tf.Variable(10.0), tf.constant([1.0, 2.0])

    def f(x):
        y = x + 1.0
        return tf.cond(
            tf.reduce_sum(x) > 0.0,
            lambda: {"a": y * v, "b": (k, 1)},
            lambda: {"a": y + k, "b": (x, 2)},
        )

    cases = [([1.0, 2.0],), ([-1.0, -2.0],), ([5.0, 5.0],)]
    for (x,), got in zip(cases, traced_once(f, *cases), strict=True):
        want = f(tf.constant(x))
        assert list(got) == ["a", "b"]
        np.testing.assert_array_equal(got["a"], want["a"])
        np.testing.assert_array_equal(got["b"][0], want["b"][0])
        assert int(got["b"][1]) == int(want["b"][1])


@in_browser
def test_branches_assign_variables():
    import tfjs as tf

    v, w = tf.Variable(0.0), tf.Variable(100.0)

    @tf.function
    def f(x):
        tf.cond(x > 0.0, lambda: v.assign_add(x).value(), lambda: w.assign_sub(x).value())
        return v + w

    for value in [1.0, -1.0, 2.0, -3.0]:
        before = float(v) + float(w)
        assert float(f(tf.constant(value))) == before + abs(value)
    assert (float(v), float(w)) == (3.0, 104.0)
    assert f.experimental_get_tracing_count() == 1


@in_browser
def test_branches_of_different_shapes_are_guarded():
    import tfjs as tf

    @tf.function
    def f(x):
        return tf.cond(x > 0.0, lambda: tf.stack([x, x]), lambda: x)

    assert f(tf.constant(1.0)).numpy().tolist() == [1.0, 1.0]
    assert float(f(tf.constant(-1.0))) == -1.0
    assert f(tf.constant(3.0)).numpy().tolist() == [3.0, 3.0]
    assert f.experimental_get_tracing_count() == 2


@in_browser
def test_a_branch_that_is_not_taken_may_fail():
    import tfjs as tf

    def fails():
        raise ValueError("not positive")

    @tf.function
    def f(x):
        return tf.cond(x > 0.0, lambda: x, fails)

    assert float(f(tf.constant(1.0))) == 1.0
    with pytest.raises(ValueError, match="not positive"):
        f(tf.constant(-1.0))
    assert float(f(tf.constant(2.0))) == 2.0


@in_browser
def test_case_and_switch_case():
    import tfjs as tf

    def by_case(x):
        return tf.case(
            [(x > 10.0, lambda: x * 10.0), (x > 1.0, lambda: x * 2.0)], default=lambda: -x
        )

    def by_number(i):
        functions = [lambda: i * 10, lambda: i * 20]
        return tf.switch_case(i, functions, default=lambda: i * 0 - 1)

    values = [20.0, 5.0, 0.5, 11.0]
    wanted = [200.0, 10.0, -0.5, 110.0]
    assert [float(by_case(tf.constant(v))) for v in values] == wanted
    assert [float(y) for y in traced_once(by_case, *[(v,) for v in values])] == wanted
    assert [int(by_number(tf.constant(i))) for i in [0, 1, 2, -1]] == [0, 20, -1, -1]
    numbers = traced_once(by_number, (0,), (1,), (2,), (-1,))
    assert [int(y) for y in numbers] == [0, 20, -1, -1]
    assert int(tf.switch_case(tf.constant(1), {1: lambda: tf.constant(7), 0: lambda: 3})) == 7
    with pytest.raises(tf.errors.InvalidArgumentError, match="None of the conditions"):
        tf.case([(tf.constant(False), lambda: 1)])
    with pytest.raises(ValueError, match="contiguous"):
        tf.switch_case(tf.constant(0), {0: lambda: 1, 2: lambda: 2})
    with pytest.raises(TypeError, match="true_fn"):
        tf.cond(tf.constant(True), 1, lambda: 2)


@in_browser
def test_an_error_in_a_body_comes_out():
    import tfjs as tf

    def body(i):
        return (i + tf.constant([1, 2]) @ tf.constant([1, 2]),)

    @tf.function
    def f(n):
        return tf.while_loop(lambda i: i < n, body, (tf.constant(0),))

    with pytest.raises(tf.errors.OpError):
        f(tf.constant(3))
    before = census()
    with pytest.raises(tf.errors.OpError):
        f(tf.constant(3))
    assert census() == before


@in_browser
def test_what_is_made_in_a_body_is_never_used_wrongly_outside():
    import tfjs as tf

    @tf.function
    def f(n):
        seen = []

        def body(i):
            seen.append(i * 10)
            return (i + 1,)

        tf.while_loop(lambda i: i < n, body, (tf.constant(0),))
        return tf.stack(seen)

    for n in [3, 1, 4, 3]:
        assert f(tf.constant(n)).numpy().tolist() == [10 * i for i in range(n)]


@in_browser
def test_gradients_flow_through_loops_and_branches():
    import tfjs as tf

    v = tf.Variable(1.5)

    def power(x, n):
        return tf.while_loop(lambda i, y: i < n, lambda i, y: (i + 1, y * x * v), (0, x))[1]

    def loss(x, n):
        return tf.cond(x > 0.0, lambda: power(x, n), lambda: x * x)

    @tf.function
    def inside(x, n):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = loss(x, n)
        return tape.gradient(y, [x, v])

    forward = tf.function(loss)
    for x, n in [(2.0, 3), (2.0, 0), (-3.0, 2), (1.0, 5)]:
        dx = (n + 1) * x**n * 1.5**n if x > 0 else 2 * x
        dv = n * x ** (n + 1) * 1.5 ** (n - 1) if x > 0 else 0.0
        one, count = tf.constant(x), tf.constant(n)
        got = [float(g) for g in inside(one, count)]
        assert got == pytest.approx([dx, dv], rel=1e-5)
        with tf.GradientTape() as tape:
            tape.watch(one)
            y = forward(one, count)
        outside = [0.0 if g is None else float(g) for g in tape.gradient(y, [one, v])]
        assert outside == pytest.approx([dx, dv], rel=1e-5)
    assert inside.experimental_get_tracing_count() == 1
    assert forward.experimental_get_tracing_count() == 1


@in_browser
def test_a_second_derivative_through_a_loop():
    import tfjs as tf

    @tf.function
    def f(x, n):
        with tf.GradientTape() as outer:
            outer.watch(x)
            with tf.GradientTape() as tape:
                tape.watch(x)
                y = tf.while_loop(lambda i, y: i < n, lambda i, y: (i + 1, y * x), (0, x))[1]
            dx = tape.gradient(y, x)
        return outer.gradient(dx, x)

    for n in [2, 3, 2]:
        got = float(f(tf.constant(2.0), tf.constant(n)))
        assert got == pytest.approx((n + 1) * n * 2.0 ** (n - 1))


@in_browser
def test_a_program_frees_its_parts():
    import tfjs as tf

    k = tf.constant([1.0, 2.0])
    before = census()
    f = tf.function(
        lambda x: tf.while_loop(lambda y: tf.reduce_sum(y) < 9.0, lambda y: (y + k,), [x])[0]
    )
    assert f(tf.constant([1.0, 1.0])).numpy().tolist() == [4.0, 7.0]
    assert census()["programs"] == before["programs"] + 1
    del f
    after = census()
    assert after["num_tensors"] == before["num_tensors"]
    assert after["programs"] == before["programs"]


@in_browser
def test_a_tensor_of_a_body_that_is_kept_elsewhere_is_out_of_scope():
    import tfjs as tf

    kept = []

    def remember(x):
        kept.append(x)
        return x

    @tf.function
    def f(n):
        return tf.while_loop(lambda i: i < n, lambda i: (remember(i + 1),), [tf.constant(0)])[0]

    assert [int(f(tf.constant(n))) for n in (3, 4, 5)] == [3, 4, 5]
    assert f.experimental_get_tracing_count() == 1
    assert kept
    with pytest.raises(TypeError, match="out of scope"):
        kept[0] + 1


@in_browser
def test_a_tape_that_ends_in_a_branch_is_unrolled():
    import tfjs as tf

    @tf.function
    def f(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = x * x
        return tf.cond(x > 0.0, lambda: tape.gradient(y, x), lambda: x)

    assert [float(f(tf.constant(v))) for v in (2.0, -2.0, 3.0)] == [4.0, -2.0, 6.0]


@in_browser
def test_a_model_in_a_branch_keeps_its_variables():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0])

    @tf.function
    def f(x):
        before = v.value()
        v.assign(v * 2.0)
        tf.cond(tf.reduce_sum(x) > 0.0, lambda: v.assign(v + x).value(), lambda: v.value())
        v.assign(v + before)
        return v.value()

    now = np.float32([1.0, 2.0])
    for x in ([1.0, 1.0], [-1.0, -1.0], [2.0, 0.0]):
        now = now * 2 + (np.float32(x) if sum(x) > 0 else 0) + now
        np.testing.assert_array_equal(f(tf.constant(x)).numpy(), now)
        np.testing.assert_array_equal(v.numpy(), now)
    assert f.experimental_get_tracing_count() == 1


@in_browser
def test_places_that_are_none_are_refused_in_loops_too():
    import tfjs as tf

    refused = tf.errors.InvalidArgumentError

    @tf.function
    def fixed(n):
        parts = tf.TensorArray(tf.float32, 3)
        for i in tf.range(n):
            parts = parts.write(i, tf.cast(i, tf.float32) + 1.0)
        return parts.stack()

    @tf.function
    def growing(n):
        parts = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
        i = 0
        while i < n:
            parts = parts.write(i, i * i)
            i += 1
        return parts.stack()

    assert fixed(tf.constant(2)).numpy().tolist() == [1.0, 2.0, 0.0]
    if tf.backend.current() in ("wasm", "cpu"):
        with pytest.raises(refused):
            fixed(tf.constant(5))
        with pytest.raises(refused):
            tf.tensor_scatter_nd_update(tf.zeros([2]), [[5]], [1.0])
        with pytest.raises(refused):
            tf.scatter_nd([[1, -1]], [1.0], [2, 2])
        with pytest.raises(refused):
            tf.gather_nd(tf.zeros([2, 2]), [[0, 2]])
    assert growing(tf.constant(5)).numpy().tolist() == [0, 1, 4, 9, 16]
    assert growing(tf.constant(2)).numpy().tolist() == [0, 1]


@in_browser
def test_what_a_function_returns_is_a_tensor():
    import tfjs as tf

    v = tf.Variable(1)
    f = tf.function(lambda: v.assign_add(1))
    kept = [f(), f(), f()]
    assert [int(t) for t in kept] == [2, 3, 4]
    name = tf.function(lambda x: "big" if x > 1 else "small")
    assert name(tf.constant(2)).numpy() == b"big"
    typed = tf.function(lambda x: x, input_signature=[tf.TensorSpec([None], tf.int32)])
    with pytest.raises(TypeError):
        typed(tf.constant([[1]]))
    with pytest.raises(TypeError):
        typed(tf.constant([1.0]))
    spec = tf.RaggedTensorSpec(shape=[None, None], dtype=tf.int32)
    rows = tf.function(lambda x: tf.reduce_max(x, axis=-1), input_signature=[spec])
    assert rows(tf.ragged.constant([[1, 2], [3]])).numpy().tolist() == [2, 3]
