"""Color profiles: pixels of a camera's or display's color space as sRGB, as a canvas shows them.

Reads ICC profiles made of three primaries and a curve per channel, as cameras, phones (Display P3)
and editors (Adobe RGB) write them. Others (tables, CMYK, gray) are left alone.
"""

import struct

import numpy as np

from tfjs.image_io._picture import Array, Grid

_SRGB = np.array(  # primaries of sRGB, adapted to D50 as ICC wants them
    [
        [0.4360747, 0.3850649, 0.1430804],
        [0.2225045, 0.7168786, 0.0606169],
        [0.0139322, 0.0971045, 0.7141733],
    ]
)
_STEPS = 16384
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
    np.sqrt(light, out=light)
    light *= _STEPS
    light += 0.5
    return _encoding().take(light.astype(np.int16), mode="clip").reshape(pixels.shape)


_encoded: list[Array] = []


def _encoding() -> Array:
    """Levels by the square root of the light, which spreads the dark end over enough steps."""
    if not _encoded:
        light = (np.arange(_STEPS + 1) / _STEPS) ** 2
        curved = 1.055 * light ** (1 / 2.4) - 0.055
        levels = np.where(light <= 0.0031308, 12.92 * light, curved)
        _encoded.append(np.rint(levels * 255).astype(np.uint8))
    return _encoded[0]


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
    matrix = np.linalg.inv(_SRGB) @ primaries
    curves, matrix = curves.astype(np.float32), matrix.astype(np.float32)
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


def _curve(tag: bytes) -> Array:
    """Light for each of the 256 levels."""
    level = np.arange(256) / 255
    if tag[:4] == b"curv":
        (count,) = struct.unpack_from(">I", tag, 8)
        values = np.frombuffer(tag, ">u2", count, 12)
        if count == 0:
            return level
        if count == 1:
            return level ** (float(values[0]) / 256)
        return np.interp(level, np.linspace(0, 1, count), values / 65535)
    if tag[:4] != b"para":
        raise ValueError("unknown kind of curve")
    (kind,) = struct.unpack_from(">H", tag, 8)
    sizes = (1, 3, 4, 5, 7)
    numbers = np.array(struct.unpack_from(f">{sizes[kind]}i", tag, 12)) / 65536
    return _parametric(kind, numbers, level)


def _parametric(kind: int, numbers: Array, x: Array) -> Array:
    """ICC's parametric curves: `(a x + b)**g + e` from `d` on, `c x + f` below."""
    g, a, b, c, d, e, f = np.concatenate([numbers, np.zeros(7 - len(numbers))])
    if kind == 0:
        a = 1.0
    if kind in (1, 2):
        e, f, c, d = c, c, 0.0, -b / a
    power = np.maximum(a * x + b, 0) ** g + e
    return np.asarray(np.where(x >= d, power, c * x + f))
