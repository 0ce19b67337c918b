"""Strings put elsewhere: no backend's kernels move them, so their places are moved instead.

An operation that only moves values does to the numbers of the places what it does to the values;
one step then picks the strings that the numbers tell. So a program holds it like any other.
"""

from collections.abc import Callable, Sequence

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.ops._arguments import from_array
from tfjs.tensor import Tensor

_pick = _bridge.Instruction("pickStrings", "own", op="gather")
_equal = _bridge.Instruction("equalStrings", "own", op="equal")


def places_of(tensors: Sequence[Tensor]) -> list[Tensor]:
    """For each tensor an int32 one of its shape that counts elements, from one to the next."""
    counted, start = [], 0
    for tensor in tensors:
        sizes = tuple(n or 0 for n in tensor.shape)
        count = int(np.prod(sizes))
        numbers = np.arange(start, start + count, dtype=np.int32).reshape(sizes)
        counted.append(from_array(numbers, dtypes.int32, None, "places"))
        start += count
    return counted


def moved(operation: Callable[..., Tensor], *tensors: Tensor) -> Tensor:
    """What an operation that only moves values makes of tensors of strings.

    Args:
        operation: Called with the places of each of `tensors`.
        tensors: Strings, any shapes.

    Raises:
        InvalidArgumentError: It picks a place that is not there.
    """
    places = operation(*places_of(tensors))
    return Tensor(_pick((*[t._slot for t in tensors], places._slot)), dtypes.string)


def same(left: Tensor, right: Tensor, broadcast: Callable[[Tensor], Tensor]) -> Tensor:
    """Where two tensors of strings hold the same bytes, as bool.

    Args:
        left: Strings.
        right: Strings.
        broadcast: Brings a tensor of either shape to the shape of the result.
    """
    one, two = (broadcast(places_of([t])[0]) for t in (left, right))
    return Tensor(_equal((left._slot, right._slot, one._slot, two._slot)), dtypes.bool)
