import numpy as np
import tensorflow as tf

ta = tf.TensorArray(dtype=tf.float32, size=3, element_shape=[2])
ta = ta.write(0, [1.0, 2.0]).write(1, [3.0, 4.0]).write(2, [5.0, 6.0])
print(
    ta.stack(), ta.size(), ta.read(1) if False else "", ta.dtype, ta.element_shape, ta.dynamic_size
)
ta2 = tf.TensorArray(tf.int32, size=0, dynamic_size=True, clear_after_read=False)
for i in range(4):
    ta2 = ta2.write(i, i * i)
print(ta2.read(3), ta2.gather([0, 2]), ta2.concat() if False else ta2.stack(), len(ta2.stack()))
ta3 = tf.TensorArray(tf.float32, size=4).unstack(tf.range(8.0)[:4])
print(
    ta3.read(2),
    tf.TensorArray(tf.int32, 3).scatter([2, 0, 1], [30, 10, 20]).stack(),
    tf.TensorArray(tf.int32, 2).split(tf.range(5), [2, 3]).concat(),
)
for bad in (
    lambda: ta.read(9),
    lambda: ta.write(7, [1.0, 1.0]),
    lambda: tf.TensorArray(tf.float32, 2).write(0, [1.0]).write(1, [1.0, 2.0]).stack(),
):
    try:
        print("none", bad())
    except Exception as e:
        print(type(e).__name__)
i, total = tf.while_loop(
    lambda i, s: i < 5, lambda i, s: [i + 1, s + i], [tf.constant(0), tf.constant(0)]
)
print(i, total)
out = tf.while_loop(
    cond=lambda i, m: i < 3,
    body=lambda i, m: [i + 1, tf.concat([m, m], axis=0)],
    loop_vars=[0, tf.ones([2, 2])],
    shape_invariants=[tf.TensorShape([]), tf.TensorShape([None, 2])],
)
print(out[1].shape)
st = tf.while_loop(
    lambda d: d["i"] < 4,
    lambda d: ({"i": d["i"] + 1, "acc": d["acc"] * 2.0},),
    ({"i": tf.constant(0), "acc": tf.constant(1.5)},),
)
print(st)
print(tf.map_fn(fn=lambda t: tf.range(t, t + 3), elems=tf.constant([3, 5, 2])))
print(
    tf.map_fn(
        fn=tf.range,
        elems=tf.constant([3, 5, 2]),
        fn_output_signature=tf.RaggedTensorSpec(shape=[None], dtype=tf.int32),
    )
)
print(
    tf.map_fn(
        lambda x: (x, -x), tf.constant([1.0, 2.0]), fn_output_signature=(tf.float32, tf.float32)
    )
)
print(
    tf.map_fn(
        lambda d: d["a"] + tf.cast(d["b"], tf.float32),
        {"a": tf.constant([1.0, 2.0]), "b": tf.constant([3, 4])},
        fn_output_signature=tf.float32,
    )
)
print(
    tf.scan(
        lambda a, x: (a[1], a[0] + a[1]), tf.range(6), initializer=(tf.constant(0), tf.constant(1))
    )
)
print(
    tf.scan(lambda a, x: a * 0.5 + x, tf.constant([[1.0, 2], [3, 4], [5, 6]])),
    tf.foldl(lambda a, x: a + x, tf.ones([3, 2]), initializer=tf.zeros([2])),
)
x = tf.constant([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.scan(lambda a, e: a * e, x)
print(tape.gradient(y, x))
v = tf.Variable(1.5)
with tf.GradientTape() as tape:
    r = tf.while_loop(
        lambda k, a: k < 4, lambda k, a: (k + 1, a * v), [tf.constant(0), tf.constant(1.0)]
    )[1]
print(r, tape.gradient(r, v))
with tf.GradientTape() as tape:
    m = tf.reduce_sum(tf.map_fn(lambda e: tf.sin(e) * v, x))
print(tape.gradient(m, v))
with tf.GradientTape() as tape:
    c = tf.cond(v > 1.0, lambda: v**2, lambda: v**3)
print(c, tape.gradient(c, v))


@tf.function
def fn(n, v0):
    with tf.GradientTape() as tape:
        tape.watch(v0)
        acc = tf.constant(1.0)
        for _ in tf.range(n):
            acc = acc * v0
            if acc > 100.0:
                break
    return acc, tape.gradient(acc, v0)


print(fn(tf.constant(3), tf.constant(2.0)), fn(tf.constant(10), tf.constant(3.0)))


@tf.function
def bisect(lo, hi):
    f = lambda z: z**3 - z - 2.0
    while hi - lo > 1e-5:
        mid = (lo + hi) / 2.0
        if f(mid) * f(lo) <= 0.0:
            hi = mid
        else:
            lo = mid
    return (lo + hi) / 2.0


print(bisect(tf.constant(1.0), tf.constant(2.0)))


@tf.function
def gcd(a, b):
    while b != 0:
        a, b = b, a % b
    return a


print(gcd(tf.constant(48), tf.constant(36)), gcd(tf.constant(17), tf.constant(5)))


@tf.function
def sieve(n):
    flags = tf.ones([n], tf.bool)
    flags = tf.tensor_scatter_nd_update(flags, [[0], [1]], [False, False])
    for p in tf.range(2, n):
        if flags[p] and p * p < n:
            idx = tf.range(p * p, n, p)[:, None]
            flags = tf.tensor_scatter_nd_update(flags, idx, tf.zeros([tf.shape(idx)[0]], tf.bool))
    return tf.squeeze(tf.where(flags), 1)


print(sieve(40))


@tf.function
def bubble(a):
    n = tf.shape(a)[0]
    for i in tf.range(n):
        for j in tf.range(n - 1 - i):
            if a[j] > a[j + 1]:
                pair = tf.stack([a[j + 1], a[j]])
                a = tf.tensor_scatter_nd_update(a, [[j], [j + 1]], pair)
    return a


print(bubble(tf.constant([5, 1, 4, 2, 8])))
with tf.control_dependencies([tf.debugging.assert_equal(1, 1)]):
    print(tf.identity(3))
a, b = tf.group(v.assign_add(1.0)), tf.tuple([tf.constant(1), tf.constant(2)])
print(a, b, v.numpy(), tf.no_op())
for check in (
    lambda: tf.debugging.assert_equal([1, 2], [1, 3], message="oops"),
    lambda: tf.debugging.assert_shapes([(x, ("N", 2))]),
    lambda: tf.debugging.assert_rank(x, 2),
    lambda: tf.Assert(tf.constant(False), [x]),
    lambda: tf.debugging.check_numerics([np.nan], "nan!"),
    lambda: tf.ensure_shape(x, [2]),
    lambda: tf.debugging.assert_less(x, 2.0),
    lambda: tf.debugging.assert_type(x, tf.int32),
    lambda: tf.debugging.assert_near(x, x + 1.0),
    lambda: tf.debugging.assert_all_finite(x / 0.0, "inf"),
    lambda: tf.debugging.assert_none_equal(x, [1.0, 5, 6]),
):
    try:
        print("none", check())
    except Exception as e:
        print(type(e).__name__)
print(
    tf.nest.map_structure(lambda t: t * 2, {"a": [x, (v,)]})["a"][0],
    tf.nest.flatten({"b": 1, "a": [2, 3]}),
    tf.nest.pack_sequence_as([0, (0,)], [5, 6]),
)
tf.nest.assert_same_structure([1, 2], [3, 4])
tf.print("done", x, {"k": 1}, sep=" | ", end="!\n")
tf.print(
    [1, 2],
    (3, tf.constant("s")),
    2.5,
    tf.constant(2.5),
    tf.constant([True]),
    output_stream="file:///tmp/x.log",
) if False else tf.print(tf.range(10), tf.constant("s"), [tf.constant([1.5, 2])], summarize=-1)
