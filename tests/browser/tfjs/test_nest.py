"""`tf.nest`: structures as lists of leaves, and back."""

from __future__ import annotations

import collections

import pytest

from tests.browser.harness import in_browser, raises_words

Pair = collections.namedtuple("Pair", "a b")


@in_browser
def test_leaves_come_in_order_of_sorted_keys():
    import tfjs as tf

    assert tf.nest.flatten({"b": 1, "a": [2, (3, Pair(4, 5))]}) == [2, 3, 4, 5, 1]
    assert tf.nest.flatten(7) == [7]
    assert tf.nest.flatten("ab") == ["ab"]
    assert tf.nest.flatten([1, {"x": ()}, None]) == [1, None]
    assert tf.nest.flatten(tf.TensorShape([1, 2])) == [[1, 2]]


@in_browser
def test_structures_are_rebuilt_as_they_were():
    import tfjs as tf

    ordered = collections.OrderedDict([("b", 1), ("a", Pair([2], (3,)))])
    packed = tf.nest.pack_sequence_as(ordered, [10, 20, 30])
    assert packed == {"a": Pair([10], (20,)), "b": 30}
    assert list(packed) == ["b", "a"]
    assert isinstance(packed, collections.OrderedDict)
    assert tf.nest.map_structure(lambda x, y: x + y, Pair(1, [2]), Pair(3, [4])) == Pair(4, [6])
    assert tf.nest.map_structure(str, []) == []


@in_browser
def test_structures_are_compared():
    import tfjs as tf

    same = tf.nest.assert_same_structure
    same({"a": [1]}, {"a": [2]})
    same([1], (1,), check_types=False)
    with raises_words(TypeError, "type list tuple"):
        same([1], (1,))
    with raises_words(ValueError, "number of elements"):
        same([1], [1, 2])
    with raises_words(ValueError, "keys ['a'] ['b']"):
        same({"a": 1}, {"b": 1})
    with raises_words(ValueError, "nested structure"):
        same([1, [2]], [[1], 2])
    with raises_words(ValueError, "2 atoms 1 items"):
        tf.nest.pack_sequence_as([1, 2], [1])
    with raises_words(TypeError, "sortable keys"):
        tf.nest.flatten({1: 2, "a": 3})
    with raises_words(ValueError, "at least one structure"):
        tf.nest.map_structure(str)


@pytest.mark.parametrize(
    ("value", "nested"), [([1], True), ({}, True), ("a", False), ({1}, False), (None, False)]
)
@in_browser
def test_what_counts_as_a_structure(value, nested):
    import tfjs as tf

    assert tf.nest.is_nested(value) is nested
