import numpy as np
import tensorflow as tf


@tf.function
def simple_relu(x):
    if tf.greater(x, 0):
        return x
    else:
        return 0.0


print(simple_relu(tf.constant(1.0)).numpy(), simple_relu(tf.constant(-1.0)).numpy())


@tf.function
def collatz_steps(n):
    steps = tf.constant(0)
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps


for n in (6, 27, 97):
    print(n, collatz_steps(tf.constant(n)).numpy())


@tf.function
def first_negative(xs):
    found = tf.constant(-1)
    for i in tf.range(tf.shape(xs)[0]):
        if xs[i] < 0:
            found = i
            break
    return found


print(
    first_negative(tf.constant([1.0, 2.0, -3.0, -4.0])),
    first_negative(tf.constant([1.0, 1.0, 1.0, 5.0])),
)


@tf.function
def sum_even(items):
    s = 0
    for c in items:
        if c % 2 > 0:
            continue
        s += c
    return s


print(sum_even(tf.constant([10, 12, 15, 20])))


@tf.function
def nested(n):
    total = 0
    for i in tf.range(n):
        for j in tf.range(n):
            if i == j:
                continue
            if i + j > 6:
                break
            total += i * j
    return total


print(nested(tf.constant(5)), nested(tf.constant(3)))


@tf.function
def logic(a, b):
    if a > 0 and b > 0:
        r = "both"
    elif a > 0 or b > 0:
        r = "one"
    elif not (a > 0):
        r = "none"
    else:
        r = "never"
    return r


for a, b in ((1, 1), (1, -1), (-1, -1)):
    print(logic(tf.constant(a), tf.constant(b)))


@tf.function
def ternary(x):
    y = x * 2 if x > 1 else x - 5
    return y


print(ternary(tf.constant(2.0)), ternary(tf.constant(0.5)))


@tf.function
def newton_sqrt(a, tol=1e-6):
    x = a
    for _ in tf.range(50):
        nxt = 0.5 * (x + a / x)
        done = tf.abs(nxt - x) < tol
        x = nxt
        if done:
            break
    return x


print(newton_sqrt(tf.constant(2.0)), newton_sqrt(tf.constant(100.0)))


@tf.function
def collect(n):
    ta = tf.TensorArray(tf.int32, size=0, dynamic_size=True)
    a, b = 0, 1
    i = 0
    while a < n:
        ta = ta.write(i, a)
        a, b = b, a + b
        i += 1
    return ta.stack()


print(collect(tf.constant(50)))


@tf.function
def over_dataset(ds):
    total = tf.constant(0, tf.int64)
    for x in ds:
        total += x
    return total


print(over_dataset(tf.data.Dataset.range(10)))


@tf.function
def helper_chain(x):
    def inner(y):
        if y > 10:
            return y - 10
        return y

    x = inner(x)
    x = inner(x)
    return x


print(helper_chain(tf.constant(25)), helper_chain(tf.constant(7)))


@tf.function
def undefined(x):
    if x > 0:
        z = x * 2
    else:
        z = -x
    for k in range(3):
        z += k
    return z, tf.identity(z, name="z")


print(undefined(tf.constant(3)), undefined(tf.constant(-3)))
i = tf.constant(0)
c = lambda i, acc: tf.less(i, 10)
b = lambda i, acc: [tf.add(i, 1), acc * 2.0]
print(tf.while_loop(c, b, [i, tf.constant(1.0)], maximum_iterations=8))
print(tf.cond(tf.constant(2) < 5, true_fn=lambda: tf.constant(1), false_fn=lambda: tf.constant(0)))
print(
    tf.switch_case(
        tf.constant(1),
        [lambda: tf.constant(10), lambda: tf.constant(20)],
        default=lambda: tf.constant(-1),
    )
)
x = tf.constant(4.0)
print(
    tf.case(
        [(x < 1, lambda: tf.constant(1.0)), (x < 5, lambda: tf.constant(2.0))],
        default=lambda: tf.constant(3.0),
        exclusive=False,
    )
)
print(
    tf.map_fn(
        lambda t: t[0] * t[1],
        (tf.constant([1, 2, 3]), tf.constant([-1, 1, -1])),
        fn_output_signature=tf.int32,
    )
)
print(
    tf.scan(
        lambda a, x: a + x, tf.constant([1, 2, 3, 4]), initializer=tf.constant(10), reverse=True
    )
)
print(
    tf.foldl(lambda a, x: a * x, tf.constant([1, 2, 3, 4])),
    tf.foldr(lambda a, x: a - x, tf.constant([1, 2, 3, 4])),
)
print(tf.vectorized_map(lambda t: tf.reduce_sum(t) * t, tf.reshape(tf.range(6.0), [2, 3])))
