"""Stop in the middle of a fit, as a visitor does it."""

from __future__ import annotations

PREPARE = """
import gc, sys, numpy as np, tfjs as tf
x, y = np.ones((256, 4), np.float32), np.ones((256, 1), np.float32)
layers = [tf.keras.layers.Dense(8), tf.keras.layers.Dense(1)]
model = tf.keras.Sequential([tf.keras.Input((4,)), *layers])
model.compile("adam", "mse", metrics=["mae"])
for size in (1, 32):  # a program for each
    model.fit(x, y, batch_size=size, verbose=0)
    model.predict(x, batch_size=size, verbose=0)
    model.evaluate(x, y, batch_size=size, verbose=0)
gc.collect()
tensors = tf.backend.memory().num_tensors
"""
STATE = """
sys.last_exc = sys.last_value = sys.last_traceback = None
gc.collect()
steps = int(model.optimizer.iterations.numpy())
model.fit(x, y, verbose=0)
grown = max(0, tf.backend.memory().num_tensors - tensors)
more = int(model.optimizer.iterations.numpy()) - steps
f"{grown} tensors, {more} steps, {np.isfinite(model.evaluate(x, y, verbose=0)[0])}"
"""


def test_a_fit_that_is_stopped_leaves_everything_usable(console):
    console.run(PREPARE)
    for code in (
        "model.fit(x, y, epochs=10**6, verbose=0)",
        "model.fit(x, y, epochs=10**6, batch_size=1)",
        "while True: model.predict(x, batch_size=1, verbose=0)",
        "while True: model.evaluate(x, y, verbose=0)",
    ):
        answer = console.run(code, interrupt=400)
        assert answer["error"]["type"] == "KeyboardInterrupt"
        assert console.value(STATE)["value"] == "0 tensors, 8 steps, True", code
    console.run("del model, layers, x, y")


def test_the_line_of_a_progress_bar_is_written_again(console):
    console.run(PREPARE)
    printed = console.run("model.fit(x, y, epochs=1)")["stdout"]
    assert printed.startswith("\r\x1b[1m")
    assert printed.count("\n") == 1
    assert "8/8\x1b[0m" in printed
    console.run("del model, layers, x, y")
