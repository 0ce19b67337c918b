import numpy as np
import tensorflow as tf

t1 = tf.constant([0, 1, 2, 3, 4, 5, 6, 7])
print(tf.slice(t1, begin=[1], size=[3]), t1[1:4], t1[-3:])
t2 = tf.constant([[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 12, 13, 14], [15, 16, 17, 18, 19]])
print(t2[:-1, 1:3])
t3 = tf.constant([[[1, 3, 5, 7], [9, 11, 13, 15]], [[17, 19, 21, 23], [25, 27, 29, 31]]])
print(tf.slice(t3, begin=[1, 1, 0], size=[1, 1, 2]))
print(tf.gather(t1, indices=[0, 3, 6]), t1[::3])
alphabet = tf.constant(list("abcdefghijklmnopqrstuvwxyz"))
print(tf.gather(alphabet, indices=[2, 0, 19, 18]))
t4 = tf.constant([[0, 5], [1, 6], [2, 7], [3, 8], [4, 9]])
print(tf.gather_nd(t4, indices=[[2], [3], [0]]))
t5 = np.reshape(np.arange(18, dtype=np.int32), [2, 3, 3])
print(tf.gather_nd(t5, indices=[[0, 0, 0], [1, 2, 1]]))
print(
    tf.gather_nd(t5, indices=[[[0, 0], [0, 2]], [[1, 0], [1, 2]]]),
    tf.gather_nd(t5, indices=[[0, 0], [0, 2]]),
)
t6 = tf.constant([10])
indices = tf.constant([[1], [3], [5], [7], [9]])
data = tf.constant([2, 4, 6, 8, 10])
print(tf.scatter_nd(indices=indices, updates=data, shape=t6))
new_indices = tf.constant([[0, 2], [2, 1], [3, 3]])
t8 = tf.scatter_nd(
    indices=new_indices, updates=tf.gather_nd(t2, indices=new_indices), shape=tf.constant([4, 5])
)
print(t8)
t9 = tf.SparseTensor(indices=[[0, 2], [2, 1], [3, 3]], values=[2, 11, 18], dense_shape=[4, 5])
print(tf.sparse.to_dense(t9) == t8)
t11 = tf.constant([[2, 7, 0], [9, 0, 1], [0, 3, 8]])
print(tf.tensor_scatter_nd_add(t11, indices=[[0, 2], [1, 1], [2, 0]], updates=[6, 5, 4]))
print(
    tf.tensor_scatter_nd_sub(t11, [[0, 0]], [1]),
    tf.tensor_scatter_nd_min(t11, [[0, 1]], [3]),
    tf.tensor_scatter_nd_max(t11, [[0, 2]], [9]),
    tf.tensor_scatter_nd_update(t11, [[1]], [[7, 7, 7]]),
)
x = tf.reshape(tf.range(24.0), [2, 3, 4])
print(
    x[..., 1],
    x[:, tf.newaxis].shape,
    x[1, ..., ::2],
    x[0, -1, -2:],
    x[:, 1:2, 3:0:-1],
    x[tf.newaxis, 0, ..., tf.newaxis].shape,
)
print(
    tf.gather(x, [[0, 1], [2, 0]], axis=1, batch_dims=1),
    tf.gather(x, tf.constant([2, 0]), axis=-1),
    tf.gather(x, [1], axis=1, batch_dims=0).shape,
)
print(
    tf.gather_nd(x, [[1, 0], [2, 1]], batch_dims=1),
    tf.boolean_mask(x, x[:, :, 0] > 4),
    tf.boolean_mask(x[0], [True, False, True], axis=0),
)
print(
    tf.where(t11 > 5), tf.where(t11 > 5, t11, -t11), tf.where([True, False, True], [1, 2, 3], 100)
)
print(
    tf.split(x, num_or_size_splits=[1, 3], axis=2)[1].shape,
    [p.numpy().tolist() for p in tf.split(tf.range(6), 3)],
    tf.unstack(x, axis=1)[2],
    tf.stack([t1, t1 + 1], axis=1)[:2],
)
print(
    tf.strided_slice(t2, [0, 0], [4, 5], [2, 2]),
    tf.strided_slice(t1, [-1], [-4], strides=[-1]),
    tf.reverse(t2, axis=[0, 1])[0],
    tf.roll(t2, shift=[1, -1], axis=[0, 1])[0],
)
print(
    tf.pad(t4, [[1, 0], [0, 1]], constant_values=9),
    tf.pad([[1, 2, 3]], [[0, 0], [2, 2]], mode="REFLECT"),
    tf.pad([[1, 2, 3]], [[0, 0], [1, 1]], "SYMMETRIC"),
)
print(
    tf.repeat([1, 2, 3], repeats=[1, 0, 2]),
    tf.repeat([[1, 2], [3, 4]], 2, axis=1),
    tf.tile([[1, 2]], [2, 2]),
    tf.meshgrid([1, 2], [3, 4, 5], indexing="ij")[0],
)
print(
    tf.sequence_mask([1, 3, 2], maxlen=4, dtype=tf.int32),
    tf.one_hot([0, 2, -1], 3, on_value=5.0, off_value=-1.0),
    tf.one_hot([[0], [1]], depth=2, axis=0).shape,
)
v, i = tf.math.top_k([1.0, 5.0, 3.0], k=2)
print(
    v,
    i,
    tf.argsort([3, 1, 2], direction="DESCENDING"),
    tf.sort([[3, 1], [2, 9]], axis=0),
    tf.searchsorted([1, 3, 5], [0, 3, 9], side="right"),
)
y, idx, count = tf.unique_with_counts([1, 1, 2, 4, 4, 4])
print(
    y,
    idx,
    count,
    tf.math.bincount([1, 1, 3], minlength=5),
    tf.histogram_fixed_width([0.1, 0.5, 0.9], [0.0, 1.0], nbins=2),
)
print(
    tf.dynamic_partition([10, 20, 30], [0, 1, 0], 2),
    tf.dynamic_stitch([[0, 2], [1]], [[10, 30], [20]]),
    tf.parallel_stack([1, 2]) if False else "",
)
print(
    tf.transpose(x, perm=[2, 0, 1]).shape,
    tf.linalg.matrix_transpose(x).shape,
    tf.squeeze(tf.ones([1, 2, 1]), axis=[2]).shape,
    tf.expand_dims(t1, axis=-1).shape,
)
print(
    tf.math.cumsum([1, 2, 3], exclusive=True, reverse=True),
    tf.math.cumprod([1, 2, 3]),
    tf.math.segment_sum([1, 2, 3], [0, 0, 1]),
    tf.math.unsorted_segment_mean([1.0, 2.0, 3.0], [1, 1, 0], num_segments=3),
)
print(
    tf.linalg.band_part(tf.ones([3, 3]), -1, 0),
    tf.linalg.diag([1, 2]),
    tf.linalg.set_diag(tf.zeros([2, 2]), [1.0, 2.0]),
    tf.linalg.diag_part(t2),
)
for bad in (
    lambda: t1[10],
    lambda: tf.gather(t1, [99]),
    lambda: tf.slice(t1, [5], [9]),
    lambda: t2["a"],
    lambda: t2[1.5],
    lambda: t1[0, 0],
    lambda: tf.split(t1, 3),
    lambda: tf.concat([t1, t2], 0),
    lambda: tf.stack([t1, t6]),
    lambda: tf.squeeze(t2, 0),
    lambda: tf.transpose(t2, [0]),
):
    try:
        print("no error", bad())
    except tf.errors.InvalidArgumentError:
        print("InvalidArgumentError")
    except Exception as e:
        print(type(e).__name__)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = (
        tf.reduce_sum(x[:, ::2, 1:] * 2.0)
        + tf.reduce_sum(tf.gather(x, [0, 0], axis=1) ** 2)
        + tf.reduce_sum(tf.tensor_scatter_nd_update(x, [[0, 0, 0]], [3.0]))
    )
print(tape.gradient(y, x))
