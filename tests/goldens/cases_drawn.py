"""Calls that were drawn at random and once came out otherwise than in TensorFlow."""

from __future__ import annotations

from ask import Case, e

Z = "tf.constant([[1.+2.j, 0.], [-2.j, 3.]])"
W = "tf.constant([[2.+1.j, 0.5j], [0., 1.-1.j]])"
SPARSE = "tf.SparseTensor([[0, 1], [1, 0]], tf.constant([1.+2.j, 3.-1.j], tf.complex64), [2, 3])"
ENTRIES = "tf.SparseTensor([[0, 1], [1, 0]], [2., 3.], [2, 3])"
RAGGED = "tf.ragged.constant([[1., 2.], [], [3.]])"
C64 = f"tf.cast({Z}, tf.complex64), tf.cast({W}, tf.complex64)"


def drawn() -> list[Case]:
    texts = [
        "tf.range(tf.constant(3, tf.float16))",
        "tf.range(tf.constant(3, tf.bfloat16), 5.)",
        "tf.range(tf.constant(3.5), dtype=tf.int32)",
        "tf.range(3.5, dtype=tf.int32)",
        "tf.range([3])",
        "tf.linspace(1, 4, 5)",
        "tf.linspace(tf.constant(1, tf.int64), 4, 3)",
        "tf.linspace(1, 4.5, 3)",
        "tf.linspace(1., 2., -1)",
        "tf.linspace(1., 2., 3, axis=1)",
        "tf.linspace(1+1j, 2, 3)",
        f"tf.sign({Z})",
        f"tf.math.reduce_euclidean_norm({Z}, 1)",
        f"tf.math.l2_normalize(tf.cast({Z}, tf.complex64), 1)",
        *[f"tf.math.{name}({C64})" for name in ("xdivy", "xlogy", "xlog1py", "multiply_no_nan")],
        f"tf.nn.silu({Z})",
        f"tf.nn.moments({Z}, [0])",
        "tf.nn.moments(tf.constant([[1, 2], [4, 9]]), [0], keepdims=True)",
        f"tf.math.unsorted_segment_sum({Z}, [1, 1], 3)",
        f"tf.math.unsorted_segment_prod({Z}, [1, 1], 3)",
        "tf.math.bincount(tf.constant([True, False, True]))",
        "tf.truncatediv([7., -7., 2.5], [2., 2., -1.])",
        "tf.math.polyval([tf.constant([2.])], tf.ones([2, 2]))",
        "tf.math.logical_or(tf.zeros([0], tf.bool), [])",
        "tf.reshape(tf.zeros([0, 4, 1]), [0, -1, 1])",
        "tf.reshape(tf.zeros([0, 4]), [2, 0, -1])",
        "tf.expand_dims([1, 2], [-1])",
        "tf.repeat(3, 2, axis=0)",
        "tf.sequence_mask(tf.zeros([0], tf.int32))",
        "tf.nn.weighted_cross_entropy_with_logits(*[tf.ones([2], tf.float64)] * 2, 2.)",
        "tf.nn.max_pool_with_argmax(tf.reshape(tf.range(9.), [1, 3, 3, 1]), 2, 1, 'VALID').argmax",
        "tf.signal.idct([1., 2., 3., 4.], n=3)",
        "tf.signal.idct([1., 2.], n=3, norm='ortho')",
        "tf.signal.rfft3d([[[1, 2], [3, 5]]])",
        "tf.strings.as_string([-2, 3], fill='0')",
        "tf.image.resize(tf.ones([3, 5, 1], tf.uint8), [5, 5], preserve_aspect_ratio=True)",
        f"tf.sparse.sparse_dense_matmul({SPARSE}, tf.cast({Z}, tf.complex64), adjoint_a=True)",
        f"tf.sparse.sparse_dense_matmul({SPARSE}, tf.ones([2, 3], tf.complex64) * 1j, False, True)",
        "tf.sparse.bincount(tf.constant([1, 1, 3], tf.int64))",
        f"({ENTRIES} * tf.constant([1., 2., 3.]))",
        *[f"tf.{name}({ENTRIES})" for name in ("shape", "size", "rank")],
        f"tf.stop_gradient({RAGGED})",
        "(lambda x: tf.constant(x) is x)(tf.constant(3.))",
        "[int(tf.float16), tf.int32.is_compatible_with('int32'), tf.bool.as_datatype_enum]",
    ]
    return [e(text) for text in texts]


FAMILIES = {"drawn": drawn}
