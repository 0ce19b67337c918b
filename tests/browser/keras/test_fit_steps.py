"""The steps of a fit: own and overridden ones, gradients that add up, and those that go wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words


def dense(units: int = 1, inputs: int = 3, **compiled: Any) -> Any:
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((inputs,)), tf.keras.layers.Dense(units)])
    model.compile(**{"optimizer": "sgd", "loss": "mse", **compiled})
    return model


def numbers(*shape: int) -> Any:
    return np.random.default_rng(0).normal(size=shape).astype(np.float32)


@in_browser
def test_an_own_train_step_is_replayed():
    import tfjs as tf

    class Model(tf.keras.Model):
        def __init__(self):
            super().__init__()
            self.head = tf.keras.layers.Dense(1)
            self.tracker = tf.keras.metrics.Mean(name="loss")
            self.traces = 0

        def call(self, x):
            return self.head(x)

        @property
        def metrics(self):
            return [self.tracker]

        def train_step(self, data):
            self.traces += 1
            x, y = data
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(tf.square(self(x, training=True) - y))
            grads = tape.gradient(loss, self.trainable_variables)
            self.optimizer.apply_gradients(zip(grads, self.trainable_variables, strict=True))
            self.tracker.update_state(loss)
            return {"loss": self.tracker.result(), "twice": loss * 2}

    model = Model()
    model.compile(tf.keras.optimizers.SGD(0.1))
    history = model.fit(numbers(40, 3), numbers(40, 1), epochs=3, batch_size=10, verbose=0).history
    assert model.traces <= 2
    assert set(history) == {"loss", "twice"}
    assert history["loss"][2] < history["loss"][0]


@in_browser
def test_compute_loss_may_be_overridden_with_or_without_training():
    import tfjs as tf

    class Old(tf.keras.Sequential):
        def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None):
            return 3.0 + 0.0 * tf.reduce_sum(y_pred)

    class New(tf.keras.Sequential):
        def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
            return (2.0 if training else 1.0) + 0.0 * tf.reduce_sum(y_pred)

    for kind, train, test in ((Old, 3.0, 3.0), (New, 2.0, 1.0)):
        model = kind([tf.keras.Input((3,)), tf.keras.layers.Dense(1)])
        model.compile("sgd")
        assert model.fit(numbers(4, 3), numbers(4, 1), verbose=0).history["loss"] == [train]
        assert model.evaluate(numbers(4, 3), numbers(4, 1), verbose=0) == test


@in_browser
def test_losses_of_layers_and_weights_are_in_the_total():
    import tfjs as tf

    class Penalty(tf.keras.layers.Layer):
        def call(self, x):
            self.add_loss(7.0 + 0.0 * tf.reduce_sum(x))
            return x

    model = tf.keras.Sequential(
        [
            tf.keras.Input((2,)),
            Penalty(),
            tf.keras.layers.Dense(1, kernel_initializer="ones", kernel_regularizer="l2"),
        ]
    )
    model.compile("sgd", "mse")
    zeros = np.zeros((4, 2), np.float32), np.zeros((4, 1), np.float32)
    assert abs(model.evaluate(*zeros, verbose=0) - 7.02) < 1e-5
    assert abs(model.fit(*zeros, verbose=0).history["loss"][0] - 7.02) < 1e-5


@in_browser
def test_gradients_accumulate():
    import tfjs as tf

    x, y = numbers(8, 3), numbers(8, 1)
    whole = dense(optimizer=tf.keras.optimizers.SGD(0.1))
    start = whole.get_weights()
    whole.fit(x, y, batch_size=8, shuffle=False, verbose=0)
    parts = dense(optimizer=tf.keras.optimizers.SGD(0.1, gradient_accumulation_steps=4))
    parts.set_weights(start)
    parts.fit(x, y, batch_size=2, shuffle=False, verbose=0)
    for one, other in zip(whole.get_weights(), parts.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-6)


@in_browser
def test_eager_steps_and_several_per_execution_give_the_same():
    x, y = numbers(20, 3), numbers(20, 1)
    model = dense()
    start = model.get_weights()
    found = []
    for options in ({}, {"run_eagerly": True}, {"steps_per_execution": 3}):
        model.set_weights(start)
        model.compile("sgd", "mse", **options)
        model.fit(x, y, batch_size=4, shuffle=False, verbose=0)
        found.append(model.get_weights()[0])
    np.testing.assert_allclose(found[1], found[0], rtol=1e-5)
    np.testing.assert_allclose(found[2], found[0], rtol=1e-5)


@in_browser
def test_an_interrupted_fit_leaves_the_model_usable():
    import tfjs as tf

    x, y = numbers(40, 3), numbers(40, 1)
    model = dense(optimizer="adam", metrics=["mae"])

    class Stop(tf.keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            if batch == 3:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        model.fit(x, y, batch_size=4, verbose=0, callbacks=[Stop()])
    assert int(model.optimizer.iterations.numpy()) == 4
    history = model.fit(x, y, batch_size=4, epochs=3, verbose=0).history["loss"]
    assert np.isfinite(history).all()
    assert int(model.optimizer.iterations.numpy()) == 34


@in_browser
def test_a_first_step_that_fails_assigns_nothing():
    import tfjs as tf

    class Failing(tf.keras.optimizers.SGD):
        fails = True

        def update_step(self, gradient, variable, learning_rate):
            super().update_step(gradient, variable, learning_rate)
            if self.fails and variable.name.startswith("bias"):
                raise KeyboardInterrupt

    model = dense(optimizer=Failing(0.1))
    before = model.get_weights()
    with pytest.raises(KeyboardInterrupt):
        model.fit(numbers(8, 3), numbers(8, 1), verbose=0)
    for one, other in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(one, other)
    Failing.fails = False
    model.fit(numbers(8, 3), numbers(8, 1), verbose=0)
    assert int(model.optimizer.iterations.numpy()) == 1
    with raises_words(ValueError, "Expected targets for the loss y=None"):
        model.fit(numbers(8, 3), verbose=0)
