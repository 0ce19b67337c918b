"""The largest and smallest values along an axis: `tf.math.approx_max_k`, which is exact here."""

from typing import TYPE_CHECKING

from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops._shapes import canonical_axis
from tfjs.ops.math import negative
from tfjs.ops.shaping import transpose
from tfjs.ops.sorting import top_k
from tfjs.tensor import Tensor

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


def approx_max_k(
    operand: "TensorLike",
    k: int,
    reduction_dimension: int = -1,
    recall_target: float = 0.95,
    reduction_input_size_override: int = -1,
    aggregate_to_topk: bool = True,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The `k` largest values along an axis, and where they are, int32; all of them are found.

    Args:
        operand: Any shape, floating.
        k: How many.
        reduction_dimension: The axis.
        recall_target: Ignored, as are those that follow.

    Raises:
        InvalidArgumentError: More than there are.
    """
    return approx_top_k(operand, k, reduction_dimension)


def approx_min_k(
    operand: "TensorLike",
    k: int,
    reduction_dimension: int = -1,
    recall_target: float = 0.95,
    reduction_input_size_override: int = -1,
    aggregate_to_topk: bool = True,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """The `k` smallest values along an axis; see `approx_max_k`."""
    return approx_top_k(operand, k, reduction_dimension, is_max_k=False)


def approx_top_k(
    input: "TensorLike",
    k: int,
    reduction_dimension: int = -1,
    recall_target: float = 0.95,
    is_max_k: bool = True,
    reduction_input_size_override: int = -1,
    aggregate_to_topk: bool = True,
    name: str | None = None,
) -> tuple[Tensor, Tensor]:
    """`approx_max_k`, or `approx_min_k` unless `is_max_k`."""
    x = as_tensor(input, op="approx_top_k")
    axis = canonical_axis(reduction_dimension, x.ndim, "approx_top_k")
    if k > int(x.shape[axis] or 0):
        raise InvalidArgumentError(
            f"approx_top_k: input must have at least {k} columns. Received: {x.shape}.",
            op="approx_top_k",
        )
    order = list(range(x.ndim))
    order[axis], order[-1] = order[-1], order[axis]
    rows = transpose(x, order)
    values, places = top_k(rows if is_max_k else negative(rows), k)
    values = values if is_max_k else negative(values)
    return transpose(values, order), transpose(places, order)
