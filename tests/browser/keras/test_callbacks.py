"""Callbacks: what they are told, and what they do."""

from __future__ import annotations

import contextlib
import io
import time
import warnings
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words


def numbers(*shape: int) -> Any:
    return np.random.default_rng(2).normal(size=shape).astype(np.float32)


X, Y = numbers(12, 3), numbers(12, 1)


def dense(rate: float = 0.01, **compiled: Any) -> Any:
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(1)])
    model.compile(tf.keras.optimizers.SGD(rate), "mse", **compiled)
    return model


def fit(model: Any, *callbacks: Any, **options: Any) -> Any:
    options = {"batch_size": 4, "epochs": 2, "verbose": 0, **options}
    return model.fit(X, Y, callbacks=list(callbacks), **options)


@in_browser
def test_a_callback_is_told_everything_in_order():
    import tfjs as tf

    told = []

    class All(tf.keras.callbacks.Callback):
        def __getattribute__(self, name):
            if name.startswith("on_"):
                return lambda *args, **kwargs: told.append(name)
            return super().__getattribute__(name)

    fit(dense(), All(), epochs=1, batch_size=12, validation_data=(X, Y))
    assert told == [
        *("on_train_begin", "on_epoch_begin", "on_train_batch_begin", "on_train_batch_end"),
        *("on_test_begin", "on_test_batch_begin", "on_test_batch_end", "on_test_end"),
        *("on_epoch_end", "on_train_end"),
    ]
    told.clear()
    dense().predict(X, verbose=0, callbacks=[All()])
    assert told == [
        *("on_predict_begin", "on_predict_batch_begin", "on_predict_batch_end", "on_predict_end")
    ]


@in_browser
def test_logs_hold_the_values_of_their_own_step():
    import tfjs as tf

    kept, seen = [], []

    class Keep(tf.keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            kept.append(logs)
            if batch == 0:
                seen.append(dict(logs))
                seen.append({**logs})
                assert "loss" in logs and len(logs) == 2 and isinstance(logs["loss"], float)

    fit(dense(metrics=["mae"]), Keep(), epochs=1)
    assert seen[0] == seen[1] == kept[0]
    assert list(seen[0]) == ["loss", "mae"]
    assert len({logs["loss"] for logs in kept}) == 3


@in_browser
def test_params_and_model_are_known():
    import tfjs as tf

    class Look(tf.keras.callbacks.Callback):
        def on_train_begin(self, logs=None):
            assert self.params == {"verbose": 0, "epochs": 2, "steps": 3}
            assert self.model is model

    model = dense()
    fit(model, Look())


@in_browser
def test_training_stops_in_an_epoch_or_after_it():
    import tfjs as tf

    class Stop(tf.keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            self.model.stop_training = batch == 1

    assert fit(dense(), Stop(), epochs=5).epoch == [0]


@in_browser
def test_early_stopping_restores_the_best_weights():
    import tfjs as tf

    model = dense(rate=10.0)  # grows worse at once
    stop = tf.keras.callbacks.EarlyStopping("loss", patience=2, restore_best_weights=True)
    before = [weight.copy() for weight in model.get_weights()]
    history = fit(model, stop, epochs=10)
    assert history.epoch == [0, 1, 2]
    assert stop.stopped_epoch == 2
    assert stop.best_epoch == 0
    assert not np.allclose(model.get_weights()[0], before[0])
    assert np.isfinite(model.get_weights()[0]).all()
    with pytest.warns(UserWarning, match="which is not available"):
        fit(model, tf.keras.callbacks.EarlyStopping("val_loss"), epochs=1)
    with raises_words(ValueError, "maximized or minimized"):
        fit(model, tf.keras.callbacks.EarlyStopping("other"), epochs=1)


@in_browser
def test_the_direction_of_a_metric_is_known():
    import tfjs as tf

    stop = tf.keras.callbacks.EarlyStopping("mae", patience=3)
    fit(dense(metrics=["mae"]), stop, epochs=1)
    assert stop._is_improvement(1.0, 2.0)
    best = tf.keras.callbacks.EarlyStopping("x", mode="max", min_delta=0.5)
    assert not best._is_improvement(1.2, 1.0)
    assert best._is_improvement(1.6, 1.0)


@in_browser
def test_the_learning_rate_follows_a_schedule_or_a_plateau():
    import tfjs as tf

    scheduler = tf.keras.callbacks.LearningRateScheduler(lambda epoch, rate: rate / 2)
    history = fit(dense(0.4), scheduler, epochs=3).history
    np.testing.assert_allclose(history["learning_rate"], [0.2, 0.1, 0.05], rtol=1e-6)
    fixed = tf.keras.callbacks.LearningRateScheduler(lambda epoch: 0.5 - epoch / 10)
    np.testing.assert_allclose(
        fit(dense(), fixed, epochs=2).history["learning_rate"], [0.5, 0.4], rtol=1e-6
    )
    with raises_words(ValueError, "should be a float"):
        fit(dense(), tf.keras.callbacks.LearningRateScheduler(lambda epoch: "a"))
    plateau = tf.keras.callbacks.ReduceLROnPlateau("loss", 0.5, patience=1, min_delta=1e9)
    history = fit(dense(0.4), plateau, epochs=4).history
    np.testing.assert_allclose(history["learning_rate"], [0.4, 0.4, 0.2, 0.1], rtol=1e-6)
    with raises_words(ValueError, "does not support a factor >= 1.0"):
        tf.keras.callbacks.ReduceLROnPlateau(factor=1.0)


@in_browser
def test_nan_ends_training():
    import tfjs as tf

    out = io.StringIO()
    model = dense()
    model.set_weights([np.full((3, 1), np.nan, np.float32), np.zeros(1, np.float32)])
    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        history = fit(model, tf.keras.callbacks.TerminateOnNaN(), epochs=3)
    assert history.epoch == [0]
    assert out.getvalue() == "Batch 0: Invalid loss, terminating training\n"
    with raises_words(RuntimeError, "NaN or Inf loss encountered at batch 0"):
        fit(model, tf.keras.callbacks.TerminateOnNaN(raise_error=True))


@in_browser
def test_most_callbacks_let_steps_go_in_one():
    import tfjs as tf

    kinds = tf.keras.callbacks
    quiet = [kinds.ModelCheckpoint("a.keras"), kinds.TerminateOnNaN(), kinds.EarlyStopping()]
    assert not kinds.CallbackList(quiet, add_progbar=True).hears_steps("train")
    assert kinds.CallbackList([kinds.ModelCheckpoint("a.keras", save_freq=3)]).hears_steps("train")
    assert kinds.CallbackList([kinds.LambdaCallback(on_train_batch_end=print)]).hears_steps("train")


@in_browser
def test_values_are_logged_to_a_file():
    import tfjs as tf

    path = Path("/tmp/log.csv")
    model = dense(metrics=["mae"])
    fit(model, tf.keras.callbacks.CSVLogger(path))
    fit(model, tf.keras.callbacks.CSVLogger(str(path), append=True), epochs=1)
    lines = path.read_text().splitlines()
    assert lines[0] == "epoch,loss,mae,val_loss,val_mae"
    assert [line.split(",")[0] for line in lines[1:]] == ["0", "1", "0"]
    assert lines[1].endswith(",NA,NA")
    path.unlink()


@in_browser
def test_functions_are_callbacks():
    import tfjs as tf

    told = []
    fit(
        dense(),
        tf.keras.callbacks.LambdaCallback(
            on_epoch_end=lambda epoch, logs: told.append(logs["loss"]),
            on_train_batch_end=lambda batch, logs: told.append(batch),
        ),
        epochs=1,
    )
    assert told[:3] == [0, 1, 2]
    assert isinstance(told[3], float)


@in_browser
def test_checkpoints_are_saved_when_the_model_is_better():
    import tfjs as tf

    saved = []

    class Model(tf.keras.Sequential):
        def save(self, path, overwrite=True):
            saved.append(path)

        def save_weights(self, path, overwrite=True):
            saved.append(path)

    model = Model([tf.keras.Input((3,)), tf.keras.layers.Dense(1)])
    model.compile(tf.keras.optimizers.SGD(10.0), "mse")
    checkpoint = tf.keras.callbacks.ModelCheckpoint
    fit(model, checkpoint("/tmp/c/{epoch:02d}-{batch}.keras", save_freq=2), epochs=2)
    assert saved == ["/tmp/c/01-2.keras", "/tmp/c/02-1.keras", "/tmp/c/02-3.keras"]
    saved.clear()
    fit(model, checkpoint("/tmp/c/best.keras", monitor="loss", save_best_only=True), epochs=3)
    assert len(saved) == 1
    fit(model, checkpoint("/tmp/c/a.weights.h5", save_weights_only=True), epochs=1)
    assert saved[1:] == ["/tmp/c/a.weights.h5"]
    with raises_words(ValueError, "must end in `.keras`"):
        checkpoint("a.npz")
    with raises_words(ValueError, "must end in `.weights.h5`"):
        checkpoint("a.keras", save_weights_only=True)
    with raises_words(KeyError, "Failed to format this callback filepath"):
        fit(model, checkpoint("{nonsense}.keras"))


@in_browser
def test_training_goes_on_where_it_was():
    import tfjs as tf

    folder = "/tmp/backup"
    backup = tf.keras.callbacks.BackupAndRestore

    class Crash(tf.keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            if epoch == 2:
                raise RuntimeError("the tab is closed")

    def made():
        model = tf.keras.Sequential(
            [tf.keras.Input((3,)), tf.keras.layers.Dense(1, kernel_initializer="ones")]
        )
        model.compile(tf.keras.optimizers.Adam(0.1), "mse")
        return model

    whole = made()
    fit(whole, epochs=4, shuffle=False)
    broken = made()
    with pytest.raises(RuntimeError, match="closed"):
        fit(broken, backup(folder), Crash(), epochs=4, shuffle=False)
    Path(folder, "latest.npz").unlink()  # what a reload leaves is the browser's storage
    anew = made()
    history = fit(anew, backup(folder), epochs=4, shuffle=False)
    assert history.epoch == [2, 3]
    for one, other in zip(anew.get_weights(), whole.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5)
    assert not Path(folder).exists()
    assert fit(made(), backup(folder), epochs=2).epoch == [0, 1]
    with raises_words(ValueError, "Empty `backup_dir`"):
        backup("")


@in_browser
def test_averages_are_in_the_model_while_it_is_evaluated():
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(1)])
    model.compile(tf.keras.optimizers.SGD(0.1, use_ema=True, ema_momentum=0.5), "mse")
    kernels = []

    class Look(tf.keras.callbacks.Callback):
        def on_test_begin(self, logs=None):
            kernels.append(self.model.get_weights()[0])

        def on_epoch_end(self, epoch, logs=None):
            kernels.append(self.model.get_weights()[0])

    swap = tf.keras.callbacks.SwapEMAWeights()
    fit(model, swap, Look(), epochs=1, validation_data=(X, Y))
    assert not np.allclose(*kernels)
    averaging = tf.keras.optimizers.SGD(0.1, use_ema=True, ema_momentum=0.5)
    model.compile(tf.keras.optimizers.LossScaleOptimizer(averaging), "mse")
    del kernels[:]
    fit(model, swap, Look(), epochs=1, validation_data=(X, Y))
    assert not np.allclose(*kernels)
    model.compile(averaging := tf.keras.optimizers.SGD(0.1, use_ema=True), "mse")
    fit(model, epochs=1)
    kept = model.get_weights()[0]
    averaging.variables[-2].assign(kept * 0)  # a kernel's average
    for _ in range(2):  # as in Keras, a prediction leaves the averages in the model
        model.predict(X, verbose=0, callbacks=[swap])
        assert not model.get_weights()[0].any()
    model.evaluate(X, Y, verbose=0, callbacks=[swap])
    assert np.allclose(model.get_weights()[0], kept)
    with raises_words(ValueError, "use_ema=True"):
        fit(dense(), tf.keras.callbacks.SwapEMAWeights(), validation_data=(X, Y))


@in_browser
def test_nothing_is_sent_to_servers():
    import tfjs as tf

    with raises_words(NotImplementedError, "RemoteMonitor CSVLogger"):
        tf.keras.callbacks.RemoteMonitor()


@in_browser
def test_results_are_read_at_most_ten_times_a_second():
    import tfjs as tf

    x = np.ones((900, 3), "float32")
    model = dense(metrics=["mae"])
    model.fit(x[:4], x[:4, :1], verbose=0)
    moments, numpy = [], tf.Tensor.numpy

    def noted(tensor):
        moments.append(time.perf_counter())
        return numpy(tensor)

    start = time.perf_counter()
    with (
        mock.patch.object(tf.Tensor, "numpy", noted),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        model.fit(x, x[:, :1], batch_size=1, epochs=2, verbose=1)
    seconds = time.perf_counter() - start
    assert 2 <= len(moments) <= 10 * seconds + 6, (len(moments), seconds)


@in_browser
def test_the_progress_bar_looks_as_keras_s():
    out = io.StringIO()
    model = dense(metrics=["mae"])
    with contextlib.redirect_stdout(out):
        fit(model, verbose="auto")
    text = out.getvalue()
    assert text.startswith("Epoch 1/2\n\r")
    assert text.count("\n") == 4
    last = text.splitlines()[-1].rpartition("\r")[2]
    plain = "".join(
        part.partition("m")[2] if i else part for i, part in enumerate(last.split("\x1b["))
    )
    assert plain.startswith("3/3 ━━━━━━━━━━━━━━━━━━━━ 0s ")
    assert "/step - loss: " in plain
    assert " - mae: " in plain
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        fit(model, verbose=2, validation_data=(X, Y))
    lines = out.getvalue().splitlines()
    assert lines[0] == "Epoch 1/2"
    assert lines[1].startswith("3/3 - 0s - ")
    assert "val_mae: " in lines[1]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        fit(model, verbose=0)
        model.evaluate(X, Y)
        model.predict(X)
    assert out.getvalue().count("\n") == 2


@in_browser
def test_a_line_under_way_ends_before_an_error():
    import tfjs as tf

    class Crash(tf.keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            if batch == 2:
                raise RuntimeError("enough")

    out = io.StringIO()
    with contextlib.redirect_stdout(out), pytest.raises(RuntimeError):
        fit(dense(), Crash(), verbose=1, epochs=1)
    assert out.getvalue().endswith("\n")


@in_browser
def test_lines_go_to_the_log_where_that_is_asked_for():
    import tfjs as tf

    out = io.StringIO()
    tf.keras.utils.disable_interactive_logging()
    try:
        with contextlib.redirect_stdout(out):
            fit(dense(), verbose=1)
    finally:
        tf.keras.utils.enable_interactive_logging()
    assert out.getvalue() == ""
