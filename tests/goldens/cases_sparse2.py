"""Sparse tensors entry by entry, crosses of features, and what is known of them beforehand."""

from __future__ import annotations

from ask import Case, e

A = "tf.SparseTensor([[0, 1], [1, 0], [1, 2]], [-1., 2., 3.], [3, 4])"
B = "tf.SparseTensor([[0, 1], [2, 2]], [-3., -4.], [3, 4])"
CUBE = "tf.SparseTensor([[0, 0, 1], [1, 1, 0]], [5, 6], [2, 2, 3])"
NONE = "tf.SparseTensor(np.zeros([0, 2], 'int64'), np.zeros([0], 'float32'), [2, 3])"
LETTERS = "tf.SparseTensor([[0, 0], [1, 0], [1, 1]], ['a', 'b', 'c'], [2, 2])"
OTHERS = "tf.SparseTensor([[0, 0], [1, 0]], ['d', 'e'], [2, 1])"
COUNTS = "tf.SparseTensor([[0, 0], [1, 0], [1, 1]], [3, 1, 1], [2, 2])"
ROWS = "tf.reshape(tf.range(12.), [4, 3])"
MATRICES = "tf.reshape(tf.range(6.), [2, 3]), tf.reshape(tf.range(6.), [3, 2])"


def sparse2() -> list[Case]:
    s = "tf.sparse."
    texts = [
        *[f"{s}{f}({A}, {B})" for f in ("maximum", "minimum")],
        f"{s}maximum({A}, {CUBE})",
        *[f"{s}reduce_max({A}, {axis})" for axis in (None, 0, 1, -1, [0, 1])],
        *[f"{s}reduce_max({A}, {axis}, True, True)" for axis in (0, 1)],
        f"{s}reduce_max({A}, 1, output_is_sparse=True)",
        f"{s}reduce_max({A}, 1, keepdims=True)",
        f"{s}reduce_max({CUBE}, [0, 2])",
        f"{s}reduce_max({NONE}, 0)",
        *[f"{s}split({A}, {n}, {axis})" for n, axis in ((2, 1), (3, 1), (3, 0), (4, -1), (9, 1))],
        *[f"{s}split({A})", f"{s}split({A}, 0, 1)"],
        *[f"{s}reset_shape({x})" for x in (A, CUBE, NONE)],
        *[f"{s}reset_shape({A}, {n})" for n in ([5, 5], [3, 4], [1, 9], [9])],
        f"{s}to_indicator({COUNTS}, 5)",
        f"{s}to_indicator({CUBE}, 7)",
        f"{s}to_indicator({A}, 5)",
        *[
            f"{s}mask(tf.IndexedSlices({ROWS}, [7, 1, 9, 3]), {n})"
            for n in ([1, 3], [7, 9], [7, 1, 9, 3])
        ],
        f"{s}bincount([1, 4, 1])",
        f"{s}bincount([[1, 4, 1], [2, 2, 0]])",
        f"{s}bincount([[1, 4, 1], [2, 2, 0]], axis=-1)",
        f"{s}bincount([[1, 4, 1], [2, 2, 0]], axis=-1, minlength=9)",
        f"{s}bincount([[1, 4, 1], [2, 2, 0]], axis=-1, maxlength=3)",
        f"{s}bincount([[1, 4, 1], [2, 2, 0]], axis=-1, binary_output=True)",
        f"{s}bincount([[1, 4, 1]], weights=[[1., 2., 4.]], axis=-1)",
        f"{s}bincount([1, 4, 1], weights=[1., 2., 4.])",
        f"{s}bincount({COUNTS}, axis=-1)",
        f"{s}bincount({COUNTS})",
        f"{s}bincount([1, 2], axis=3)",
        *[
            f"{s}segment_{f}({ROWS}, [3, 0, 1], [0, 0, 2]{n})"
            for f in ("sum", "mean", "sqrt_n")
            for n in ("", ", num_segments=4")
        ],
        f"{s}segment_sum(tf.range(4), [3, 0, 1], [0, 0, 2])",
        f"{s}sampled_addmm([[0, 0], [1, 1]], [0.5, 1.], [2, 2], {MATRICES}, 0.5, 2.)",
        f"{s}sampled_addmm([[0, 0], [1, 1]], [0.5, 1.], [2, 3], {MATRICES})",
        f"{s}cross([{LETTERS}, {OTHERS}])",
        f"{s}cross([{LETTERS}, tf.constant([['f'], ['g']])], separator='-')",
        f"{s}cross([tf.constant([['f'], ['g']]), {LETTERS}])",
        f"{s}cross([{LETTERS}, {COUNTS}])",
        f"{s}cross([{LETTERS}, tf.constant([['f']])])",
        f"{s}cross([[['a']]])",
        f"{s}cross_hashed([{LETTERS}, {OTHERS}], num_buckets=1000)",
        f"{s}cross_hashed([{LETTERS}, {COUNTS}], num_buckets=1000, hash_key=17)",
        f"{s}cross_hashed([tf.constant([['f', 'h'], ['g', 'i']]), {COUNTS}], 999)",
        f"tf.SparseTensorSpec([None, 4], tf.float32).is_compatible_with({A})",
        f"tf.SparseTensorSpec([None, 5], tf.float32).is_compatible_with({A})",
        f"tf.SparseTensorSpec([3, 4], tf.int32).is_compatible_with({A})",
        "tf.RaggedTensorSpec([2, None], tf.int32).is_compatible_with(tf.ragged.constant([[1],[]]))",
        "tf.RaggedTensorSpec([3, None], tf.int32).is_compatible_with(tf.ragged.constant([[1],[]]))",
        "tf.RaggedTensorSpec([2, None], tf.int32).ragged_rank",
        "tf.RaggedTensorSpec(None, tf.int32)",
        "tf.RaggedTensorSpec([2, None], tf.int32) == tf.RaggedTensorSpec([2, None], tf.int32)",
        "tf.RaggedTensorSpec([2, None], ragged_rank=1) == tf.RaggedTensorSpec([3, None])",
    ]
    return [e(text) for text in texts]


FAMILIES = {"sparse2": sparse2}
