"""`tf.Variable`: values that change, in a cell that stays."""

from __future__ import annotations

import copy
import pickle

import numpy as np
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
    assert v.assign([0.0, 0.0], read_value=False) is None


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
    assert all(isinstance(t, tf.Tensor) for t in results)


@in_browser
def test_another_shape_is_refused():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0])
    with raises_words(ValueError, "Shape mismatch (2,) (3,)"):
        v.assign([1.0, 2.0, 3.0])
    with raises_words(tf.errors.InvalidArgumentError, "[2] [] shapes must be equal"):
        v.assign_add(1.0)
    with raises_words(ValueError, "initial_value"):
        tf.Variable()
    with raises_words(ValueError, "initial value's shape (2,) [3]"):
        tf.Variable([1.0, 2.0], shape=[3])
    with raises_words(ValueError, "constraint callable"):
        tf.Variable(1.0, constraint=3)


@in_browser
def test_a_shape_may_be_left_open():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0], shape=tf.TensorShape(None))
    assert v.shape.rank is None
    assert (v.assign(tf.ones([3, 1])) + 1).shape == [3, 1]
    assert v.numpy().shape == (3, 1)
    rows = tf.Variable(tf.zeros([2, 4]), shape=[None, 4])
    rows.assign(tf.ones([5, 4]))
    assert tf.reduce_sum(rows).numpy() == 20
    with raises_words(ValueError, "(None, 4) (5, 3)"):
        rows.assign(tf.ones([5, 3]))


@in_browser
def test_it_keeps_its_dtype():
    import tfjs as tf

    v = tf.Variable(1, dtype=tf.float32)
    v.assign(3)
    assert v.dtype == tf.float32
    with pytest.raises(ValueError, match="dtype"):
        v.assign(tf.constant(1))


SLICES = [
    ("0", 5.0),
    ("0:2", 7.0),
    ("0:2", [7.0]),
    ("::2", [8.0, 9.0]),
    ("::-1", [1.0, 2.0, 3.0]),
    ("...", [1.0, 2.0, 3.0]),
    ("None", [[4.0, 5.0, 6.0]]),
    ("3:", 5.0),
]


@pytest.mark.parametrize(("key", "value"), SLICES)
@in_browser
def test_a_slice_is_assigned_to(key, value):
    import tfjs as tf

    v, array = tf.Variable([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0])
    names = {"v": v, "array": array, "value": value}
    exec(f"array[{key}] = value", names)
    result = eval(f"v[{key}].assign(value)", names)
    assert result is v
    np.testing.assert_array_equal(v.numpy(), array)


@in_browser
def test_slices_of_other_ranks_and_dtypes_are_assigned_to():
    import tfjs as tf

    v = tf.Variable(tf.zeros([2, 3, 2], tf.int64))
    v[1, ::2, tf.constant(0)].assign([4, 5])
    assert v.numpy()[1, :, 0].tolist() == [4, 0, 5]
    flags = tf.Variable([True, True, False])
    flags[1:].assign([False, True])
    assert flags.numpy().tolist() == [True, False, True]
    with pytest.raises(tf.errors.InvalidArgumentError, match="broadcast"):
        v[0].assign(tf.zeros([4, 2], tf.int64))
    with pytest.raises(AttributeError):
        tf.zeros([2])[0].assign(1.0)


@pytest.mark.leak_exempt("TF.js counts the bytes of a string anew for each of its clones")
@in_browser
def test_a_slice_of_strings_is_assigned_to():
    import tfjs as tf

    words = tf.Variable(["a", "b"])
    words[1].assign("c")
    assert words.numpy().tolist() == [b"a", b"c"]


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        ("add", [6, 6, 3]),
        ("sub", [-4, -2, 3]),
        ("update", [5, 2, 3]),
        ("max", [5, 2, 3]),
        ("min", [1, 2, 3]),
        ("mul", [5, 8, 3]),
        ("div", [0.2, 0.5, 3]),
    ],
)
@in_browser
def test_rows_are_combined(how, wanted):
    import tfjs as tf

    v = tf.Variable([1.0, 2.0, 3.0])
    delta = tf.IndexedSlices([5.0, 2.0, 2.0], tf.constant([0, 1, 1]))
    assert getattr(v, f"scatter_{how}")(delta) is v
    np.testing.assert_allclose(v.numpy(), wanted, rtol=1e-6)


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        ("add", [6, 2, 16]),
        ("sub", [-4, 2, -10]),
        ("update", [5, 2, 7]),
        ("max", [5, 2, 7]),
        ("min", [1, 2, 3]),
    ],
)
@in_browser
def test_elements_are_combined(how, wanted):
    import tfjs as tf

    v = tf.Variable([1.0, 2.0, 3.0])
    getattr(v, f"scatter_nd_{how}")([[0], [2], [2]], [5.0, 6.0, 7.0])
    np.testing.assert_allclose(v.numpy(), wanted)


@in_browser
def test_rows_and_batches_by_index():
    import tfjs as tf

    v = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
    v.batch_scatter_update(tf.IndexedSlices([[9.0], [8.0]], tf.constant([[0], [1]])))
    assert v.numpy().tolist() == [[9.0, 2.0], [3.0, 8.0]]
    assert v.sparse_read([1, 1]).numpy().tolist() == [[3.0, 8.0]] * 2
    assert v.gather_nd([[0, 1], [1, 0]]).numpy().tolist() == [2.0, 3.0]
    dense = tf.convert_to_tensor(tf.IndexedSlices([[1.0, 2.0]], [1], [3, 2]))
    assert dense.numpy().tolist() == [[0, 0], [1, 2], [0, 0]]
    with pytest.raises(TypeError, match="IndexedSlices"):
        v.scatter_add([1.0])
    with raises_words(tf.errors.InvalidArgumentError, "indices[0] = 7 [0, 2)"):
        v.scatter_max(tf.IndexedSlices([[5.0, 5.0]], tf.constant([7])))
    with raises_words(ValueError, "updates.shape [2] params.shape [2, 2]"):
        v.scatter_add(tf.IndexedSlices([5.0, 5.0], tf.constant([0])))


@in_browser
def test_names_begin_with_their_scopes():
    import tfjs as tf

    with tf.name_scope("a") as scope, tf.name_scope("b"):
        assert scope == "a/"
        assert tf.Variable(1.0, name="v").name == "a/b/v:0"
        with tf.name_scope("c/"):
            assert tf.Variable(1.0).name == "c/Variable:0"
    assert tf.Variable(1.0).name == "Variable:0"
    with pytest.raises(ValueError, match="string"):
        tf.name_scope(3)


@in_browser
def test_copies_are_variables_of_their_own():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0], trainable=False, name="w", shape=[None])
    for twin in (copy.copy(v), copy.deepcopy(v), pickle.loads(pickle.dumps(v))):
        assert twin.name == "w:0"
        assert twin.trainable is False
        assert twin.shape == v.shape
        twin.assign([5.0])
    assert v.numpy().tolist() == [1.0, 2.0]


@in_browser
def test_it_reads_as_that_of_tensorflow():
    import tfjs as tf

    v = tf.Variable(2.5)
    text = "<tf.Variable 'Variable:0' shape=() dtype=float32, numpy=2.5>"
    assert repr(v) == str(v) == f"{v}" == text
    assert f"{v:.2f}" == "2.50"
    assert bool(v.is_initialized())
    assert v.synchronization == tf.VariableSynchronization.AUTO
    assert v.aggregation == tf.VariableAggregation.NONE
    with raises_words(RuntimeError, "not supported eager"):
        _ = v.initial_value
    with pytest.raises(TypeError, match="unhashable"):
        hash(v)


@in_browser
def test_assigning_leaves_nothing_behind():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0])
    no_new_tensors(lambda: v.assign_add([1.0, 1.0], read_value=False))
    no_new_tensors(lambda: v[1:].assign([1.0]))
    delta = tf.IndexedSlices([5.0], tf.constant([1]))
    no_new_tensors(lambda: v.scatter_mul(delta))
