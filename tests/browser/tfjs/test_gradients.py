"""`tf.GradientTape`: what is recorded, and when it is freed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.browser.harness import in_browser


@in_browser
def test_the_gradient_of_a_watched_tensor():
    import tfjs as tf

    x = tf.constant(3.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * x * x
    assert float(tape.gradient(y, x)) == 27.0


@in_browser
def test_trainable_variables_are_watched_as_they_are_read():
    import tfjs as tf

    v, w, unread = tf.Variable(2.0), tf.Variable(3.0, trainable=False), tf.Variable(1.0)
    with tf.GradientTape() as tape:
        y = v * v * w
    assert [id(one) for one in tape.watched_variables()] == [id(v)]
    dv, dw, du = tape.gradient(y, [v, w, unread])
    assert (float(dv), dw, du) == (12.0, None, None)


@in_browser
def test_nothing_is_watched_unasked_if_told_so():
    import tfjs as tf

    v = tf.Variable(2.0)
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        y = v * v
    assert tape.gradient(y, v) is None
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(v)
        y = v * v
    assert float(tape.gradient(y, v)) == 4.0


@in_browser
def test_structures_of_sources_and_targets():
    import tfjs as tf

    x, y = tf.constant(2.0), tf.constant(3.0)
    with tf.GradientTape() as tape:
        tape.watch({"x": x, "y": [y]})
        targets = [x * y, x * x]
    gradients = tape.gradient(targets, {"b": y, "a": (x,)})
    assert list(gradients) == ["b", "a"]
    assert (float(gradients["a"][0]), float(gradients["b"])) == (7.0, 2.0)


@in_browser
def test_output_gradients_weigh_the_targets():
    import tfjs as tf

    x = tf.constant([1.0, 2.0])
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = x * x
    assert tape.gradient(y, x, output_gradients=[10.0, 1.0]).numpy().tolist() == [20.0, 4.0]
    with pytest.raises(tf.errors.InvalidArgumentError, match="output_gradients"):
        tape.gradient(y, x, output_gradients=[1.0, 1.0, 1.0])


@in_browser
def test_what_is_not_connected_has_no_gradient_or_zeros():
    import tfjs as tf

    x, other = tf.constant([1.0, 2.0]), tf.constant([[3.0]])
    with tf.GradientTape(persistent=True) as tape:
        tape.watch([x, other])
        y = x * 2.0
        whole = tf.cast(x, tf.int32)
    assert tape.gradient(y, other) is None
    assert tape.gradient(whole, x) is None
    zeros = tape.gradient(y, other, unconnected_gradients="zero")
    assert zeros.numpy().tolist() == [[0.0]]
    zeros = tape.gradient(y, other, unconnected_gradients=tf.UnconnectedGradients.ZERO)
    assert zeros.shape == (1, 1)


@in_browser
def test_second_derivatives():
    import tfjs as tf

    x = tf.constant(3.0)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = tf.sin(x) * x
        first = inner.gradient(y, x)
    second = outer.gradient(first, x)
    assert float(first) == pytest.approx(math.sin(3) + 3 * math.cos(3), rel=1e-5)
    assert float(second) == pytest.approx(2 * math.cos(3) - 3 * math.sin(3), rel=1e-5)


@in_browser
def test_a_tape_is_used_once_unless_it_is_persistent():
    import tfjs as tf

    x = tf.constant(3.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * x
    tape.gradient(y, x)
    with pytest.raises(RuntimeError, match="persistent=True"):
        tape.gradient(y, x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        y = x * x
    assert float(tape.gradient(y, x)) == float(tape.gradient(y, x)) == 6.0


@in_browser
def test_a_tape_that_does_not_record_says_so():
    import tfjs as tf

    x = tf.constant(1.0)
    tape = tf.GradientTape()
    with pytest.raises(RuntimeError, match="inside `with`"):
        tape.watch(x)
    with pytest.raises(RuntimeError, match="never entered"):
        tape.gradient(x, x)
    with tape, pytest.raises(ValueError, match="still recording"), tape:
        pass
    with pytest.raises(ValueError, match="not recording"), tape.stop_recording():
        pass
    with pytest.raises(ValueError, match="not recording"):
        tape.reset()
    tape.watch(x)  # which TensorFlow lets pass, after the end
    y = x * 2.0
    assert tape.gradient(y, x) is None
    with pytest.raises(RuntimeError, match="inside `with`"):
        tape.watch(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = x * x * 3.0
        slope = inner.gradient(y, x)
        with pytest.raises(RuntimeError, match="only be used to compute one set"):
            inner.jacobian(y, x)
    assert float(outer.gradient(slope, x)) == 6.0
    with tf.GradientTape() as tape, pytest.raises(ValueError, match=r"not tf\.Tensor"):
        tape.watch(1.0)


@in_browser
def test_recording_can_be_stopped_and_resumed():
    import tfjs as tf

    x = tf.constant(3.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * x
        with tape.stop_recording():
            z = x * y
        w = y + z
    assert float(tape.gradient(w, x)) == 6.0


@in_browser
def test_a_tape_can_forget():
    import tfjs as tf

    x = tf.constant(3.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * x
        tape.reset()
        tape.watch(x)
        z = x * 2.0
    assert float(tape.gradient([y, z], x)) == 2.0


@in_browser
def test_tensors_freed_while_a_tape_records_do_no_harm():
    import tfjs as tf

    x = tf.constant([1.0, 2.0])
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x
        for _ in range(100):
            y = y * 1.01
        y = tf.reduce_sum(y)
    assert tape.gradient(y, x).numpy() == pytest.approx([1.01**100] * 2, rel=1e-4)


@in_browser
def test_a_variable_assigned_meanwhile_keeps_what_was_read():
    import tfjs as tf

    v = tf.Variable(2.0)
    with tf.GradientTape() as tape:
        y = v * v
        v.assign(10.0)
        z = y + v * 3.0
    assert float(tape.gradient(z, v)) == 4.0 + 3.0


@in_browser
def test_jacobians():
    import tfjs as tf

    x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(tf.square(x), axis=0)
    jacobian = tape.jacobian(y, x)
    assert jacobian.numpy().tolist() == [[[2, 0], [6, 0]], [[0, 4], [0, 8]]]
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.square(x)
    jacobian = tape.batch_jacobian(y, x)
    assert jacobian.numpy().tolist() == [[[2, 0], [0, 4]], [[6, 0], [0, 8]]]


@in_browser
def test_no_gradient_flows_through_stop_gradient():
    import tfjs as tf

    x = tf.constant(3.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.stop_gradient(x) * x
    assert float(tape.gradient(y, x)) == 3.0


@in_browser
def test_recomputing_gives_the_same_gradient():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0])
    x = tf.constant([0.5, -0.5])

    def f(z):
        return tf.reduce_sum(tf.tanh(z * v))

    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        plain, again = f(x), tf.recompute_grad(f)(x)
    wanted, found = tape.gradient(plain, [x, v]), tape.gradient(again, [x, v])
    for one, other in zip(wanted, found, strict=True):
        np.testing.assert_allclose(one.numpy(), other.numpy(), rtol=1e-6)


@in_browser
def test_many_steps_leave_nothing_behind():
    import tfjs as tf

    v = tf.Variable(tf.ones([8, 8]))
    x = tf.ones([4, 8])
    for _ in range(50):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.matmul(x, v)))
        v.assign_sub(0.1 * tape.gradient(loss, v))
    assert float(loss) < 1.0


@in_browser
def test_a_tape_that_is_never_asked_frees_what_it_kept():
    import tfjs as tf

    x = tf.ones([100])
    for _ in range(3):
        with tf.GradientTape() as tape:
            tape.watch(x)
            tf.exp(tf.sin(x))


@in_browser
def test_a_variable_is_a_target_and_an_argument():
    import tfjs as tf

    a, b = tf.Variable(3.0), tf.Variable(4.0)
    with tf.GradientTape() as tape:
        same = a
    assert [g if g is None else float(g) for g in tape.gradient(same, [a, b])] == [1.0, None]

    @tf.custom_gradient
    def both(x, y):
        return (x + y, x * y), lambda dx, dy: (dx * 2.0 + dy, dy * x)

    with tf.GradientTape() as tape:
        total, product = both(a, b)
        loss = total * 10.0 + product
    assert [float(g) for g in tape.gradient(loss, [a, b])] == [21.0, 3.0]


@in_browser
def test_the_gradient_of_picked_rows_is_indexed_slices():
    import tfjs as tf

    v = tf.Variable(np.arange(12, dtype=np.float32).reshape(4, 3))

    def of(f, source=v):
        with tf.GradientTape() as tape:
            tape.watch(source)
            y = f()
        return tape.gradient(y, source)

    def check(found, indices, values):
        assert isinstance(found, tf.IndexedSlices)
        assert found.indices.numpy().tolist() == indices
        assert found.values.numpy()[:, 0].tolist() == values
        assert found.values.dtype is tf.float32 and found.shape == [4, 3]
        assert found.dense_shape.numpy().tolist() == [4, 3]
        whole = np.zeros((4, 3), np.float32)
        np.add.at(whole, indices, np.float32(values)[:, None])
        np.testing.assert_array_equal(tf.convert_to_tensor(found), whole)

    check(of(lambda: tf.gather(v, [1, 1, 3]) * 2.0), [1, 1, 3], [2.0] * 3)
    check(of(lambda: tf.nn.embedding_lookup(v, [[1, 1], [3, 0]])), [1, 1, 3, 0], [1.0] * 4)
    check(of(lambda: tf.gather(v, 2)), [2], [1.0])
    check(of(lambda: tf.gather_nd(v, [[1], [2]])), [1, 2], [1.0, 1.0])
    check(of(lambda: tf.keras.ops.take(v, [1, -1], axis=0)), [1, 3], [1.0, 1.0])
    check(of(lambda: [tf.gather(v, [1, 2]), 2.0 * tf.gather(v, [3])]), [1, 2, 3], [1.0, 1.0, 2.0])
    check(tf.function(lambda: of(lambda: tf.gather(v, [1, 1])))(), [1, 1], [1.0, 1.0])
    x = tf.constant(v)
    check(of(lambda: tf.gather(x, [1, 1]), x), [1, 1], [1.0, 1.0])
    for dense in (
        lambda: tf.gather(v, [1, 1]) * v[0],
        lambda: tf.gather(v, [1, 1], axis=1),
        lambda: tf.gather(v * 2.0, [1, 1]),
        lambda: tf.gather_nd(v, [[1, 0], [2, 1]]),
        lambda: tf.boolean_mask(v, [True, False, True, True]),
        lambda: tf.repeat(v, [1, 2, 1, 0], axis=0),
        lambda: tf.dynamic_partition(v, [0, 1, 0, 1], 2)[0],
        lambda: tf.sparse.segment_sum(v, [1, 1], [0, 0]),
        lambda: tf.sparse.sparse_dense_matmul(tf.sparse.eye(4), v),
    ):
        assert isinstance(of(dense), tf.Tensor)
    with tf.GradientTape(persistent=True) as tape:
        y = tf.gather(v, [1, 1]) * 2.0
    assert tape.jacobian(y, v).shape == [2, 3, 4, 3]
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = tf.reduce_sum(tf.gather(v, [1, 1]) ** 3)
        z = tf.reduce_sum(tf.convert_to_tensor(inner.gradient(y, v)) ** 2)
    found = outer.gradient(z, v)
    assert found.values.numpy().tolist() == [[1944.0, 4608.0, 9000.0]] * 2
    assert tape.jacobian(tf.reduce_sum(y), v) is None  # computed outside of the tape
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(v**2)
    np.testing.assert_array_equal(tape.jacobian(y, v), 2 * v.numpy())
