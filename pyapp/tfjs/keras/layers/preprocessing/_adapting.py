"""Data that layers look at before they are used: datasets, batches, or all at once."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.keras.engine.layer import Layer
from tfjs.ops._arguments import as_tensor
from tfjs.ragged_tensor import RaggedTensor
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable

_WHOLE = (np.ndarray, Tensor, Variable, RaggedTensor, SparseTensor)


class DataLayer(Layer):
    """A layer that also takes plain Python values, before or inside a pipeline of data."""

    _allow_non_tensor_positional_args = True


def batches(data: Any, steps: int | None, *, lists: bool = False) -> Iterator[Any]:
    """What `adapt` gets, batch by batch.

    Args:
        data: Everything at once, or something to iterate over: a dataset, batches.
        steps: At most so many batches.
        lists: Whether a list is everything at once.
    """
    if isinstance(data, _WHOLE) or (lists and isinstance(data, list | tuple)):
        return iter([data])
    if not hasattr(data, "__iter__"):
        return iter([data])
    return islice(iter(data), steps)


def array_of(batch: Any) -> "np.ndarray[Any, Any]":
    """The values of a batch; of the features only if it comes with labels."""
    x = batch[0] if isinstance(batch, tuple) else batch
    if isinstance(x, Tensor | Variable):
        x = x.numpy()
    return np.asarray(x)


def tensor_or_ragged(value: Any, dtype: Any = None) -> Any:
    """A tensor of `dtype`, if given and possible; ragged and sparse ones stay as they are."""
    if isinstance(value, RaggedTensor | SparseTensor):
        return value
    if isinstance(value, Tensor | Variable):
        return as_tensor(value)
    array = np.asarray(value)
    if dtype is not None and array.dtype.kind in "iuf" and dtype != dtypes.string:
        return as_tensor(array, dtype)
    return as_tensor(value if array.dtype.kind != "U" else array.tolist())
