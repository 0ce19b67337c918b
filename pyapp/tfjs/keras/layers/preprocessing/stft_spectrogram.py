"""STFTSpectrogram: the short-time Fourier transform as a convolution that can be trained."""

import warnings
from typing import Any

from tfjs.keras.config import epsilon, standardize_data_format
from tfjs.keras.engine.input_spec import InputSpec
from tfjs.keras.engine.layer import Layer
from tfjs.keras.initializers.fourier import STFT
from tfjs.ops.casting import cast
from tfjs.ops.convolution import conv1d
from tfjs.ops.joining import concat
from tfjs.ops.math import add, atan2, log, maximum, sqrt, square
from tfjs.ops.shaping import pad, reshape, sizes_of, transpose
from tfjs.tensor import Tensor

_MODES = ("log", "magnitude", "psd", "real", "imag", "angle", "stft")


class STFTSpectrogram(Layer):
    """Frequencies of one-dimensional signals over time.

    Args:
        mode: What comes out: `"log"` of the magnitude, `"magnitude"`, `"psd"` (power spectral
            density), `"real"`, `"imag"`, `"angle"`, or `"stft"` for real and imaginary parts.
        frame_length: Samples of a frame.
        frame_step: Samples from one frame to the next; half a frame if None.
        fft_length: Of the transform; the power of two that holds a frame if None.
        window: The name of a window, `frame_length` values, or None for none.
        periodic: Whether the window goes on past its end.
        scaling: Of the window: `"density"`, `"spectrum"` or None.
        padding: `"valid"` or `"same"`.
        expand_dims: Whether frequencies get an axis of their own, as in an image.
        data_format: Where the channels are. Defaults to the configured format.

    Call arguments:
        inputs: Shape `(batch, time, channels)`, or channels second; floating.

    Returns:
        Shape `(batch, new time, channels * frequencies)`, or with `expand_dims`
        `(batch, new time, frequencies, channels)`; channels come second if `data_format` says so.

    Raises:
        ValueError: A mode, scaling or padding that is none of these, or lengths that do not fit.
        TypeError: Inputs that are not floating.
    """

    def __init__(
        self,
        mode: str = "log",
        frame_length: int = 256,
        frame_step: int | None = None,
        fft_length: int | None = None,
        window: Any = "hann",
        periodic: bool = False,
        scaling: str | None = "density",
        padding: str = "valid",
        expand_dims: bool = False,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        _check_lengths(frame_length, frame_step, fft_length)
        if mode not in _MODES:
            raise ValueError(
                f"Output mode is invalid, it must be one of {', '.join(_MODES)}. Received: "
                f"mode={mode}"
            )
        if padding not in ("valid", "same"):
            raise ValueError(
                f"Padding is invalid, it should be 'valid', 'same'. Received: padding={padding}"
            )
        STFT("real", window, scaling, periodic)  # says what is wrong with them
        super().__init__(**kwargs)
        self.mode = mode
        self.frame_length = frame_length
        self.frame_step = frame_step
        self._frame_step = frame_step or frame_length // 2
        self.fft_length = fft_length
        self._fft_length = fft_length or 1 << (frame_length - 1).bit_length()
        self.window = window
        self.periodic = periodic
        self.scaling = scaling
        self.padding = padding
        self.expand_dims = expand_dims
        self.data_format = standardize_data_format(data_format)
        self.input_spec = InputSpec(ndim=3)

    real_kernel: Any
    imag_kernel: Any

    def build(self, input_shape: Any) -> None:
        """Make the kernels."""
        shape = (self.frame_length, 1, self._fft_length // 2 + 1)
        for side in ("real", "imag"):
            if self.mode in ("real", "imag") and side != self.mode:
                continue
            kernel = self.add_weight(
                shape, STFT(side, self.window, self.scaling, self.periodic), name=f"{side}_kernel"
            )
            setattr(self, f"{side}_kernel", kernel)

    def call(self, inputs: Any) -> Any:
        """Transform signals."""
        if not inputs.dtype.is_floating:
            raise TypeError(
                "Invalid input type. Expected `float16`, `float32` or `float64`. Received: input "
                f"type={inputs.dtype.name}"
            )
        x = transpose(inputs, [0, 2, 1]) if self.data_format == "channels_last" else inputs
        if self.mode in ("real", "imag"):
            return self._arranged(self._waves(x, getattr(self, f"{self.mode}_kernel")))
        real, imaginary = self._waves(x, self.real_kernel), self._waves(x, self.imag_kernel)
        if self.mode == "angle":
            return self._arranged(atan2(imaginary, real))
        if self.mode == "stft":
            return self._arranged(concat([real, imaginary], 3))
        power = add(square(real), square(imaginary))
        if self.mode == "psd":
            twice = pad(power[:, :, :, 1:-1], ((0, 0), (0, 0), (0, 0), (1, 1)))
            return self._arranged(add(power, twice))
        magnitude = self._arranged(sqrt(maximum(power, epsilon())))
        return magnitude if self.mode == "magnitude" else log(maximum(magnitude, epsilon()))

    def _waves(self, x: Tensor, kernel: Any) -> Tensor:
        """Signals of shape `(batch, channels, time)` as `(batch, channels, new time, waves)`."""
        _, channels, time = sizes_of(x)
        rows = reshape(x, (-1, time, 1))
        found = conv1d(rows, cast(kernel, x.dtype), self._frame_step, self.padding.upper())
        return reshape(found, (-1, channels, *sizes_of(found)[1:]))

    def _arranged(self, x: Tensor) -> Tensor:
        """`(batch, channels, time, waves)` in the order that is asked for."""
        last = self.data_format == "channels_last"
        if self.expand_dims:
            return transpose(x, [0, 2, 3, 1]) if last else x
        _, channels, time, waves = sizes_of(x)
        if last:
            return reshape(transpose(x, [0, 2, 1, 3]), (-1, time, channels * waves))
        return reshape(transpose(x, [0, 1, 3, 2]), (-1, channels * waves, time))

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape that comes out."""
        last = self.data_format == "channels_last"
        batch, time, channels = input_shape if last else [input_shape[i] for i in (0, 2, 1)]
        waves = (self._fft_length // 2 + 1) * (2 if self.mode == "stft" else 1)
        if time is not None:
            inside = time if self.padding == "same" else time - self.frame_length + 1
            time = -(-inside // self._frame_step)
        if self.expand_dims:
            return (batch, time, waves, channels) if last else (batch, channels, time, waves)
        every = None if channels is None else waves * channels
        return (batch, time, every) if last else (batch, every, time)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        names = (
            *("mode", "frame_length", "frame_step", "fft_length", "window", "periodic"),
            *("scaling", "padding", "data_format", "expand_dims"),
        )
        return super().get_config() | {name: getattr(self, name) for name in names}


def _check_lengths(frame_length: int, frame_step: int | None, fft_length: int | None) -> None:
    if frame_step is not None and not 1 <= frame_step <= frame_length:
        raise ValueError(
            "`frame_step` should be a positive integer not greater than `frame_length`. Received "
            f"frame_step={frame_step}, frame_length={frame_length}"
        )
    if fft_length is None:
        return
    if fft_length < frame_length:
        raise ValueError(
            "`fft_length` should be not less than `frame_length`. Received "
            f"fft_length={fft_length}, frame_length={frame_length}"
        )
    if fft_length & (fft_length - 1):
        warnings.warn(
            f"`fft_length` is recommended to be a power of two. Received fft_length={fft_length}",
            stacklevel=3,
        )
