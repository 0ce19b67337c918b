import numpy as np
import tensorflow as tf

rank_0 = tf.constant(4)
print(rank_0)
rank_1 = tf.constant([2.0, 3.0, 4.0])
print(rank_1)
rank_2 = tf.constant([[1, 2], [3, 4], [5, 6]], dtype=tf.float16)
print(rank_2)
rank_3 = tf.constant(np.arange(30).reshape(3, 2, 5), dtype=tf.int32)
print(rank_3)
print(np.array(rank_2), rank_2.numpy().dtype)
a = tf.constant([[1, 2], [3, 4]])
b = tf.ones([2, 2], dtype=tf.int32)
print(tf.add(a, b), "\n", tf.multiply(a, b), "\n", tf.matmul(a, b))
print(a + b, "\n", a * b, "\n", a @ b, "\n")
c = tf.constant([[4.0, 5.0], [10.0, 1.0]])
print(tf.reduce_max(c), tf.math.argmax(c), tf.nn.softmax(c))
print(tf.convert_to_tensor([1, 2, 3]), tf.reduce_max([1, 2, 3]))
r4 = tf.zeros([3, 2, 4, 5])
print("Type of every element:", r4.dtype)
print("Number of axes:", r4.ndim)
print("Shape of tensor:", r4.shape)
print("Elements along axis 0 of tensor:", r4.shape[0])
print("Elements along the last axis of tensor:", r4.shape[-1])
print("Total number of elements (3*2*4*5): ", tf.size(r4).numpy())
print(tf.rank(r4), tf.shape(r4))
s = tf.constant([0, 1, 1, 2, 3, 5, 8, 13, 21, 34])
print(
    s[0].numpy(),
    s[-1].numpy(),
    s[:4].numpy(),
    s[4:].numpy(),
    s[2:7].numpy(),
    s[::2].numpy(),
    s[::-1].numpy(),
)
print(
    rank_2[1, 1].numpy(),
    rank_2[1, :].numpy(),
    rank_2[:, 1].numpy(),
    rank_2[-1, :].numpy(),
    rank_2[0, 0:1].numpy(),
)
print(rank_3[:, :, 4])
x = tf.constant([[1], [2], [3]])
print(x.shape, x.shape.as_list(), list(x.shape), tuple(x.shape), x.get_shape().rank)
print(tf.reshape(x, [1, 3]), tf.reshape(rank_3, [-1]), tf.reshape(rank_3, [3 * 2, 5]))
try:
    tf.reshape(rank_3, [7, -1])
except Exception as e:
    print(f"{type(e).__name__}")
f64 = tf.constant([2.2, 3.3, 4.4], dtype=tf.float64)
print(tf.cast(tf.cast(f64, dtype=tf.float16), dtype=tf.uint8))
y = tf.constant([1, 2, 3])
z = tf.constant([2, 2, 2])
print(tf.multiply(y, 2), y * z, tf.broadcast_to(tf.constant([1, 2, 3]), [3, 3]))
print(tf.reshape(y, [3, 1]) * tf.range(1, 5))
print(tf.constant("Gray wolf"), tf.constant(["Gray wolf", "Quick brown fox", "Lazy dog"]))
print(tf.constant("🥳👍"))
print(tf.strings.split(tf.constant("a b"), sep=" "))
print(tf.strings.to_number(tf.strings.split(tf.constant("1 10 100"), " ")))
print(tf.strings.unicode_decode(tf.constant("アヒル 🦆"), "UTF-8"))
st = tf.sparse.SparseTensor(indices=[[0, 0], [1, 2]], values=[1, 2], dense_shape=[3, 4])
print(st, "\n")
print(tf.sparse.to_dense(st))
try:
    tf.constant([[1, 2], [3]])
except Exception as e:
    print(type(e).__name__, "non-rectangular" in str(e))
try:
    print(tf.constant([1, 2]) + tf.constant([1.0, 2.0]))
except tf.errors.InvalidArgumentError as e:
    print("InvalidArgumentError")
print(tf.constant([1, 2]) == tf.constant([1, 3]), tf.constant(3) < 4, bool(tf.constant(3) == 3))
print(
    a.dtype == tf.int32,
    a.dtype == "int32",
    a.dtype == np.int32,
    a.dtype.name,
    a.dtype.is_integer,
    tf.float32.as_numpy_dtype,
    tf.as_dtype("float32").size,
    tf.int32.max,
    tf.float32.min,
)
print(
    hash(tf.float32) == hash(tf.as_dtype(np.float32)),
    f"{tf.constant(2.5):.3f}",
    f"{tf.constant([1, 2])}",
    "%d" % tf.constant(3),
)
