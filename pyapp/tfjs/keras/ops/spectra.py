"""Functions of `tf.keras.ops` for Fourier transforms and windows; complex numbers are pairs."""

from typing import Any

from tfjs import math, signal
from tfjs.keras.config import floatx
from tfjs.keras.ops.promotion import floating
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import shaping
from tfjs.ops.casting import cast
from tfjs.ops.complex import complex as complex_of
from tfjs.ops.creation import convert_to_tensor, ones
from tfjs.ops.sequences import range as numbers
from tfjs.tensor import Tensor

_PI = 3.141592653589793


def joined(x: Any) -> Tensor:
    """A complex tensor of a pair of tensors.

    Raises:
        ValueError: No pair, two shapes, or numbers that are not floating.
    """
    if not isinstance(x, tuple | list) or len(x) != 2:
        raise ValueError(
            f"Input `x` should be a tuple of two tensors - real and imaginary. Received: x={x}"
        )
    re, im = (convert_to_tensor(part) for part in x)
    if re.shape != im.shape:
        raise ValueError(
            "Input `x` should be a tuple of two tensors - real and imaginary. Both the real and "
            "imaginary parts should have the same shape. "
            f"Received: x[0].shape = {re.shape}, x[1].shape = {im.shape}"
        )
    if not re.dtype.is_floating or not im.dtype.is_floating:
        raise ValueError(f"At least one tensor in input `x` is not of type float. Received: x={x}.")
    return complex_of(re, im)


def parted(x: Tensor) -> tuple[Tensor, Tensor]:
    """Real and imaginary parts."""
    return math.real(x), math.imag(x)


@operation("math", "FFT")
def fft(x: Any) -> tuple[Tensor, Tensor]:
    """Fourier transforms along the last axis."""
    return parted(signal.fft(joined(x)))


@operation("math", "FFT2")
def fft2(x: Any) -> tuple[Tensor, Tensor]:
    """Fourier transforms along the last two axes."""
    return parted(signal.fft2d(joined(x)))


@operation("math", "IFFT2")
def ifft2(x: Any) -> tuple[Tensor, Tensor]:
    """What `fft2` takes apart, put together."""
    return parted(signal.ifft2d(joined(x)))


@operation("math", "RFFT")
def rfft(x: Any, fft_length: int | None = None) -> tuple[Tensor, Tensor]:
    """The first half of Fourier transforms of real numbers along the last axis."""
    return parted(signal.rfft(floating(x), None if fft_length is None else [fft_length]))


@operation("math", "IRFFT")
def irfft(x: Any, fft_length: int | None = None) -> Tensor:
    """What `rfft` takes apart, put together."""
    return signal.irfft(joined(x), None if fft_length is None else [fft_length])


@operation("math", "ExtractSequences")
def extract_sequences(x: Any, sequence_length: int, sequence_stride: int) -> Tensor:
    """Windows along the last axis, each `sequence_stride` behind the one before."""
    return signal.frame(convert_to_tensor(x), sequence_length, sequence_stride)


@operation("math", "STFT")
def stft(
    x: Any,
    sequence_length: int,
    sequence_stride: int,
    fft_length: int,
    window: Any = "hann",
    center: bool = True,
) -> tuple[Tensor, Tensor]:
    """Fourier transforms of windows along the last axis.

    Args:
        x: Floating, shape `(…, samples)`.
        sequence_length: Samples of a window.
        sequence_stride: Samples from one window to the next.
        fft_length: Samples of a transform, at least those of a window.
        window: "hann", "hamming", a vector or None.
        center: Whether the signal is mirrored at both ends, where windows then have their middle.

    Returns:
        Real and imaginary parts, shape `(…, windows, fft_length // 2 + 1)`.
    """
    tensor = _signal(x, sequence_length, fft_length)
    if center:
        pads = [[0, 0]] * (len(tensor.shape) - 1) + [[fft_length // 2, fft_length // 2]]
        tensor = shaping.pad(tensor, pads, mode="REFLECT")
    shape = _window(window, sequence_length, fft_length, tensor)
    frames = signal.frame(tensor, fft_length, sequence_stride)
    return parted(signal.rfft(frames if shape is None else frames * shape, [fft_length]))


@operation("math", "ISTFT")
def istft(
    x: Any,
    sequence_length: int,
    sequence_stride: int,
    fft_length: int,
    length: int | None = None,
    window: Any = "hann",
    center: bool = True,
) -> Tensor:
    """What `stft` takes apart, put together; see there.

    Args:
        x: Real and imaginary parts.
        sequence_length: Samples of a window.
        sequence_stride: Samples from one window to the next.
        fft_length: Samples of a transform.
        length: Samples of the result.
        window: As for `stft`.
        center: As for `stft`.
    """
    spectrum = joined(x)
    parts = math.real(spectrum)
    shape = _window(window, sequence_length, fft_length, parts)
    window_fn = None
    if shape is not None:
        window_fn = signal.inverse_stft_window_fn(
            sequence_stride, lambda frame_length, dtype=None: shape
        )
    whole = fft_length + sequence_stride * (shaping.sizes_of(parts)[-2] - 1)
    found = signal.inverse_stft(
        spectrum, fft_length, sequence_stride, fft_length, window_fn=window_fn
    )
    start = fft_length // 2 if center else 0
    end = whole - (fft_length // 2) if center else whole
    return found[..., start : end if length is None else start + length]  # type: ignore[no-any-return]


def _signal(x: Any, sequence_length: int, fft_length: int) -> Tensor:
    tensor = convert_to_tensor(x)
    if not tensor.dtype.is_floating:
        raise TypeError(
            "Invalid input type. Expected `float32` or `float64`. "
            f"Received: input type={tensor.dtype}"
        )
    if fft_length < sequence_length:
        raise ValueError(
            "`fft_length` must equal or larger than `sequence_length`. Received: "
            f"sequence_length={sequence_length}, fft_length={fft_length}"
        )
    return tensor


def _window(window: Any, length: int, whole: int, like: Tensor) -> Tensor | None:
    if window is None:
        return None
    if isinstance(window, str):
        if window not in ("hann", "hamming"):
            raise ValueError(
                'If a string is passed to `window`, it must be one of `"hann"`, `"hamming"`. '
                f"Received: window={window}"
            )
        make = signal.hann_window if window == "hann" else signal.hamming_window
        values = make(length, periodic=True, dtype=like.dtype)
    else:
        values = cast(convert_to_tensor(window), like.dtype)
    if tuple(values.shape) != (length,):
        raise ValueError(
            "The shape of `window` must be equal to [sequence_length]. "
            f"Received: window shape={values.shape}"
        )
    left = (whole - length) // 2
    return shaping.pad(values, [[left, whole - length - left]])


def bartlett(x: int) -> Tensor:
    """A triangle of `x` samples."""
    if int(x) <= 1:
        return ones([int(x)])
    steps = cast(numbers(int(x)), floatx()) * (2.0 / (int(x) - 1))
    return 1.0 - math.abs(steps - 1.0)  # type: ignore[no-any-return]


def blackman(x: int) -> Tensor:
    """Blackman's window of `x` samples."""
    if int(x) <= 1:
        return ones([int(x)])
    turns = cast(numbers(int(x)), floatx()) * (2.0 * _PI / (int(x) - 1))
    return 0.42 - 0.5 * math.cos(turns) + 0.08 * math.cos(2.0 * turns)  # type: ignore[no-any-return]


def hamming(x: int) -> Tensor:
    """Hamming's window of `x` samples, the same from both ends."""
    return signal.hamming_window(int(x), periodic=False)


def hanning(x: int) -> Tensor:
    """Hann's window of `x` samples, the same from both ends."""
    return signal.hann_window(int(x), periodic=False)


def kaiser(x: int, beta: float) -> Tensor:
    """Kaiser's window of `x` samples."""
    return signal.kaiser_window(int(x), beta=beta)


@operation("math", "ViewAsComplex")
def view_as_complex(x: Any) -> Tensor:
    """Complex numbers of the pairs along the last axis.

    Raises:
        ValueError: A last axis that has not two elements.
    """
    tensor = convert_to_tensor(x)
    if not tensor.shape or tensor.shape[-1] != 2:
        raise ValueError(
            "Last dimension of input must be size 2 (real and imaginary). "
            f"Received shape: {tensor.shape}"
        )
    return complex_of(tensor[..., 0], tensor[..., 1])


@operation("math", "ViewAsReal")
def view_as_real(x: Any) -> Tensor:
    """Pairs of real and imaginary parts along a new last axis."""
    from tfjs.ops.joining import stack

    return stack(list(parted(convert_to_tensor(x))), axis=-1)


@operation("nn", "Polar", "abs_ angle")
def polar(abs_: Any, angle: Any) -> Tensor:
    """Complex numbers of lengths and angles."""
    length, turn = floating(abs_), floating(angle)
    return complex_of(length * math.cos(turn), length * math.sin(turn))
