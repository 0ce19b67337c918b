"""`tf.Tensor` as an object: conversions, text, operators, iteration, lifetime."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.5, "<tf.Tensor: shape=(), dtype=float32, numpy=1.5>"),
        ([1, 2], "<tf.Tensor: shape=(2,), dtype=int32, numpy=array([1, 2], dtype=int32)>"),
        (True, "<tf.Tensor: shape=(), dtype=bool, numpy=True>"),
        (b"a", "<tf.Tensor: shape=(), dtype=string, numpy=b'a'>"),
    ],
)
@in_browser
def test_repr_reads_as_that_of_tensorflow(value, text):
    import tfjs as tf

    assert repr(tf.constant(value)) == text


@pytest.mark.parametrize("dtype", ["float32", "float64", "int32", "int64", "uint8", "int8", "bool"])
@in_browser
def test_values_come_back_in_shape_and_dtype(dtype):
    import tfjs as tf

    array = np.arange(6).reshape(2, 3).astype(dtype)
    back = tf.constant(array).numpy()
    assert back.dtype == array.dtype
    np.testing.assert_array_equal(back, array)


@in_browser
def test_operators_are_those_of_tensorflow():
    import tfjs as tf

    x = tf.constant([1.0, -2.0])
    assert (x + 1).numpy().tolist() == [2.0, -1.0]
    assert (1 - x).numpy().tolist() == [0.0, 3.0]
    assert (np.float32(2) * x).numpy().tolist() == [2.0, -4.0]
    assert (x / 2).numpy().tolist() == [0.5, -1.0]
    assert (x**2).numpy().tolist() == [1.0, 4.0]
    assert (-x).numpy().tolist() == [-1.0, 2.0]
    assert abs(x).numpy().tolist() == [1.0, 2.0]
    assert (x > 0).numpy().tolist() == [True, False]
    assert (~(x > 0)).numpy().tolist() == [False, True]
    assert ((x > 0) | (x < 0)).numpy().all()
    assert (x == [1.0, 0.0]).numpy().tolist() == [True, False]
    assert (x == None) is False  # noqa: E711
    assert not (x == tf.zeros([3])).numpy()
    assert (tf.constant([7, -7]) // 2).numpy().tolist() == [3, -4]
    assert (tf.constant([7, -7]) % 4).numpy().tolist() == [3, 1]
    assert (tf.constant([5]) / 2).dtype == tf.float64
    assert (tf.eye(2) @ tf.ones([2, 1])).numpy().tolist() == [[1.0], [1.0]]


@in_browser
def test_a_fraction_is_not_put_into_an_integer_tensor():
    import tfjs as tf

    with raises_words(tf.errors.InvalidArgumentError, "int32 float32 tf.cast"):
        tf.constant([1]) + 2.5
    with pytest.raises(TypeError, match=r"2\.5"):
        tf.convert_to_tensor([tf.constant(1), 2.5])


@in_browser
def test_dtypes_are_not_mixed():
    import tfjs as tf

    with raises_words(tf.errors.InvalidArgumentError, "int32 float32 tf.cast"):
        tf.constant([1]) + tf.constant([1.0])


@in_browser
def test_conversions_need_one_element():
    import tfjs as tf

    assert float(tf.constant([2.5])) == 2.5
    assert int(tf.constant(3)) == 3
    assert bool(tf.constant(True))
    assert [10, 20][tf.constant(1)] == 20
    assert f"{tf.constant(0.5):.2f}" == "0.50"
    with raises_words(ValueError, "one element"):
        bool(tf.constant([1, 2]))
    with pytest.raises(TypeError):
        [10, 20][tf.constant(1.0)]


@in_browser
def test_it_iterates_over_its_first_axis():
    import tfjs as tf

    rows = list(tf.constant([[1, 2], [3, 4]]))
    assert [r.numpy().tolist() for r in rows] == [[1, 2], [3, 4]]
    assert len(tf.zeros([3, 2])) == 3
    with pytest.raises(TypeError, match=r"(?i)scalar"):
        len(tf.constant(1))
    with pytest.raises(TypeError, match=r"(?i)scalar"):
        iter(tf.constant(1))


@in_browser
def test_it_is_no_key_but_its_reference_is():
    import tfjs as tf

    x = tf.constant(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(x)
    assert {x.ref(): 1}[x.ref()] == 1


@in_browser
def test_an_index_outside_is_both_errors():
    import tfjs as tf

    for error in (IndexError, tf.errors.InvalidArgumentError):
        with pytest.raises(error, match="out of bounds"):
            tf.zeros([3])[3]


@in_browser
def test_a_mask_picks_what_it_holds_for():
    import tfjs as tf

    x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    assert x[x > 2].numpy().tolist() == [3.0, 4.0]
    assert x[np.array([False, True])].numpy().tolist() == [[3.0, 4.0]]
    assert x[x > 9].shape == [0]
    with raises_words(ValueError, "mask"):
        x[tf.constant([True, False, True])]


@in_browser
def test_scalar_tensors_are_indices():
    import tfjs as tf

    x = tf.constant([1, 2, 3])
    assert int(x[tf.constant(-1)]) == 3
    assert x[tf.constant(1) :].numpy().tolist() == [2, 3]


@in_browser
def test_nothing_stays_behind():
    import tfjs as tf

    x = tf.constant([[1.0, 2.0], [3.0, 4.0]])

    def work():
        return tf.reduce_sum(tf.nn.softmax(x @ x)[::-1, 0] + 1.0)

    no_new_tensors(work, returns=1)
