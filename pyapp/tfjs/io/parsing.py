"""`tf.io.parse_example` and its kind: tensors out of `tf.train.Example` in bytes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError, UnimplementedError
from tfjs.io.features import (
    FixedLenFeature,
    FixedLenSequenceFeature,
    RaggedFeature,
    SparseFeature,
    VarLenFeature,
)
from tfjs.ops._arguments import as_tensor, from_array
from tfjs.ops._shapes import static_ints
from tfjs.ops.creation import constant
from tfjs.ops.sparse import reorder
from tfjs.protos import DecodeError, Example, SequenceExample
from tfjs.ragged_tensor import RaggedTensor
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike

Values = list[Any]
_LISTS = {"string": "bytes_list", "int64": "int64_list", "float32": "float_list"}


def parse_example(
    serialized: "TensorLike",
    features: Mapping[str, Any],
    example_names: Any = None,
    name: str | None = None,
) -> dict[str, Any]:
    """Features of many examples, which are read.

    Args:
        serialized: Strings of any shape, usually a vector; each a `tf.train.Example` in bytes.
        features: Name -> `FixedLenFeature`, `VarLenFeature`, `FixedLenSequenceFeature`,
            `SparseFeature` or `RaggedFeature`.
        example_names: Ignored.

    Returns:
        Name -> a dense, sparse or ragged tensor, with the shape of `serialized` in front.

    Raises:
        InvalidArgumentError: Bytes that are no example, a feature that must be there and is not,
            or one with another number or kind of values.
        ValueError: No features.
    """
    op = "parse_example"
    texts = np.asarray(as_tensor(serialized, dtypes.string, op=op).numpy(), object)
    if not texts.ndim:
        return parse_single_example(serialized, features)
    if not features:
        raise ValueError("Missing: features was None.")
    examples = [_feature_map(text, op) for text in texts.reshape(-1).tolist()]
    return {key: _gathered(key, features[key], examples, op) for key in sorted(features)}


def parse_single_example(
    serialized: "TensorLike",
    features: Mapping[str, Any],
    example_names: Any = None,
    name: str | None = None,
) -> dict[str, Any]:
    """Features of one example; see `parse_example`. `serialized` is a scalar string."""
    op = "parse_single_example"
    if not features:
        raise ValueError("Invalid argument: features cannot be None.")
    text = as_tensor(serialized, dtypes.string, op=op)
    if text.ndim:
        raise InvalidArgumentError(f"{op}: Input serialized must be a scalar", op=op)
    found = _feature_map(bytes(text.numpy()), op)
    return {key: _alone(_gathered(key, features[key], [found], op)) for key in sorted(features)}


def parse_single_sequence_example(
    serialized: "TensorLike",
    context_features: Mapping[str, Any] | None = None,
    sequence_features: Mapping[str, Any] | None = None,
    example_name: Any = None,
    name: str | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Features of one `tf.train.SequenceExample`, and those of its steps.

    Args:
        serialized: A scalar string.
        context_features: As for `parse_single_example`.
        sequence_features: Name -> `FixedLenSequenceFeature` (dense, a row for each step),
            `VarLenFeature` (sparse) or `RaggedFeature`.
    """
    op = "parse_single_sequence_example"
    context, steps = _sequence(bytes(as_tensor(serialized, dtypes.string, op=op).numpy()), op)
    first = {
        key: _alone(_gathered(key, kind, [context], op))
        for key, kind in sorted((context_features or {}).items())
    }
    second = {
        key: _steps(key, kind, steps, op) for key, kind in sorted((sequence_features or {}).items())
    }
    return first, second


def parse_sequence_example(
    serialized: "TensorLike",
    context_features: Mapping[str, Any] | None = None,
    sequence_features: Mapping[str, Any] | None = None,
    example_names: Any = None,
    name: str | None = None,
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Features of many `tf.train.SequenceExample`s, and those of their steps.

    Returns:
        Features by name; those of steps by name, `FixedLenSequenceFeature`s filled up to the
        longest; and how many steps each example has of them, by name.
    """
    op = "parse_sequence_example"
    texts = np.asarray(as_tensor(serialized, dtypes.string, op=op).numpy(), object).reshape(-1)
    pairs = [_sequence(text, op) for text in texts.tolist()]
    contexts = [context for context, _ in pairs]
    first = {
        key: _gathered(key, kind, contexts, op)
        for key, kind in sorted((context_features or {}).items())
    }
    second: dict[str, Any] = {}
    lengths: dict[str, Any] = {}
    for key, kind in sorted((sequence_features or {}).items()):
        parts = [steps.get(key, []) for _, steps in pairs]
        dtype = dtypes.as_dtype(kind.dtype)
        rows = [[_typed(step, dtype, key, op) or [] for step in part] for part in parts]
        if isinstance(kind, FixedLenSequenceFeature):
            flat = [[value for step in row for value in step] for row in rows]
            second[key] = _padded(key, kind, flat, dtype, op)
            counts = [len(part) for part in parts]
            lengths[key] = from_array(np.asarray(counts, np.int64), dtypes.int64, None, op)
        else:
            second[key] = _sparse_steps(rows, dtype, op)
    return first, second, lengths


def _feature_map(text: bytes, op: str) -> Mapping[str, Any]:
    try:
        return Example.FromString(text).features.feature  # type: ignore[no-any-return]
    except (DecodeError, UnicodeDecodeError) as error:
        raise InvalidArgumentError(
            f"{op}: Could not parse example input: {error}", op=op
        ) from error


def _sequence(text: bytes, op: str) -> tuple[Mapping[str, Any], dict[str, list[Any]]]:
    try:
        example = SequenceExample.FromString(text)
    except (DecodeError, UnicodeDecodeError) as error:
        raise InvalidArgumentError(
            f"{op}: Could not parse example input: {error}", op=op
        ) from error
    lists = example.feature_lists.feature_list
    return example.context.feature, {key: part.feature for key, part in lists.items()}


def _typed(feature: Any, dtype: DType, key: str, op: str) -> Values | None:
    """The values of a feature; None if it is not there or empty."""
    which = None if feature is None else feature.WhichOneof("kind")
    if which is None:
        return None
    if dtype.name not in _LISTS:
        raise ValueError(f"{key}: expected dtype float32, int64 or string. Received: {dtype.name}.")
    if which != _LISTS[dtype.name]:
        raise InvalidArgumentError(
            f"{op}: Key: {key}.  Data types don't match. Expected type: {dtype.name}, but the "
            f"example has a {which}.",
            op=op,
        )
    return list(getattr(feature, which).value)


def _gathered(key: str, kind: Any, examples: list[Mapping[str, Any]], op: str) -> Any:
    """One feature of all examples."""
    if isinstance(kind, SparseFeature):
        return _sparse_of_indices(kind, examples, op)
    dtype = dtypes.as_dtype(kind.dtype)
    source = getattr(kind, "value_key", None) or key
    rows = [_typed(example.get(source), dtype, source, op) for example in examples]
    if isinstance(kind, FixedLenFeature):
        return _dense(key, kind, rows, dtype, op)
    if isinstance(kind, FixedLenSequenceFeature):
        if not kind.allow_missing:
            raise ValueError(
                f"Unsupported: FixedLenSequenceFeature requires allow_missing to be True. ({key})"
            )
        return _padded(key, kind, [row or [] for row in rows], dtype, op)
    if isinstance(kind, VarLenFeature):
        return _sparse([row or [] for row in rows], dtype, op)
    if isinstance(kind, RaggedFeature):
        return _ragged(kind, [row or [] for row in rows], dtype, op)
    raise ValueError(f"Invalid feature {key}:{kind}.")


def _array(values: Values, dtype: DType) -> "np.ndarray[Any, Any]":
    array = np.empty(len(values), object if dtype is dtypes.string else dtype.as_numpy_dtype)
    array[:] = values
    return array


def _tensor(values: Values, dtype: DType, shape: Any, op: str) -> Tensor:
    return from_array(_array(values, dtype).reshape(shape), dtype, None, op)


def _dense(key: str, kind: FixedLenFeature, rows: list[Any], dtype: DType, op: str) -> Tensor:
    shape = (
        static_ints(kind.shape, op, "shape") if not isinstance(kind.shape, int) else (kind.shape,)
    )
    count = int(np.prod(shape, dtype=int))
    default: list[Any] | None = None
    if kind.default_value is not None:
        given = np.asarray(as_tensor(kind.default_value, hint=dtype).numpy(), object)
        default = given.reshape(-1).tolist()
        if len(default) != count:
            raise InvalidArgumentError(
                f"{op}: Key: {key}.  expected a default_value of shape {list(shape)}. Received: "
                f"{len(default)} values.",
                op=op,
            )
    whole: Values = []
    for row in rows:
        values = default if row is None else row
        if values is None:
            raise InvalidArgumentError(
                f"{op}: Feature: {key} (data type: {dtype.name}) is required but could not be "
                "found.",
                op=op,
            )
        if len(values) != count:
            raise InvalidArgumentError(
                f"{op}: Key: {key}.  Number of {dtype.name} values != expected.  Values size: "
                f"{len(values)} but output shape: {list(shape)}",
                op=op,
            )
        whole += values
    return _tensor(whole, dtype, (len(rows), *shape), op)


def _padded(key: str, kind: Any, rows: list[Values], dtype: DType, op: str) -> Tensor:
    shape = (
        static_ints(kind.shape, op, "shape") if not isinstance(kind.shape, int) else (kind.shape,)
    )
    part = int(np.prod(shape, dtype=int))
    if any(len(row) % part for row in rows):
        raise InvalidArgumentError(
            f"{op}: Key: {key}.  Number of {dtype.name} values is not a multiple of stride length.",
            op=op,
        )
    longest = max((len(row) // part for row in rows), default=0)
    fill: Any = b"" if dtype is dtypes.string else 0
    if kind.default_value is not None:
        fill = as_tensor(kind.default_value, hint=dtype).numpy()
        fill = fill if isinstance(fill, bytes) else np.asarray(fill).reshape(-1)[0].item()
    whole = [v for row in rows for v in [*row, *[fill] * (longest * part - len(row))]]
    return _tensor(whole, dtype, (len(rows), longest, *shape), op)


def _sparse(rows: list[Values], dtype: DType, op: str) -> SparseTensor:
    places = [(i, j) for i, row in enumerate(rows) for j in range(len(row))]
    values = [value for row in rows for value in row]
    return SparseTensor(
        from_array(np.asarray(places, np.int64).reshape(-1, 2), dtypes.int64, None, op),
        _tensor(values, dtype, (len(values),), op),
        constant([len(rows), max(map(len, rows), default=0)], dtypes.int64),
    )


def _sparse_steps(rows: list[list[Values]], dtype: DType, op: str) -> SparseTensor:
    found = [
        ((i, j, k), value)
        for i, row in enumerate(rows)
        for j, step in enumerate(row)
        for k, value in enumerate(step)
    ]
    places = np.asarray([place for place, _ in found], np.int64).reshape(-1, 3)
    sizes = [
        len(rows),
        max(map(len, rows), default=0),
        max((len(step) for row in rows for step in row), default=0),
    ]
    return SparseTensor(
        from_array(places, dtypes.int64, None, op),
        _tensor([value for _, value in found], dtype, (len(found),), op),
        constant(sizes, dtypes.int64),
    )


def _sparse_of_indices(
    kind: SparseFeature, examples: list[Mapping[str, Any]], op: str
) -> SparseTensor:
    keys = [kind.index_key] if isinstance(kind.index_key, str) else list(kind.index_key)
    sizes = [kind.size] if isinstance(kind.size, int) else [int(size) for size in kind.size]
    dtype = dtypes.as_dtype(kind.dtype)
    places, values = [], []
    for row, example in enumerate(examples):
        columns = [_typed(example.get(k), dtypes.int64, k, op) or [] for k in keys]
        mine = _typed(example.get(kind.value_key), dtype, kind.value_key, op) or []
        if any(len(column) != len(mine) for column in columns):
            raise InvalidArgumentError(
                f"{op}: expected as many indices as values of {kind.value_key}.", op=op
            )
        places += [(row, *place) for place in zip(*columns, strict=True)]
        values += mine
    sparse = SparseTensor(
        from_array(np.asarray(places, np.int64).reshape(-1, 1 + len(keys)), dtypes.int64, None, op),
        _tensor(values, dtype, (len(values),), op),
        constant([len(examples), *sizes], dtypes.int64),
    )
    return sparse if kind.already_sorted else reorder(sparse)


def _ragged(kind: RaggedFeature, rows: list[Values], dtype: DType, op: str) -> RaggedTensor:
    if kind.partitions:
        raise UnimplementedError(
            f"{op}: RaggedFeature with partitions is not read here. Read the values and the "
            "partitions as features of their own, and use tf.RaggedTensor.from_row_splits.",
            op=op,
        )
    values = [value for row in rows for value in row]
    lengths = np.asarray([len(row) for row in rows], np.int64)
    splits = from_array(
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        None,
        None,
        op,
    )
    whole = RaggedTensor.from_row_splits(_tensor(values, dtype, (len(values),), op), splits)
    return whole.with_row_splits_dtype(kind.row_splits_dtype)


def _steps(key: str, kind: Any, steps: dict[str, list[Any]], op: str) -> Any:
    """A feature of the steps of one example."""
    dtype = dtypes.as_dtype(kind.dtype)
    if key not in steps and isinstance(kind, FixedLenSequenceFeature) and not kind.allow_missing:
        raise InvalidArgumentError(
            f"{op}: Name: feature list {key} is required but not there", op=op
        )
    rows = [_typed(step, dtype, key, op) or [] for step in steps.get(key, [])]
    if isinstance(kind, VarLenFeature):
        return _sparse(rows, dtype, op)
    if isinstance(kind, RaggedFeature):
        return _ragged(kind, rows, dtype, op)
    return _dense(key, FixedLenFeature(kind.shape, dtype), list(rows), dtype, op)


def _alone(value: Any) -> Any:
    """What a batch of one holds."""
    if isinstance(value, SparseTensor):
        places = value.indices[:, 1:]
        return SparseTensor(places, value.values, value.dense_shape[1:])
    return value.flat_values if isinstance(value, RaggedTensor) else value[0]
