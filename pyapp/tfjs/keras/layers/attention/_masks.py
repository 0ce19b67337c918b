"""Which keys a query may see: masks of padding, of time, of a window, and all of them together."""

from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.ops._arguments import from_array
from tfjs.ops.casting import cast
from tfjs.ops.math import logical_and
from tfjs.ops.shaping import expand_dims
from tfjs.tensor import Tensor


def causal_mask(queries: int, keys: int) -> Tensor:
    """True where a key is no later than the query, shape `(1, queries, keys)`."""
    seen = np.tri(queries, keys, dtype=bool)[None]
    return from_array(seen, dtypes.bool, None, "attention")


def window_mask(queries: int, keys: int, width: int) -> Tensor:
    """True where key and query are less than `width` apart, shape `(1, queries, keys)`."""
    apart = np.abs(np.arange(queries)[:, None] - np.arange(keys)[None])
    return from_array((apart < width)[None], dtypes.bool, None, "attention")


def both(a: Any, b: Any) -> Any:
    """Where both masks hold; None stands for a mask that always does."""
    if a is None or b is None:
        return b if a is None else a
    return logical_and(a, b)


def attention_mask_of(
    queries: int,
    keys: int,
    query_mask: Any,
    value_mask: Any,
    key_mask: Any,
    attention_mask: Any,
    *,
    causal: bool,
    window: int | None,
) -> Any:
    """All masks in one, which broadcasts to `(batch, queries, keys)`; None if there are none.

    Args:
        queries: How many.
        keys: How many.
        query_mask: Shape `(batch, queries)`.
        value_mask: Shape `(batch, keys)`.
        key_mask: Shape `(batch, keys)`.
        attention_mask: Shape `(batch, ..., queries, keys)`.
        causal: Whether no key behind a query is seen.
        window: How far a query sees; everywhere if None.
    """
    mask = None
    for given, axis in ((query_mask, -1), (value_mask, -2), (key_mask, -2)):
        if given is not None:
            mask = both(mask, expand_dims(cast(given, dtypes.bool), axis))
    if causal:
        mask = both(mask, causal_mask(queries, keys))
    if window is not None:
        mask = both(mask, window_mask(queries, keys, window))
    given = None if attention_mask is None else cast(attention_mask, dtypes.bool)
    return both(given, mask)
