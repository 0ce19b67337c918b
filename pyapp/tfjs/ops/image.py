"""Images cut, framed and mirrored."""

from typing import TYPE_CHECKING, Any

from tfjs import dtypes
from tfjs.dtypes import ANY
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, require_dtype
from tfjs.ops._shapes import static_int, static_ints
from tfjs.ops.casting import identity
from tfjs.ops.resizing import ResizeMethod, resize
from tfjs.ops.shaping import pad, reverse, sizes_of
from tfjs.ops.shaping import transpose as permuted
from tfjs.ops.slicing import block
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def checked_image(value: Any, op: str, argument: str = "image") -> Tensor:
    """A tensor of rank 3 or 4."""
    x = require_dtype(as_tensor(value, op=op), ANY - {dtypes.string}, op, argument)
    if x.ndim not in (3, 4):
        raise InvalidArgumentError(
            f"'{argument}' (shape {x.shape}) must have either 3 or 4 dimensions.", op=op
        )
    return x


def flip_left_right(image: "TensorLike") -> Tensor:
    """Mirror images left to right; shape `(batch, height, width, channels)` or without `batch`."""
    return reverse(checked_image(image, "flip_left_right"), [-2])


def flip_up_down(image: "TensorLike") -> Tensor:
    """Mirror images top to bottom."""
    return reverse(checked_image(image, "flip_up_down"), [-3])


def transpose(image: "TensorLike", name: str | None = None) -> Tensor:
    """Swap height and width."""
    x = checked_image(image, "transpose")
    return permuted(x, [1, 0, 2] if x.ndim == 3 else [0, 2, 1, 3])


def rot90(image: "TensorLike", k: int = 1, name: str | None = None) -> Tensor:
    """Turn images `k` quarters counterclockwise."""
    x = checked_image(image, "rot90")
    quarters = static_int(k, "rot90", "k") % 4
    if quarters == 0:
        return identity(x)
    if quarters == 2:
        return reverse(x, [-2, -3])
    return reverse(transpose(x), [-3]) if quarters == 1 else transpose(reverse(x, [-3]))


def crop_to_bounding_box(
    image: "TensorLike",
    offset_height: Any,
    offset_width: Any,
    target_height: Any,
    target_width: Any,
) -> Tensor:
    """Cut out a rectangle, in pixels.

    Raises:
        ValueError: It does not lie inside the image.
    """
    x = checked_image(image, "crop_to_bounding_box")
    names = ("offset_height", "offset_width", "target_height", "target_width")
    values = (offset_height, offset_width, target_height, target_width)
    top, left, height, width = (
        static_int(v, "crop_to_bounding_box", n) for v, n in zip(values, names, strict=True)
    )
    rows, columns = sizes_of(x)[-3:-1]
    if min(top, left) < 0 or min(height, width) <= 0:
        raise ValueError("crop_to_bounding_box: expected offsets >= 0 and a target size > 0.")
    if top + height > rows or left + width > columns:
        raise ValueError(
            f"crop_to_bounding_box: expected a box inside {rows} by {columns}. Received: rows "
            f"{top} to {top + height}, "
            f"columns {left} to {left + width}."
        )
    lead = sizes_of(x)[:-3]
    starts = (*(0 for _ in lead), top, left, 0)
    return block(x, starts, (*lead, height, width, sizes_of(x)[-1]))


def pad_to_bounding_box(
    image: "TensorLike",
    offset_height: Any,
    offset_width: Any,
    target_height: Any,
    target_width: Any,
) -> Tensor:
    """Put an image at an offset into a larger one of zeros, in pixels.

    Raises:
        ValueError: It does not fit.
    """
    x = checked_image(image, "pad_to_bounding_box")
    values = (offset_height, offset_width, target_height, target_width)
    top, left, height, width = (static_int(v, "pad_to_bounding_box", "offset") for v in values)
    rows, columns = sizes_of(x)[-3:-1]
    below, right = height - top - rows, width - left - columns
    if min(top, left) < 0:
        raise ValueError("offset_height and offset_width must be >= 0")
    if min(below, right) < 0:
        raise ValueError(
            f"pad_to_bounding_box: expected a target that holds {rows} by {columns} at ({top}, "
            f"{left}). Received: "
            f"{height} by {width}."
        )
    lead = [[0, 0]] * (x.ndim - 3)
    return pad(x, [*lead, [top, below], [left, right], [0, 0]])


def central_crop(image: "TensorLike", central_fraction: float) -> Tensor:
    """Cut out the middle, `central_fraction` of each side long.

    Raises:
        ValueError: `central_fraction` outside `(0, 1]`.
    """
    x = checked_image(image, "central_crop")
    fraction = float(central_fraction)
    if not 0 < fraction <= 1:
        raise ValueError("central_fraction must be within (0, 1]")
    if fraction == 1:
        return identity(x)
    rows, columns = sizes_of(x)[-3:-1]
    top, left = int((rows - rows * fraction) / 2), int((columns - columns * fraction) / 2)
    return crop_to_bounding_box(x, top, left, rows - 2 * top, columns - 2 * left)


def resize_with_crop_or_pad(image: "TensorLike", target_height: Any, target_width: Any) -> Tensor:
    """Cut or pad images around their center to a size in pixels."""
    x = checked_image(image, "resize_with_crop_or_pad")
    height, width = (
        static_int(v, "resize_with_crop_or_pad", "target") for v in (target_height, target_width)
    )
    if min(height, width) <= 0:
        raise ValueError("target_height and target_width must be > 0.")
    rows, columns = sizes_of(x)[-3:-1]
    cut_top, cut_left = max(rows - height, 0) // 2, max(columns - width, 0) // 2
    kept = crop_to_bounding_box(x, cut_top, cut_left, min(rows, height), min(columns, width))
    add_top, add_left = max(height - rows, 0) // 2, max(width - columns, 0) // 2
    return pad_to_bounding_box(kept, add_top, add_left, height, width)


def resize_with_pad(
    image: "TensorLike",
    target_height: Any,
    target_width: Any,
    method: str = ResizeMethod.BILINEAR,
    antialias: bool = False,
) -> Tensor:
    """Resize images into a size in pixels, keeping their aspect ratio, with zeros around."""
    x = checked_image(image, "resize_with_pad")
    height, width = static_ints([target_height, target_width], "resize_with_pad", "target")
    if min(height, width) <= 0:
        raise ValueError("target_height and target_width must be > 0.")
    rows, columns = sizes_of(x)[-3:-1]
    ratio = max(columns / width, rows / height)
    new_rows, new_columns = int(rows / ratio), int(columns / ratio)
    top, left = (
        max(0, int((height - rows / ratio) / 2)),
        max(0, int((width - columns / ratio) / 2)),
    )
    out = resize(x, [new_rows, new_columns], method, antialias=antialias)
    return pad_to_bounding_box(out, top, left, height, width)
