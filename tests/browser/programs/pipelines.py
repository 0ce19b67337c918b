import numpy as np
import tensorflow as tf

dataset = tf.data.Dataset.from_tensor_slices([8, 3, 0, 8, 2, 1])
print(dataset, dataset.element_spec, len(dataset))
for elem in dataset:
    print(elem.numpy(), end=" ")
it = iter(dataset)
print(next(it).numpy(), it.get_next().numpy())
print(dataset.reduce(0, lambda state, value: state + value).numpy())
d1 = tf.data.Dataset.from_tensor_slices(np.arange(40, dtype=np.int64).reshape(4, 10))
d2 = tf.data.Dataset.from_tensor_slices(
    (np.linspace(0, 1, 4).astype("f"), np.arange(400).reshape(4, 100).astype(np.int32))
)
d3 = tf.data.Dataset.zip((d1, d2))
print(d3.element_spec)
for a, (b, c) in d3.take(1):
    print("shapes: {a.shape}, {b.shape}, {c.shape}".format(a=a, b=b, c=c))


def count(stop):
    i = 0
    while i < stop:
        yield i
        i += 1


ds_counter = tf.data.Dataset.from_generator(
    count, args=[25], output_types=tf.int32, output_shapes=()
)
for b in ds_counter.repeat().batch(10).take(4):
    print(b.numpy())


def gen_series():
    rng = np.random.RandomState(0)
    for i in range(5):
        size = rng.randint(0, 6)
        yield i, rng.normal(size=(size,)).astype("f")


ds_series = tf.data.Dataset.from_generator(
    gen_series, output_signature=(tf.TensorSpec((), tf.int32), tf.TensorSpec((None,), tf.float32))
)
for ids, seqs in ds_series.padded_batch(5, padded_shapes=([], [None]), padding_values=(0, -1.0)):
    print(ids.numpy(), seqs.numpy())
inc = tf.data.Dataset.range(20)
dec = tf.data.Dataset.range(0, -20, -1)
for arr in tf.data.Dataset.zip((inc, dec)).batch(8, drop_remainder=True):
    print([a.numpy().tolist() for a in arr])
dataset = tf.data.Dataset.range(20)
dataset = dataset.map(lambda x: tf.fill([tf.cast(x, tf.int32)], x))
for batch in dataset.padded_batch(4, padded_shapes=(None,)).take(2):
    print(batch.numpy())
print(
    [
        x.numpy().tolist()
        for x in tf.data.Dataset.range(10)
        .window(4, shift=2, drop_remainder=True)
        .flat_map(lambda w: w.batch(4))
    ]
)
feats = tf.data.Dataset.range(12).batch(4, drop_remainder=True)
for f, l in feats.map(lambda b: (b[:-1], b[1:])).take(2):
    print(f.numpy(), "=>", l.numpy())
print(
    list(tf.data.Dataset.range(5).filter(lambda x: x % 2 == 0).as_numpy_iterator()),
    list(tf.data.Dataset.range(3).concatenate(tf.data.Dataset.range(7, 9)).as_numpy_iterator()),
)
print(
    list(
        tf.data.Dataset.range(1, 4)
        .interleave(
            lambda x: tf.data.Dataset.from_tensors(x).repeat(3), cycle_length=2, block_length=2
        )
        .as_numpy_iterator()
    )
)
print(
    [
        list(d.as_numpy_iterator())
        for d in [
            tf.data.Dataset.range(10).shard(3, 1),
            tf.data.Dataset.range(10).skip(7),
            tf.data.Dataset.range(4).enumerate(start=5),
            tf.data.Dataset.from_tensor_slices([[1, 2], [3, 4]]).unbatch(),
            tf.data.Dataset.range(6).scan(np.int64(0), lambda s, x: (s + x, s + x)),
            tf.data.Dataset.range(10).take_while(lambda x: x < 4),
        ]
    ]
)
shuf = list(
    tf.data.Dataset.range(20).shuffle(5, seed=1, reshuffle_each_iteration=False).as_numpy_iterator()
)
print(
    sorted(shuf) == list(range(20)),
    dataset.cardinality(),
    tf.data.Dataset.range(3).repeat().cardinality() == tf.data.INFINITE_CARDINALITY,
    inc.filter(lambda x: x > 1).cardinality() == tf.data.UNKNOWN_CARDINALITY,
)
d = tf.data.Dataset.from_tensor_slices({"a": [1, 2, 3], "b": [[1.0], [2.0], [3.0]]}).batch(2)
for e in d:
    print({k: v.numpy().tolist() for k, v in e.items()})
print(d.element_spec)
print(
    [
        x.numpy().tolist()
        for x in tf.data.Dataset.from_tensor_slices([1, 5, 2, 8, 3]).bucket_by_sequence_length(
            lambda x: x, [3, 6], [2, 2, 2]
        )
    ]
    if False
    else ""
)
lens = tf.data.Dataset.from_generator(
    lambda: ([1] * n for n in (1, 5, 2, 7, 3)), output_signature=tf.TensorSpec([None], tf.int32)
)
print(
    [
        b.shape.as_list()
        for b in lens.bucket_by_sequence_length(
            lambda x: tf.shape(x)[0], bucket_boundaries=[3, 6], bucket_batch_sizes=[2, 2, 1]
        )
    ]
)
print(
    [
        b.numpy().tolist()
        for b in tf.data.Dataset.range(8).group_by_window(
            lambda x: x % 2, lambda k, w: w.batch(4), window_size=4
        )
    ]
)
choice = tf.data.Dataset.range(2).repeat(3)
print(
    list(
        tf.data.Dataset.choose_from_datasets(
            [
                tf.data.Dataset.from_tensors("a").repeat(),
                tf.data.Dataset.from_tensors("b").repeat(),
            ],
            choice,
        ).as_numpy_iterator()
    )
)
print(
    list(
        tf.data.Dataset.range(6)
        .map(lambda x: x * x)
        .cache()
        .prefetch(tf.data.AUTOTUNE)
        .as_numpy_iterator()
    ),
    inc.take(5).get_single_element()
    if False
    else tf.data.Dataset.range(10).batch(10).get_single_element(),
)
py = tf.data.Dataset.range(3).map(lambda x: tf.py_function(lambda v: v.numpy() * 2, [x], tf.int64))
print(
    list(py.as_numpy_iterator()),
    [x for x in tf.data.Dataset.from_tensor_slices(["x", "y"]).as_numpy_iterator()],
)
print(
    list(
        tf.data.Dataset.range(5).apply(lambda ds: ds.map(lambda x: x + 1)).rejection_resample
        if False
        else tf.data.Dataset.range(3).apply(lambda ds: ds.map(lambda x: x + 1)).as_numpy_iterator()
    )
)
opts = tf.data.Options()
opts.deterministic = True
print(
    list(tf.data.Dataset.range(3).with_options(opts).ragged_batch(2))[0],
    list(
        tf.data.Dataset.range(7).sparse_batch
        if False
        else tf.data.Dataset.range(4).snapshot
        if False
        else [1]
    ),
)
print(
    bool(tf.data.Dataset.range(3)),
    tf.data.Dataset.range(3).name if False else "",
    [i.numpy() for i in tf.data.Dataset.random(seed=4).take(0)],
)
try:
    tf.data.Dataset.from_tensor_slices(([1, 2], [1, 2, 3]))
except ValueError as e:
    print("ValueError")
try:
    len(tf.data.Dataset.range(3).repeat())
except TypeError as e:
    print("TypeError", e)
try:
    next(
        iter(
            tf.data.Dataset.from_tensor_slices([1, 0]).map(
                lambda x: tf.debugging.check_numerics(1.0 / tf.cast(x - 1, tf.float32), "bad")
            )
        )
    )
except tf.errors.InvalidArgumentError as e:
    print("InvalidArgumentError")
try:
    list(tf.data.Dataset.from_tensor_slices([[1], [2]]).map(lambda x: tf.fill([x[0]], 1)).batch(2))
except tf.errors.InvalidArgumentError as e:
    print("InvalidArgumentError")
