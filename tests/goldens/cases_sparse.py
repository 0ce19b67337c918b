"""Expressions of sparse tensors, for `generate.py`."""

from __future__ import annotations

from ask import Case, e

S = "tf.SparseTensor([[0, 1], [1, 0], [1, 2]], [1., 2., 3.], [2, 4])"
MIXED = "tf.SparseTensor([[1, 2], [0, 1], [1, 0]], [3., 1., 2.], [3, 4])"
CUBE = "tf.SparseTensor([[0, 0, 1], [1, 1, 0]], [5, 6], [2, 2, 3])"
WORDS = "tf.SparseTensor([[0, 1]], ['a'], [1, 2])"


def sparse() -> list[Case]:
    s = "tf.sparse."
    texts = [
        *[S, MIXED, CUBE, WORDS, f"({S}).shape.rank", f"({S}).dtype.name", f"({S}).dense_shape"],
        *[f"{s}to_dense({x})" for x in [S, CUBE, WORDS, MIXED]],
        f"{s}to_dense({S}, default_value=-1.)",
        f"{s}to_dense({MIXED}, validate_indices=False)",
        f"{s}to_dense(tf.SparseTensor([[0, 9]], [1.], [1, 2]))",
        f"{s}to_dense(tf.SparseTensor([[0, 1], [0, 1]], [1., 2.], [1, 2]))",
        f"{s}to_dense(tf.SparseTensor([[0]], [True], [2]))",
        f"{s}from_dense([[0, 1, 0], [2, 0, 3]])",
        f"{s}from_dense([[0., 0.], [0., 0.]])",
        f"{s}from_dense([[[1.5]], [[0.]]])",
        f"{s}from_dense([['', 'a']])",
        f"{s}from_dense([True, False])",
        f"{s}reorder({MIXED})",
        *[f"{s}reshape({S}, {shape})" for shape in ["[4, 2]", "[-1]", "[2, 2, -1]", "[3, 3]"]],
        *[f"{s}transpose({x})" for x in [S, CUBE]],
        f"{s}transpose({CUBE}, [1, 0, 2])",
        *[f"{s}expand_dims({S}, {axis})" for axis in [0, 1, -1, None]],
        f"{s}slice({S}, [0, 1], [2, 2])",
        f"{s}slice({S}, [1, 0], [9, 9])",
        f"{s}concat(0, [{S}, {S}])",
        f"{s}concat(1, [{S}, {S}])",
        f"{s}concat(0, [{S}, tf.SparseTensor([[0, 0]], [9.], [1, 2])])",
        f"{s}concat(0, [{S}, tf.SparseTensor([[0, 0]], [9.], [1, 2])], True)",
        f"{s}retain({S}, [True, False, True])",
        f"{s}add({S}, {S})",
        f"{s}add({S}, tf.SparseTensor([[0, 1], [0, 2]], [-1., 4.], [2, 4]))",
        f"{s}add({S}, tf.SparseTensor([[0, 1], [0, 2]], [-1., 4.], [2, 4]), threshold=0.5)",
        f"{s}add({S}, tf.ones([2, 4]))",
        f"{s}add({S}, tf.SparseTensor([[0, 1]], [1.], [3, 4]))",
        *[f"{s}reduce_sum({S}, {axis})" for axis in [None, 0, 1, -1, [0, 1]]],
        f"{s}reduce_sum({S}, 1, keepdims=True)",
        f"{s}reduce_sum({CUBE}, [0, 2])",
        f"{s}sparse_dense_matmul({S}, tf.reshape(tf.range(12.), [4, 3]))",
        f"{s}sparse_dense_matmul({S}, tf.reshape(tf.range(6.), [2, 3]), adjoint_a=True)",
        f"{s}sparse_dense_matmul({S}, tf.reshape(tf.range(12.), [3, 4]), adjoint_b=True)",
        f"{s}sparse_dense_matmul(tf.reshape(tf.range(6.), [3, 2]), {S})",
        f"{s}sparse_dense_matmul({S}, tf.ones([3, 3]))",
        f"{s}fill_empty_rows({MIXED}, 7.)",
        f"{s}eye(3)",
        f"{s}eye(2, 3, dtype=tf.int32)",
        f"{s}softmax({S})",
        f"{s}map_values(tf.abs, {S})",
        f"{s}map_values(tf.multiply, {S}, 2.)",
        f"tf.cast({S}, tf.int32)",
        f"({S}) * 2.",
        f"({S}) * tf.constant([[1., 2., 3., 4.]])",
        "tf.SparseTensor([[0, 1]], [1., 2.], [2, 4])",
        "tf.SparseTensor([[0, 1]], [[1.]], [2, 4])",
        "tf.SparseTensor([[0]], [1.], [2, 4])",
    ]
    return [e(text) for text in texts]


def sets() -> list[Case]:
    a, b = "[[1, 2, 2], [3, 4, 5]]", "[[2, 9, 1], [4, 4, 0]]"
    texts = [
        *[f"tf.sets.{op}({a}, {b})" for op in ["intersection", "union", "difference"]],
        f"tf.sets.difference({a}, {b}, aminusb=False)",
        "tf.sets.union([['a', 'b']], [['b', 'c']])",
        f"tf.sets.intersection(tf.sparse.from_dense({a}), tf.sparse.from_dense({b}))",
        f"tf.sets.union([{a}], [{b}])",
        f"tf.sets.intersection({a}, [[100], [100]])",
        f"tf.sets.union({a}, [[1]])",
        f"tf.sets.size(tf.sparse.from_dense({a}))",
        f"tf.sets.size({a})",
    ]
    return [e(text) for text in texts]


FAMILIES = {"sparse": sparse, "sets": sets}
