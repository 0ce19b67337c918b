"""Crosses of features: every combination of the values in a row. Worked out on the host."""

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import product
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import from_array
from tfjs.ops._fingerprint import fingerprint64, joined
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor

_KEY = 0xDECAFCAFFE
_MASK = (1 << 64) - 1


def cross(
    inputs: Sequence[Any], name: str | None = None, separator: str | None = None
) -> SparseTensor:
    """Every combination of the values that features have in a row, as strings.

    Args:
        inputs: Tensors or sparse tensors of rank 2 with strings or integers, with equally many
            rows.
        separator: Between the values, `"_X_"` if None.

    Returns:
        Strings, shape `(rows, most combinations)`; the last feature changes the fastest.

    Raises:
        TypeError: Inputs of other kinds.
        InvalidArgumentError: Different numbers of rows, or another rank than 2.
    """
    between = ("_X_" if separator is None else separator).encode()

    def text(value: Any) -> bytes:
        return value if isinstance(value, bytes) else str(value).encode()

    return _crossed(inputs, text, between.join, dtypes.string, "cross")


def cross_hashed(
    inputs: Sequence[Any],
    num_buckets: int = 0,
    hash_key: int | None = None,
    name: str | None = None,
) -> SparseTensor:
    """The buckets of every combination of the values that features have in a row, int64.

    Args:
        inputs: As for `cross`.
        num_buckets: How many; below 2**31 here, where int64 has 32 bits.
        hash_key: What hashes begin with.

    Raises:
        InvalidArgumentError: No buckets, so that hashes have more bits than integers here.
    """
    start = _KEY if hash_key is None else hash_key
    if not 0 < num_buckets < 2**31:
        raise InvalidArgumentError(
            "cross_hashed: expected num_buckets in [1, 2**31), because int64 has 32 bits here. "
            f"Received: num_buckets={num_buckets}.",
            op="cross_hashed",
        )

    def number(value: Any) -> int:
        return fingerprint64(value) if isinstance(value, bytes) else value & _MASK

    def bucket(row: Sequence[int]) -> int:
        return int(reduce(joined, row, start) % num_buckets)

    return _crossed(inputs, number, bucket, dtypes.int64, "cross_hashed")


def _crossed(
    inputs: Sequence[Any],
    prepare: Callable[[Any], Any],
    combine: Callable[[Sequence[Any]], Any],
    dtype: dtypes.DType,
    op: str,
) -> SparseTensor:
    if not isinstance(inputs, list | tuple):
        raise TypeError(f"{op}: Inputs must be a list. Received: {type(inputs).__name__}.")
    if not all(isinstance(x, Tensor | SparseTensor) for x in inputs):
        raise TypeError(f"{op}: All inputs must be Tensor or SparseTensor.")
    # As TensorFlow has it, dense features come after the sparse ones.
    ordered = sorted(inputs, key=lambda x: isinstance(x, Tensor))
    features = [[[prepare(v) for v in row] for row in _rows(x, op)] for x in ordered]
    counts = {len(feature) for feature in features}
    if len(counts) != 1:
        raise InvalidArgumentError(
            f"{op}: Expected batch sizes that are equal. Received: {sorted(counts)}.", op=op
        )
    rows = [[combine(combination) for combination in product(*r)] for r in zip(*features)]  # noqa: B905
    places = [(i, j) for i, row in enumerate(rows) for j in range(len(row))]
    flat = [value for row in rows for value in row]
    kind: Any = object if dtype is dtypes.string else np.int64
    array = np.empty(len(flat), kind)
    array[:] = flat
    values = from_array(array, dtype, None, op)
    sizes = (len(rows), max(map(len, rows), default=0))
    return SparseTensor(np.asarray(places, np.intp).reshape(-1, 2), values, sizes)


def _rows(x: Any, op: str) -> list[list[Any]]:
    """The values in each row."""
    if x.shape.rank != 2:
        raise InvalidArgumentError(f"{op}: expected rank 2. Received: {x.shape}.", op=op)
    if isinstance(x, Tensor):
        listed: list[list[Any]] = x.numpy().tolist()
        return listed
    rows: list[list[Any]] = [[] for _ in range(x._sizes[0])]
    for (row, _), value in zip(x._places.tolist(), x._values.numpy().tolist(), strict=True):
        rows[row].append(value)
    return rows
