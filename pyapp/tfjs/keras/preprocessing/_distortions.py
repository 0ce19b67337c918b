"""Changes of one picture, of Keras 2, by numbers that are given or drawn by `np.random`."""

from typing import Any

import numpy as np

from tfjs.keras.preprocessing._affine import apply_affine_transform
from tfjs.keras.utils.pictures import array_to_img, img_to_array


def _moved(x: Any, rest: tuple[int, int, int, str, float, int], **how: float) -> Any:
    names = ("row_axis", "col_axis", "channel_axis", "fill_mode", "cval", "order")
    return apply_affine_transform(x, **how, **dict(zip(names, rest, strict=True)))  # type: ignore[arg-type]


def random_rotation(
    x: Any,
    rg: float,
    row_axis: int = 1,
    col_axis: int = 2,
    channel_axis: int = 0,
    fill_mode: str = "nearest",
    cval: float = 0.0,
    interpolation_order: int = 1,
) -> Any:
    """Turn a picture by up to `rg` degrees; for the others see `apply_affine_transform`."""
    rest = (row_axis, col_axis, channel_axis, fill_mode, cval, interpolation_order)
    return _moved(x, rest, theta=np.random.uniform(-rg, rg))


def random_shift(
    x: Any,
    wrg: float,
    hrg: float,
    row_axis: int = 1,
    col_axis: int = 2,
    channel_axis: int = 0,
    fill_mode: str = "nearest",
    cval: float = 0.0,
    interpolation_order: int = 1,
) -> Any:
    """Shift a picture by up to these shares of its width and height."""
    rest = (row_axis, col_axis, channel_axis, fill_mode, cval, interpolation_order)
    tx = np.random.uniform(-hrg, hrg) * x.shape[row_axis]
    ty = np.random.uniform(-wrg, wrg) * x.shape[col_axis]
    return _moved(x, rest, tx=tx, ty=ty)


def random_shear(
    x: Any,
    intensity: float,
    row_axis: int = 1,
    col_axis: int = 2,
    channel_axis: int = 0,
    fill_mode: str = "nearest",
    cval: float = 0.0,
    interpolation_order: int = 1,
) -> Any:
    """Shear a picture by up to `intensity` degrees."""
    rest = (row_axis, col_axis, channel_axis, fill_mode, cval, interpolation_order)
    return _moved(x, rest, shear=np.random.uniform(-intensity, intensity))


def random_zoom(
    x: Any,
    zoom_range: Any,
    row_axis: int = 1,
    col_axis: int = 2,
    channel_axis: int = 0,
    fill_mode: str = "nearest",
    cval: float = 0.0,
    interpolation_order: int = 1,
) -> Any:
    """Zoom a picture, rows and columns apart, by numbers between the two of `zoom_range`.

    Raises:
        ValueError: Not two numbers.
    """
    if len(zoom_range) != 2:
        raise ValueError(
            f"`zoom_range` should be a tuple or list of two floats. Received: {zoom_range}"
        )
    rest = (row_axis, col_axis, channel_axis, fill_mode, cval, interpolation_order)
    zx, zy = (
        (1, 1)
        if tuple(zoom_range) == (1, 1)
        else np.random.uniform(zoom_range[0], zoom_range[1], size=2)
    )
    return _moved(x, rest, zx=zx, zy=zy)


def apply_channel_shift(x: Any, intensity: float, channel_axis: int = 0) -> Any:
    """Add a number, within the values that the picture has."""
    return np.clip(x + intensity, np.min(x), np.max(x))


def random_channel_shift(x: Any, intensity_range: float, channel_axis: int = 0) -> Any:
    """Add a number of up to `intensity_range` to all channels, as Keras does."""
    return apply_channel_shift(x, np.random.uniform(-intensity_range, intensity_range))


def apply_brightness_shift(x: Any, brightness: float, scale: bool = True) -> Any:
    """Multiply a picture, channels last, by a number, in whole numbers from 0 to 255.

    Args:
        x: The picture.
        brightness: 0 for black, 1 for the picture as it is.
        scale: Whether its values are spread to 0..255 first; otherwise only if they lie outside.
    """
    from PIL import ImageEnhance

    low, high = np.min(x), np.max(x)
    outside = low < 0 or high > 255
    image = array_to_img(x, scale=bool(outside or scale))
    x = img_to_array(ImageEnhance.Brightness(image).enhance(brightness))
    return x / 255 * (high - low) + low if outside and not scale else x


def random_brightness(x: Any, brightness_range: Any, scale: bool = True) -> Any:
    """`apply_brightness_shift` by a number between two.

    Raises:
        ValueError: Not two numbers.
    """
    if len(brightness_range) != 2:
        raise ValueError(
            f"`brightness_range should be tuple or list of two floats. Received: {brightness_range}"
        )
    return apply_brightness_shift(x, np.random.uniform(*brightness_range), scale)
