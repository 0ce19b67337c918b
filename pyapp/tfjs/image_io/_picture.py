"""Pictures as a grid of pixels that is asked for rows and columns.

A model sees 224 x 224 points of a photo. Whatever is costly per pixel (colors, orientation) is
done for the points that are asked for, not for all twelve million.
"""

from typing import Any, Protocol, TypeAlias

import numpy as np

Array: TypeAlias = "np.ndarray[Any, Any]"


def at(array: Array, rows: Array, columns: Array) -> Array:
    """Crossings of rows and columns, the way that is ten times faster under WebAssembly."""
    return array.take(rows, axis=0)[:, columns]


class Grid(Protocol):
    """Stored pixels."""

    height: int
    width: int

    def pixels(self, rows: Array, columns: Array) -> Array:
        """RGB at the crossings: shape `(rows, columns, 3)`, values 0 to 255."""


class Pixels:
    """A grid that lies in memory: shape `(height, width, 3)`."""

    def __init__(self, array: Array) -> None:
        self.array = array
        self.height, self.width = array.shape[:2]

    def pixels(self, rows: Array, columns: Array) -> Array:
        """RGB at the crossings."""
        return at(self.array, rows, columns)


class Upright:
    """A grid as EXIF's orientation (1 to 8) says it should be looked at."""

    def __init__(self, stored: Grid, orientation: int) -> None:
        self._stored = stored
        self._orientation = orientation
        self._turned = orientation >= 5
        height, width = stored.height, stored.width
        self.height, self.width = (width, height) if self._turned else (height, width)

    def pixels(self, rows: Array, columns: Array) -> Array:
        """RGB at the crossings."""
        if self._turned:
            rows, columns = columns, rows
        if self._orientation in (3, 4, 6, 7):
            rows = self._stored.height - 1 - rows
        if self._orientation in (2, 3, 7, 8):
            columns = self._stored.width - 1 - columns
        found = self._stored.pixels(rows, columns)
        return found.transpose(1, 0, 2) if self._turned else found


def whole(grid: Grid) -> Array:
    """All pixels."""
    return grid.pixels(np.arange(grid.height), np.arange(grid.width))
