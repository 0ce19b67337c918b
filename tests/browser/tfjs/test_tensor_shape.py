"""`tf.TensorShape` and `tf.TensorSpec`: what is known of shapes."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words


@in_browser
def test_known_and_unknown_sizes():
    import tfjs as tf

    shape = tf.TensorShape([2, None])
    assert (str(shape), repr(shape)) == ("(2, None)", "TensorShape([2, None])")
    assert shape == [2, None]
    assert shape == (2, None)
    assert shape.rank == shape.ndims == 2
    assert shape.num_elements() is None
    assert tf.TensorShape([2, 3]).num_elements() == 6
    assert not shape.is_fully_defined()
    assert shape.concatenate([3]) == [2, None, 3]
    assert [1] + shape == [1, 2, None]  # noqa: RUF005 - the operator is meant
    assert shape[1:] == [None]
    assert shape.merge_with([None, 5]) == [2, 5]
    assert shape.most_specific_compatible_shape([2, 4]) == [2, None]
    assert shape.most_specific_compatible_shape([2]).rank is None
    assert tf.TensorShape([2, 3]).is_subtype_of(shape)
    assert pickle.loads(pickle.dumps(shape)) == shape


@in_browser
def test_an_unknown_rank():
    import tfjs as tf

    unknown = tf.TensorShape(None)
    assert (str(unknown), repr(unknown)) == ("<unknown>", "TensorShape(None)")
    assert unknown.rank is None
    assert unknown.dims is None
    assert unknown == tf.TensorShape(None)
    assert unknown != tf.TensorShape([])
    assert unknown.is_compatible_with([1, 2])
    assert tf.TensorShape([1]).is_compatible_with(unknown)
    assert unknown.merge_with([2]) == [2]
    assert unknown.with_rank(2) == [None, None]
    assert pickle.loads(pickle.dumps(unknown)).rank is None
    with raises_words(ValueError, "unknown"):
        unknown.as_list()
    with raises_words(ValueError, "unknown rank"):
        len(unknown)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        ("merge_with([3, 3])", ValueError, "(2, None) (3, 3) incompatible"),
        ("with_rank(3)", ValueError, "(2, None) rank 3"),
        ("with_rank_at_least(3)", ValueError, "at least 3"),
        ("with_rank_at_most(1)", ValueError, "at most 1"),
        ("assert_has_rank(1)", ValueError, "rank 1"),
        ("assert_same_rank([1])", ValueError, "same rank"),
        ("assert_is_fully_defined()", ValueError, "not fully defined"),
        ("concatenate([1.5])", TypeError, "integer or None 1.5"),
        ("concatenate([-2])", ValueError, "-2 >= 0"),
    ],
)
@in_browser
def test_contradictions_are_named(call, error, words):
    import tfjs as tf

    with raises_words(error, words):
        eval(f"tf.TensorShape([2, None]).{call}", {"tf": tf})


@in_browser
def test_specs_describe_tensors():
    import tfjs as tf

    spec = tf.TensorSpec([None, 2], name="q")
    assert repr(spec) == "TensorSpec(shape=(None, 2), dtype=tf.float32, name='q')"
    assert spec.is_compatible_with(tf.zeros([5, 2]))
    assert not spec.is_compatible_with(tf.zeros([5, 3]))
    assert not spec.is_compatible_with(np.zeros([5, 2]))
    assert tf.TensorSpec.from_tensor(tf.zeros([2], tf.int32)) == tf.TensorSpec([2], tf.int32)
    assert len({tf.TensorSpec([2]), tf.TensorSpec([2])}) == 1
    assert tf.type_spec_from_value(np.ones(2)) == tf.TensorSpec([2], tf.float64)
    wider = tf.TensorSpec([2, 2]).most_specific_compatible_type(tf.TensorSpec([3, 2]))
    assert wider == tf.TensorSpec([None, 2])
    with raises_words(TypeError, "TypeSpec"):
        tf.type_spec_from_value(object())
