"""Curves of color spaces as browsers compute them: levels to light, and light to levels of sRGB.

Skia (Chromium's, Firefox's canvas) computes powers by short approximations of logarithm and
exponential, and makes the inverse of a curve with the same ones. Their error is small, but it
decides which way one pixel in a hundred is rounded, so the same approximations are used here.
"""

from typing import TypeAlias

import numpy as np

from tfjs.image_io._picture import Array

Curve: TypeAlias = tuple[float, float, float, float, float, float, float]
"""`g, a, b, c, d, e, f` of ICC's formula: `(a x + b)**g + e` from `d` on, `c x + f` below."""

SRGB: Curve = (2.4, 0.947867345, 0.0521327014, 0.0773993808, 0.0404499363, 0.0, 0.0)
_ALIKE = 0.01
"""How near the numbers of a curve are to those of a known one that is taken in its place."""
_SAME_TABLE = 1 / 512
"""The same for a table: displays' profiles have sRGB's curve as one, rounded in the shadows."""
_BINS = 4096
_ONE = 0x3F800000
"""The bits of 1.0; those of numbers from 0 to 1 are in the order of the numbers."""


def _log2(x: Array) -> Array:
    bits = x.view(np.int32)
    mantissa = ((bits & 0x007FFFFF) | 0x3F000000).view(np.float32)
    rough = bits.astype(np.float32) * np.float32(2.0**-23) - np.float32(124.225514990)
    fine = np.float32(1.725879990) / (np.float32(0.3520887068) + mantissa)
    return np.asarray(rough - np.float32(1.498030302) * mantissa - fine, np.float32)


def _exp2(x: Array) -> Array:
    part = x - np.floor(x)
    rough = x + np.float32(121.274057500) - np.float32(1.490129070) * part
    fine = np.float32(27.728023300) / (np.float32(4.84252568) - part)
    bits = np.clip((rough + fine) * np.float32(2**23), 0, 0x7F7FFFFF)
    return np.rint(bits).astype(np.int32).view(np.float32)


def _power(x: Array, exponent: float) -> Array:
    x = np.ascontiguousarray(x, np.float32)
    inside = np.where(x > 0, x, np.float32(1))
    found = _exp2(np.asarray(_log2(inside) * np.float32(exponent), np.float32))
    return np.where((x <= 0) | (x == 1), x.clip(0), found)


def light(curve: Curve, level: Array) -> Array:
    """Light, float32, at levels from 0 to 1."""
    g, a, b, c, d, e, f = map(np.float32, curve)
    level = np.asarray(level, np.float32)
    return np.where(level <= d, level * c + f, _power(level * a + b, float(g)) + e)


def known(curve: Curve) -> Curve:
    """A curve that is nearly sRGB's, or nearly a power of 2.2, is that."""
    if max(abs(x - y) for x, y in zip(curve, SRGB, strict=True)) < _ALIKE:
        return SRGB
    g, a, b, _, d, e, _ = curve
    plain = max(abs(a - 1), abs(b), abs(e)) < _ALIKE and d <= 0
    return (2.2, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0) if plain and abs(g - 2.2) < _ALIKE else curve


def is_srgb_table(values: Array) -> bool:
    """Whether evenly spaced samples of light, 0 to 1, are those of sRGB's curve."""
    curved = np.where(values <= 0.0031308, 12.92 * values, 1.055 * values ** (1 / 2.4) - 0.055)
    return bool(np.abs(curved - np.linspace(0, 1, len(values))).max() < _SAME_TABLE)


def _of_srgb(values: Array) -> Array:
    """Light to sRGB, 0 to 1: the inverse of `light`, shifted so that 1 becomes 1."""
    g, a, _, c, d, _, _ = SRGB
    scale = _power(np.array([a], np.float32), -g)
    shift = np.float32(1) - _power(scale, 1 / g)
    steep = values * np.float32(1 / c)
    return np.where(values <= np.float32(c * d), steep, _power(values * scale, 1 / g) + shift)


_tables: list[tuple[Array, Array]] = []


def _made() -> tuple[Array, Array]:
    """Levels by the square root of the light in steps, and where in each step the next begins."""
    if not _tables:
        low, high = np.zeros(255, np.int32), np.full(255, _ONE, np.int32)
        for _ in range(31):  # the least light whose level is at least 1, 2, … 255
            middle = low + (high - low) // 2
            reached = np.rint(_of_srgb(middle.view(np.float32)) * 255) >= np.arange(1, 256)
            low, high = np.where(reached, low, middle + 1), np.where(reached, middle, high)
        limits = np.append(high.view(np.float32), np.float32(np.inf))
        starts = ((np.arange(_BINS + 1) / _BINS) ** 2).astype(np.float32)
        levels = np.searchsorted(limits, starts, side="right")
        _tables.append((levels.astype(np.uint8), limits))
    return _tables[0]


def levels_of(values: Array) -> Array:
    """Light from 0 to 1, float32, as levels of sRGB, 0 to 255."""
    levels, limits = _made()
    # `mode` only spares NumPy a slow check: all indices are in range.
    found = levels.take((np.sqrt(values) * np.float32(_BINS)).astype(np.int16), mode="clip")
    found += values >= limits.take(found, mode="clip")
    return found
