"""`tf.Variable`: values that change, in a cell that stays."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words


@in_browser
def test_it_is_assigned_to():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0])
    assert v.assign_add([1.0, 1.0]).numpy().tolist() == [2.0, 3.0]
    v.assign_sub([0.5, 0.5])
    assert v.numpy().tolist() == [1.5, 2.5]
    v.assign([9.0, 8.0])
    assert (v * 2).numpy().tolist() == [18.0, 16.0]


@in_browser
def test_a_value_read_before_is_left_alone():
    import tfjs as tf

    v = tf.Variable(1.0)
    before, same = v.value(), tf.convert_to_tensor(v)
    kept = tf.identity(v)
    v.assign(2.0)
    assert [float(t) for t in (before, same, kept)] == [1.0, 1.0, 1.0]


@in_browser
def test_operations_that_change_nothing_still_give_tensors_of_their_own():
    import tfjs as tf

    v = tf.Variable([1.0])
    results = [
        tf.cast(v, tf.float32),
        tf.broadcast_to(v, [1]),
        tf.reshape(v, [1]),
        tf.concat([v], 0),
        v[:],
        tf.roll(v, 0, 0),
    ]
    v.assign([5.0])
    assert [float(t) for t in results] == [1.0] * len(results)
    assert all(type(t) is tf.Tensor for t in results)


@in_browser
def test_another_shape_is_refused():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0])
    with raises_words(ValueError, "Shape mismatch (2,) (3,)"):
        v.assign([1.0, 2.0, 3.0])
    with raises_words(ValueError, "initial value"):
        tf.Variable()


@in_browser
def test_it_keeps_its_dtype():
    import tfjs as tf

    v = tf.Variable(1, dtype=tf.float32)
    v.assign(3)
    assert v.dtype == tf.float32
    with pytest.raises(ValueError, match="dtype"):
        v.assign(tf.constant(1))


@in_browser
def test_assigning_leaves_nothing_behind():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0])
    no_new_tensors(lambda: v.assign_add([1.0, 1.0], read_value=False))
