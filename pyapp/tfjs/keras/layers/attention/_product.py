"""Scaled dot products of many heads: scores, their softmax under a mask, the mixed values."""

from collections.abc import Callable, Sequence
from typing import Any

from tfjs.keras.engine.masks import set_keras_mask
from tfjs.ops._shapes import product
from tfjs.ops.activations import softmax
from tfjs.ops.comparison import where
from tfjs.ops.linalg import matmul
from tfjs.ops.math import multiply
from tfjs.ops.shaping import expand_dims, reshape, sizes_of, transpose
from tfjs.tensor import Tensor

# What scores of masked keys become: Keras has one number where it fuses the steps, one where not.
_FUSED = -0.7 * 3.4028234663852886e38
_STEPS = -1e9


def attended(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    axes: Sequence[int],
    scale: float,
    mask: Any,
    *,
    fused: bool,
    dropped: Callable[[Tensor], Tensor] | None = None,
) -> tuple[Tensor, Tensor]:
    """Values mixed for each query and head, and the shares of the mixture.

    Args:
        query: Shape `(batch, ..., heads, features)`.
        key: The same, with other sizes along `axes`.
        value: As `key`, with other features.
        axes: The axes over which is attended; all others go side by side.
        scale: Factor of the scores.
        mask: Bool, of the shares' shape once axes of size 1 are put in; True may be seen.
        fused: Whether a query without any key gets the mean of all (as Keras's fused product
            gives) or zeros.
        dropped: What training does with the shares.

    Returns:
        The shape of `query` with the features of `value`; and the shares, shape
        `(batch, ..., heads, *sizes of query along axes, *sizes of key along axes)`.
    """
    rank = query.ndim
    aside = [i for i in range(rank - 1) if i not in axes]
    order = [*aside, *axes, rank - 1]
    rows, columns, mixed = (_heads(x, order, len(aside)) for x in (query, key, value))
    scores = matmul(multiply(rows, scale), columns, transpose_b=True)
    sizes = sizes_of(query)
    lead = tuple(sizes[i] for i in aside)
    places = (*(sizes[a] for a in axes), *(sizes_of(key)[a] for a in axes))
    full = (*lead, *places)
    if mask is not None:
        while mask.ndim < len(full):
            mask = expand_dims(mask, -len(places) - 1)
        far = where(mask, reshape(scores, full), _FUSED if fused else _STEPS)
        scores = reshape(far, sizes_of(scores))
    shares = softmax(scores, -1)
    if mask is not None and not fused:
        shares = reshape(where(mask, reshape(shares, full), 0.0), sizes_of(scores))
    kept = shares if dropped is None else dropped(shares)
    out = matmul(kept, mixed)
    shape = (*lead, *(sizes[a] for a in axes), sizes_of(value)[-1])
    back = sorted(range(rank), key=order.__getitem__)
    mixture = reshape(shares, full)
    if mask is not None and not fused:  # as Keras's Softmax layer leaves it
        set_keras_mask(mixture, mask)
    return transpose(reshape(out, shape), back), mixture


def _heads(x: Tensor, order: Sequence[int], aside: int) -> Tensor:
    """What goes side by side in front, then one axis of places, then the features."""
    moved = transpose(x, order)
    sizes = sizes_of(moved)
    return reshape(moved, (*sizes[:aside], product(sizes[aside:-1]), sizes[-1]))
