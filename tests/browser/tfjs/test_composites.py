"""Ragged and sparse tensors as each other, in programs and in nests."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words


@in_browser
def test_ragged_rows_become_sparse_entries_and_come_back() -> None:
    import tfjs as tf

    rows = tf.ragged.constant([[1.0, 2.0], [], [3.0], []])
    sparse = rows.to_sparse()
    assert sparse.indices.numpy().tolist() == [[0, 0], [0, 1], [2, 0]]
    assert sparse.values.numpy().tolist() == [1, 2, 3]
    assert sparse.dense_shape.numpy().tolist() == [4, 2]
    back = tf.RaggedTensor.from_sparse(sparse, row_splits_dtype=tf.int32)
    assert back.to_list() == rows.to_list()
    assert back.row_splits.dtype == tf.int32


@in_browser
def test_values_of_higher_rank_are_sparse_entries_too() -> None:
    import tfjs as tf

    rows = tf.RaggedTensor.from_row_lengths(tf.reshape(tf.range(6), [3, 2]), [2, 0, 1])
    sparse = rows.to_sparse()
    assert sparse.shape == (3, 2, 2)
    assert tf.sparse.to_dense(sparse).numpy().tolist() == rows.to_tensor().numpy().tolist()


@in_browser
def test_no_entries_make_empty_rows() -> None:
    import tfjs as tf

    sparse = tf.SparseTensor(np.zeros((0, 2), np.int64), tf.constant([], tf.float32), [2, 3])
    assert tf.RaggedTensor.from_sparse(sparse).to_list() == [[], []]


@pytest.mark.parametrize("places", [[[0, 1]], [[0, 0], [0, 2]], [[1, 0], [0, 0]], [[0, 0], [0, 0]]])
@in_browser
def test_entries_that_leave_gaps_make_no_rows(places: list[list[int]]) -> None:
    import tfjs as tf

    sparse = tf.SparseTensor(places, [1.0] * len(places), [2, 3])
    with raises_words(tf.errors.InvalidArgumentError, "not right-ragged"):
        tf.RaggedTensor.from_sparse(sparse)


@in_browser
def test_only_sparse_matrices_make_rows() -> None:
    import tfjs as tf

    with raises_words(TypeError, "Expected SparseTensor, got"):
        tf.RaggedTensor.from_sparse(tf.zeros([2, 2]))
    with raises_words(ValueError, "must be 2"):
        tf.RaggedTensor.from_sparse(tf.SparseTensor([[0]], [1.0], [2]))


@in_browser
def test_a_program_takes_and_gives_ragged_tensors() -> None:
    import tfjs as tf

    @tf.function
    def doubled(rows):
        return {"rows": rows * 2.0, "sums": tf.reduce_sum(rows, axis=1)}

    for first in (1.0, 10.0, 100.0):
        out = doubled(tf.ragged.constant([[first, 2.0], [], [3.0]]))
        assert out["rows"].to_list() == [[2 * first, 4], [], [6]]
        assert out["sums"].numpy().tolist() == [first + 2, 0, 3]
    assert doubled.experimental_get_tracing_count() == 1


@in_browser
def test_another_partition_of_the_same_values_is_another_program() -> None:
    import tfjs as tf

    @tf.function
    def sums(rows):
        return tf.reduce_sum(rows, axis=1)

    x = tf.constant([1.0, 2.0, 3.0])
    for lengths, expected in (([2, 1], [3, 3]), ([1, 2], [1, 5]), ([2, 1], [3, 3])):
        rows = tf.RaggedTensor.from_row_lengths(x, lengths)
        assert sums(rows).numpy().tolist() == expected
    assert sums.experimental_get_tracing_count() == 2


@in_browser
def test_very_many_partitions_run_as_python() -> None:
    import tfjs as tf

    @tf.function
    def sums(rows):
        return tf.reduce_sum(rows, axis=1)

    x = tf.ones([64])
    for cut in range(40):
        rows = tf.RaggedTensor.from_row_lengths(x, [cut, 64 - cut])
        assert sums(rows).numpy().tolist() == [cut, 64 - cut]
    assert sums.experimental_get_tracing_count() == 32


@in_browser
def test_a_program_whose_partition_depends_on_values_is_right() -> None:
    import tfjs as tf

    @tf.function
    def rows_of(values, lengths):
        return tf.RaggedTensor.from_row_lengths(values, lengths)

    values = tf.constant([1.0, 2.0, 3.0])
    for lengths, expected in (([2, 1], [[1, 2], [3]]), ([0, 3], [[], [1, 2, 3]])) * 2:
        assert rows_of(values, tf.constant(lengths)).to_list() == expected


@in_browser
def test_a_program_takes_and_gives_sparse_tensors() -> None:
    import tfjs as tf

    @tf.function
    def transposed(sparse):
        return tf.sparse.transpose(sparse)

    for value in (5.0, 7.0):
        out = transposed(tf.SparseTensor([[0, 1], [1, 0]], [value, 2.0], [2, 3]))
        assert tf.sparse.to_dense(out).numpy().tolist() == [[0, 2], [value, 0], [0, 0]]
    other = transposed(tf.SparseTensor([[0, 2], [1, 0]], [5.0, 2.0], [2, 3]))
    assert tf.sparse.to_dense(other).numpy().tolist() == [[0, 2], [0, 0], [5, 0]]
    assert transposed.experimental_get_tracing_count() == 2


@in_browser
def test_gradients_pass_through_a_program_of_ragged_rows() -> None:
    import tfjs as tf

    @tf.function
    def squares(rows):
        return rows * rows

    x = tf.constant([1.0, 2.0, 3.0])
    for _ in range(2):
        with tf.GradientTape() as tape:
            tape.watch(x)
            loss = tf.reduce_sum(
                squares(tf.RaggedTensor.from_row_lengths(x, [2, 0, 1])).flat_values
            )
        assert tape.gradient(loss, x).numpy().tolist() == [2, 4, 6]


@in_browser
def test_replays_with_ragged_rows_leave_no_tensors() -> None:
    import tfjs as tf

    rows = tf.ragged.constant([[1.0, 2.0], [], [3.0]])
    doubled = tf.function(lambda r: r + r)
    no_new_tensors(lambda: doubled(rows), returns=1)


@in_browser
def test_a_nest_opens_ragged_and_sparse_tensors_only_if_asked() -> None:
    import tfjs as tf

    rows = tf.ragged.constant([[1, 2], [3]])
    sparse = tf.SparseTensor([[0, 1]], [4], [1, 2])
    structure = {"rows": rows, "more": (sparse, 5)}
    closed = tf.nest.flatten(structure)
    assert [type(leaf).__name__ for leaf in closed] == ["SparseTensor", "int", "RaggedTensor"]
    assert tf.nest.pack_sequence_as(structure, closed)["rows"] is rows
    opened = tf.nest.flatten(structure, expand_composites=True)
    assert len(opened) == 3 + 1 + 2
    again = tf.nest.pack_sequence_as(structure, opened, expand_composites=True)
    assert again["rows"].to_list() == [[1, 2], [3]]
    assert tf.sparse.to_dense(again["more"][0]).numpy().tolist() == [[0, 4]]
    same = tf.nest.map_structure(tf.identity, rows, expand_composites=True)
    assert same.to_list() == [[1, 2], [3]]
    with raises_words(TypeError, "one kind"):
        tf.nest.assert_same_structure(rows, sparse, expand_composites=True)
