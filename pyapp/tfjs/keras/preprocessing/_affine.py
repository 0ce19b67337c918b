"""`apply_affine_transform` of Keras 2: turn, shift, shear and zoom a picture, in NumPy."""

import importlib
from typing import Any, Final

import numpy as np

Array = np.ndarray[Any, Any]

_MODES: Final = ("constant", "nearest", "reflect", "wrap")


def apply_affine_transform(
    x: Any,
    theta: float = 0,
    tx: float = 0,
    ty: float = 0,
    shear: float = 0,
    zx: float = 1,
    zy: float = 1,
    row_axis: int = 1,
    col_axis: int = 2,
    channel_axis: int = 0,
    fill_mode: str = "nearest",
    cval: float = 0.0,
    order: int = 1,
) -> Any:
    """Turn, shift, shear and zoom a picture about its middle.

    Args:
        x: An array of rank 3.
        theta: Angle of turning, in degrees.
        tx: Shift along the rows, in pixels.
        ty: Shift along the columns.
        shear: Angle of shearing, in degrees.
        zx: Zoom along the rows; below 1 things get larger.
        zy: Zoom along the columns.
        row_axis: Where the rows are.
        col_axis: Where the columns are.
        channel_axis: Where the channels are: first or last.
        fill_mode: What lies outside: "constant" (`cval`), "nearest" (the border), "reflect" (the
            picture mirrored) or "wrap".
        cval: See `fill_mode`.
        order: 0 for the nearest pixel, 1 for straight lines between pixels; splines of a higher
            order are asked of SciPy, which must be loaded then (`import scipy.ndimage`).

    Raises:
        ValueError: Axes or modes that do not exist, or another rank.
    """
    axes = [row_axis, col_axis, channel_axis]
    if len(set(axes)) != 3:
        raise ValueError("'row_axis', 'col_axis', and 'channel_axis' must be distinct")
    if set(axes) != {0, 1, 2}:
        raise ValueError(f"Invalid axis' indices: {set(axes) - {0, 1, 2}}")
    if x.ndim != 3:
        raise ValueError("Input arrays must be multi-channel 2D images.")
    if channel_axis not in (0, 2):
        raise ValueError("Channels are allowed and the first and last dimensions.")
    matrix = _matrix(theta, tx, ty, shear, zx, zy)
    if matrix is None:
        return x
    matrix = _about_the_middle(matrix, x.shape[row_axis], x.shape[col_axis])
    if col_axis > row_axis:
        matrix = matrix[[1, 0, 2]][:, [1, 0, 2]]
    channels = np.moveaxis(x, channel_axis, 0)
    moved = [
        _warped(one, matrix[:2, :2], matrix[:2, 2], order, fill_mode, cval) for one in channels
    ]
    return np.moveaxis(np.stack(moved), 0, channel_axis)


def _matrix(theta: float, tx: float, ty: float, shear: float, zx: float, zy: float) -> Array | None:
    """Where each pixel of the result lies in the picture; None for its own place."""
    turn, slant = np.deg2rad(theta), np.deg2rad(shear)
    parts = []
    if theta != 0:
        cos, sin = np.cos(turn), np.sin(turn)
        parts.append([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    if tx != 0 or ty != 0:
        parts.append([[1, 0, tx], [0, 1, ty], [0, 0, 1]])
    if shear != 0:
        parts.append([[1, -np.sin(slant), 0], [0, np.cos(slant), 0], [0, 0, 1]])
    if zx != 1 or zy != 1:
        parts.append([[zx, 0, 0], [0, zy, 0], [0, 0, 1]])
    if not parts:
        return None
    whole = np.array(parts[0], float)
    for part in parts[1:]:
        whole = whole @ np.array(part, float)
    return whole


def _about_the_middle(matrix: Array, rows: int, columns: int) -> Array:
    shift = np.eye(3)
    shift[:2, 2] = rows / 2 - 0.5, columns / 2 - 0.5
    back = np.eye(3)
    back[:2, 2] = -shift[:2, 2]
    return shift @ matrix @ back


def _warped(
    image: Array, matrix: Array, offset: Array, order: int, mode: str, cval: float
) -> Array:
    if order > 1:
        splines = importlib.import_module("scipy.ndimage")
        return splines.affine_transform(  # type: ignore[no-any-return]
            image, matrix, offset, order=order, mode=mode, cval=cval
        )
    if mode not in _MODES:
        raise ValueError(f"fill_mode: expected one of {', '.join(_MODES)}. Received: {mode}")
    rows, columns = np.indices(image.shape, float)
    places = [matrix[i, 0] * rows + matrix[i, 1] * columns + offset[i] for i in (0, 1)]
    outside = np.zeros(image.shape, bool)
    for axis, size in enumerate(image.shape):
        if mode == "constant":
            outside |= (places[axis] < 0) | (places[axis] > size - 1)
        places[axis] = _inside(places[axis], size, mode)
    if order == 0:
        near = [np.floor(place + 0.5).astype(int) for place in places]
        found = image[_index(near[0], image.shape[0]), _index(near[1], image.shape[1])]
    else:
        found = _between(image, places)
    if outside.any():
        found = np.where(outside, cval, found)
    return found.astype(image.dtype)


def _inside(place: Array, size: int, mode: str) -> Array:
    """Coordinates moved into the picture as SciPy moves them; mirrored ones end within a pixel."""
    if mode == "wrap":
        period = max(1, size - 1)
        low, high = place < 0, place > size - 1
        place = np.where(low, place + period * (np.floor(-place / period) + 1), place)
        return np.where(high, place - period * np.floor(place / period), place)
    if mode == "reflect":
        place = np.mod(place + 0.5, 2 * size) - 0.5
        return np.where(place > size - 0.5, 2 * size - 1 - place, place)
    return np.clip(place, 0, size - 1)


def _index(place: Array, size: int) -> Array:
    """Whole places, those just outside on the border."""
    return np.clip(place, 0, size - 1)


def _between(image: Array, places: list[Array]) -> Array:
    """Values on straight lines between pixels."""
    low = [np.floor(place).astype(int) for place in places]
    share = [place - at for place, at in zip(places, low, strict=True)]
    found = np.zeros(image.shape, float)
    for down in (0, 1):
        for right in (0, 1):
            weight = (share[0] if down else 1 - share[0]) * (share[1] if right else 1 - share[1])
            row = _index(low[0] + down, image.shape[0])
            found += weight * image[row, _index(low[1] + right, image.shape[1])]
    return found
