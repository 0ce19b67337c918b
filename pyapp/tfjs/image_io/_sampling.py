"""Resizing by TF.js's rule: bilinear, corner pixels on corner pixels, no smoothing.

The result of `tf.image.resizeBilinear(image, size, alignCorners=true)`. Each point of it depends
on four pixels, so only those are read: a photo of twelve megapixels costs as much as one of a
quarter.
"""

from functools import lru_cache

import numpy as np

from tfjs.image_io._picture import Array, Grid, whole


@lru_cache(maxsize=64)
def _axis(before: int, after: int) -> tuple[Array, Array]:
    """Positions read along one axis (lower neighbors, then upper ones), and how far in between."""
    scale = (before - 1) / (after - 1) if after > 1 else 0.0
    at = np.arange(after) * scale
    lower = np.floor(at).astype(np.intp)
    upper = np.minimum(np.ceil(at).astype(np.intp), before - 1)
    return np.concatenate([lower, upper]), (at - lower).astype(np.float32)


def resized(grid: Grid, height: int, width: int) -> Array:
    """The picture in another size: float32, shape `(height, width, 3)`, values 0 to 255."""
    if (grid.height, grid.width) == (height, width):
        return whole(grid).astype(np.float32)
    rows, down = _axis(grid.height, height)
    columns, right = _axis(grid.width, width)
    pixels = grid.pixels(rows, columns).astype(np.float32)
    left = pixels[:, :width]
    across = left + (pixels[:, width:] - left) * right[:, None]
    top = across[:height]
    return top + (across[height:] - top) * down[:, None, None]  # type: ignore[no-any-return]
