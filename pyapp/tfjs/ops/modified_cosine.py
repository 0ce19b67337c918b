"""The modified cosine transform: `tf.signal.mdct` and its inverse (Princen et al., 1987)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import static_int
from tfjs.ops.cosine import dct
from tfjs.ops.frames import frame, overlap_and_add
from tfjs.ops.joining import concat
from tfjs.ops.math import multiply, negative, subtract
from tfjs.ops.shaping import reverse, sizes_of
from tfjs.ops.windows import vorbis_window
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

_Window = Callable[..., Tensor]


def mdct(
    signals: "TensorLike",
    frame_length: Any,
    window_fn: _Window | None = vorbis_window,
    pad_end: bool = False,
    norm: str | None = None,
    name: str | None = None,
) -> Tensor:
    """The modified cosine transform of frames that overlap by half.

    Args:
        signals: Shape `(..., samples)`, floating.
        frame_length: Samples of a frame, a multiple of 4.
        window_fn: Called with the length and `dtype`; a constant if None.
        pad_end: Whether the last frame is filled up with zeros.
        norm: None, or `"ortho"`.

    Returns:
        Shape `(..., frames, frame_length // 2)`.

    Raises:
        ValueError: Another length.
    """
    x = as_tensor(signals, op="mdct")
    length = static_int(frame_length, "mdct", "frame_length")
    if length % 4 or length <= 0:
        raise ValueError(f"The frame length must be a multiple of 4. Received: {length}.")
    frames = frame(x, length, length // 2, pad_end)
    frames = multiply(frames, _window(window_fn, length, x))
    quarter = length // 4
    a, b, c, d = (frames[..., i * quarter : (i + 1) * quarter] for i in range(4))
    first = subtract(negative(reverse(c, [-1])), d)
    return dct(concat([first, subtract(a, reverse(b, [-1]))], -1), type=4, norm=norm)


def inverse_mdct(
    mdcts: "TensorLike",
    window_fn: _Window | None = vorbis_window,
    norm: str | None = None,
    name: str | None = None,
) -> Tensor:
    """The signal of which `mdct` gives these numbers, with the same window and `norm`.

    Args:
        mdcts: Shape `(..., frames, half)`, floating.
        window_fn: As for `mdct`.
        norm: As for `mdct`.

    Returns:
        Shape `(..., samples)`.

    Raises:
        InvalidArgumentError: Rank below 2.
    """
    x = as_tensor(mdcts, op="inverse_mdct")
    if x.ndim < 2:
        raise InvalidArgumentError(
            f"inverse_mdct: expected rank 2 or more. Received: {x.shape}.", op="inverse_mdct"
        )
    half = sizes_of(x)[-1]
    parts = dct(x, type=4, norm=norm)
    if norm is None:
        parts = multiply(parts, 0.5 / half)
    first, second = parts[..., : half // 2], parts[..., half // 2 :]
    turned = negative(reverse(first, [-1]))
    frames = concat([second, negative(reverse(second, [-1])), turned, negative(first)], -1)
    return overlap_and_add(multiply(frames, _window(window_fn, 2 * half, x)), half)


def _window(window_fn: _Window | None, length: int, x: Tensor) -> Any:
    return 2.0**-0.5 if window_fn is None else window_fn(length, dtype=x.dtype)
