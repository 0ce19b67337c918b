"""Cosine transforms, and what speech recognition makes of them."""

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import DType
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._shapes import static_int
from tfjs.ops.fourier import REALS, resized
from tfjs.ops.linalg import matmul
from tfjs.ops.math import multiply
from tfjs.ops.shaping import expand_dims, sizes_of, squeeze
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_MEL_BREAK_HERTZ = 700.0
_MEL_HIGH_Q = 1127.0


def dct(
    input: "TensorLike",
    type: int = 2,
    n: Any = None,
    axis: int = -1,
    norm: str | None = None,
    name: str | None = None,
) -> Tensor:
    """Cosine transform along the last axis.

    Args:
        input: Shape `(..., samples)`, float32 or float64.
        type: 1, 2, 3 or 4.
        n: How many samples to transform: cut, or filled up with zeros; all if None.
        axis: Must be -1.
        norm: `"ortho"` for an orthonormal transform (not of type 1).

    Raises:
        ValueError: Another type, axis or norm.

    A product with a matrix of cosines, which has a gradient on every backend.
    """
    count = _checked("dct", type, n, axis, norm)
    x = require_dtype(as_tensor(input, op="dct"), REALS, "dct", "input")
    if count is not None:
        x = resized(x, (count,))
    if type == 1 and sizes_of(x)[-1] < 2:
        raise ValueError(f"Type-I DCT requires the dimension to be greater than one: {x.shape}.")
    return _product(x, _cosines(sizes_of(x)[-1], type, norm), "dct")


def idct(
    input: "TensorLike",
    type: int = 2,
    n: Any = None,
    axis: int = -1,
    norm: str | None = None,
    name: str | None = None,
) -> Tensor:
    """Undo `dct`, but for the factor `2 * n` (`2 * (n - 1)` for type 1) where `norm` is None.

    Args:
        input: Shape `(..., samples)`, floating.
        type: 1, 2, 3 or 4.
        n: How many of them to use: cut, or filled up with zeros; all if None.
        axis: Must be -1.
        norm: `"ortho"` or None.

    Raises:
        ValueError: Another type, axis or norm.
    """
    return dct(input, {2: 3, 3: 2}.get(type, type), n, axis, norm)


def _checked(op: str, type: int, n: Any, axis: int, norm: str | None) -> int | None:
    if axis != -1:
        raise NotImplementedError(f"axis must be -1. Got: {axis}")
    if type not in (1, 2, 3, 4):
        raise ValueError(f"Types I, II, III and IV (I)DCT are supported. Received: type={type}.")
    if norm not in (None, "ortho"):
        raise ValueError(f"Unknown normalization. Expected None or 'ortho', got: {norm}")
    if type == 1 and norm == "ortho":
        raise ValueError("Normalization is not supported for the Type-I DCT.")
    count = None if n is None else static_int(n, op, "n")
    if count is not None and count < 1:
        raise ValueError(f"n should be a positive integer or None. Received: n={n}.")
    return count


def _cosines(n: int, type: int, norm: str | None) -> "np.ndarray[Any, Any]":
    """Matrix that a row of samples is multiplied with."""
    k, i = np.arange(n)[None, :], np.arange(n)[:, None]
    if type == 1:
        weights = 2 * np.cos(math.pi * i * k / (n - 1))
        weights[[0, -1]] /= 2
        return np.asarray(weights)
    if type == 2:
        weights = 2 * np.cos(math.pi * (2 * i + 1) * k / (2 * n))
        if norm:
            weights *= math.sqrt(0.5 / n)
            weights[:, 0] *= math.sqrt(0.5)
        return np.asarray(weights)
    if type == 3:
        weights = 2 * np.cos(math.pi * i * (2 * k + 1) / (2 * n))
        if norm:
            weights *= math.sqrt(0.5 / n)
            weights[0] *= math.sqrt(0.5)
        else:
            weights[0] /= 2
        return np.asarray(weights)
    weights = 2 * np.cos(math.pi * (2 * i + 1) * (2 * k + 1) / (4 * n))
    return np.asarray(weights * (math.sqrt(0.5 / n) if norm else 1))


def _product(x: Tensor, weights: "np.ndarray[Any, Any]", op: str) -> Tensor:
    matrix = from_array(weights, x.dtype, None, op)
    if x.ndim == 1:
        return squeeze(matmul(expand_dims(x, 0), matrix), [0])
    return matmul(x, matrix)


def mfccs_from_log_mel_spectrograms(
    log_mel_spectrograms: "TensorLike", name: str | None = None
) -> Tensor:
    """Cepstral coefficients of the logarithms of mel spectrograms, shape `(..., bins)`.

    Raises:
        ValueError: No bins.
    """
    op = "mfccs_from_log_mel_spectrograms"
    x = as_tensor(log_mel_spectrograms, op=op)
    bins = sizes_of(x)[-1]
    if bins == 0:
        raise ValueError("num_mel_bins must be positive. Got: 0")
    return multiply(dct(x), 1 / math.sqrt(2.0 * bins))


def linear_to_mel_weight_matrix(
    num_mel_bins: Any = 20,
    num_spectrogram_bins: Any = 129,
    sample_rate: Any = 8000,
    lower_edge_hertz: float = 125.0,
    upper_edge_hertz: float = 3800.0,
    dtype: "DTypeLike" = dtypes.float32,
    name: str | None = None,
) -> Tensor:
    """Weights of frequencies in bands that are even on the mel scale.

    Args:
        num_mel_bins: Bands.
        num_spectrogram_bins: Frequencies, from 0 to half the sample rate.
        sample_rate: In hertz.
        lower_edge_hertz: Where the lowest band begins.
        upper_edge_hertz: Where the highest band ends.
        dtype: Floating.

    Returns:
        Shape `(num_spectrogram_bins, num_mel_bins)`.

    Raises:
        ValueError: Numbers that are not positive, or edges that are not in order.

    The scale of the Hidden Markov Model Toolkit.
    """
    op = "linear_to_mel_weight_matrix"
    bands = static_int(num_mel_bins, op, "num_mel_bins")
    count = static_int(num_spectrogram_bins, op, "num_spectrogram_bins")
    kind = dtypes.as_dtype(dtype)
    rate = _plain(sample_rate)
    low, high = float(lower_edge_hertz), float(upper_edge_hertz)
    _check_mel(bands, rate, (low, high), kind)
    nyquist = rate / 2
    frequencies = _mel(np.linspace(0, nyquist, count)[1:])[:, None]
    edges = np.linspace(_mel(low), _mel(high), bands + 2)
    below, center, above = edges[:-2], edges[1:-1], edges[2:]
    rising = (frequencies - below) / (center - below)
    falling = (above - frequencies) / (above - center)
    weights = np.maximum(0, np.minimum(rising, falling))
    return from_array(np.pad(weights, [(1, 0), (0, 0)]), kind, None, op)


def _check_mel(bands: int, rate: float, edges: tuple[float, float], kind: DType) -> None:
    low, high = edges
    if bands <= 0:
        raise ValueError(f"num_mel_bins must be positive. Got: {bands}")
    if rate <= 0:
        raise ValueError(f"sample_rate must be positive. Got: {rate}")
    if low < 0:
        raise ValueError(f"lower_edge_hertz must be non-negative. Got: {low}")
    if low >= high:
        raise ValueError(f"lower_edge_hertz {low} >= upper_edge_hertz {high}")
    if high > rate / 2:
        raise ValueError(
            f"upper_edge_hertz must not be larger than the Nyquist frequency (sample_rate / 2). "
            f"Got {high} for sample_rate: {rate}"
        )
    if not kind.is_floating:
        raise ValueError(f"dtype must be a floating point type. Got: {kind.name}")


def _plain(value: Any) -> float:
    return float(value.numpy()) if isinstance(value, Tensor) else float(value)


def _mel(hertz: Any) -> Any:
    return _MEL_HIGH_Q * np.log1p(hertz / _MEL_BREAK_HERTZ)
