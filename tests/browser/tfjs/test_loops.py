"""Loops in plain Python and as one step of a program: values, shapes, gradients."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import census, in_browser
from tests.browser.tfjs.tracing import traced_once


@in_browser
def test_a_loop_goes_round_as_often_as_its_values_say():
    import tfjs as tf

    def collatz(n):
        even = n % 2 == 0
        del even
        return tf.while_loop(
            lambda n, count: n > 1,
            lambda n, count: (
                tf.where(n % 2 == 0, n // 2, 3 * n + 1),
                count + 1,
            ),
            (n, tf.constant(0)),
        )

    values = [6, 1, 27, 0, 97]
    wanted = [8, 0, 111, 0, 118]
    assert [int(collatz(tf.constant(v))[1]) for v in values] == wanted
    assert [int(y[1]) for y in traced_once(collatz, *[(v,) for v in values])] == wanted


@in_browser
def test_loops_nest_and_read_what_is_around():
    import tfjs as tf

    scale = tf.Variable(2)

    def f(n, m):
        offset = n * 0 + 1

        def outer(i, total):
            def inner(j, total):
                return j + 1, total + i * scale + offset

            return i + 1, tf.while_loop(lambda j, _: j < m, inner, (tf.constant(0), total))[1]

        return tf.while_loop(lambda i, _: i < n, outer, (tf.constant(0), tf.constant(0)))[1]

    cases = [(3, 2), (0, 5), (4, 0), (5, 5)]
    wanted = [sum(i * 2 + 1 for i in range(n) for _ in range(m)) for n, m in cases]
    assert [int(f(tf.constant(n), tf.constant(m))) for n, m in cases] == wanted
    assert [int(y) for y in traced_once(f, *cases)] == wanted


@in_browser
def test_a_loop_may_hold_branches_and_assign_variables():
    import tfjs as tf

    odd, even = tf.Variable(0), tf.Variable(0)

    @tf.function
    def f(n):
        def body(i):
            tf.cond(
                i % 2 == 0,
                lambda: even.assign_add(i).value(),
                lambda: odd.assign(odd + i).value(),
            )
            return (i + 1,)

        tf.while_loop(lambda i: i < n, body, (tf.constant(0),))
        return odd * 1000 + even

    total_odd = total_even = 0
    for n in [5, 0, 10, 3]:
        total_odd += sum(range(1, n, 2))
        total_even += sum(range(0, n, 2))
        assert int(f(tf.constant(n))) == total_odd * 1000 + total_even
        assert (int(odd), int(even)) == (total_odd, total_even)
    assert f.experimental_get_tracing_count() == 1


@in_browser
def test_a_limit_on_iterations():
    import tfjs as tf

    def fixed(x):
        return tf.while_loop(lambda x: x < 1000.0, lambda x: (x * 2.0,), [x], maximum_iterations=3)[
            0
        ]

    def moving(x, n):
        return tf.while_loop(lambda x: x < 1000.0, lambda x: [x * 2.0], [x], maximum_iterations=n)[
            0
        ]

    assert [float(y) for y in traced_once(fixed, (1.0,), (600.0,))] == [8.0, 1200.0]
    assert [float(y) for y in traced_once(moving, (1.0, 3), (1.0, 0), (1.0, 5))] == [8, 1, 32]


@in_browser
def test_a_loop_whose_shape_grows_is_unrolled():
    import tfjs as tf

    @tf.function
    def f(n):
        start = (tf.constant(0), tf.zeros([1]))
        grow = lambda i, x: (i + 1, tf.concat([x, [float(2)]], 0))  # noqa: E731
        invariants = (tf.TensorShape([]), tf.TensorShape([None]))
        return tf.while_loop(lambda i, x: i < n, grow, start, shape_invariants=invariants)[1]

    for n in [2, 0, 3, 2]:
        assert f(tf.constant(n)).numpy().tolist() == [0.0] + [2.0] * n


@in_browser
def test_map_fn():
    import tfjs as tf

    def pairs(x, y):
        return tf.map_fn(
            lambda row: (row[0] * tf.reduce_sum(row[1]), row[1]),
            (x, y),
            fn_output_signature=(tf.float32, tf.float32),
        )

    x, y = [1.0, 2.0, 3.0], [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
    for first, second in [pairs(tf.constant(x), tf.constant(y)), *traced_once(pairs, (x, y))]:
        assert first.numpy().tolist() == [3.0, 14.0, 33.0]
        assert second.numpy().tolist() == y
    assert tf.map_fn(lambda t: t + 1, tf.constant([1, 2])).numpy().tolist() == [2, 3]
    assert tf.map_fn(lambda t: t, tf.zeros([0, 3])).shape == (0, 3)
    ragged = tf.ragged.constant([[1, 2], [], [3]])
    assert tf.map_fn(tf.reduce_sum, ragged, fn_output_signature=tf.int32).numpy().tolist() == [
        3,
        0,
        3,
    ]
    with pytest.raises(tf.errors.InvalidArgumentError, match="fn_output_signature"):
        tf.map_fn(lambda t: tf.cast(t, tf.float32), tf.constant([1, 2]))
    with pytest.raises(ValueError, match="scalars"):
        tf.map_fn(lambda t: t, tf.constant(1))
    doubled = tf.vectorized_map(
        lambda row: row[0] @ row[1], (tf.ones([3, 2, 2]), tf.ones([1, 2, 2]))
    )
    assert doubled.numpy().tolist() == [[[2.0, 2.0]] * 2] * 3


@in_browser
def test_scan_and_folds():
    import tfjs as tf

    def all_of(x):
        return (
            tf.scan(lambda a, b: a * 2.0 + b, x),
            tf.scan(lambda a, b: a * 2.0 + b, x, reverse=True),
            tf.scan(lambda a, b: (a[0] + b, a[1] - b), x, initializer=(0.0, 100.0)),
            tf.foldl(lambda a, b: a * 2.0 + b, x),
            tf.foldr(lambda a, b: a * 2.0 + b, x),
            tf.foldr(lambda a, b: a * 2.0 + b, x, initializer=tf.constant(1.0)),
        )

    x = [1.0, 2.0, 3.0]
    for results in [all_of(tf.constant(x)), *traced_once(all_of, (x,), (x,))]:
        forth, back, both, left, right, last = results
        assert forth.numpy().tolist() == [1.0, 4.0, 11.0]
        assert back.numpy().tolist() == [17.0, 8.0, 3.0]
        assert [part.numpy().tolist() for part in both] == [[1.0, 3.0, 6.0], [99.0, 97.0, 94.0]]
        assert (float(left), float(right), float(last)) == (11.0, 17.0, 25.0)


@in_browser
def test_gradients_flow_through_scan():
    import tfjs as tf

    w = tf.Variable([[0.5, 0.1], [-0.2, 0.3]])

    def cell(x):
        with tf.GradientTape() as tape:
            states = tf.scan(lambda h, row: tf.tanh(row + h @ w), x, tf.zeros([1, 2]))
            loss = tf.reduce_sum(states * states)
        return tape.gradient(loss, w)

    x = np.random.default_rng(0).normal(size=(4, 3, 1, 2)).astype(np.float32)
    for one, got in zip(x, traced_once(cell, *[(one,) for one in x]), strict=True):
        np.testing.assert_allclose(got, cell(tf.constant(one)), rtol=1e-5, atol=1e-6)


@in_browser
def test_tensor_arrays():
    import tfjs as tf

    array = tf.TensorArray(tf.float32, size=3)
    array = array.write(0, 1.0).write(2, 3.0)
    assert float(array.write(1, 2.0).read(1)) == 2.0
    assert array.stack().numpy().tolist() == [1.0, 2.0, 3.0]
    assert array.gather([2, 0]).numpy().tolist() == [3.0, 1.0]
    assert int(array.size()) == 3
    with pytest.raises(tf.errors.OutOfRangeError, match="array size is: 3"):
        array.write(3, 1.0)
    growing = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
    for i in range(4):
        growing = growing.write(i, [i, i])
    assert growing.concat().numpy().tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
    parts = tf.TensorArray(tf.int32, 2, infer_shape=False).split([1, 2, 3], [1, 2])
    assert parts.read(1).numpy().tolist() == [2, 3]
    assert tf.TensorArray(tf.int32, 2).unstack([[1], [2]]).stack().numpy().tolist() == [[1], [2]]
    with pytest.raises(ValueError, match="Incompatible shape"):
        tf.TensorArray(tf.float32, 2).write(0, [1.0]).write(1, 1.0)
    with pytest.raises(tf.errors.InvalidArgumentError, match="before it was written"):
        tf.TensorArray(tf.float32, 2).read(0)


@in_browser
def test_a_loop_fills_a_tensor_array():
    import tfjs as tf

    def f(x, n):
        def body(i, array):
            return i + 1, array.write(i, x * tf.cast(i, tf.float32))

        array = tf.TensorArray(tf.float32, size=4)
        return tf.while_loop(lambda i, _: i < n, body, (tf.constant(0), array))[1].stack()

    cases = [([1.0, 2.0], n) for n in [4, 1, 3]]
    for (x, n), got in zip(cases, traced_once(f, *cases), strict=True):
        want = [[a * i if i < n else 0.0 for a in x] for i in range(4)]
        assert got.numpy().tolist() == want


@in_browser
def test_memory_stays_flat_over_many_loops():
    import tfjs as tf

    v = tf.Variable(1.0)

    @tf.function
    def f(x, n):
        with tf.GradientTape() as tape:
            y = tf.while_loop(lambda i, y: i < n, lambda i, y: (i + 1, tf.tanh(y * v)), (0, x))[1]
            z = tf.cond(tf.reduce_sum(y) > 0.0, lambda: y * v, lambda: -y)
        v.assign_sub(0.001 * tape.gradient(z, v))
        return tf.map_fn(lambda row: row * 2.0, z)

    x, counts = tf.ones([4]), [tf.constant(n) for n in range(4)]
    f(x, counts[2])
    f(x, counts[0])
    before = census()
    for k in range(1000):
        f(x, counts[k % 4])
    assert census() == before
    assert f.experimental_get_tracing_count() == 1


@in_browser
def test_values_that_go_through_a_loop_twice_have_gradients_of_their_own():
    import tfjs as tf

    @tf.function
    def f(x, n):
        with tf.GradientTape() as tape:
            tape.watch(x)
            _, a, b = tf.while_loop(lambda i, a, b: i < n, lambda i, a, b: (i + 1, a, a), (0, x, x))
            y = a * 2.0 + b * 5.0
        return tape.gradient(y, x)

    for n in [0, 1, 3, 0]:
        assert float(f(tf.constant(1.0), tf.constant(n))) == 7.0


@in_browser
def test_random_numbers_in_a_loop_differ():
    import tfjs as tf

    @tf.function
    def f(n):
        array = tf.TensorArray(tf.float32, size=6)

        def body(i, array):
            return i + 1, array.write(i, tf.random.uniform([]))

        return tf.while_loop(lambda i, _: i < n, body, (0, array))[1].stack()

    first, second = f(tf.constant(6)).numpy(), f(tf.constant(6)).numpy()
    assert len({*first.tolist(), *second.tolist()}) == 12


@in_browser
def test_a_tape_in_a_loop():
    import tfjs as tf

    w = tf.Variable(5.0)

    @tf.function
    def descend(n, rate):
        def body(i):
            with tf.GradientTape() as tape:
                loss = (w - 3.0) ** 2
            w.assign_sub(rate * tape.gradient(loss, w))
            return (i + 1,)

        tf.while_loop(lambda i: i < n, body, [tf.constant(0)])
        return w + 0.0

    wanted = 5.0
    for n in [1, 3, 0, 2]:
        for _ in range(n):
            wanted -= 0.25 * 2 * (wanted - 3.0)
        assert float(descend(tf.constant(n), tf.constant(0.25))) == pytest.approx(wanted)
    assert descend.experimental_get_tracing_count() == 1


@pytest.mark.parametrize("backend", ["cpu", "webgl"])
@in_browser
def test_loops_run_on_every_backend(backend):
    import tfjs as tf
    from tests.browser.harness import use_or_skip

    use_or_skip(backend)

    @tf.function
    def f(x, n):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = tf.while_loop(lambda i, _: i < n, lambda i, y: (i + 1, y * x), (0, x))[1]
            z = tf.scan(lambda a, b: a * b, tf.stack([x, y]))[1]
        return z, tape.gradient(z, x)

    for n in [0, 2]:
        z, dx = f(tf.constant(2.0), tf.constant(n))
        assert float(z) == pytest.approx(2.0 ** (n + 2))
        assert float(dx) == pytest.approx((n + 2) * 2.0 ** (n + 1))
