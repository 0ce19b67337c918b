"""Arrays, axes and keys that Hypothesis draws, and what arranges tensors by them.

Each gives the library's answer and NumPy's; `test_properties.py` compares. Hypothesis lies in the
page only, so it is imported where it is used.
"""

from __future__ import annotations

from typing import Any

import numpy as np

MAX_RANK = 5
MAX_SIZE = 4
DTYPES = ("float32", "int32", "bool", "float64", "int64", "uint8")


def array(
    data: Any, *, min_rank: int = 0, min_size: int = 0, dtypes: tuple[str, ...] = DTYPES
) -> Any:
    """An array of up to five axes, perhaps empty, whose elements differ from each other."""
    from hypothesis import strategies as st

    sizes = st.lists(st.integers(min_size, MAX_SIZE), min_size=min_rank, max_size=MAX_RANK)
    shape = data.draw(sizes, label="shape")
    dtype = data.draw(st.sampled_from(dtypes), label="dtype")
    values = (np.arange(np.prod(shape, dtype=int)) * 37 + 11) % 251
    return (
        values.reshape(shape).astype(dtype) if dtype != "bool" else (values % 2 == 0).reshape(shape)
    )


def axis(data: Any, rank: int) -> int:
    from hypothesis import strategies as st

    return int(data.draw(st.integers(-rank, rank - 1), label="axis"))


def subset(data: Any, rank: int) -> tuple[int, ...]:
    from hypothesis import strategies as st

    axes = st.lists(st.integers(0, max(rank - 1, 0)), unique=True, max_size=rank)
    return tuple(data.draw(axes, label="axes")) if rank else ()


def reshaped(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data)
    sizes = data.draw(st.permutations(x.shape), label="to")
    if x.size and sizes and data.draw(st.booleans()):
        sizes[data.draw(st.integers(0, len(sizes) - 1))] = -1
    return tf.reshape(x, sizes), x.reshape(sizes)


def transposed(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data)
    order = data.draw(st.permutations(range(x.ndim)), label="perm")
    return tf.transpose(x, order), x.transpose(order)


def key(data: Any, shape: tuple[int, ...]) -> tuple[Any, ...]:
    """Something to put between brackets: ints, slices, new axes, perhaps an ellipsis."""
    from hypothesis import strategies as st

    items: list[Any] = []
    for size in shape[: data.draw(st.integers(0, len(shape)))]:
        whole = st.integers(-size, size - 1) if size else st.nothing()
        bound = st.none() | st.integers(-size - 2, size + 2)
        step = st.none() | st.integers(-3, 3).filter(bool)
        items.append(data.draw(whole | st.builds(slice, bound, bound, step)))
    places = st.integers(0, len(items))
    if data.draw(st.booleans()):
        items.insert(data.draw(places), None)
    if data.draw(st.booleans()) and len([i for i in items if i is not None]) == len(shape):
        items.insert(data.draw(places), ...)
    return tuple(items)


def taken(tf: Any, data: Any) -> tuple[Any, Any]:
    x = array(data)
    part = key(data, x.shape)
    return tf.constant(x)[part], x[part]


def joined(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data, min_rank=1)
    along = axis(data, x.ndim)
    count = data.draw(st.integers(1, 3), label="parts")
    cuts = sorted(
        data.draw(st.lists(st.integers(0, x.shape[along]), min_size=count, max_size=count))
    )
    parts = np.split(x, cuts, along)
    return tf.concat(parts, along), x


def divided(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data, min_rank=1)
    along = axis(data, x.ndim)
    size = x.shape[along]
    cuts = sorted(data.draw(st.lists(st.integers(0, size), max_size=3), label="cuts"))
    sizes = np.diff([0, *cuts, size]).tolist()
    return tf.split(x, sizes, along), np.split(x, cuts, along)


def stacked(tf: Any, data: Any) -> tuple[Any, Any]:
    x = array(data)
    along = axis(data, x.ndim + 1)
    return tf.stack([x, x[::-1] if x.ndim else x], along), np.stack(
        [x, x[::-1] if x.ndim else x], along
    )


def unstacked(tf: Any, data: Any) -> tuple[Any, Any]:
    x = array(data, min_rank=1, min_size=1)
    along = axis(data, x.ndim)
    return tf.unstack(x, axis=along), list(np.moveaxis(x, along, 0))


def padded(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    mode = data.draw(st.sampled_from(("CONSTANT", "REFLECT", "SYMMETRIC")), label="mode")
    x = array(data, min_size=0 if mode == "CONSTANT" else 2, dtypes=("float32", "int32", "float64"))
    most = {"CONSTANT": lambda n: 2, "REFLECT": lambda n: n - 1, "SYMMETRIC": lambda n: n}[mode]
    widths = [[data.draw(st.integers(0, most(n))) for _ in "ab"] for n in x.shape]
    if not widths:
        return tf.constant(x), x
    return tf.pad(x, widths, mode), np.pad(x, widths, mode.lower())


def tiled(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data)
    counts = [data.draw(st.integers(0, 2)) for _ in x.shape]
    return tf.tile(x, np.array(counts, np.int32)), np.tile(x, counts)


def rolled(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data, min_rank=1, min_size=1)
    axes = subset(data, x.ndim) or (0,)
    shifts = [data.draw(st.integers(-9, 9)) for _ in axes]
    return tf.roll(x, shifts, list(axes)), np.roll(x, shifts, axes)


def reversed_(tf: Any, data: Any) -> tuple[Any, Any]:
    x = array(data)
    axes = subset(data, x.ndim)
    return tf.reverse(x, np.array(axes, np.int32)), np.flip(x, axes)


def gathered(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data, min_rank=1, min_size=1)
    along = axis(data, x.ndim)
    shape = data.draw(st.lists(st.integers(0, 3), max_size=2), label="indices")
    chosen = np.arange(np.prod(shape, dtype=int)).reshape(shape) * 2 % x.shape[along]
    return tf.gather(x, chosen.astype(np.int32), axis=along), np.take(x, chosen, along)


def broadcast(tf: Any, data: Any) -> tuple[Any, Any]:
    from hypothesis import strategies as st

    x = array(data)
    ones = [data.draw(st.booleans()) for _ in x.shape]
    small = x[tuple(slice(0, 1) if one else slice(None) for one in ones)]
    front = data.draw(st.lists(st.integers(0, 3), max_size=MAX_RANK - x.ndim), label="front")
    shape = [*front, *(3 if one and n else n for one, n in zip(ones, small.shape, strict=True))]
    return tf.broadcast_to(small, shape), np.broadcast_to(small, shape)
