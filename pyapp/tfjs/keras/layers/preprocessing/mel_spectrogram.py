"""MelSpectrogram: how loud sound is in each band of pitch, over time."""

from typing import Any

import numpy as np

from tfjs.keras.layers.preprocessing._adapting import DataLayer
from tfjs.ops._arguments import as_tensor
from tfjs.ops.arithmetic import pow
from tfjs.ops.casting import cast
from tfjs.ops.cosine import linear_to_mel_weight_matrix
from tfjs.ops.frames import stft
from tfjs.ops.linalg import matmul
from tfjs.ops.math import abs, log, maximum
from tfjs.ops.reductions import reduce_max
from tfjs.ops.shaping import pad, transpose
from tfjs.ops.windows import hamming_window, hann_window
from tfjs.tensor import Tensor


class MelSpectrogram(DataLayer):
    """Sound as a picture: bands on the mel scale down, time across.

    Args:
        fft_length: Samples of a Fourier transform.
        sequence_stride: Samples from one transform to the next.
        sequence_length: Samples below the window; `fft_length` if None.
        window: `"hann"`, `"hamming"`, `sequence_length` numbers, or None for none.
        sampling_rate: Samples in a second.
        num_mel_bins: How many bands.
        min_freq: Where the lowest begins, in hertz.
        max_freq: Where the highest ends; half the sampling rate if None.
        power_to_db: Whether decibels come out.
        top_db: How far below the loudest of them values are cut.
        mag_exp: Power of the magnitudes: 1, or 2 for energy.
        min_power: What powers are at least.
        ref_power: What counts as 0 dB.

    Call arguments:
        inputs: Samples, shape `(samples,)` or `(batch, samples)`, floating.

    Returns:
        Shape `(num_mel_bins, time)`, or with the batch before.

    Raises:
        ValueError: A window longer than `fft_length`, or an unknown one.
    """

    def __init__(
        self,
        fft_length: int = 2048,
        sequence_stride: int = 512,
        sequence_length: int | None = None,
        window: Any = "hann",
        sampling_rate: int = 16000,
        num_mel_bins: int = 128,
        min_freq: float = 20.0,
        max_freq: float | None = None,
        power_to_db: bool = True,
        top_db: float = 80.0,
        mag_exp: float = 2.0,
        min_power: float = 1e-10,
        ref_power: float = 1.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.fft_length = fft_length
        self.sequence_stride = sequence_stride
        self.sequence_length = sequence_length or fft_length
        if self.fft_length < self.sequence_length:
            raise ValueError(
                "`fft_length` must be greater than or equal to `sequence_length`. Received: "
                f"`sequence_length`={self.sequence_length}, `fft_length`={fft_length}."
            )
        self.window = window
        self.sampling_rate = sampling_rate
        self.num_mel_bins = num_mel_bins
        self.min_freq = min_freq
        self.max_freq = max_freq or int(sampling_rate / 2)
        self.power_to_db = power_to_db
        self.top_db = top_db
        self.mag_exp = mag_exp
        self.min_power = min_power
        self.ref_power = ref_power

    def call(self, inputs: Any) -> Tensor:
        """Transform sound."""
        x = cast(as_tensor(inputs), "float32")
        half = self.fft_length // 2
        x = pad(x, [*[(0, 0)] * (x.ndim - 1), (half, half)], mode="REFLECT")
        waves = stft(
            x, self.fft_length, self.sequence_stride, self.fft_length, self._window_function()
        )
        matrix = linear_to_mel_weight_matrix(
            self.num_mel_bins,
            half + 1,
            self.sampling_rate,
            float(self.min_freq),
            float(self.max_freq),
        )
        bands = matmul(pow(abs(waves), self.mag_exp), matrix)
        if self.power_to_db:
            bands = self._decibels(bands)
        axes = [*range(bands.ndim - 2), bands.ndim - 1, bands.ndim - 2]
        return cast(transpose(bands, axes), self.compute_dtype)

    def _window_function(self) -> Any:
        """What `tf.signal.stft` takes as a window: a function of its length and dtype."""
        if self.window is None:
            return None
        length = self.sequence_length
        if isinstance(self.window, str):
            known = {"hann": hann_window, "hamming": hamming_window}
            if self.window not in known:
                raise ValueError(
                    'If a string is passed to `window`, it must be one of `"hann"`, `"hamming"`. '
                    f"Received: window={self.window}"
                )
            values = known[self.window](length)
        else:
            values = as_tensor(np.asarray(self.window, np.float32))
        if tuple(values.shape) != (length,):
            raise ValueError(
                "The shape of `window` must be equal to [sequence_length]. Received: window "
                f"shape={tuple(values.shape)}"
            )
        before = (self.fft_length - length) // 2
        framed = pad(values, [(before, self.fft_length - length - before)])
        return lambda frame_length, dtype: framed

    def _decibels(self, powers: Tensor) -> Any:
        reference = max(np.abs(np.float32(self.ref_power)), np.float32(self.min_power))
        scale = float(10 / np.log(10))
        found: Any = log(maximum(powers, self.min_power)) * scale - float(10 * np.log10(reference))
        return maximum(found, reduce_max(found) - self.top_db)

    def linear_to_mel_weight_matrix(
        self,
        num_mel_bins: int = 20,
        num_spectrogram_bins: int = 129,
        sampling_rate: int = 8000,
        lower_edge_hertz: float = 125.0,
        upper_edge_hertz: float = 3800.0,
        dtype: Any = "float32",
    ) -> Tensor:
        """Shares of frequencies in the bands, shape `(num_spectrogram_bins, num_mel_bins)`."""
        found = linear_to_mel_weight_matrix(
            num_mel_bins, num_spectrogram_bins, sampling_rate, lower_edge_hertz, upper_edge_hertz
        )
        return cast(found, dtype)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """Bands and time in place of the samples."""
        samples = input_shape[-1]
        stride = self.sequence_stride
        time = None if samples is None else (samples + stride + 1) // stride
        return (*input_shape[:-1], self.num_mel_bins, time)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        names = (
            *("fft_length", "sequence_stride", "sequence_length", "window", "sampling_rate"),
            *("num_mel_bins", "min_freq", "max_freq", "power_to_db", "top_db", "mag_exp"),
            *("min_power", "ref_power"),
        )
        return super().get_config() | {name: getattr(self, name) for name in names}
