"""Dtypes: names, comparison, and what happens to values that do not fit."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words


@in_browser
def test_a_dtype_equals_its_name_and_its_numpy_type():
    import tfjs as tf

    assert tf.float32 == "float32"
    assert tf.int64 == np.int64
    assert tf.as_dtype(bool) is tf.bool
    assert tf.uint8.max == 255
    assert repr(tf.float32) == "tf.float32"
    with pytest.raises(TypeError, match="DType"):
        tf.as_dtype("float31")


@pytest.mark.parametrize("value", [2**31, -(2**31) - 1])
@in_browser
def test_int64_values_that_32_bits_cannot_hold_are_refused(value):
    import tfjs as tf

    with raises_words(tf.errors.InvalidArgumentError, "int64 can hold"):
        tf.constant(np.asarray([value], np.int64))


@in_browser
def test_narrow_integers_wrap_around_in_arithmetic():
    import tfjs as tf

    high = tf.constant([250], tf.uint8)
    assert (high + tf.constant([10], tf.uint8)).numpy().tolist() == [4]
    assert (-tf.constant([-128], tf.int8)).numpy().tolist() == [-128]
    assert tf.reduce_sum(tf.constant([200, 100], tf.uint8)).numpy() == 44


@in_browser
def test_float64_keeps_its_name():
    import tfjs as tf

    x = tf.constant(1.5, tf.float64) * 2
    assert x.dtype == tf.float64
    assert x.numpy().dtype == np.float64
