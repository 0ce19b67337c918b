"""Signals cut into frames that may overlap, and put together again; transforms of each frame."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import ANY, NUMERIC
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._shapes import static_int
from tfjs.ops.arithmetic import truediv
from tfjs.ops.casting import cast
from tfjs.ops.complex import as_complex
from tfjs.ops.fourier import irfft, rfft
from tfjs.ops.gathering import picked
from tfjs.ops.joining import concat
from tfjs.ops.math import multiply
from tfjs.ops.reductions import reduce_sum
from tfjs.ops.shaping import broadcast_to, pad, reshaped, sizes_of, tile, transpose
from tfjs.ops.slicing import block
from tfjs.ops.windows import hann_window
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

WindowFunction = Callable[..., Any]


def frame(
    signal: "TensorLike",
    frame_length: Any,
    frame_step: Any,
    pad_end: bool = False,
    pad_value: "TensorLike" = 0,
    axis: int = -1,
    name: str | None = None,
) -> Tensor:
    """Cut an axis into frames that may overlap.

    Args:
        signal: Shape `(..., samples, ...)`.
        frame_length: Samples of a frame.
        frame_step: Samples from the start of one to the start of the next.
        pad_end: Fill up the last frames with `pad_value`, so that every sample starts one.
        pad_value: A scalar.
        axis: Of the samples.

    Returns:
        Shape `(..., frames, frame_length, ...)`.

    Raises:
        ValueError: A scalar.
        IndexError: `axis` is not there.
        InvalidArgumentError: A negative length, or a step below 1.
    """
    x = require_dtype(as_tensor(signal, op="frame"), ANY, "frame", "signal")
    if x.ndim == 0:
        raise ValueError("frame: Shape () must have rank at least 1. Received: a scalar signal.")
    index = static_int(axis, "frame", "axis")
    if not -x.ndim <= index < x.ndim:
        raise IndexError(
            f"frame: expected an axis in [{-x.ndim}, {x.ndim}). Received: axis={index} for a "
            f"signal of shape {x.shape}."
        )
    at = index % x.ndim
    length = static_int(frame_length, "frame", "frame_length")
    step = static_int(frame_step, "frame", "frame_step")
    if length < 0 or step < 1:
        raise InvalidArgumentError(
            f"frame: expected a length >= 0 and a step >= 1. Received: {length}, {step}.",
            op="frame",
        )
    samples = sizes_of(x)[at]
    if pad_end:
        count = -(-samples // step)
        missing = max(0, length + step * (count - 1) - samples)
        if missing:
            filling = cast(as_tensor(pad_value, hint=x.dtype, op="frame"), x.dtype)
            shape = (*sizes_of(x)[:at], missing, *sizes_of(x)[at + 1 :])
            x = concat([x, broadcast_to(filling, shape)], at)
    else:
        count = max(0, 1 + (samples - length) // step)
    places = np.arange(count)[:, None] * step + np.arange(length)[None, :]
    if count == 0 or length == 0:
        shape = (*sizes_of(x)[:at], count, length, *sizes_of(x)[at + 1 :])
        return reshaped(block(x, (0,) * x.ndim, (*(0 for _ in sizes_of(x)),)), shape)
    return picked(x, from_array(places.astype(np.int32), None, None, "frame"), at)


def overlap_and_add(signal: "TensorLike", frame_step: Any, name: str | None = None) -> Tensor:
    """Add up frames, each `frame_step` samples after the one before.

    Args:
        signal: Shape `(..., frames, frame_length)`, numbers.
        frame_step: At most `frame_length`, or the gaps are zeros.

    Returns:
        Shape `(..., (frames - 1) * frame_step + frame_length)`.

    Raises:
        ValueError: Rank below 2.
    """
    x = require_dtype(as_tensor(signal, op="overlap_and_add"), NUMERIC, "overlap_and_add", "signal")
    if x.ndim < 2:
        raise ValueError(f"overlap_and_add: expected rank 2 or more. Received: {x.shape}.")
    step = static_int(frame_step, "overlap_and_add", "frame_step")
    if step < 1:
        raise ValueError(f"overlap_and_add: frame_step must be >= 1. Received: {step}.")
    *lead, frames, length = sizes_of(x)
    total = (frames - 1) * step + length
    segments = max(1, -(-length // step))
    # Every frame in pieces of one step; each piece shifted by its place, then all added.
    whole = pad(x, [(0, 0)] * len(lead) + [(0, segments), (0, segments * step - length)])
    pieces = reshaped(whole, (*lead, frames + segments, segments, step))
    rank = len(lead)
    turned = transpose(pieces, [*range(rank), rank + 1, rank, rank + 2])
    flat = reshaped(turned, (*lead, (frames + segments) * segments, step))
    kept = (frames + segments - 1) * segments
    shifted = block(flat, (0,) * flat.ndim, (*lead, kept, step))
    aligned = reshaped(shifted, (*lead, segments, frames + segments - 1, step))
    added = reduce_sum(aligned, rank)
    line = reshaped(added, (*lead, (frames + segments - 1) * step))
    return block(line, (0,) * line.ndim, (*lead, total))


def stft(
    signals: "TensorLike",
    frame_length: Any,
    frame_step: Any,
    fft_length: Any = None,
    window_fn: WindowFunction | None = hann_window,
    pad_end: bool = False,
    name: str | None = None,
) -> Tensor:
    """Fourier transforms of the frames of signals.

    Args:
        signals: Shape `(..., samples)`, floating.
        frame_length: Samples of a frame.
        frame_step: Samples from the start of one to the start of the next.
        fft_length: Of the transform; the power of 2 that holds a frame if None.
        window_fn: Gives the weights of a frame of some length and dtype; none if None.
        pad_end: Fill up the last frames with zeros.

    Returns:
        Shape `(..., frames, fft_length // 2 + 1)`, complex.
    """
    x = as_tensor(signals, op="stft")
    length = static_int(frame_length, "stft", "frame_length")
    size = _power_of_two(length) if fft_length is None else fft_length
    cut = frame(x, length, frame_step, pad_end)
    if window_fn is not None:
        cut = multiply(cut, window_fn(length, dtype=cut.dtype))
    return rfft(cut, [static_int(size, "stft", "fft_length")])


def inverse_stft(
    stfts: "TensorLike",
    frame_length: Any,
    frame_step: Any,
    fft_length: Any = None,
    window_fn: WindowFunction | None = hann_window,
    name: str | None = None,
) -> Tensor:
    """Signals of the Fourier transforms of their frames.

    Args:
        stfts: Shape `(..., frames, fft_length // 2 + 1)`, complex.
        frame_length: Samples of a frame.
        frame_step: Samples from the start of one to the start of the next.
        fft_length: Of the transform; the power of 2 that holds a frame if None.
        window_fn: As for `stft`; see `inverse_stft_window_fn`.
    """
    x = as_complex(stfts, "inverse_stft")
    length = static_int(frame_length, "inverse_stft", "frame_length")
    size = _power_of_two(length) if fft_length is None else fft_length
    count = static_int(size, "inverse_stft", "fft_length")
    frames = irfft(x, [count])
    if length < count:
        frames = block(frames, (0,) * frames.ndim, (*sizes_of(frames)[:-1], length))
    elif length > count:
        frames = pad(frames, [(0, 0)] * (frames.ndim - 1) + [(0, length - count)])
    if window_fn is not None:
        frames = multiply(frames, window_fn(length, dtype=frames.dtype))
    return overlap_and_add(frames, frame_step)


def inverse_stft_window_fn(
    frame_step: Any, forward_window_fn: WindowFunction = hann_window, name: str | None = None
) -> WindowFunction:
    """The `window_fn` with which `inverse_stft` gives back what `stft` was given."""
    step = static_int(frame_step, "inverse_stft_window_fn", "frame_step")

    def window(frame_length: Any, dtype: Any = dtypes.float32) -> Tensor:
        length = static_int(frame_length, "inverse_stft_window_fn", "frame_length")
        forward = as_tensor(forward_window_fn(length, dtype=dtype))
        segments = -(-length // step)
        squares = pad(multiply(forward, forward), [(0, segments * step - length)])
        total = reduce_sum(reshaped(squares, (segments, step)), 0, keepdims=True)
        repeated = reshaped(tile(total, [segments, 1]), (segments * step,))
        return truediv(forward, block(repeated, (0,), (length,)))

    return window


def _power_of_two(length: int) -> int:
    return 1 << max(length - 1, 0).bit_length()
