"""From the losses of the samples, their weights and masks, to the loss of the batch."""

import math
from typing import Any

from tfjs import dtypes
from tfjs.keras.losses._values import same_rank, tensor_of
from tfjs.ops._families import filled
from tfjs.ops.arithmetic import divide_no_nan
from tfjs.ops.casting import cast
from tfjs.ops.comparison import where
from tfjs.ops.math import multiply
from tfjs.ops.reductions import reduce_mean, reduce_sum
from tfjs.ops.shaping import sizes_of
from tfjs.tensor import Tensor

REDUCTIONS = ("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none", None)


class Reduction:
    """Names of reductions, as programs from before Keras 3 spell them."""

    AUTO = "auto"
    NONE = "none"
    SUM = "sum"
    SUM_OVER_BATCH_SIZE = "sum_over_batch_size"


def standardize_reduction(reduction: str | None) -> str | None:
    """`reduction`, if it is one.

    Raises:
        ValueError: It is not.
    """
    if reduction not in REDUCTIONS:
        raise ValueError(
            "Invalid value for argument `reduction`. Expected one of "
            f"{REDUCTIONS}. Received: reduction={reduction}"
        )
    return reduction


def reduced(values: Tensor, weight: Tensor | None, reduction: str | None) -> Tensor:
    """Sum or mean of losses that are weighted already; as they are if `reduction` is none."""
    sizes = sizes_of(values)
    if reduction in (None, "none") or sizes in ((), (0,)):
        return values
    if reduction == "sum" or math.prod(sizes) == 0:
        return reduce_sum(values)
    if reduction == "mean_with_sample_weight" and weight is not None:
        return divide_no_nan(reduce_sum(values), cast(reduce_sum(weight), values.dtype))
    return reduce_mean(values)


def reduce_weighted_values(
    values: Any,
    sample_weight: Any = None,
    mask: Any = None,
    reduction: str | None = "sum_over_batch_size",
    dtype: Any = None,
) -> Tensor:
    """The loss of a batch.

    Args:
        values: Losses, shape `(batch, ...)`.
        sample_weight: Factors that broadcast to them, or None.
        mask: Which ones count, or None. A mean is then over those only.
        reduction: "sum_over_batch_size" and "mean" divide the sum by the number of losses,
            "mean_with_sample_weight" by the sum of the weights; "sum"; "none".
        dtype: That all are converted to; none if None.

    Raises:
        ValueError: An unknown reduction.
    """
    reduction = standardize_reduction(reduction)
    losses = tensor_of(values, dtype)
    weight = None if sample_weight is None else tensor_of(sample_weight, losses.dtype)
    weight = apply_mask(weight, mask, losses.dtype, reduction)
    if weight is not None:
        losses, weight = same_rank(losses, weight)
        losses = multiply(losses, weight)
    return reduced(losses, weight, reduction)


def apply_mask(
    weight: Tensor | None, mask: Any, dtype: Any, reduction: str | None
) -> Tensor | None:
    """Weights that leave out what a mask leaves out; as they are if that is None."""
    return weight if mask is None else masked(weight, mask, dtype, reduction)


def masked(weight: Tensor | None, mask: Any, dtype: Any, reduction: str | None) -> Tensor:
    """Weights that leave out what a mask leaves out.

    Args:
        weight: Factors so far, or None for 1.
        mask: Bools.
        dtype: Of the result.
        reduction: Under a mean, what is left weighs more, so that dividing by the number of all
            losses gives the mean of those that count.
    """
    kind = dtypes.as_dtype(dtype)
    kept = tensor_of(mask)
    if reduction in ("mean", "sum_over_batch_size"):
        total = filled((), math.prod(sizes_of(kept)), kind)
        share = divide_no_nan(total, reduce_sum(cast(kept, kind)))
        share = where(cast(kept, dtypes.bool), share, filled((), 0, kind))
    else:
        share = cast(kept, kind)
    if weight is None:
        return share
    share, weight = same_rank(share, cast(weight, kind))
    return multiply(weight, share)
