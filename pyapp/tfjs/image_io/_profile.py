"""Color profiles: pixels of a camera's or display's color space as sRGB, as a canvas shows them.

Reads ICC profiles made of three primaries and a curve per channel, as cameras, phones (Display P3)
and editors (Adobe RGB) write them. Others (tables, CMYK, gray) are left alone.
"""

import struct

import numpy as np

from tfjs.image_io import _curves
from tfjs.image_io._picture import Array, Grid

_SRGB = np.array([[28578, 25241, 9376], [14581, 46981, 3972], [912, 6362, 46799]]) / 65536
"""Primaries of sRGB, adapted to D50 as ICC wants them, in the precision of a profile."""
_ALIKE = 0.01
"""How near primaries are to sRGB's that are taken for them, if the curves are sRGB's too."""
_INVISIBLE = 1
"""Levels below which a profile counts as sRGB."""


class Profiled:
    """A grid with a profile, as sRGB.

    Args:
        grid: Pixels of the profile's color space.
        curves: Light for each level, a row per channel.
        matrix: Its primaries in terms of sRGB's.
    """

    def __init__(self, grid: Grid, curves: Array, matrix: Array) -> None:
        self._grid = grid
        self.height, self.width = grid.height, grid.width
        self._curves = curves
        self._matrix = matrix

    def pixels(self, rows: Array, columns: Array) -> Array:
        """RGB at the crossings."""
        return _converted(self._grid.pixels(rows, columns), self._curves, self._matrix)


def _converted(pixels: Array, curves: Array, matrix: Array) -> Array:
    # `mode` only spares NumPy a slow check: all indices are in range.
    linear = np.empty(pixels.shape, np.float32)
    for channel in range(3):
        linear[..., channel] = curves[channel].take(pixels[..., channel], mode="clip")
    light = linear.reshape(-1, 3) @ matrix.T
    np.clip(light, 0, 1, out=light)
    return _curves.levels_of(light).reshape(pixels.shape)


def as_srgb(grid: Grid, profile: bytes | None) -> Grid:
    """The grid with its profile applied, if it has one that matters."""
    if not profile:
        return grid
    try:
        parsed = _parsed(profile)
    except (struct.error, ValueError, IndexError, KeyError):
        return grid  # a damaged profile: browsers ignore it too
    if parsed is None:
        return grid
    curves, primaries = parsed
    if np.array_equal(curves, [_light(_curves.SRGB)] * 3) and np.allclose(
        primaries, _SRGB, rtol=0, atol=_ALIKE
    ):
        return grid
    matrix = (np.linalg.inv(_SRGB) @ primaries).astype(np.float32)
    probe = np.stack(np.meshgrid(*[np.arange(0, 256, 15)] * 3), axis=-1).reshape(1, -1, 3)
    shift = _converted(probe, curves, matrix).astype(np.int16) - probe
    return Profiled(grid, curves, matrix) if np.abs(shift).max() > _INVISIBLE else grid


def _parsed(profile: bytes) -> tuple[Array, Array] | None:
    if profile[16:20] != b"RGB " or profile[20:24] != b"XYZ ":
        return None
    (count,) = struct.unpack_from(">I", profile, 128)
    tags = {}
    for number in range(count):
        name, offset, size = struct.unpack_from(">4sII", profile, 132 + 12 * number)
        tags[name] = profile[offset : offset + size]
    if b"A2B0" in tags or not {b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"} <= tags.keys():
        return None
    columns = [struct.unpack_from(">3i", tags[n], 8) for n in (b"rXYZ", b"gXYZ", b"bXYZ")]
    curves = [_curve(tags[n]) for n in (b"rTRC", b"gTRC", b"bTRC")]
    return np.stack(curves), np.array(columns).T / 65536


def _light(curve: _curves.Curve) -> Array:
    return _curves.light(curve, np.arange(256, dtype=np.float32) * np.float32(1 / 255))


def _curve(tag: bytes) -> Array:
    """Light for each of the 256 levels."""
    if tag[:4] == b"curv":
        (count,) = struct.unpack_from(">I", tag, 8)
        values = np.frombuffer(tag, ">u2", count, 12)
        if count < 2:
            return _light(_parametric(0, [float(values[0]) / 256 if count else 1.0]))
        light = values / 65535
        if _curves.is_srgb_table(light):
            return _light(_curves.SRGB)
        places = np.linspace(0, 1, count)
        return np.interp(np.arange(256) / 255, places, light).astype(np.float32)
    if tag[:4] != b"para":
        raise ValueError("unknown kind of curve")
    (kind,) = struct.unpack_from(">H", tag, 8)
    sizes = (1, 3, 4, 5, 7)
    numbers = [n / 65536 for n in struct.unpack_from(f">{sizes[kind]}i", tag, 12)]
    return _light(_parametric(kind, numbers))


def _parametric(kind: int, numbers: list[float]) -> _curves.Curve:
    """ICC's parametric curves in the form of the last of them."""
    g, a, b, c, d, e, f = [*numbers, *[0.0] * (7 - len(numbers))]
    if kind == 0:
        a = 1.0
    if kind in (1, 2):
        e, f, c, d = c, c, 0.0, -b / a
    return _curves.known((g, a, b, c, d, e, f))
