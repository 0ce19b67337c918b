"""How often predictions are true or false, above or below thresholds."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from tfjs import dtypes
from tfjs.keras.config import epsilon
from tfjs.keras.losses._values import same_rank, tensor_of
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.comparison import not_equal, where
from tfjs.ops.creation import constant
from tfjs.ops.gathering import scatter_nd
from tfjs.ops.joining import unstack
from tfjs.ops.linalg import matmul
from tfjs.ops.math import abs, add, ceil, greater, multiply, subtract
from tfjs.ops.reductions import cumsum, reduce_max, reduce_sum
from tfjs.ops.sequences import one_hot
from tfjs.ops.shaping import broadcast_to, expand_dims, reshape, sizes_of
from tfjs.ops.sorting import top_k as best
from tfjs.tensor import Tensor

BELOW_ALL: Final = -1e10
"""What predictions become that are not among the best, and the threshold that others are above."""

_MOST_COMPARISONS = 2**22
"""Of predictions with evenly spread thresholds at once; beyond, they are sorted into bins."""


class Thresholds(NamedTuple):
    """What predictions are compared with."""

    values: list[float]
    are_even: bool
    """Whether they divide [0, 1] evenly: they are then compared with as Keras does it."""
    hold_all: bool = False
    """Whether the first one is below 0, so that 0 is above it."""


def thresholds_of(given: Any, default: float = 0.5) -> Thresholds:
    """Thresholds as metrics take them: a number, several, or None.

    Raises:
        ValueError: One outside [0, 1].
    """
    if given is None:
        return Thresholds([default], False)
    values = list(given) if isinstance(given, list | tuple | np.ndarray) else [given]
    wrong = [value for value in values if value is None or value < 0 or value > 1]
    if wrong:
        raise ValueError(f"Threshold values must be in [0, 1]. Received: {wrong}")
    return Thresholds(values, are_even(values))


def are_even(values: Sequence[float]) -> bool:
    """Whether at least three thresholds divide [0, 1] evenly."""
    count = len(values)
    wanted = np.arange(count, dtype=np.float32) / max(count - 1, 1)
    return count >= 3 and bool(np.allclose(values, wanted, atol=epsilon()))


class Counts(NamedTuple):
    """Weights of the predictions, for each threshold."""

    tp: Tensor
    fp: Tensor
    totals: Tensor
    """Of the positives and of the negatives, whatever was predicted; a last axis of size 2."""


def update(
    variables: Mapping[str, Any],
    y_true: Any,
    y_pred: Any,
    thresholds: Thresholds,
    *,
    top_k: int | None = None,
    class_id: int | None = None,
    sample_weight: Any = None,
    label_weights: Any = None,
    multi_label: bool = False,
) -> None:
    """Add a batch to variables of the shape `(thresholds,)`, or `(thresholds, labels)`.

    Args:
        variables: "tp", "fp", "tn" and "fn", or some of them.
        y_true: 0 or 1, shape `(batch, ...)`.
        y_pred: From 0 to 1, of the same shape.
        thresholds: What predictions are compared with; those above count as 1.
        top_k: Only the so many best classes count as predicted, or None.
        class_id: Only this class counts, or None.
        sample_weight: Factors, shape `(batch,)` or that of the predictions, or None.
        label_weights: Factors for the labels, or None.
        multi_label: Whether labels are counted apart; shapes are `(batch, labels)` then.

    Raises:
        ValueError: `class_id` of predictions with one axis.
    """
    first = next(iter(variables.values()))
    guess, truth = same_rank(tensor_of(y_pred, first.dtype), tensor_of(y_true, first.dtype))
    weight = None
    if sample_weight is not None:
        weight = expand_dims(tensor_of(sample_weight, first.dtype), -1)
        _, weight = same_rank(truth, weight, expand_rank_1=False)
    if top_k is not None:
        guess = _only_best(guess, top_k)
    if class_id is not None:
        if guess.ndim == 1:
            raise ValueError(
                "When class_id is provided, y_pred must be a 2D array with shape (num_samples, "
                f"num_classes), found shape: {guess.shape}"
            )
        truth, guess = (x[..., class_id : class_id + 1] for x in (truth, guess))
    if label_weights is not None:
        factors = expand_dims(tensor_of(label_weights, first.dtype), 0)
        weight = factors if weight is None else multiply(weight, factors)
    labels = sizes_of(guess)[-1] if multi_label else 1
    found = _counted(truth, guess, weight, thresholds, labels, tuple(first.shape))
    for name, variable in variables.items():
        variable.assign_add(_part(found, name, multi_label))


def _part(found: Counts, name: str, multi_label: bool) -> Tensor:
    if name == "tp":
        return found.tp
    if name == "fp":
        return found.fp
    which = 0 if name == "fn" else 1
    total = found.totals[..., which] if multi_label else found.totals[0, which]
    return subtract(total, found.tp if name == "fn" else found.fp)


def _counted(
    truth: Tensor,
    guess: Tensor,
    weight: Tensor | None,
    thresholds: Thresholds,
    labels: int,
    shape: tuple[int, ...],
) -> Counts:
    kind = guess.dtype
    rows = (-1, labels)
    is_true = cast(not_equal(truth, 0.0), kind)
    # Two columns: 1 and 0 for positives, 0 and 1 for negatives.
    shares = abs(subtract(reshape(is_true, (*rows, 1)), constant([0.0, 1.0], kind)))
    if weight is not None:
        if sizes_of(weight) != sizes_of(guess):
            weight = broadcast_to(weight, sizes_of(guess))
        shares = multiply(shares, reshape(weight, (*rows, 1)))
    levels, limits = reshape(guess, rows), list(thresholds.values)
    if thresholds.are_even:
        last = len(limits) - 1
        levels = ceil(multiply(levels, float(last)))
        limits = [float("-inf") if thresholds.hold_all else 0.0, *range(1, last), float("inf")]
    count = sizes_of(levels)[0]
    if thresholds.are_even and count * labels * len(limits) > _MOST_COMPARISONS:
        sums = _by_bins(levels, shares, len(limits), thresholds.hold_all)
    else:
        sums = _by_comparing(levels, shares, constant(limits, kind))
    tp, fp = unstack(reshape(sums, (*shape, 2)), axis=-1)
    return Counts(tp, fp, reduce_sum(shares, 0))


def _by_comparing(levels: Tensor, shares: Tensor, limits: Tensor) -> Tensor:
    """Sums of the shares above each limit, shape `(limits, labels, 2)`."""
    if sizes_of(levels)[1] == 1:
        above = greater(reshape(levels, (1, -1)), reshape(limits, (-1, 1)))
        return matmul(cast(above, levels.dtype), reshape(shares, (-1, 2)))
    above = greater(expand_dims(levels, 0), reshape(limits, (-1, 1, 1)))
    return reduce_sum(multiply(expand_dims(cast(above, levels.dtype), -1), shares), 1)


def _by_bins(levels: Tensor, shares: Tensor, bins: int, hold_all: bool) -> Tensor:
    """As `_by_comparing` with the limits 0 to `bins - 1`, whatever the number of predictions."""
    labels = sizes_of(levels)[1]
    low = 1 if hold_all else 0
    whole = cast(clip_by_value(levels, 0.0, float(bins - 1)), dtypes.int32)
    places = clip_by_value(whole, low, bins - 1)  # once more, for those that were no number
    if labels > 1:
        offsets = constant(np.arange(labels, dtype=np.int32))
        places = add(multiply(places, labels), offsets)
    sums = scatter_nd(reshape(places, (-1, 1)), reshape(shares, (-1, 2)), (bins * labels, 2))
    return cumsum(reshape(sums, (bins, labels * 2)), 0, exclusive=True, reverse=True)


def _only_best(scores: Tensor, k: int) -> Tensor:
    """Scores of which all but the `k` best of each row are below all thresholds."""
    places = best(scores, k).indices
    chosen = reduce_max(one_hot(places, sizes_of(scores)[-1], dtype=dtypes.int32), -2)
    return where(cast(chosen, dtypes.bool), scores, BELOW_ALL)
