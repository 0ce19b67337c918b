"""Allocations that no machine has: an exception that names the size, and everything goes on."""

from __future__ import annotations

import pytest

from tests.browser.harness import in_browser, use_or_skip

HUGE = 200_000


@pytest.mark.leak_exempt("TF.js's kernels keep a reference to their inputs when they fail midway")
@pytest.mark.parametrize("backend", ["wasm", "cpu", "webgl"])
@in_browser
def test_a_huge_tensor_is_refused_and_the_backend_goes_on(backend):
    import tfjs as tf

    use_or_skip(backend)
    row = tf.ones([1, HUGE])
    asked = {
        "fill": lambda: tf.fill([HUGE, HUGE], 1.0),
        "add": lambda: row + tf.ones([HUGE, 1]),
        "matmul": lambda: tf.matmul(tf.ones([HUGE, 1]), row),
        "tile": lambda: tf.tile(row, [HUGE, 1]),
    }
    for name, ask in asked.items():
        with pytest.raises(tf.errors.ResourceExhaustedError, match=str(HUGE)) as caught:
            ask()
        assert isinstance(caught.value, MemoryError), name
        assert float(tf.reduce_sum(tf.ones([10, 10]))) == 100.0


@pytest.mark.deadline(180)
@pytest.mark.parametrize("replayed", [False, True], ids=["eager", "replayed"])
@in_browser
def test_ten_thousand_steps_leave_nothing_behind(replayed):
    import tfjs as tf

    w = tf.Variable([[0.5, -0.5], [1.0, 0.0]])
    x, y = tf.constant([[1.0, 2.0]]), tf.constant([[0.0, 1.0]])

    def step():
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(tf.square(tf.matmul(x, w) - y))
        w.assign_sub(0.01 * tape.gradient(loss, w))
        return loss

    run = tf.function(step) if replayed else step
    run()
    before = tf.backend.memory()
    for _ in range(10_000):
        run()
    after = tf.backend.memory()
    assert (after.num_tensors, after.num_bytes) == (before.num_tensors, before.num_bytes)
    assert float(run()) < 1e-6
