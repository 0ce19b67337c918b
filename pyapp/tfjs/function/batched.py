"""A traced function replayed on many batches, in one crossing."""

from typing import TYPE_CHECKING, Any

from tfjs import _bridge, dtypes

if TYPE_CHECKING:
    import numpy as np

    from tfjs.function.traced import Traced
    from tfjs.tensor import Tensor


def replayed(
    traced: "Traced | None",
    tensors: "list[Tensor]",
    order: "np.ndarray[Any, Any] | None",
    start: int,
    size: int,
    count: int,
) -> list[Any]:
    """Results for batches of tensors that have samples along their first dimension.

    Args:
        traced: The function, for batches of this size.
        tensors: What batches are taken from, in the order of the function's arguments.
        order: Numbers of the samples in the order wanted, int32; their own if None.
        start: The first sample of the first batch.
        size: Samples in a batch.
        count: Batches.

    Returns:
        A result for each batch; fewer of them, or none, if the function has to be called for the
        next one: because it has not been recorded yet, or decides otherwise there.
    """
    if traced is None or traced.eager or not traced.variants or _bridge.is_taping():
        return []
    variant = traced.variants[0]
    if not variant.guards.hold() or any(t.dtype is dtypes.string for t in tensors):
        return []  # no backend's kernels pick strings
    slots = [tensor._slot for tensor in tensors]
    found = variant.program.replay_batches(slots, order, start, size, count)
    return [variant.build(iter(outputs)) for outputs in found]
