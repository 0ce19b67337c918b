"""Fourier transforms along any axes: `tf.signal.fftnd` and its kind."""

from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import canonical_axis, product, static_ints
from tfjs.ops.casting import cast
from tfjs.ops.complex import as_complex
from tfjs.ops.fourier import fft, ifft, irfft, resized, rfft
from tfjs.ops.math import multiply
from tfjs.ops.shaping import sizes_of, transpose
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_NORMS = (None, "backward", "forward", "ortho")


def fftnd(
    input_tensor: "TensorLike",
    fft_length: Any = None,
    axes: Any = None,
    norm: str | None = None,
    name: str | None = None,
) -> Tensor:
    """Fourier transform along axes.

    Args:
        input_tensor: Any shape, complex.
        fft_length: For each axis: cut, or filled up with zeros, to this size. As it is if None.
        axes: Which; the last ones, as many as lengths, or all, if None.
        norm: `"backward"` if None: the inverse is divided by the number of values; `"forward"`:
            this is; `"ortho"`: both are by its root.

    Raises:
        ValueError: Another norm.
    """
    return _each(input_tensor, fft_length, axes, norm, "fftnd", forward=True)


def ifftnd(
    input_tensor: "TensorLike",
    fft_length: Any = None,
    axes: Any = None,
    norm: str | None = None,
    name: str | None = None,
) -> Tensor:
    """The inverse of `fftnd`."""
    return _each(input_tensor, fft_length, axes, norm, "ifftnd", forward=False)


def rfftnd(
    input_tensor: "TensorLike",
    fft_length: Any = None,
    axes: Any = None,
    norm: str | None = None,
    name: str | None = None,
) -> Tensor:
    """`fftnd` of real numbers; of the last of the axes the half that says all."""
    x = as_tensor(input_tensor, op="rfftnd")
    lengths, places = _chosen(x, fft_length, axes, norm, "rfftnd")
    x = _resized(x, lengths, places)
    *others, last = places
    half = _on_last(x, last, lambda rows: rfft(rows))
    for place in others:
        half = _on_last(half, place, fft)
    return _scaled(half, lengths, norm, forward=True)


def irfftnd(
    input_tensor: "TensorLike",
    fft_length: Any = None,
    axes: Any = None,
    norm: str | None = None,
    name: str | None = None,
) -> Tensor:
    """The inverse of `rfftnd`: real numbers."""
    x = as_complex(input_tensor, "irfftnd")
    lengths, places = _chosen(x, fft_length, axes, norm, "irfftnd")
    if fft_length is None:
        lengths = (*lengths[:-1], 2 * (lengths[-1] - 1))
    x = _resized(x, (*lengths[:-1], lengths[-1] // 2 + 1), places)
    *others, last = places
    for place in others:
        x = _on_last(x, place, ifft)
    real = _on_last(x, last, lambda rows: irfft(rows, [lengths[-1]]))
    return _scaled(real, lengths, norm, forward=False)


def _each(value: Any, fft_length: Any, axes: Any, norm: Any, op: str, *, forward: bool) -> Tensor:
    x = as_complex(value, op)
    lengths, places = _chosen(x, fft_length, axes, norm, op)
    x = _resized(x, lengths, places)
    for place in places:
        x = _on_last(x, place, fft if forward else ifft)
    return _scaled(x, lengths, norm, forward=forward)


def _chosen(
    x: Tensor, fft_length: Any, axes: Any, norm: Any, op: str
) -> tuple[tuple[int, ...], list[int]]:
    if norm not in _NORMS:
        raise ValueError(f"{op}: expected a norm of {_NORMS}. Received: {norm!r}.")
    lengths = None if fft_length is None else static_ints(fft_length, op, "fft_length")
    if axes is None:
        count = x.ndim if lengths is None else len(lengths)
        places = list(range(x.ndim - count, x.ndim))
    else:
        places = [canonical_axis(a, x.ndim, op) for a in static_ints(axes, op, "axes")]
    if lengths is None:
        lengths = tuple(sizes_of(x)[place] for place in places)
    if len(lengths) != len(places) or not places:
        raise InvalidArgumentError(
            f"{op}: expected as many lengths as axes. Received: {lengths}, {places}.", op=op
        )
    return lengths, places


def _resized(x: Tensor, lengths: tuple[int, ...], places: list[int]) -> Tensor:
    for length, place in zip(lengths, places, strict=True):
        if sizes_of(x)[place] != length:
            x = _on_last(x, place, lambda rows, n=length: resized(rows, (n,)))
    return x


def _on_last(x: Tensor, place: int, change: Any) -> Tensor:
    """Change an axis as if it were the last."""
    if place == x.ndim - 1:
        return change(x)  # type: ignore[no-any-return]
    order = list(range(x.ndim))
    order[place], order[-1] = order[-1], order[place]
    return transpose(change(transpose(x, order)), order)


def _scaled(x: Tensor, lengths: tuple[int, ...], norm: str | None, *, forward: bool) -> Tensor:
    count = float(product(lengths))
    if norm in (None, "backward"):
        return x
    scale = count**0.5 if norm == "ortho" else count
    value = 1 / scale if forward else scale
    return multiply(x, cast(dtypes.float32.as_numpy_dtype(value), x.dtype))
