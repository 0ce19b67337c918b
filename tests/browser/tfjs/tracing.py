"""Whether a `tf.function` is traced as often as it should be, and gives what plain Python gives."""

from __future__ import annotations

import warnings

import numpy as np


def traced_once(function, *calls):
    """Results of a `tf.function` of `function` for each call, traced once and without a word."""
    import tfjs as tf

    f = tf.function(function)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        results = [f(*[tf.constant(a) for a in call]) for call in calls]
    assert f.experimental_get_tracing_count() == 1
    return results


def numbers(result):
    import tfjs as tf

    return [np.asarray(leaf).tolist() for leaf in tf.nest.flatten(result)]


def agree(function, *calls, traces=1):
    """Check a `tf.function` against its function in Python, and how often it is traced."""
    import tfjs as tf

    f = tf.function(function)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(2):
            for call in calls:
                args = [tf.constant(a) for a in call]
                assert numbers(f(*args)) == numbers(function(*args)), call
    assert f.experimental_get_tracing_count() == traces
