"""Tensors as bytes: `tf.io.serialize_tensor` and back, in TensorFlow's own format."""

import struct
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import NUMBERS, DType
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops.creation import constant
from tfjs.ops.sparse import reorder
from tfjs.protos import wire
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, TensorLike

_NAMES = {number: name for name, number in NUMBERS.items()}
_REAL, _DOUBLE, _WHOLE, _TEXTS, _COMPLEX, _LONG, _TRUTH = 5, 6, 7, 8, 9, 10, 11
_LISTS = {_REAL: "<f4", _DOUBLE: "<f8", _COMPLEX: "<f4"}


def serialize_tensor(tensor: "TensorLike", name: str | None = None) -> Tensor:
    """A tensor as bytes (a `TensorProto`), in a scalar string tensor; it is read."""
    return constant(_written(as_tensor(tensor, op="serialize_tensor")))


def parse_tensor(
    serialized: "TensorLike", out_type: "DTypeLike", name: str | None = None
) -> Tensor:
    """The tensor that `serialize_tensor` made bytes of.

    Args:
        serialized: A scalar string.
        out_type: Its dtype.

    Raises:
        InvalidArgumentError: The bytes are no tensor, or one of another dtype.
    """
    text = as_tensor(serialized, dtypes.string, op="parse_tensor")
    if text.ndim:
        raise InvalidArgumentError(
            f"parse_tensor: Expected `serialized` to be a scalar, got shape: {text.shape}",
            op="parse_tensor",
        )
    return _parsed(bytes(text.numpy()), dtypes.as_dtype(out_type), "parse_tensor")


def _written(tensor: Tensor) -> bytes:
    sizes = b"".join(
        wire.block(2, wire.key(1, wire.VARINT) + wire.varint(int(size)) if size else b"")
        for size in tensor.shape.as_list()
    )
    head = wire.key(1, wire.VARINT) + wire.varint(NUMBERS[tensor.dtype.name]) + wire.block(2, sizes)
    if tensor.dtype is dtypes.string:
        texts = np.asarray(tensor.numpy(), object)  # NumPy's own strings drop zeros at their end
        return head + b"".join(wire.block(_TEXTS, text) for text in texts.reshape(-1).tolist())
    array = np.asarray(tensor.numpy())
    if tensor.dtype is dtypes.bfloat16:
        data = (array.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()
    else:
        kind = np.dtype(tensor.dtype.as_numpy_dtype)
        data = array.astype(kind.newbyteorder("<")).tobytes()
    return head + (wire.block(4, data) if data else b"")


def _parsed(data: bytes, wanted: DType, op: str) -> Tensor:
    try:
        return _read(data, wanted, op)
    except (wire.DecodeError, struct.error, KeyError) as error:
        raise InvalidArgumentError(
            f"{op}: Could not parse `serialized` as TensorProto: {error}.", op=op
        ) from error


class _Stored:
    """What a `TensorProto` says."""

    def __init__(self, data: bytes) -> None:
        self.name = "float32"
        self.content: bytes | None = None
        self.shape: tuple[int, ...] = ()
        self.values: list[Any] = []
        for number, form, value in wire.fields(memoryview(data)):
            self._take(number, form, value)

    def _take(self, number: int, form: int, value: Any) -> None:
        if number == 1:
            self.name = _NAMES[value]
        elif number == 2:
            self.shape = _sizes(value)
        elif number == 4:
            self.content = bytes(value)
        elif number == _TEXTS:
            self.values.append(bytes(value))
        elif number in _LISTS:
            self.values += np.frombuffer(bytes(value), _LISTS[number]).tolist()
        elif number in (_WHOLE, _LONG, _TRUTH):
            self.values += _numbers(form, value)

    def array(self, wanted: DType) -> Any:
        """The values; the last one stands for all that are missing."""
        kind: Any = object if wanted is dtypes.string else wanted.as_numpy_dtype
        if self.content is not None and wanted is dtypes.bfloat16:
            return (np.frombuffer(self.content, "<u2").astype("<u4") << 16).view("<f4")
        if self.content is not None:
            return np.frombuffer(self.content, np.dtype(kind).newbyteorder("<")).astype(kind)
        values = self.values
        if wanted.is_complex:
            values = [complex(*pair) for pair in zip(values[::2], values[1::2], strict=True)]
        count = int(np.prod(self.shape, dtype=int))
        fill = values[-1] if values else b"" if wanted is dtypes.string else 0
        array = np.empty(max(count, len(values)), kind)
        array[:] = [*values, *[fill] * (count - len(values))]
        return array


def _read(data: bytes, wanted: DType, op: str) -> Tensor:
    stored = _Stored(data)
    if stored.name != wanted.name:
        raise InvalidArgumentError(
            f"{op}: Type mismatch between parsed tensor ({stored.name}) and dtype ({wanted.name})",
            op=op,
        )
    array = stored.array(wanted)
    if array.size != int(np.prod(stored.shape, dtype=int)):
        raise InvalidArgumentError(
            f"{op}: {array.size} values for a shape of {list(stored.shape)}.", op=op
        )
    return from_array(array.reshape(stored.shape), wanted, None, op)


def _numbers(form: int, value: int | memoryview) -> list[int]:
    if isinstance(value, int):
        return [wire.signed(value)]
    found, at = [], 0
    while at < len(value):
        number, at = wire.read_varint(value, at)
        found.append(wire.signed(number))
    return found


def _sizes(data: memoryview) -> tuple[int, ...]:
    sizes = []
    for number, _, part in wire.fields(data):
        if number == 2 and not isinstance(part, int):
            sizes.append(next((int(v) for n, _, v in wire.fields(part) if n == 1), 0))
    return tuple(sizes)


def _texts_only(out_type: "DTypeLike", op: str) -> None:
    if dtypes.as_dtype(out_type) is not dtypes.string:
        raise InvalidArgumentError(
            f"{op}: expected out_type string; there are no variants here. Received: {out_type}.",
            op=op,
        )


def serialize_sparse(
    sp_input: SparseTensor, out_type: "DTypeLike" = dtypes.string, name: str | None = None
) -> Tensor:
    """A sparse tensor as three strings: its indices, values and shape.

    Raises:
        TypeError: No sparse tensor.
        InvalidArgumentError: Another `out_type`.
    """
    _texts_only(out_type, "serialize_sparse")
    parts = (sp_input.indices, sp_input.values, sp_input.dense_shape)
    return constant([_written(part) for part in parts])


def serialize_many_sparse(
    sp_input: SparseTensor, out_type: "DTypeLike" = dtypes.string, name: str | None = None
) -> Tensor:
    """Each row of a sparse tensor as `serialize_sparse` gives it, shape `(rows, 3)`."""
    _texts_only(out_type, "serialize_many_sparse")
    whole = reorder(sp_input)
    places, values = np.asarray(whole.indices.numpy()), np.asarray(whole.values.numpy())
    sizes = np.asarray(whole.dense_shape.numpy())
    kind = whole.values.dtype
    rows = []
    for row in range(int(sizes[0])):
        mine = places[:, 0] == row
        parts = (
            constant(places[mine, 1:], dtypes.int64),
            from_array(values[mine], kind, None, "serialize_many_sparse"),
            constant(sizes[1:], dtypes.int64),
        )
        rows.append([_written(part) for part in parts])
    return from_array(np.asarray(rows, object).reshape(-1, 3), dtypes.string, None, "serialize")


def deserialize_many_sparse(
    serialized_sparse: "TensorLike",
    dtype: "DTypeLike",
    rank: int | None = None,
    name: str | None = None,
) -> SparseTensor:
    """Rows as `serialize_many_sparse` made them, as one sparse tensor.

    Args:
        serialized_sparse: Strings, shape `(rows, 3)`.
        dtype: Of the values.
        rank: Of each row; not needed.
    """
    op = "deserialize_many_sparse"
    texts = np.asarray(as_tensor(serialized_sparse, dtypes.string, op=op).numpy())
    if texts.ndim != 2 or texts.shape[1] != 3:
        raise InvalidArgumentError(
            f"{op}: Serialized sparse should have 3 columns: {list(texts.shape)}", op=op
        )
    kind = dtypes.as_dtype(dtype)
    places, values, limits = [], [], []
    for row, (where, what, shape) in enumerate(texts.tolist()):
        part = np.asarray(_parsed(where, dtypes.int64, op).numpy())
        places.append(np.concatenate([np.full((len(part), 1), row), part], 1))
        values.append(np.asarray(_parsed(what, kind, op).numpy()))
        limits.append(np.asarray(_parsed(shape, dtypes.int64, op).numpy()))
    return SparseTensor(
        constant(np.concatenate(places), dtypes.int64),
        from_array(np.concatenate(values), kind, None, op),
        constant(np.concatenate([[len(texts)], np.max(limits, 0)]), dtypes.int64),
    )
