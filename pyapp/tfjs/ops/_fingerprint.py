"""Hashes of 64 bits: FarmHash's fingerprint of a string, and of two hashes together.

The numbers are those of `farmhashna::Hash64` (Google, 2014), which TensorFlow uses.
"""

_MASK = (1 << 64) - 1
_K0 = 0xC3A5C85C97CB3127
_K1 = 0xB492B66FBE98F273
_K2 = 0x9AE16A3B2F90404F
_CAT = 0xC6A4A7935BD1E995


def fingerprint64(item: bytes) -> int:
    """The hash of a string."""
    size = len(item)
    if size <= 16:
        return _up_to_16(item, size)
    if size <= 32:
        return _up_to_32(item, size)
    return _up_to_64(item, size) if size <= 64 else _longer(item, size)


def joined(first: int, second: int) -> int:
    """The hash of two hashes in this order."""
    result = first ^ _CAT
    result ^= _mix(second * _CAT & _MASK) * _CAT & _MASK
    result = result * _CAT & _MASK
    result = _mix(result) * _CAT & _MASK
    return _mix(result)


def _mix(value: int) -> int:
    return value ^ (value >> 47)


def _rotated(value: int, by: int) -> int:
    return ((value >> by) | (value << (64 - by))) & _MASK


def _word(item: bytes, at: int, size: int = 8) -> int:
    return int.from_bytes(item[at : at + size], "little")


def _pair(u: int, v: int, factor: int) -> int:
    a = (u ^ v) * factor & _MASK
    a ^= a >> 47
    b = (v ^ a) * factor & _MASK
    b ^= b >> 47
    return b * factor & _MASK


def _up_to_16(s: bytes, n: int) -> int:
    if n >= 8:
        factor = _K2 + n * 2
        a = (_word(s, 0) + _K2) & _MASK
        b = _word(s, n - 8)
        c = (_rotated(b, 37) * factor + a) & _MASK
        d = (_rotated(a, 25) + b) * factor & _MASK
        return _pair(c, d, factor)
    if n >= 4:
        factor = _K2 + n * 2
        return _pair((n + (_word(s, 0, 4) << 3)) & _MASK, _word(s, n - 4, 4), factor)
    if n > 0:
        y = s[0] + (s[n >> 1] << 8)
        z = n + (s[n - 1] << 2)
        return _mix(y * _K2 & _MASK ^ z * _K0 & _MASK) * _K2 & _MASK
    return _K2


def _up_to_32(s: bytes, n: int) -> int:
    factor = _K2 + n * 2
    a = _word(s, 0) * _K1 & _MASK
    b = _word(s, 8)
    c = _word(s, n - 8) * factor & _MASK
    d = _word(s, n - 16) * _K2 & _MASK
    u = (_rotated((a + b) & _MASK, 43) + _rotated(c, 30) + d) & _MASK
    v = (a + _rotated((b + _K2) & _MASK, 18) + c) & _MASK
    return _pair(u, v, factor)


def _up_to_64(s: bytes, n: int) -> int:
    factor = _K2 + n * 2
    a = _word(s, 0) * _K2 & _MASK
    b = _word(s, 8)
    c = _word(s, n - 8) * factor & _MASK
    d = _word(s, n - 16) * _K2 & _MASK
    y = (_rotated((a + b) & _MASK, 43) + _rotated(c, 30) + d) & _MASK
    z = _pair(y, (a + _rotated((b + _K2) & _MASK, 18) + c) & _MASK, factor)
    e = _word(s, 16) * factor & _MASK
    f = _word(s, 24)
    g = (y + _word(s, n - 32)) * factor & _MASK
    h = (z + _word(s, n - 24)) * factor & _MASK
    u = (_rotated((e + f) & _MASK, 43) + _rotated(g, 30) + h) & _MASK
    v = (e + _rotated((f + a) & _MASK, 18) + g) & _MASK
    return _pair(u, v, factor)


def _weak(s: bytes, at: int, a: int, b: int) -> tuple[int, int]:
    w, x, y, z = (_word(s, at + 8 * i) for i in range(4))
    a = (a + w) & _MASK
    b = _rotated((b + a + z) & _MASK, 21)
    c = a
    a = (a + x + y) & _MASK
    b = (b + _rotated(a, 44)) & _MASK
    return (a + z) & _MASK, (b + c) & _MASK


def _longer(s: bytes, n: int) -> int:
    seed = 81
    x, y = seed, (seed * _K1 + 113) & _MASK
    z = _mix((y * _K2 + 113) & _MASK) * _K2 & _MASK
    v, w = (0, 0), (0, 0)
    x = (x * _K2 + _word(s, 0)) & _MASK
    end = (n - 1) // 64 * 64
    last = end + ((n - 1) & 63) - 63
    for at in range(0, end, 64):
        x = _rotated((x + y + v[0] + _word(s, at + 8)) & _MASK, 37) * _K1 & _MASK
        y = _rotated((y + v[1] + _word(s, at + 48)) & _MASK, 42) * _K1 & _MASK
        x ^= w[1]
        y = (y + v[0] + _word(s, at + 40)) & _MASK
        z = _rotated((z + w[0]) & _MASK, 33) * _K1 & _MASK
        v = _weak(s, at, v[1] * _K1 & _MASK, (x + w[0]) & _MASK)
        w = _weak(s, at + 32, (z + w[1]) & _MASK, (y + _word(s, at + 16)) & _MASK)
        z, x = x, z
    factor = (_K1 + ((z & 0xFF) << 1)) & _MASK
    w = ((w[0] + ((n - 1) & 63)) & _MASK, w[1])
    v = ((v[0] + w[0]) & _MASK, v[1])
    w = ((w[0] + v[0]) & _MASK, w[1])
    x = _rotated((x + y + v[0] + _word(s, last + 8)) & _MASK, 37) * factor & _MASK
    y = _rotated((y + v[1] + _word(s, last + 48)) & _MASK, 42) * factor & _MASK
    x ^= w[1] * 9 & _MASK
    y = (y + v[0] * 9 + _word(s, last + 40)) & _MASK
    z = _rotated((z + w[0]) & _MASK, 33) * factor & _MASK
    v = _weak(s, last, v[1] * factor & _MASK, (x + w[0]) & _MASK)
    w = _weak(s, last + 32, (z + w[1]) & _MASK, (y + _word(s, last + 16)) & _MASK)
    z, x = x, z
    left = (_pair(v[0], w[0], factor) + _mix(y) * _K0 + z) & _MASK
    return _pair(left, (_pair(v[1], w[1], factor) + x) & _MASK, factor)
