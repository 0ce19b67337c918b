"""Runs in the worker: training through the library beside training in plain TF.js."""

import time
from statistics import median

import numpy as np
import plain_training_js as plain

import tfjs as tf

BATCH, INPUTS, HIDDEN, CLASSES = 256, 32, 64, 10


def timed_steps(work, count):
    started = time.perf_counter()
    for _ in range(count):
        work()
    return (time.perf_counter() - started) * 1000 / count


def one_hot(rows):
    return tf.one_hot(np.arange(rows) % CLASSES, CLASSES)


def weights(*shape):
    return tf.Variable(tf.random.normal(shape, stddev=0.1, seed=7))


def expression():
    a, b = tf.random.normal([10, 10]), tf.random.normal([10, 10])

    def work():
        tf.reduce_sum(tf.tanh(a @ b + a) * (tf.exp(-tf.square(b)) - a / b))

    plain.expression(200)
    timed_steps(work, 200)
    pairs = [(plain.expression(200), timed_steps(work, 200)) for _ in range(25)]
    return _ratio(pairs)


def mlp_step():
    x, y = tf.random.normal([BATCH, INPUTS]), one_hot(BATCH)
    w1, b1 = weights(INPUTS, HIDDEN), tf.Variable(tf.zeros([HIDDEN]))
    w2, b2 = weights(HIDDEN, CLASSES), tf.Variable(tf.zeros([CLASSES]))
    variables = [w1, b1, w2, b2]
    optimizer = tf.keras.optimizers.Adam(0.001)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            logits = tf.nn.relu(x @ w1 + b1) @ w2 + b2
            loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits))
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        return loss

    return lambda: step(x, y)


def mlp():
    work = mlp_step()
    plain.mlp(50)
    timed_steps(work, 50)
    return _ratio([(plain.mlp(50), timed_steps(work, 50)) for _ in range(25)])


async def mlp_fit():
    work = mlp_step()
    await plain.fit(50)
    timed_steps(work, 50)
    return _ratio([(await plain.fit(50), timed_steps(work, 50)) for _ in range(15)])


def cnn_step(batch=8, size=28):
    x, y = tf.random.normal([batch, size, size, 1]), one_hot(batch)
    k1, k2, w = weights(3, 3, 1, 16), weights(3, 3, 16, 32), weights(7 * 7 * 32, CLASSES)
    variables = [k1, k2, w]
    optimizer = tf.keras.optimizers.Adam(0.001)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            one = tf.nn.max_pool2d(tf.nn.relu(tf.nn.conv2d(x, k1, 1, "SAME")), 2, 2, "SAME")
            two = tf.nn.max_pool2d(tf.nn.relu(tf.nn.conv2d(one, k2, 1, "SAME")), 2, 2, "SAME")
            logits = tf.reshape(two, [batch, -1]) @ w
            loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(y, logits))
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        return loss

    return lambda: float(step(x, y))


async def cnn():
    """On WASM, against the better of what TF.js has without a GPU: its cpu backend and WebGL."""
    work = cnn_step()
    timed_steps(work, 3)
    rows = []
    for _ in range(5):
        theirs = min([await plain.cnn("cpu", 1), await plain.cnn("webgl", 3)])
        rows.append((theirs, timed_steps(work, 10)))
    return _ratio(rows)


def _ratio(pairs):
    theirs, mine = (median(column) for column in zip(*pairs, strict=True))
    return {"plain_ms": theirs, "ours_ms": mine, "ratio": mine / theirs}
