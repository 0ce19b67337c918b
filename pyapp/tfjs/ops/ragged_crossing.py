"""`tf.ragged.cross`: combinations of the values in rows of several lengths."""

from collections.abc import Sequence
from typing import Any

from tfjs.ops.sparse_crossing import cross as sparse_cross
from tfjs.ops.sparse_crossing import cross_hashed as sparse_cross_hashed
from tfjs.ragged_tensor import RaggedTensor


def cross(inputs: Sequence[Any], name: str | None = None) -> RaggedTensor:
    """Every combination of the values that features have in a row, as strings joined by `_X_`.

    Args:
        inputs: Ragged, sparse or dense tensors of rank 2 with strings or integers, with equally
            many rows; one of them ragged.
    """
    return RaggedTensor.from_sparse(sparse_cross(_plain(inputs)))


def cross_hashed(
    inputs: Sequence[Any],
    num_buckets: int = 0,
    hash_key: int | None = None,
    name: str | None = None,
) -> RaggedTensor:
    """The buckets of every combination, int64; see `cross` and `tf.sparse.cross_hashed`."""
    return RaggedTensor.from_sparse(sparse_cross_hashed(_plain(inputs), num_buckets, hash_key))


def _plain(inputs: Sequence[Any]) -> list[Any]:
    return [x.to_sparse() if isinstance(x, RaggedTensor) else x for x in inputs]
