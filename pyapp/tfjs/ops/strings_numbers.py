"""Numbers as strings, and back; and the buckets that strings hash to."""

import re
import struct
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tfjs import _bridge, dtypes
from tfjs._dispatch import elementwise
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import static_int
from tfjs.ops.strings_values import measured, string_tensor, strings
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_fast = _bridge.Instruction("string.stringToHashBucketFast", op="to_hash_bucket_fast")
_MASK: Final = 2**64 - 1
_FILLS: Final = ("", " ", "+", "-", "0", "#")


_KINDS: Final = (
    *(dtypes.float32, dtypes.float64, dtypes.int32, dtypes.int64, dtypes.uint32, dtypes.uint64),
)


@elementwise
def as_string(
    input: "TensorLike",
    precision: int = -1,
    scientific: bool = False,
    shortest: bool = False,
    width: int = -1,
    fill: str = "",
    name: str | None = None,
) -> Tensor:
    """Numbers as strings.

    Args:
        input: Numbers, bools, or strings.
        precision: Digits after the point; six if negative. For floating numbers only.
        scientific: Write with an exponent.
        shortest: Write with or without, whichever is shorter.
        width: At least so many characters; bools have their own.
        fill: What makes up the width: as a flag of C's `printf`.

    Raises:
        InvalidArgumentError: Options that do not go with each other or the dtype.
    """
    op = "as_string"
    x = as_tensor(input, op=op)
    kind = x.dtype
    floating = kind.is_floating or kind.is_complex
    if scientific and shortest:
        raise InvalidArgumentError(
            f"{op}: Cannot select both scientific and shortest notation", op=op
        )
    if not floating and (scientific or shortest or precision >= 0):
        raise InvalidArgumentError(
            f"{op}: scientific, shortest and precision are for floating numbers. Received: "
            f"{kind.name}.",
            op=op,
        )
    if fill not in _FILLS:
        raise InvalidArgumentError(f"{op}: Fill argument not supported: {fill!r}", op=op)
    write = _writer(kind, precision, "e" if scientific else "g" if shortest else "f", width, fill)
    array = np.asarray(x.numpy())
    return strings((write(item) for item in array.reshape(-1).tolist()), array.shape)


def _writer(
    kind: dtypes.DType, precision: int, style: str, width: int, fill: str
) -> Callable[[Any], bytes]:
    size = str(width) if width >= 0 else ""
    digits = f".{precision}" if precision >= 0 else ""
    if kind is dtypes.string:
        return lambda item: f"%{fill.replace('0', '')}{size}s".encode() % item
    if kind.is_bool:
        return lambda item: b"true" if item else b"false"
    if kind.is_integer:
        number = f"%{fill}{size}d"
        return lambda item: (number % item).encode()
    number = f"%{fill}{size}{digits}{style}"
    if kind.is_complex:
        return lambda item: f"({number % item.real},{number % item.imag})".encode()
    return lambda item: (number % item).encode()


_NUMBER: Final = re.compile(
    rb"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)", re.IGNORECASE
)
_INTEGER: Final = re.compile(rb"[+-]?\d+")


@elementwise
def to_number(
    input: "TensorLike", out_type: "DTypeLike" = dtypes.float32, name: str | None = None
) -> Tensor:
    """The numbers that strings say.

    Args:
        input: Strings; white space around the number does not matter.
        out_type: float32, float64, int32, int64, uint32 or uint64.

    Raises:
        InvalidArgumentError: A string that is no number, or one that does not fit.
    """
    kind = dtypes.as_dtype(out_type)
    if kind not in _KINDS:
        raise InvalidArgumentError(
            f"to_number: expected out_type float32, float64, int32, int64, uint32 or uint64. "
            f"Received: {kind.name}.",
            op="to_number",
        )
    whole = kind.is_integer
    pattern = _INTEGER if whole else _NUMBER

    def number(item: bytes) -> Any:
        plain = item.strip()
        value = None
        if pattern.fullmatch(plain):
            value = int(plain) if whole else float(plain)
        if value is None or (whole and not kind.min <= value <= kind.max):
            raise InvalidArgumentError(
                f"to_number: StringToNumberOp could not correctly convert string: {item!r}",
                op="to_number",
            )
        return value

    return measured(input, number, kind, "to_number")


def _bucket_count(num_buckets: Any, op: str) -> int:
    count = static_int(num_buckets, op, "num_buckets")
    if count < 1:
        raise InvalidArgumentError(
            f"{op}: expected num_buckets >= 1. Received: num_buckets={count}.", op=op
        )
    return count


@elementwise
def to_hash_bucket_fast(input: "TensorLike", num_buckets: Any, name: str | None = None) -> Tensor:
    """The bucket of each string by FarmHash, int64; computed where the tensor is.

    Args:
        input: Strings.
        num_buckets: How many buckets.
    """
    op = "to_hash_bucket_fast"
    x = string_tensor(input, op)
    return Tensor(_fast((x._slot,), (_bucket_count(num_buckets, op),)), dtypes.int64)


@elementwise
def to_hash_bucket(input: "TensorLike", num_buckets: Any, name: str | None = None) -> Tensor:
    """The bucket of each string by MurmurHash64A, int64.

    Args:
        input: Strings.
        num_buckets: How many buckets.
    """
    count = _bucket_count(num_buckets, "to_hash_bucket")
    return measured(input, lambda s: _murmur(s) % count, dtypes.int64, "to_hash_bucket")


def _murmur(item: bytes, seed: int = 0xDECAFCAFFE) -> int:
    """MurmurHash64A (Austin Appleby, 2008), with the seed that TensorFlow gives it."""
    factor, shift = 0xC6A4A7935BD1E995, 47
    value = (seed ^ (len(item) * factor)) & _MASK
    whole = len(item) // 8 * 8
    for (word,) in struct.iter_unpack("<Q", item[:whole]):
        mixed = (word * factor) & _MASK
        mixed = ((mixed ^ (mixed >> shift)) * factor) & _MASK
        value = ((value ^ mixed) * factor) & _MASK
    if item[whole:]:
        value = ((value ^ int.from_bytes(item[whole:], "little")) * factor) & _MASK
    value = ((value ^ (value >> shift)) * factor) & _MASK
    return value ^ (value >> shift)


@elementwise
def to_hash_bucket_strong(
    input: "TensorLike", num_buckets: Any, key: Sequence[int], name: str | None = None
) -> Tensor:
    """The bucket of each string by SipHash-2-4, int64: hard to fill on purpose without the key.

    Args:
        input: Strings.
        num_buckets: How many buckets.
        key: Two integers.

    Raises:
        InvalidArgumentError: A key of another length.
    """
    op = "to_hash_bucket_strong"
    count = _bucket_count(num_buckets, op)
    words = list(key)
    if len(words) != 2:
        raise InvalidArgumentError(f"{op}: Key must have 2 elements. Received: {words}.", op=op)
    first, second = (int(word) & _MASK for word in words)
    return measured(input, lambda s: _siphash(s, first, second) % count, dtypes.int64, op)


def _siphash(item: bytes, first: int, second: int) -> int:
    """SipHash-2-4 (Aumasson and Bernstein, 2012)."""
    state = [
        first ^ 0x736F6D6570736575,
        second ^ 0x646F72616E646F6D,
        first ^ 0x6C7967656E657261,
        second ^ 0x7465646279746573,
    ]
    padded = item + bytes(7 - len(item) % 8) + bytes([len(item) & 0xFF])
    for (word,) in struct.iter_unpack("<Q", padded):
        state[3] ^= word
        _sip_rounds(state, 2)
        state[0] ^= word
    state[2] ^= 0xFF
    _sip_rounds(state, 4)
    return state[0] ^ state[1] ^ state[2] ^ state[3]


def _rotated(value: int, by: int) -> int:
    return ((value << by) | (value >> (64 - by))) & _MASK


def _sip_rounds(state: list[int], count: int) -> None:
    a, b, c, d = state
    for _ in range(count):
        a = (a + b) & _MASK
        b = _rotated(b, 13) ^ a
        a = _rotated(a, 32)
        c = (c + d) & _MASK
        d = _rotated(d, 16) ^ c
        a = (a + d) & _MASK
        d = _rotated(d, 21) ^ a
        c = (c + b) & _MASK
        b = _rotated(b, 17) ^ c
        c = _rotated(c, 32)
    state[:] = a, b, c, d
