"""Operations that change shapes against NumPy's, on whatever arrays and arguments are drawn.

Hypothesis lies in the page only, so it is imported where it is used. Draws are the same each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.browser.harness import in_browser
from tests.browser.tfjs.drawn_shapes import (
    array,
    axis,
    broadcast,
    divided,
    gathered,
    joined,
    key,
    padded,
    reshaped,
    reversed_,
    rolled,
    stacked,
    subset,
    taken,
    tiled,
    transposed,
    unstacked,
)

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = 60


def added(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data, dtypes=("float32", "int32", "uint8", "int64"))
    ones = [data.draw(st.booleans()) for _ in x.shape]
    y = x[tuple(slice(0, 1) if one else slice(None) for one in ones)]
    y = y.reshape(y.shape[next((i for i, n in enumerate(y.shape) if n != 1), y.ndim) :])
    return tf.constant(x) + tf.constant(y), x + y


def reduced(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    name = data.draw(st.sampled_from(("sum", "max", "min", "prod", "mean")), label="reduction")
    smallest = 1 if name in ("max", "min", "mean") else 0
    x = array(
        data, min_size=smallest, dtypes=("float32", "int32") if name != "mean" else ("float32",)
    )
    x = x % 3 + 1 if name == "prod" else x
    axes, keep = subset(data, x.ndim), data.draw(st.booleans(), label="keepdims")
    kind = {"dtype": x.dtype} if name in ("sum", "prod") else {}
    return (
        getattr(tf, f"reduce_{name}")(x, axes, keep),
        getattr(np, name)(x, axis=axes, keepdims=keep, **kind),
    )


def running(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data, min_rank=1, dtypes=("float32", "int32"))
    along, back = axis(data, x.ndim), data.draw(st.booleans(), label="reverse")
    ordered = np.flip(x, along) if back else x
    sums = np.cumsum(ordered, along, dtype=x.dtype)
    return tf.cumsum(x, along, reverse=back), np.flip(sums, along) if back else sums


def chosen(tf: Any, data: Any) -> tuple[Any, Any]:
    x = array(data, dtypes=("float32", "int32", "bool"))
    flags = (np.arange(x.size) % 3 == 0).reshape(x.shape)
    y = np.zeros((), x.dtype)
    return tf.where(flags, x, y), np.where(flags, x, y)


def expanded(tf: Any, data: Any) -> tuple[Any, Any]:
    x = array(data)
    along = axis(data, x.ndim + 1)
    return tf.squeeze(tf.expand_dims(tf.expand_dims(x, along), 0), 0), np.expand_dims(x, along)


def masked(tf: Any, data: Any) -> tuple[Any, Any]:
    x = array(data, min_rank=1)
    flags = (np.arange(x.shape[0]) * 7 % 3 == 0) if len(x) else np.zeros(0, bool)
    return tf.boolean_mask(x, flags), x[flags]


def repeated(tf: Any, data: Any) -> tuple[Any, Any]:
    x = array(data, min_rank=1)
    along = axis(data, x.ndim)
    counts = np.arange(x.shape[along], dtype=np.int32) % 3
    return tf.repeat(x, counts, along), np.repeat(x, counts, along)


def picked(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data, min_rank=1, min_size=1)
    depth = data.draw(st.integers(1, x.ndim), label="depth")
    count = data.draw(st.integers(0, 4), label="count")
    places = np.stack([np.arange(count) * (k + 2) % x.shape[k] for k in range(depth)], -1)
    return tf.gather_nd(x, places.astype(np.int32)), x[tuple(places.T)]


def replaced(tf: Any, data: Any) -> tuple[Any, Any]:
    x = array(data, min_rank=1, min_size=1, dtypes=("float32", "int32", "int64"))
    rows = np.arange(0, x.shape[0], 2)
    new = -x[rows]
    wanted = x.copy()
    wanted[rows] = new
    return tf.tensor_scatter_nd_update(x, rows[:, None].astype(np.int32), new), wanted


def ordered(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data, min_rank=1, min_size=1, dtypes=("float32", "int32"))
    along, down = axis(data, x.ndim), data.draw(st.booleans(), label="descending")
    x = (x * 89) % 257  # a prime, so that elements stay different
    order = np.argsort(x, along, kind="stable")
    order = np.flip(order, along) if down else order
    direction = "DESCENDING" if down else "ASCENDING"
    found = [tf.sort(x, along, direction), tf.argsort(x, along, direction), tf.argmax(x, along)]
    largest = np.argmax(x, along).astype(np.int64)
    return found, [np.take_along_axis(x, order, along), order.astype(np.int32), largest]


def cut(tf: Any, data: Any) -> tuple[Any, Any]:
    """`tf.slice`, and `tf.strided_slice` with bounds beyond the ends and masks."""
    from hypothesis import strategies as st

    x = array(data, min_rank=1)
    begin = [data.draw(st.integers(0, n)) for n in x.shape]
    size = [data.draw(st.integers(-1, n - b)) for n, b in zip(x.shape, begin, strict=True)]
    ends = [n if s < 0 else b + s for n, b, s in zip(x.shape, begin, size, strict=True)]
    bounds = [[data.draw(st.integers(-n - 2, n + 2)) for n in x.shape] for _ in ("begin", "end")]
    strides = [data.draw(st.integers(-3, 3).filter(bool)) for _ in x.shape]
    masks = [data.draw(st.integers(0, 2**x.ndim - 1)) for _ in ("begin", "end")]
    whole = [
        [None if mask >> k & 1 else bound for k, bound in enumerate(row)]
        for mask, row in zip(masks, bounds, strict=True)
    ]
    found = tf.strided_slice(x, *bounds, strides, begin_mask=masks[0], end_mask=masks[1])
    return [tf.slice(x, begin, size), found], [
        x[tuple(map(slice, begin, ends))],
        x[tuple(map(slice, *whole, strides))],
    ]


def hot(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    shape = data.draw(st.lists(st.integers(0, 3), max_size=3), label="shape")
    depth, along = data.draw(st.integers(0, 5), label="depth"), axis(data, len(shape) + 1)
    places = np.arange(np.prod(shape, dtype=int)).reshape(shape) * 3 % 7 - 1
    on, off = data.draw(st.integers(-3, 3)), data.draw(st.integers(-3, 3))
    rows = np.where(places[..., None] == np.arange(depth), on, off).astype(np.int32)
    found = tf.one_hot(places.astype(np.int32), depth, on, off, along, tf.int32)
    return found, np.moveaxis(rows, -1, along)


def spread(tf: Any, data: Any) -> tuple[Any, Any]:
    """`tf.space_to_batch`, and back."""
    from hypothesis import strategies as st

    count = data.draw(st.integers(1, 2), label="axes")
    small, block = st.integers(1, 3), [data.draw(st.integers(1, 3)) for _ in range(count)]
    pads = [[data.draw(st.integers(0, 2)), data.draw(st.integers(0, 2))] for _ in block]
    inner = [data.draw(small) * b for b in block]  # as padded
    sizes = [max(n - before - after, 0) for n, (before, after) in zip(inner, pads, strict=True)]
    pads = [[n - s - a, a] for n, s, (_, a) in zip(inner, sizes, pads, strict=True)]
    pads = [[max(b, 0), a + min(b, 0)] for b, a in pads]
    x = np.arange(2 * 3 * np.prod(sizes, dtype=int), dtype=np.float32).reshape(2, *sizes, 3)
    padded = np.pad(x, [(0, 0), *pads, (0, 0)])
    apart = [n for pair in zip(inner, block, strict=True) for n in (pair[0] // pair[1], pair[1])]
    split = padded.reshape(2, *apart, 3)
    blocks, outer = range(2, 2 * count + 1, 2), range(1, 2 * count, 2)
    moved = split.transpose(*blocks, 0, *outer, 2 * count + 1)
    wanted = moved.reshape(-1, *(n // b for n, b in zip(inner, block, strict=True)), 3)
    found = tf.space_to_batch(x, block, pads)
    return [found, tf.batch_to_space(found, block, pads)], [wanted, x]


def multiplied(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    sizes = st.integers(1, 3)
    rows, inner, columns = (data.draw(sizes) for _ in "abc")
    front = tuple(data.draw(st.lists(sizes, max_size=2), label="batch"))
    ones = tuple(data.draw(st.sampled_from((1, n))) for n in front)
    a = (np.arange(np.prod((*front, rows, inner), dtype=int)) % 7).astype(np.float32)
    b = (np.arange(np.prod((*ones, inner, columns), dtype=int)) % 5).astype(np.float32)
    a, b = a.reshape(*front, rows, inner), b.reshape(*ones, inner, columns)
    found = [tf.matmul(a, b), tf.einsum("...ij,...jk->...ik", a, b)]
    return found, [a @ b, a @ b]


def blocks(tf: Any, data: Any) -> tuple[Any, Any]:
    """The short ways of indexing, of tensors that a replay and a tape see too."""
    x = array(data, min_rank=1, min_size=1, dtypes=("float32",))
    part = key(data, x.shape)
    tensor = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(tensor)
        found = tensor[part]
        total = tf.reduce_sum(found * 3.0)
    wanted = np.zeros_like(x)
    wanted[part] = 3.0
    traced = tf.function(lambda t: tf.expand_dims(tf.transpose(t[part]), 0))
    slope = tape.gradient(total, tensor, unconnected_gradients="zero")
    return [traced(tensor), slope], [np.transpose(x[part])[None], wanted]


PROPERTIES: dict[str, Callable[[Any, Any], tuple[Any, Any]]] = {
    f.__name__: f
    for f in (
        *(reshaped, transposed, taken, joined, divided, stacked, unstacked, padded, tiled, rolled),
        *(reversed_, gathered, broadcast, added, reduced, running, chosen, expanded),
        *(masked, repeated, picked, replaced, ordered, multiplied, blocks, cut, hot),
        spread,
    )
}


@pytest.mark.parametrize("name", PROPERTIES)
@in_browser
def test_shapes_and_values_are_those_of_numpy(name):
    import _hypothesis_globals
    import hypothesis
    from hypothesis import strategies as st

    import tfjs as tf

    _hypothesis_globals.in_initialization = 0  # what its plugin for pytest would do

    @hypothesis.settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(st.data())
    def check(data: Any) -> None:
        ours, theirs = PROPERTIES[name](tf, data)
        pairs = zip(ours, theirs, strict=True) if isinstance(ours, list) else [(ours, theirs)]
        for tensor, wanted in pairs:
            mine = np.asarray(tensor.numpy())
            assert mine.shape == wanted.shape
            assert mine.dtype == wanted.dtype
            np.testing.assert_allclose(mine, wanted, rtol=1e-6)

    check()
