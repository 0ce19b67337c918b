"""Numbers and bytes out of strings: raw bytes, comma-separated values, Base64, compression."""

import base64
import csv
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.io.records import decompressed
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.creation import constant
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_RAW = (
    *(dtypes.float16, dtypes.float32, dtypes.float64, dtypes.bool, dtypes.complex64),
    *(dtypes.int8, dtypes.int16, dtypes.int32, dtypes.int64, dtypes.uint8, dtypes.uint16),
    dtypes.complex128,
)


def _strings(value: Any, op: str) -> "np.ndarray[Any, Any]":
    return np.asarray(as_tensor(value, dtypes.string, op=op).numpy(), object)


def _each(value: Any, change: Callable[[bytes], bytes], op: str) -> Tensor:
    texts = _strings(value, op)
    changed = np.empty(texts.size, object)
    changed[:] = [change(text) for text in texts.reshape(-1).tolist()]
    return from_array(changed.reshape(texts.shape), dtypes.string, None, op)


def decode_raw(
    input_bytes: "TensorLike",
    out_type: "DTypeLike",
    little_endian: bool = True,
    fixed_length: int | None = None,
    name: str | None = None,
) -> Tensor:
    """Numbers as they lie in the bytes of strings, which are read.

    Args:
        input_bytes: Strings, all of one length unless `fixed_length` is given.
        out_type: Dtype of the numbers.
        little_endian: Whether their first byte is the smallest.
        fixed_length: Bytes to take of each; shorter strings are filled up with zeros.

    Returns:
        The shape of `input_bytes`, and an axis of numbers.

    Raises:
        InvalidArgumentError: Strings of other lengths.
    """
    op, kind = "decode_raw", dtypes.as_dtype(out_type)
    if kind not in _RAW:
        raise InvalidArgumentError(f"{op}: cannot decode {kind.name}.", op=op)
    texts = _strings(input_bytes, op)
    flat: list[bytes] = texts.reshape(-1).tolist()
    if fixed_length is not None:
        flat = [text[:fixed_length].ljust(fixed_length, b"\0") for text in flat]
    lengths = {len(text) for text in flat} or {0}
    if len(lengths) > 1:
        raise InvalidArgumentError(
            f"{op}: DecodeRaw requires input strings to all be the same size. Received: lengths "
            f"{sorted(lengths)}.",
            op=op,
        )
    number = np.dtype(kind.as_numpy_dtype).newbyteorder("<" if little_endian else ">")
    if min(lengths) % number.itemsize:
        raise InvalidArgumentError(
            f"{op}: Input to DecodeRaw has length {min(lengths)} that is not a multiple of "
            f"{number.itemsize}, the size of {kind.name}",
            op=op,
        )
    array = np.frombuffer(b"".join(flat), number).reshape(*texts.shape, -1)
    return from_array(array.astype(kind.as_numpy_dtype), kind, None, op)


def encode_base64(input: "TensorLike", pad: bool = False, name: str | None = None) -> Tensor:
    """Strings in the Base64 that is safe in addresses, with `=` at the end if `pad`."""

    def encoded(text: bytes) -> bytes:
        code = base64.urlsafe_b64encode(text)
        return code if pad else code.rstrip(b"=")

    return _each(input, encoded, "encode_base64")


def decode_base64(input: "TensorLike", name: str | None = None) -> Tensor:
    """Strings out of the Base64 that is safe in addresses.

    Raises:
        InvalidArgumentError: Characters that it does not have.
    """

    def decoded(text: bytes) -> bytes:
        code = text.rstrip(b"=")
        try:
            if set(code) & set(b"+/"):
                raise ValueError("+ and / do not belong to this alphabet")
            whole = code + b"=" * (-len(code) % 4)
            return base64.b64decode(whole, altchars=b"-_", validate=True)
        except ValueError as error:
            raise InvalidArgumentError(
                f"decode_base64: Invalid character found in base64: {error}.", op="decode_base64"
            ) from error

    return _each(input, decoded, "decode_base64")


def decode_compressed(
    bytes: "TensorLike", compression_type: str = "", name: str | None = None
) -> Tensor:
    """Strings before they were compressed: `"GZIP"`, `"ZLIB"`, or not at all."""
    op = "decode_compressed"
    return _each(bytes, lambda text: decompressed(text, compression_type, op), op)


def decode_csv(
    records: "TensorLike",
    record_defaults: Sequence[Any],
    field_delim: str = ",",
    use_quote_delim: bool = True,
    na_value: str = "",
    select_cols: Sequence[int] | None = None,
    name: str | None = None,
) -> list[Tensor]:
    """Columns of comma-separated values.

    Args:
        records: Strings, a record each.
        record_defaults: For each column a dtype if it must have a value, or a tensor of one or no
            element: what stands for a missing value, and the dtype.
        field_delim: What stands between values.
        use_quote_delim: Whether `"` encloses values.
        na_value: What also means a missing value.
        select_cols: Which columns to take, in order; all if None.

    Returns:
        A tensor for each column, of the shape of `records`.

    Raises:
        InvalidArgumentError: Another number of values, a missing one that must be there, or one
            that is no number of its dtype.
    """
    op = "decode_csv"
    texts = _strings(records, op)
    columns = [_default(value, op) for value in record_defaults]
    rows = [
        _fields(text.decode(errors="surrogateescape"), field_delim, use_quote_delim)
        for text in texts.reshape(-1).tolist()
    ]
    found = []
    for number, row in enumerate(rows):
        chosen = row if select_cols is None else [row[i] for i in select_cols if i < len(row)]
        if len(chosen) != len(columns):
            raise InvalidArgumentError(
                f"{op}: Expect {len(columns)} fields but have {len(chosen)} in record {number}",
                op=op,
            )
        found.append(chosen)
    results = []
    for place, (kind, default) in enumerate(columns):
        values = [_value(row[place], kind, default, na_value, place, op) for row in found]
        array = np.empty(len(values), object if kind is dtypes.string else kind.as_numpy_dtype)
        array[:] = values
        results.append(from_array(array.reshape(texts.shape), kind, None, op))
    return results


def _default(value: Any, op: str) -> tuple[dtypes.DType, Any]:
    if isinstance(value, dtypes.DType | type):
        return dtypes.as_dtype(value), None
    tensor = as_tensor(value, op=op)
    if tensor.shape.num_elements() == 0:
        return tensor.dtype, None
    return tensor.dtype, np.asarray(tensor.numpy()).reshape(-1).tolist()[0]


def _fields(text: str, delimiter: str, quotes: bool) -> list[str]:
    line = text.rstrip("\r\n")
    if not quotes:
        return line.split(delimiter)
    return next(csv.reader([line], delimiter=delimiter), [""])


def _value(text: str, kind: dtypes.DType, default: Any, missing: str, place: int, op: str) -> Any:
    if text in ("", missing):
        if default is None:
            raise InvalidArgumentError(
                f"{op}: Field {place} is required but missing in record", op=op
            )
        return default
    if kind is dtypes.string:
        return text.encode(errors="surrogateescape")
    try:
        return int(text) if kind.is_integer else float(text)
    except ValueError as error:
        raise InvalidArgumentError(
            f"{op}: Field {place} in record is not a valid {kind.name}: {text}", op=op
        ) from error


def matching_files(pattern: "TensorLike", name: str | None = None) -> Tensor:
    """Names of the files that match a pattern, or one of several, in order."""
    from tfjs.io import gfile

    patterns = _strings(pattern, "matching_files").reshape(-1).tolist()
    names = [name.encode() for name in gfile.glob([text.decode() for text in patterns])]
    return constant(names) if names else constant([], dtypes.string)


match_filenames_once = matching_files
