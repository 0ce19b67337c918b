import numpy as np
import tensorflow as tf

st1 = tf.sparse.SparseTensor(indices=[[0, 3], [2, 4]], values=[10, 20], dense_shape=[3, 10])
print(st1)


def pprint_sparse_tensor(st):
    s = "<SparseTensor shape=%s \n values={" % (st.dense_shape.numpy().tolist(),)
    for index, value in zip(st.indices, st.values):
        s += f"\n  %s: %s" % (index.numpy().tolist(), value.numpy().tolist())
    return s + "}>"


print(pprint_sparse_tensor(st1))
st2 = tf.sparse.from_dense([[1, 0, 0, 8], [0, 0, 0, 0], [0, 0, 3, 0]])
print(pprint_sparse_tensor(st2))
st3 = tf.sparse.to_dense(st2)
print(st3)
st_a = tf.sparse.SparseTensor(indices=[[0, 2], [3, 4]], values=[31, 2], dense_shape=[4, 10])
st_b = tf.sparse.SparseTensor(indices=[[0, 2], [3, 0]], values=[56, 38], dense_shape=[4, 10])
print(pprint_sparse_tensor(tf.sparse.add(st_a, st_b)))
st_c = tf.sparse.SparseTensor(
    indices=([0, 1], [1, 0], [1, 1]), values=[13, 15, 17], dense_shape=(2, 2)
)
mb = tf.constant([[4], [6]])
print(tf.sparse.sparse_dense_matmul(st_c, mb))
sp_a = tf.sparse.SparseTensor(indices=[[0, 1], [0, 2]], values=["a", "b"], dense_shape=[2, 3])
print(sp_a.values, sp_a.shape, sp_a.get_shape(), sp_a.dtype)
st_concat = tf.sparse.concat(axis=1, sp_inputs=[st_a, st_b])
print(tf.sparse.to_dense(st_concat))
sl = tf.sparse.slice(st_concat, start=[0, 1], size=[4, 5])
print(pprint_sparse_tensor(sl))
print(pprint_sparse_tensor(tf.sparse.map_values(tf.add, st_a, 5)))
print(pprint_sparse_tensor(tf.SparseTensor(st_a.indices, st_a.values + 5, st_a.dense_shape)))
print(tf.sparse.reduce_sum(st_a, axis=1), tf.sparse.reduce_max(st_a, axis=0, keepdims=True))
print(
    pprint_sparse_tensor(tf.sparse.transpose(st_a)),
    pprint_sparse_tensor(tf.sparse.reorder(tf.SparseTensor([[1, 0], [0, 1]], [1.0, 2.0], [2, 2]))),
)
print(
    pprint_sparse_tensor(tf.sparse.reshape(st_a, [2, 20])),
    pprint_sparse_tensor(tf.sparse.retain(st_a, [True, False])),
)
ids = tf.sparse.SparseTensor([[0, 0], [0, 1], [1, 0], [2, 1]], [1, 3, 0, 2], [3, 2])
table = tf.reshape(tf.range(12.0), [4, 3])
e, filled = tf.sparse.fill_empty_rows(st_a, 7)
print(pprint_sparse_tensor(e), filled)
print(tf.sparse.to_indicator(ids, vocab_size=5))
f = tf.sparse.from_dense(tf.constant([[0.0, 2.0], [3.0, 0.0]]))
print(
    pprint_sparse_tensor(tf.sparse.softmax(f)),
    pprint_sparse_tensor(f * 2.0),
    pprint_sparse_tensor(f / tf.constant([[1.0, 4.0]])),
)
w = tf.Variable([[1.0], [2.0]])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(tf.sparse.sparse_dense_matmul(f, w) ** 2)
print(loss, tape.gradient(loss, w))
print(
    pprint_sparse_tensor(tf.sparse.expand_dims(st_c, 0)), pprint_sparse_tensor(tf.sparse.eye(2, 3))
)
print(tf.sparse.bincount(tf.constant([[1, 1, 3], [0, 0, 0]]), axis=-1).values)


@tf.function
def f2(x, y):
    return tf.sparse.sparse_dense_matmul(x, y)


print(f2(tf.sparse.from_dense([[1.0, 0], [0, 2.0]]), tf.constant([[1.0], [3.0]])))
print(
    tf.sparse.to_dense(tf.sparse.maximum(st_a, st_b))[0],
    tf.sparse.cross([sp_a, tf.constant([["x"], ["y"]])]).values,
)
try:
    tf.sparse.to_dense(tf.SparseTensor([[5, 5]], [1], [2, 2]))
except tf.errors.InvalidArgumentError as e:
    print("InvalidArgumentError")
try:
    tf.sparse.add(st_a, tf.sparse.SparseTensor([[0, 0]], [1], [2, 2]))
except Exception as e:
    print(type(e).__name__)
print(tf.sparse.split(sp_input=st_concat, num_split=2, axis=1)[1].values)
print(
    tf.sparse.minimum(st_a, st_a).values,
    tf.sparse.mask(tf.IndexedSlices([[1.0], [2.0]], [0, 2]), [0]).indices
    if hasattr(tf.sparse, "mask")
    else "[2]",
)
for name, el in {"s": st_a, "d": st3}.items():
    print(name, isinstance(el, tf.SparseTensor), tf.is_tensor(el))
