import numpy as np
import tensorflow as tf

ndarray = np.ones([3, 3])
tensor = tf.math.multiply(ndarray, 42)
print(tensor, tensor.dtype)
print(np.add(tensor, 1))
print(tensor.numpy().sum(), np.sum(tensor), np.mean(tensor, axis=0), np.array(tensor).dtype)
x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
print(np.dot(x, x), np.linalg.inv(x), np.linalg.norm(x), np.max(x), np.argmax(x, axis=1))
print(
    x + np.array([1.0, 2.0], np.float32),
    np.array([1.0, 2.0], np.float32) + x,
    np.float32(2) * x,
    x * np.float32(2.0),
    2**x,
)
print(
    np.concatenate([x, x], axis=0).shape,
    np.stack([x, x]).shape,
    np.vstack([x, x]).shape,
    np.transpose(x),
    np.exp(x),
)
print(
    np.where(x > 2, x, 0),
    np.allclose(x, x),
    np.array_equal(x, x.numpy()),
    np.testing.assert_allclose(x, x.numpy()),
)
print(np.asarray(x, dtype=np.float64), np.array(x, dtype=int), np.shape(x), np.ndim(x), np.size(x))
print(np.isnan(x).any(), np.round(x / 3, 2), np.clip(x, 1, 2), np.unique(tf.constant([1, 1, 2])))
try:
    x + np.array([1.0, 2.0])
except tf.errors.InvalidArgumentError:
    print("InvalidArgumentError")
print(
    tf.convert_to_tensor(np.array([1.5])),
    tf.convert_to_tensor(np.float32(1)),
    tf.constant(np.array(["a", "b"])),
    tf.constant(np.array([True])),
    tf.convert_to_tensor(np.int64(3)),
    tf.convert_to_tensor(np.uint8([1, 255])),
)
print(tf.constant(np.array([1 + 2j])), tf.constant(np.pi), tf.constant(np.float16(1.5)))
for row in x:
    for v in row:
        print(float(v), int(v), end=" ")
print()
lst = x.numpy().tolist()
print(lst, x.numpy()[0, 1].item(), list(tf.range(3).numpy()), [int(i) for i in tf.range(3)])
print(
    sum(tf.constant([1, 2, 3])),
    max(tf.constant([1, 5, 3])),
    sorted(tf.constant([3.0, 1.0, 2.0]).numpy()),
    min([tf.constant(3), tf.constant(1)]),
)
idx = tf.constant(2)
print(
    [10, 20, 30][idx],
    list(range(idx)),
    np.arange(10)[idx],
    np.zeros(tf.constant([2, 3])).shape,
    np.zeros(x.shape).shape,
)
arr = np.zeros((2, 2), np.float32)
arr[0] = x[1]
arr[1, 1] += x[0, 0]
print(arr)
arr2 = np.arange(6.0).reshape(2, 3)
t = tf.constant(arr2, tf.float32)
arr2[0, 0] = 99
print(t[0, 0])
n = t.numpy()
n2 = np.copy(n)
n2[0] = -1
print(t, n2)
print(
    t[np.array([True, False])] if False else tf.boolean_mask(t, np.array([True, False])),
    t[np.int64(1)],
    t[:, np.newaxis, 1].shape,
    t[..., tf.newaxis].shape,
    t[1][2],
    t[1, ::-1],
    t[tf.constant(0) : tf.constant(1)],
)
print(
    len(t),
    t.shape == (2, 3),
    t.shape == [2, 3],
    (4,) + t.shape,
    t.shape + [5],
    t.shape[1:] == (3,),
    t.shape.num_elements(),
    t.shape.ndims,
    tf.TensorShape([None, 3]).is_compatible_with(t.shape),
)
print(
    repr(x),
    str(x),
    format(x[0, 0], ".2f"),
    f"{x[0, 1]:>8.3f}",
    "%.1f" % x[1, 1],
    "{:d}".format(int(tf.constant(5))),
)
print([x], (x[0],), {"k": x[0, 0]})
print(
    divmod(7, 2),
    tf.constant(7) // 2,
    tf.constant(-7) // 2,
    tf.constant(-7) % 3,
    tf.constant(7) / 2,
    -7 // tf.constant(2),
    tf.constant(5.5) % 2,
    tf.constant(2) ** 3,
    abs(tf.constant(-3)),
    ~tf.constant(True),
    tf.constant(True) & tf.constant(False),
    tf.constant(6) & 3,
    tf.constant(6) | 1,
    tf.constant(6) ^ 2,
)
