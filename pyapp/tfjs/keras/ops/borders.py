"""Functions of `tf.keras.ops.image` for windows and borders."""

from typing import Any

from tfjs import image as images_of
from tfjs.keras.ops.pictures import batch_of, is_first, last_in, out_of
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import shaping
from tfjs.ops.creation import convert_to_tensor
from tfjs.ops.patches import extract_volume_patches
from tfjs.tensor import Tensor


@operation("image", "ExtractPatches", "images")
def extract_patches(
    images: Any,
    size: Any,
    strides: Any = None,
    dilation_rate: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
) -> Tensor:
    """The windows of images, each as the channels of one place; of volumes if `size` has three.

    Raises:
        TypeError: A size that is no int, tuple or list.
        ValueError: A size of another length.
    """
    if not isinstance(size, int):
        if not isinstance(size, tuple | list):
            raise TypeError(
                "Invalid `size` argument. Expected an int or a tuple. "
                f"Received: size={size} of type {type(size).__name__}"
            )
        if len(size) not in (2, 3):
            raise ValueError(
                "Invalid `size` argument. Expected a tuple of length 2 or 3. "
                f"Received: size={size} with length {len(size)}"
            )
        if len(size) == 3:
            return extract_patches_3d(images, size, strides, dilation_rate, padding, data_format)
    tensor, single = batch_of(images)
    first = is_first(data_format)
    window = [size, size] if isinstance(size, int) else list(size)
    steps = window if not strides else [strides] * 2 if isinstance(strides, int) else list(strides)
    apart = [dilation_rate] * 2 if isinstance(dilation_rate, int) else list(dilation_rate)
    found = images_of.extract_patches(
        last_in(tensor, first), [1, *window, 1], [1, *steps, 1], [1, *apart, 1], padding.upper()
    )
    return out_of(found, first, single)


def extract_patches_3d(
    volumes: Any,
    size: Any,
    strides: Any = None,
    dilation_rate: Any = 1,
    padding: str = "valid",
    data_format: str | None = None,
) -> Tensor:
    """The windows of volumes, each as the channels of one place.

    Raises:
        ValueError: A dilation, or channels second.
    """
    if dilation_rate not in (1, (1, 1, 1), [1, 1, 1]) or is_first(data_format):
        raise ValueError(
            "extract_patches_3d: expected dilation_rate=1 and channels last. Received: "
            f"dilation_rate={dilation_rate}, data_format={data_format}"
        )
    tensor = convert_to_tensor(volumes)
    single = len(tensor.shape) == 4
    tensor = shaping.expand_dims(tensor, 0) if single else tensor
    window = [size] * 3 if isinstance(size, int) else list(size)
    steps = window if not strides else [strides] * 3 if isinstance(strides, int) else list(strides)
    found = extract_volume_patches(tensor, [1, *window, 1], [1, *steps, 1], padding.upper())
    return shaping.squeeze(found, 0) if single else found


@operation("image", "PadImages", "images")
def pad_images(
    images: Any,
    top_padding: int | None = None,
    left_padding: int | None = None,
    bottom_padding: int | None = None,
    right_padding: int | None = None,
    target_height: int | None = None,
    target_width: int | None = None,
    data_format: str | None = None,
) -> Tensor:
    """Zeros around images; of top, bottom and target height two must be given, likewise across.

    Raises:
        ValueError: Other numbers of arguments, or a negative width.
    """
    tensor, single = batch_of(images)
    first = is_first(data_format)
    x = last_in(tensor, first)
    _, height, width, _ = shaping.sizes_of(x)
    top, bottom, _ = _three("padding", top_padding, bottom_padding, target_height, -height)
    left, right, _ = _three("padding", left_padding, right_padding, target_width, -width)
    _not_negative("padding", top=top, left=left, right=right, bottom=bottom)
    found = shaping.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]])
    return out_of(found, first, single)


@operation("image", "CropImages", "images")
def crop_images(
    images: Any,
    top_cropping: int | None = None,
    left_cropping: int | None = None,
    bottom_cropping: int | None = None,
    right_cropping: int | None = None,
    target_height: int | None = None,
    target_width: int | None = None,
    data_format: str | None = None,
) -> Tensor:
    """Images without their borders; of top, bottom and target height two must be given.

    Raises:
        ValueError: Other numbers of arguments, or a negative width.
    """
    tensor, single = batch_of(images)
    first = is_first(data_format)
    x = last_in(tensor, first)
    _, height, width, _ = shaping.sizes_of(x)
    top, bottom, tall = _three("cropping", top_cropping, bottom_cropping, target_height, height)
    left, right, wide = _three("cropping", left_cropping, right_cropping, target_width, width)
    _not_negative("cropping", top=top, left=left, right=right, bottom=bottom)
    return out_of(x[:, top : top + tall, left : left + wide], first, single)


def _three(
    what: str, before: int | None, after: int | None, target: int | None, size: int
) -> tuple[int, int, int]:
    """The width before, the one behind and what there is in the end, from two of the three.

    Args:
        what: "padding" or "cropping".
        before: Or None.
        after: Or None.
        target: Or None.
        size: What there is; negative if the widths are added to it.
    """
    if [before, after, target].count(None) != 1:
        raise ValueError(
            f"Must specify exactly two of the {what} before, the {what} behind and the target "
            f"size. Received: {before}, {after}, {target}"
        )
    sign = -1 if size < 0 else 1
    have = abs(size)
    if target is None:
        first, last = int(before or 0), int(after or 0)
        return first, last, have - sign * (first + last)
    whole = sign * (have - target)
    if before is None:
        return whole - int(after or 0), int(after or 0), target
    return before, whole - before, target


def _not_negative(what: str, **sizes: int) -> None:
    for name, size in sizes.items():
        if size < 0:
            raise ValueError(f"{name}_{what} must be >= 0. Received: {name}_{what}={size}")
