"""Learning-rate schedules: Keras's own numbers, eagerly and in replayed steps."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import in_browser

CASES = range(len(json.loads((FOLDER / "optimizers" / "schedules.json").read_text())["cases"]))


@pytest.mark.parametrize("number", CASES)
@in_browser
def test_a_schedule_agrees_with_keras(number):
    import tfjs as tf

    golden = load("optimizers/schedules")
    case = golden["cases"][number]
    schedule = getattr(tf.keras.optimizers.schedules, case["schedule"])(**case["arguments"])
    replayed = tf.function(lambda step: schedule(step))
    for step, wanted in zip(golden["steps"], case["rates"], strict=True):
        rate = replayed(tf.constant(step, tf.int64))
        assert rate.dtype is tf.float32
        np.testing.assert_allclose(float(rate), wanted, rtol=1e-5, atol=1e-7, err_msg=f"{step}")
        np.testing.assert_allclose(float(schedule(step)), wanted, rtol=1e-5, atol=1e-7)
    assert schedule.get_config() == case["config"]
    config = tf.keras.optimizers.schedules.serialize(schedule)
    again = tf.keras.optimizers.schedules.deserialize(config)
    assert again.get_config() == schedule.get_config()


@in_browser
def test_a_schedule_of_ones_own():
    import tfjs as tf

    class Halving(tf.keras.optimizers.schedules.LearningRateSchedule):
        def __call__(self, step):
            return 2.0 ** -tf.cast(step, tf.float32)

    w = tf.Variable(0.0)
    optimizer = tf.keras.optimizers.SGD(Halving())

    @tf.function
    def step():
        optimizer.apply([tf.constant(-1.0)], [w])

    for _ in range(4):
        step()
    assert float(w) == 1.875
    assert float(optimizer.learning_rate) == 0.0625
    assert [v.name for v in optimizer.variables] == ["iteration"]
    with pytest.raises(TypeError, match="not settable"):
        optimizer.learning_rate = 0.5
    with pytest.raises(NotImplementedError, match="get_config"):
        optimizer.get_config()
    with pytest.raises(NotImplementedError, match="__call__"):
        tf.keras.optimizers.schedules.LearningRateSchedule()(0)


@in_browser
def test_arguments_that_make_no_schedule():
    import tfjs as tf

    schedules = tf.keras.optimizers.schedules
    with pytest.raises(ValueError, match="length of boundaries"):
        schedules.PiecewiseConstantDecay([1, 2], [0.5, 0.25])
    for kind in (schedules.ExponentialDecay, schedules.InverseTimeDecay):
        with pytest.raises(ValueError, match="decay_steps"):
            kind(0.5, 0, 0.5)
    for kind in (schedules.PolynomialDecay, schedules.CosineDecay, schedules.CosineDecayRestarts):
        with pytest.raises(ValueError, match="decay_steps"):
            kind(0.5, 0)
