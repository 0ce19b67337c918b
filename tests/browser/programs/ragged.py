import numpy as np
import tensorflow as tf

digits = tf.ragged.constant([[3, 1, 4, 1], [], [5, 9, 2], [6], []])
words = tf.ragged.constant([["So", "long"], ["thanks", "for", "all", "the", "fish"]])
print(tf.add(digits, 3))
print(tf.reduce_mean(digits, axis=1))
print(tf.concat([digits, [[5, 3]]], axis=0))
print(tf.tile(digits, [1, 2]))
print(tf.strings.substr(words, 0, 2))
print(tf.map_fn(tf.math.square, digits))
print(digits[0], digits[:, :2], digits[:, -2:])
print(digits + 3, digits + tf.ragged.constant([[1, 2, 3, 4], [], [5, 6, 7], [8], []]))
print(tf.ragged.map_flat_values(lambda x: x * 2 + 1, digits))
print(digits.to_list())
print(
    tf.RaggedTensor.from_value_rowids(
        values=[3, 1, 4, 1, 5, 9, 2], value_rowids=[0, 0, 0, 0, 2, 2, 3]
    )
)
print(tf.RaggedTensor.from_row_lengths(values=[3, 1, 4, 1, 5, 9, 2], row_lengths=[4, 0, 2, 1]))
print(tf.RaggedTensor.from_row_splits(values=[3, 1, 4, 1, 5, 9, 2], row_splits=[0, 4, 4, 6, 7]))
try:
    tf.ragged.constant([["one", "two"], [3, 4]])
except Exception as e:
    print(type(e).__name__)
try:
    tf.ragged.constant(["A", ["B", "C"]])
except ValueError as e:
    print(type(e).__name__)
queries = tf.ragged.constant(
    [["Who", "is", "Dan", "Smith"], ["Pause"], ["Will", "it", "rain", "later", "today"]]
)
num_buckets = 1024
emb = tf.constant(np.sin(np.arange(num_buckets * 4)).reshape(num_buckets, 4).astype("f"))
buckets = tf.strings.to_hash_bucket_fast(queries, num_buckets)
word_embeddings = tf.nn.embedding_lookup(emb, buckets)
print(buckets)
marker = tf.fill([queries.nrows(), 1], "#")
padded = tf.concat([marker, queries, marker], axis=1)
bigrams = tf.strings.join([padded[:, :-1], padded[:, 1:]], separator="+")
print(bigrams)
bigram_emb = tf.nn.embedding_lookup(emb, tf.strings.to_hash_bucket_fast(bigrams, num_buckets))
print(tf.reduce_mean(tf.concat([word_embeddings, bigram_emb], axis=1), axis=1))
rt = tf.ragged.constant([[b"Hi"], [b"Welcome", b"to", b"the", b"fair"], [b"Have", b"fun"]])
print(rt.to_tensor(default_value="", shape=[None, 10])[:, :5])
print(rt.to_sparse().indices)
print(tf.RaggedTensor.from_tensor([[1, 3, -1, -1], [2, -1, -1, -1], [4, 5, 8, 9]], padding=-1))
print(
    rt.shape,
    rt.bounding_shape(),
    rt.row_lengths(),
    rt.flat_values,
    rt.row_splits,
    rt.ragged_rank,
    rt.nrows(),
    rt.dtype,
)
r3 = tf.ragged.constant([[[1, 2], [3]], [], [[4, 5, 6]]])
print(r3.shape, r3.merge_dims(0, 1), r3.nested_row_lengths(), r3[0], r3[2, 0], r3[:, :, :1])
print(tf.reduce_sum(r3, axis=2), tf.reduce_sum(r3, axis=[1, 2]), tf.reduce_max(r3, axis=-1))
x = tf.ragged.constant([[1, 2], [3]], dtype=tf.float32)
y = tf.RaggedTensor.from_row_lengths(tf.Variable([1.0, 2.0, 3.0]), [2, 1])
vals = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    z = tf.RaggedTensor.from_row_splits(vals, [0, 2, 3])
    loss = tf.reduce_sum(tf.reduce_sum(z * x, axis=1) ** 2)
print(tf.convert_to_tensor(tape.gradient(loss, vals)))
print(x * [[10.0], [20.0]], x + tf.constant([[1.0], [2.0]]), tf.sqrt(x), x == 2.0)
print(
    tf.ragged.range([3, 0, 2]),
    tf.ragged.range([0, 5], [3, 8], 2),
    tf.ragged.stack([digits[0], digits[2]]),
)
print(
    tf.ragged.boolean_mask(
        tf.constant([[1, 2, 3], [4, 5, 6]]),
        tf.constant([[True, False, True], [False, False, True]]),
    )
)
print(
    tf.gather(digits, [2, 0]),
    tf.where(digits > 3),
    tf.one_hot(tf.ragged.constant([[0, 1], [2]]), 3),
)
print(
    tf.reverse(digits, axis=[1]) if False else tf.expand_dims(digits, 1).shape,
    tf.size(digits),
    tf.rank(digits),
)
ds = tf.data.Dataset.from_tensor_slices(digits)
for el in ds.take(3):
    print(el)
for b in tf.data.Dataset.from_tensor_slices(digits).batch(2):
    print(b)


@tf.function
def make_palindrome(x, axis):
    return tf.concat([x, tf.reverse(x, [axis])], axis)


@tf.function(input_signature=[tf.RaggedTensorSpec(shape=[None, None], dtype=tf.int32)])
def max_and_min(rt):
    return (tf.math.reduce_max(rt, axis=-1), tf.math.reduce_min(rt, axis=-1))


print(make_palindrome(tf.constant([[1, 2], [3, 4], [5, 6]]), axis=1))
print(make_palindrome(tf.ragged.constant([[1, 2], [3], [4, 5, 6]]), axis=1))
print(max_and_min(tf.ragged.constant([[1, 2], [3], [4, 5, 6]])))
for row in digits:
    print(row.numpy().tolist())
