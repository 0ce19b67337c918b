"""Gradients through results without elements: zeros, as in TensorFlow, not None."""

from __future__ import annotations

import numpy as np

from tests.browser.harness import in_browser


@in_browser
def test_they_are_zeros():
    import tfjs as tf

    for backend in ("wasm", "cpu"):
        tf.backend.use(backend)
        x = tf.constant(np.arange(6, dtype=np.float32).reshape(2, 3))
        for f in (
            lambda x: x[1:1],
            lambda x: x[:, 3:],
            lambda x: tf.slice(x, [0, 1], [0, 2]),
            lambda x: tf.gather(x, np.zeros(0, np.int32)),
            lambda x: tf.gather(x, np.zeros((0, 2), np.int32), axis=1),
            lambda x: tf.boolean_mask(x, x > 99.0),
            lambda x: tf.tile(x, [0, 2]),
            lambda x: tf.dynamic_partition(x, [1, 1], 2)[0] * 2.0,
            lambda x: tf.split(x, [0, 3], axis=1)[0],
            lambda x: tf.concat([x[:0], x[2:]], 0),
        ):

            def slope(x, f=f):
                with tf.GradientTape() as tape:
                    tape.watch(x)
                    y = f(x)
                assert 0 in y.shape
                return tape.gradient(y, x)

            for found in (slope(x), *(tf.function(slope)(x) for _ in range(2))):
                assert found.shape == [2, 3] and not np.any(tf.convert_to_tensor(found))


@in_browser
def test_a_masked_loss_of_nothing_trains_nothing():
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    optimizer = tf.keras.optimizers.SGD()
    loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="none")
    before = model.get_weights()

    @tf.function
    def step(x, y, mask):
        with tf.GradientTape() as tape:
            x, y = tf.boolean_mask(x, mask), tf.boolean_mask(y, mask)
            total = tf.math.divide_no_nan(
                tf.reduce_sum(loss(y, model(x))), tf.cast(tf.size(y), tf.float32)
            )
        gradients = tape.gradient(total, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables, strict=True))
        return total

    x, y = tf.ones([4, 3]), tf.constant([0, 1, 1, 0])
    assert step(x, y, tf.zeros([4], tf.bool)).numpy() == 0
    for now, then in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(now, then)
    assert step(x, y, tf.constant([True, True, False, False])).numpy() > 0
    assert not np.array_equal(model.get_weights()[1], before[1])
