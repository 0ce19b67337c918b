"""Transforms and frames of signals against NumPy; tests/goldens has TensorFlow's own values."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words

LENGTHS = [1, 2, 3, 7, 16, 100, 257]


@pytest.mark.parametrize("length", LENGTHS)
@in_browser
def test_fft_of_any_length_agrees_with_numpy(length):
    import tfjs as tf

    rng = np.random.default_rng(length)
    values = rng.normal(size=(2, length)) + 1j * rng.normal(size=(2, length))
    x = tf.constant(values.astype(np.complex64))
    scale = np.abs(np.fft.fft(values)).max()
    np.testing.assert_allclose(tf.signal.fft(x), np.fft.fft(values), atol=1e-5 * scale)
    np.testing.assert_allclose(tf.signal.ifft(tf.signal.fft(x)), values, atol=1e-5)


@pytest.mark.parametrize("length", LENGTHS)
@in_browser
def test_irfft_undoes_rfft(length):
    import tfjs as tf

    values = np.random.default_rng(length).normal(size=(3, length)).astype(np.float32)
    back = tf.signal.irfft(tf.signal.rfft(values), [length])
    np.testing.assert_allclose(back, values, atol=1e-5)


@pytest.mark.parametrize("step", [2, 3, 5])
@in_browser
def test_inverse_stft_with_its_window_gives_the_signal_back(step):
    import tfjs as tf

    signal = np.sin(np.arange(61) * 0.3).astype(np.float32)
    window = tf.signal.inverse_stft_window_fn(step)
    back = tf.signal.inverse_stft(tf.signal.stft(signal, 10, step), 10, step, window_fn=window)
    inside = slice(10, int(back.shape[0]) - 10)
    np.testing.assert_allclose(back[inside], signal[inside], atol=1e-5)


@pytest.mark.parametrize("kind", [2, 3, 4])
@in_browser
def test_orthonormal_cosine_transforms_are_undone(kind):
    import tfjs as tf

    values = np.random.default_rng(kind).normal(size=(2, 9)).astype(np.float32)
    back = tf.signal.idct(tf.signal.dct(values, kind, norm="ortho"), kind, norm="ortho")
    np.testing.assert_allclose(back, values, atol=1e-5)


@in_browser
def test_a_spectrogram_replays_for_other_values():
    import tfjs as tf

    calls = []

    @tf.function
    def spectrogram(x):
        calls.append(1)
        return tf.abs(tf.signal.stft(x, 8, 4))

    for phase in (0.0, 1.0, 2.0):
        signal = tf.sin(tf.range(40.0) * 0.5 + phase)
        np.testing.assert_allclose(
            spectrogram(signal), tf.abs(tf.signal.stft(signal, 8, 4)), atol=1e-5
        )
    assert len(calls) == 1


@in_browser
def test_transforms_leave_no_tensors():
    import tfjs as tf

    signal = tf.sin(tf.range(40.0))
    no_new_tensors(lambda: tf.signal.inverse_stft(tf.signal.stft(signal, 8, 4), 8, 4), returns=1)


@in_browser
def test_real_numbers_are_refused_where_complex_ones_belong():
    import tfjs as tf

    with raises_words(tf.errors.InvalidArgumentError, "fft: expected complex numbers float32"):
        tf.signal.fft(tf.constant([1.0, 2.0]))
    with raises_words(ValueError, "frame: expected a length >= 0 and a step >= 1"):
        tf.signal.frame([1.0, 2.0], -1, 1)
    assert tf.signal.frame([1.0, 2.0], 0, 1).shape == (3, 0)  # as in TensorFlow
