"""Discrete Fourier transforms, of one to three axes."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import COMPLEX
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._shapes import canonical_axes, product, static_ints
from tfjs.ops.complex import as_complex, joined, parts
from tfjs.ops.joining import concat, roll
from tfjs.ops.math import multiply, negative
from tfjs.ops.shaping import pad, reshaped, reverse, sizes_of, transpose
from tfjs.ops.slicing import block
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import AxisLike, TensorLike

REALS = frozenset({dtypes.float32, dtypes.float64})
_fft = _bridge.Instruction("fft", op="fft")
_ifft = _bridge.Instruction("ifft", op="ifft")


def fft(input: "TensorLike", name: str | None = None) -> Tensor:
    """Fourier transform along the last axis of complex numbers."""
    return _transformed(input, 1, _fft, "fft")


def ifft(input: "TensorLike", name: str | None = None) -> Tensor:
    """Inverse Fourier transform along the last axis of complex numbers."""
    return _transformed(input, 1, _ifft, "ifft")


def fft2d(input: "TensorLike", name: str | None = None) -> Tensor:
    """Fourier transform along the last two axes of complex numbers."""
    return _transformed(input, 2, _fft, "fft2d")


def ifft2d(input: "TensorLike", name: str | None = None) -> Tensor:
    """Inverse Fourier transform along the last two axes of complex numbers."""
    return _transformed(input, 2, _ifft, "ifft2d")


def fft3d(input: "TensorLike", name: str | None = None) -> Tensor:
    """Fourier transform along the last three axes of complex numbers."""
    return _transformed(input, 3, _fft, "fft3d")


def ifft3d(input: "TensorLike", name: str | None = None) -> Tensor:
    """Inverse Fourier transform along the last three axes of complex numbers."""
    return _transformed(input, 3, _ifft, "ifft3d")


def rfft(input_tensor: "TensorLike", fft_length: Any = None, name: str | None = None) -> Tensor:
    """Fourier transform of real numbers along the last axis.

    Args:
        input_tensor: Shape `(..., n)`, float32 or float64.
        fft_length: How many numbers to transform: cut, or filled up with zeros; all if None.

    Returns:
        Shape `(..., fft_length // 2 + 1)`: the frequencies from 0 up; the others are their
        conjugates.
    """
    return _of_real(input_tensor, fft_length, 1, "rfft")


def rfft2d(input_tensor: "TensorLike", fft_length: Any = None, name: str | None = None) -> Tensor:
    """Fourier transform of real numbers along the last two axes; half of the last one is kept."""
    return _of_real(input_tensor, fft_length, 2, "rfft2d")


def rfft3d(input_tensor: "TensorLike", fft_length: Any = None, name: str | None = None) -> Tensor:
    """Fourier transform of real numbers along the last three axes; half of the last is kept."""
    return _of_real(input_tensor, fft_length, 3, "rfft3d")


def irfft(input_tensor: "TensorLike", fft_length: Any = None, name: str | None = None) -> Tensor:
    """The real numbers of which `rfft` gives these frequencies.

    Args:
        input_tensor: Shape `(..., n)`, complex.
        fft_length: Length of the result; `2 * (n - 1)` if None.
    """
    return _to_real(input_tensor, fft_length, 1, "irfft")


def irfft2d(input_tensor: "TensorLike", fft_length: Any = None, name: str | None = None) -> Tensor:
    """The real numbers of which `rfft2d` gives these frequencies."""
    return _to_real(input_tensor, fft_length, 2, "irfft2d")


def irfft3d(input_tensor: "TensorLike", fft_length: Any = None, name: str | None = None) -> Tensor:
    """The real numbers of which `rfft3d` gives these frequencies."""
    return _to_real(input_tensor, fft_length, 3, "irfft3d")


def fftshift(x: "TensorLike", axes: "AxisLike" = None, name: str | None = None) -> Tensor:
    """Move frequency 0 to the middle of the axes given, of all of them if None."""
    tensor = as_tensor(x, op="fftshift")
    over = canonical_axes(axes, tensor.ndim, "fftshift")
    return roll(tensor, [sizes_of(tensor)[a] // 2 for a in over], list(over)) if over else tensor


def ifftshift(x: "TensorLike", axes: "AxisLike" = None, name: str | None = None) -> Tensor:
    """Undo `fftshift`."""
    tensor = as_tensor(x, op="ifftshift")
    over = canonical_axes(axes, tensor.ndim, "ifftshift")
    return roll(tensor, [-(sizes_of(tensor)[a] // 2) for a in over], list(over)) if over else tensor


def _transformed(input: Any, axes: int, run: _bridge.Instruction, op: str) -> Tensor:
    x = as_complex(input, op)
    if x.ndim < axes:
        raise InvalidArgumentError(
            f"{op}: Input must have rank of at least {axes} but got: {x.shape}.", op=op
        )
    return _along(x, [x.ndim - 1 - i for i in range(axes)], run)


def _along(x: Tensor, axes: list[int], run: _bridge.Instruction) -> Tensor:
    """Transform along one axis after the other.

    Every transform gets rows, because WebGL's kernel gives its parts in that shape anyway.
    """
    if 0 in sizes_of(x) or not axes:
        return x
    re, im = parts(x)
    for axis in axes:
        order = list(range(re.ndim))
        order[axis], order[-1] = order[-1], order[axis]
        last = axis == re.ndim - 1
        rows = [part if last else transpose(part, order) for part in (re, im)]
        moved, length = sizes_of(rows[0]), sizes_of(rows[0])[-1]
        flat = joined(*(reshaped(part, (product(moved) // length, length)) for part in rows))
        both = parts(Tensor(run((flat._slot,)), x.dtype))
        re, im = (reshaped(part, moved) for part in both)
        if not last:
            re, im = transpose(re, order), transpose(im, order)
    return joined(re, im)


def _lengths(fft_length: Any, default: tuple[int, ...], op: str) -> tuple[int, ...]:
    if fft_length is None:
        return default
    given = static_ints(fft_length, op, "fft_length")
    if len(given) != len(default) or min(given) < 0:
        raise InvalidArgumentError(
            f"{op}: expected {len(default)} lengths >= 0. Received: fft_length={list(given)}.",
            op=op,
        )
    return given


def resized(x: Tensor, lengths: tuple[int, ...]) -> Tensor:
    """The last axes cut to `lengths`, or filled up with zeros."""
    lead = x.ndim - len(lengths)
    sizes = sizes_of(x)
    kept = tuple(min(n, m) for n, m in zip(sizes[lead:], lengths, strict=True))
    if kept != sizes[lead:]:
        x = block(x, (0,) * x.ndim, (*sizes[:lead], *kept))
    if kept != lengths:
        after = [(0, m - n) for n, m in zip(kept, lengths, strict=True)]
        x = pad(x, [(0, 0)] * lead + after)
    return x


def _of_real(input_tensor: Any, fft_length: Any, axes: int, op: str) -> Tensor:
    x = as_tensor(input_tensor, hint=dtypes.float32, op=op)
    require_dtype(x, REALS, op, "input_tensor")
    if x.ndim < axes:
        raise InvalidArgumentError(
            f"{op}: Input must have rank of at least {axes} but got: {x.shape}.", op=op
        )
    lengths = _lengths(fft_length, sizes_of(x)[-axes:], op)
    x = resized(x, lengths)
    half = lengths[-1] // 2 + 1 if lengths[-1] else 0
    if 0 in sizes_of(x):
        empty = np.zeros((*sizes_of(x)[:-1], half), np.complex64)
        kind = dtypes.complex128 if x.dtype is dtypes.float64 else dtypes.complex64
        return from_array(empty, kind, None, op)
    whole = _along(joined(x, multiply(x, 0.0)), [x.ndim - 1], _fft)
    kept = (*sizes_of(x)[:-1], half)
    re, im = (block(part, (0,) * x.ndim, kept) for part in parts(whole))
    return _along(joined(re, im), [x.ndim - 1 - i for i in range(1, axes)], _fft)


def _to_real(input_tensor: Any, fft_length: Any, axes: int, op: str) -> Tensor:
    x = require_dtype(as_tensor(input_tensor, op=op), COMPLEX, op, "input_tensor")
    if x.ndim < axes:
        raise InvalidArgumentError(
            f"{op}: Input must have rank of at least {axes} but got: {x.shape}.", op=op
        )
    sizes = sizes_of(x)[-axes:]
    lengths = _lengths(fft_length, (*sizes[:-1], max(2 * (sizes[-1] - 1), 0)), op)
    half = lengths[-1] // 2 + 1
    wanted = (*lengths[:-1], half)
    if 0 in lengths:
        shape = (*sizes_of(x)[:-axes], *lengths)
        return from_array(np.zeros(shape, np.float32), x.dtype.real_dtype, None, op)
    if wanted != sizes:
        re, im = (resized(part, wanted) for part in parts(x))
        x = joined(re, im)
    x = _along(x, [x.ndim - 1 - i for i in range(1, axes)], _ifft)
    whole = _completed(*parts(x), lengths[-1])
    return parts(_along(whole, [x.ndim - 1], _ifft))[0]


def _completed(re: Tensor, im: Tensor, length: int) -> Tensor:
    """All frequencies, of which the upper half are the conjugates of the lower."""
    count = (length - 1) // 2
    sizes = sizes_of(re)
    # Frequencies that are their own conjugates have no imaginary part.
    own = np.ones(sizes[-1], np.float32)
    own[0] = 0
    if length % 2 == 0:
        own[-1] = 0
    im = multiply(im, from_array(own, im.dtype, None, "irfft"))
    if count == 0:
        return joined(re, im)
    start, kept = (0,) * (re.ndim - 1) + (1,), (*sizes[:-1], count)
    last = [re.ndim - 1]
    upper_re = reverse(block(re, start, kept), last)
    upper_im = negative(reverse(block(im, start, kept), last))
    return joined(concat([re, upper_re], -1), concat([im, upper_im], -1))
