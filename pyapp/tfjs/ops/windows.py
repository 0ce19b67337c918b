"""Window functions: weights that fade out at both ends of a frame."""

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import from_array
from tfjs.ops._shapes import static_int
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike


def hann_window(
    window_length: Any,
    periodic: bool = True,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
) -> Tensor:
    """`0.5 - 0.5 * cos`, shape `(window_length,)`.

    Without `periodic` both ends are alike; with it the window continues itself.
    """
    return _raised_cosine(window_length, periodic, dtype, 0.5, "hann_window")


def hamming_window(
    window_length: Any,
    periodic: bool = True,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
) -> Tensor:
    """`0.54 - 0.46 * cos`, shape `(window_length,)`; see `hann_window`."""
    return _raised_cosine(window_length, periodic, dtype, 0.54, "hamming_window")


def kaiser_window(
    window_length: Any,
    beta: float = 12.0,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
) -> Tensor:
    """Kaiser's window, shape `(window_length,)`; a larger `beta` is narrower."""
    kind = _floating(dtype, "kaiser_window")
    length = static_int(window_length, "kaiser_window", "window_length")
    if length == 1:
        return from_array(np.ones(1), kind, None, "kaiser_window")
    return from_array(np.kaiser(length, float(beta)), kind, None, "kaiser_window")


def kaiser_bessel_derived_window(
    window_length: Any,
    beta: float = 12.0,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
) -> Tensor:
    """The window that Kaiser's of half the length gives for overlapping transforms."""
    kind = _floating(dtype, "kaiser_bessel_derived_window")
    length = static_int(window_length, "kaiser_bessel_derived_window", "window_length")
    half = np.kaiser(length // 2 + 1, float(beta)).cumsum()
    rising = np.sqrt(half[:-1] / half[-1])
    return from_array(
        np.concatenate([rising, rising[::-1]]), kind, None, "kaiser_bessel_derived_window"
    )


def vorbis_window(
    window_length: Any, dtype: "DTypeLike" = dtypes.float32, name: str | None = None
) -> Tensor:
    """The window of the Vorbis codec, shape `(window_length,)`."""
    kind = _floating(dtype, "vorbis_window")
    length = static_int(window_length, "vorbis_window", "window_length")
    place = np.arange(length) + 0.5
    return from_array(
        np.sin(math.pi / 2 * np.sin(math.pi / max(length, 1) * place) ** 2),
        kind,
        None,
        "vorbis_window",
    )


def _raised_cosine(length: Any, periodic: bool, dtype: Any, share: float, op: str) -> Tensor:
    kind = _floating(dtype, op)
    count = static_int(length, op, "window_length")
    if count < 0:
        raise InvalidArgumentError(
            f"{op}: expected a window_length of at least 0. Received: {count}.", op=op
        )
    if count == 1:
        return from_array(np.ones(1), kind, None, op)
    span = count - 1 + (1 if periodic and count % 2 == 0 else 0)
    angle = 2 * math.pi * np.arange(count) / max(span, 1)
    return from_array(share - (1 - share) * np.cos(angle), kind, None, op)


def _floating(dtype: Any, op: str) -> dtypes.DType:
    kind = dtypes.as_dtype(dtype)
    if not kind.is_floating:
        raise ValueError(f"{op}: dtype must be a floating point type. Received: {kind.name}.")
    return kind
