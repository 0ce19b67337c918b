"""Sequences of their own lengths: reversed, and how far two are apart."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import INTEGER
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor, from_array, require_dtype
from tfjs.ops._shapes import canonical_axis
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.gathering import gather
from tfjs.ops.math import less, subtract
from tfjs.ops.sequences import range as numbers
from tfjs.ops.shaping import expand_dims, sizes_of, transpose
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def reverse_sequence(
    input: "TensorLike",
    seq_lengths: "TensorLike",
    seq_axis: int | None = None,
    batch_axis: int | None = None,
    name: str | None = None,
) -> Tensor:
    """Reverse the first numbers along an axis, as many as each example of a batch has.

    Args:
        input: Any shape.
        seq_lengths: Shape `(batch,)`, integers up to the size of `seq_axis`.
        seq_axis: The axis to reverse.
        batch_axis: The axis of examples, 0 if None.

    Raises:
        InvalidArgumentError: The same axis twice, none, or another number of lengths.
    """
    op = "reverse_sequence"
    x = as_tensor(input, op=op)
    counts = require_dtype(as_tensor(seq_lengths, op=op), INTEGER, op, "seq_lengths")
    along = canonical_axis(0 if seq_axis is None else seq_axis, x.ndim, op)
    examples = canonical_axis(0 if batch_axis is None else batch_axis, x.ndim, op)
    if along == examples or counts.ndim != 1 or sizes_of(counts)[0] != sizes_of(x)[examples]:
        raise InvalidArgumentError(
            f"{op}: expected two axes, and a length for each example. Received: seq_axis "
            f"{seq_axis}, batch_axis {batch_axis}, seq_lengths {counts.shape}.",
            op=op,
        )
    order = [examples, along, *(i for i in range(x.ndim) if i not in (examples, along))]
    rows = transpose(x, order)
    lengths = expand_dims(cast(counts, dtypes.int32), -1)
    places = numbers(sizes_of(x)[along])
    turned = where(less(places, lengths), subtract(subtract(lengths, 1), places), places)
    return transpose(gather(rows, turned, axis=1, batch_dims=1), np.argsort(order).tolist())


def edit_distance(
    hypothesis: SparseTensor,
    truth: SparseTensor,
    normalize: bool = True,
    name: str = "edit_distance",
) -> Tensor:
    """How many changes make one sequence of another (Levenshtein, 1966); they are read.

    Args:
        hypothesis: Sparse; its last axis holds sequences.
        truth: Sparse, of the same dtype and rank.
        normalize: Whether to divide by the length of the true sequence.

    Returns:
        float32, the leading axes of the larger shape; infinite for an empty true sequence and
        one that is not, if `normalize`.

    Raises:
        TypeError: Dense tensors.
    """
    for value in (hypothesis, truth):
        if not isinstance(value, SparseTensor):
            raise TypeError(f"{name}: expected sparse tensors. Received: {type(value).__name__}.")
    first, second = _sequences(hypothesis), _sequences(truth)
    sizes = np.maximum(hypothesis.dense_shape.numpy(), truth.dense_shape.numpy())[:-1]
    result = np.zeros(sizes, np.float32)
    for place in np.ndindex(*sizes.tolist()):
        a, b = first.get(place, []), second.get(place, [])
        distance = _distance(a, b)
        if normalize and b:
            result[place] = distance / len(b)
        else:
            result[place] = np.inf if normalize and a else 0 if normalize else distance
    return from_array(result, dtypes.float32, None, name)


def _sequences(sparse: SparseTensor) -> dict[tuple[int, ...], list[Any]]:
    found: dict[tuple[int, ...], list[Any]] = {}
    values = np.asarray(sparse.values.numpy(), object).tolist()
    for place, value in zip(np.asarray(sparse.indices.numpy()).tolist(), values, strict=True):
        found.setdefault(tuple(place[:-1]), []).append(value)
    return found


def _distance(a: list[Any], b: list[Any]) -> int:
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]
