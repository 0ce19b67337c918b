"""Functions of `tf.keras.ops` for counts and correlations."""

from typing import Any

import numpy as np

from tfjs import linalg, math, nn
from tfjs.keras.ops.elementwise import isclose
from tfjs.keras.ops.promotion import floating, promoted
from tfjs.keras.ops.symbolic import operation
from tfjs.ops import gathering, shaping, sorting
from tfjs.ops.arithmetic import clip_by_value
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor, zeros_like
from tfjs.ops.sequences import linspace
from tfjs.tensor import Tensor


@operation("numpy", "Bincount", "x weights")
def bincount(x: Any, weights: Any = None, minlength: int = 0, sparse: bool = False) -> Tensor:
    """How often each number from 0 on is there, or the sum of its weights.

    Raises:
        ValueError: `sparse=True`.
    """
    if sparse:
        raise ValueError("bincount: expected sparse=False; use `tf.sparse.bincount`.")
    numbers = convert_to_tensor(x)
    numbers = numbers if numbers.dtype.is_integer else cast(numbers, "int32")
    if weights is not None:
        weights = convert_to_tensor(weights)
    found = math.bincount(numbers, weights=weights, minlength=minlength, axis=-1)
    return cast(found, "int32") if weights is None else found


@operation("numpy", "Digitize")
def digitize(x: Any, bins: Any) -> Tensor:
    """In which of the intervals between ascending bounds each element lies, int32."""
    tensor = convert_to_tensor(x)
    found = sorting.searchsorted(_flat_floats(bins), _flat_floats(tensor), "right")
    return shaping.reshape(cast(found, "int32"), tensor.shape)


def _flat_floats(x: Any) -> Tensor:
    return shaping.reshape(cast(convert_to_tensor(x), "float32"), [-1])


@operation("numpy", "SearchSorted", "sorted_sequence values")
def searchsorted(sorted_sequence: Any, values: Any, side: str = "left") -> Tensor:
    """Where values would have to be put into an ascending vector, int32.

    Raises:
        ValueError: A sequence that is no vector.
    """
    sequence, wanted = promoted(sorted_sequence, values)
    if len(sequence.shape) != 1:
        raise ValueError(
            "`searchsorted` only supports 1-D sorted sequences. You can use "
            "`keras.ops.vectorized_map` to extend it to N-D sequences. Received: "
            f"sorted_sequence.shape={sequence.shape}"
        )
    return sorting.searchsorted(sequence, wanted, side)  # type: ignore[arg-type]


@operation("numpy", "Histogram")
def histogram(x: Any, bins: int = 10, range: Any = None) -> tuple[Tensor, Tensor]:
    """How many elements lie in each of so many intervals of one length, and their bounds.

    Raises:
        ValueError: A number of bins that is no positive int, or a range that is none.
    """
    if bins <= 0:
        raise ValueError(f"Argument `bins` should be a non-negative integer. Received: bins={bins}")
    if range is not None and (len(range) != 2 or range[1] < range[0]):
        raise ValueError(
            "Argument `range` must be a tuple of two elements, the first not above the second. "
            f"Received: range={range}"
        )
    tensor = convert_to_tensor(x)
    values = shaping.reshape(floating(tensor), [-1])
    low, high = (math.reduce_min(values), math.reduce_max(values)) if range is None else range
    edges = linspace(cast(low, values.dtype), cast(high, values.dtype), bins + 1)
    inside = math.logical_and(
        math.greater_equal(values, edges[0]), math.less_equal(values, edges[-1])
    )
    place = sorting.searchsorted(edges[1:-1], values, "right") if bins > 1 else None
    place = cast(zeros_like(values), "int32") if place is None else place
    counts = math.unsorted_segment_sum(cast(inside, values.dtype), place, bins)
    return cast(counts, tensor.dtype), cast(edges, tensor.dtype)


@operation("numpy", "Ptp")
def ptp(x: Any, axis: Any = None, keepdims: bool = False) -> Tensor:
    """Largest less smallest elements along axes."""
    tensor = convert_to_tensor(x)
    return math.reduce_max(tensor, axis, keepdims) - math.reduce_min(tensor, axis, keepdims)  # type: ignore[no-any-return]


@operation("numpy", "Diff", "a")
def diff(a: Any, n: int = 1, axis: int = -1) -> Tensor:
    """Differences of neighbors along an axis, taken `n` times."""
    tensor = convert_to_tensor(a)
    axis = axis % len(tensor.shape)
    for _ in range(n):
        size = shaping.sizes_of(tensor)[axis]
        places = np.arange(size, dtype=np.int32)
        later = gathering.gather(tensor, places[1:], axis=axis)
        sooner = gathering.gather(tensor, places[:-1], axis=axis)
        differs = math.not_equal if tensor.dtype.is_bool else math.subtract
        tensor = differs(later, sooner)
    return tensor


@operation("numpy", "Trapezoid", "y x")
def trapezoid(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Tensor:
    """Integrals along an axis by the trapezoidal rule, over `x` or steps of `dx`."""
    heights = floating(y)
    rank = len(heights.shape)
    axis = axis % rank
    order = [a for a in range(rank) if a != axis] + [axis]
    heights = shaping.transpose(heights, order)
    steps: Any = dx
    if x is not None:
        steps = floating(x)
        if len(steps.shape) == rank:
            steps = shaping.transpose(steps, order)
        steps = diff(steps)
    return math.reduce_sum(0.5 * (heights[..., 1:] + heights[..., :-1]) * steps, -1)


@operation("numpy", "Corrcoef")
def corrcoef(x: Any) -> Tensor:
    """Correlation coefficients of the rows with each other."""
    rows = floating(x)
    apart = rows - math.reduce_mean(rows, -1, keepdims=True)
    count = float(shaping.sizes_of(rows)[-1] - 1)
    found = linalg.matmul(apart, apart, transpose_b=True) / count
    spread = math.sqrt(linalg.diag_part(found))
    found = found / linalg.tensordot(spread, spread, 0)
    return clip_by_value(found, -1.0, 1.0)


@operation("numpy", "Correlate", "x1 x2")
def correlate(x1: Any, x2: Any, mode: str = "valid") -> Tensor:
    """Sums of products of a vector with another that is moved along it.

    Raises:
        ValueError: A mode other than "full", "same" and "valid".
    """
    if mode not in ("full", "same", "valid"):
        raise ValueError(f"Invalid mode: '{mode}'. Mode must be one of: 'full', 'same', 'valid'.")
    one, two = (floating(v) for v in promoted(x1, x2))
    n, m = shaping.sizes_of(one)[0], shaping.sizes_of(two)[0]
    if mode != "valid":
        one = shaping.pad(one, [[max(m - 1, 0), max(m - 1, 0)]])
    found = nn.conv1d(
        shaping.reshape(one, [1, -1, 1]), shaping.reshape(two, [-1, 1, 1]), 1, "VALID"
    )
    found = shaping.reshape(found, [-1])
    if mode != "same":
        return found
    start = (n + m - 1 - max(n, m)) // 2
    return found[start : start + max(n, m)]  # type: ignore[no-any-return]


@operation("numpy", "IsIn", "x1 x2")
def isin(x1: Any, x2: Any, assume_unique: bool = False, invert: bool = False) -> Tensor:
    """Whether each element of one is somewhere in the other."""
    one, two = promoted(x1, x2)
    same = math.equal(shaping.expand_dims(one, -1), shaping.reshape(two, [-1]))
    found = math.reduce_any(same, -1)
    return math.logical_not(found) if invert else found


@operation("numpy", "AllClose", "x1 x2")
def allclose(
    x1: Any, x2: Any, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False
) -> Tensor:
    """Whether all elements are nearly equal."""
    return math.reduce_all(isclose(x1, x2, rtol, atol, equal_nan))


@operation("math", "CDist", "x y")
def cdist(x: Any, y: Any) -> Tensor:
    """Distances of each row of one matrix from each row of the other.

    Raises:
        ValueError: Ranks below 2, or rows of two lengths.
    """
    one, two = floating(x), floating(y)
    if len(one.shape) < 2 or len(two.shape) < 2:
        raise ValueError("`cdist` inputs must have rank >= 2")
    if one.shape[-1] != two.shape[-1]:
        raise ValueError("Last dimension of inputs to `cdist` must match")
    apart = shaping.expand_dims(one, -2) - shaping.expand_dims(two, -3)
    return math.sqrt(math.reduce_sum(math.square(apart), -1))


@operation("numpy", "Unique")
def unique(
    x: Any,
    sorted: bool = True,
    return_index: bool = False,
    return_inverse: bool = False,
    return_counts: bool = False,
    axis: int | None = None,
    size: int | None = None,
    fill_value: Any = None,
) -> Any:
    """Elements, or slices along an axis, each once.

    The number of them depends on the values, so this reads them, and cannot be used in a graph.

    Args:
        x: A tensor.
        sorted: Whether in ascending order; else in that of their first places.
        return_index: Whether to give their first places too.
        return_inverse: Whether to give where each element went too.
        return_counts: Whether to give how often each was there too.
        axis: An axis; everything if None.
        size: How many to give; fewer are filled up.
        fill_value: With what, 0 if None.
    """
    tensor = convert_to_tensor(x)
    values = tensor.numpy()
    found, first, inverse, counts = np.unique(
        values, return_index=True, return_inverse=True, return_counts=True, axis=axis
    )
    along = 0 if axis is None else axis
    inverse = inverse.reshape(values.shape if axis is None else -1)
    if not sorted:
        order = np.argsort(first, kind="stable")
        back = np.argsort(order)
        found, first, counts = found.take(order, along), first[order], counts[order]
        inverse = back[inverse]
    if size is not None:
        more = max(size - found.shape[along], 0)
        found = found.take(range(min(size, found.shape[along])), along)
        width = [(0, more if a == along % found.ndim else 0) for a in range(found.ndim)]
        found = np.pad(found, width, constant_values=0 if fill_value is None else fill_value)
        first = np.pad(first[:size], (0, more), constant_values=1)
        counts = np.pad(counts[:size], (0, more))
    results = [convert_to_tensor(found, dtype=tensor.dtype)]
    for wanted, value in (
        (return_index, first),
        (return_inverse, inverse),
        (return_counts, counts),
    ):
        if wanted:
            results.append(convert_to_tensor(value.astype(np.int32)))
    return tuple(results) if len(results) > 1 else results[0]


@operation("numpy", "Argpartition")
def argpartition(x: Any, kth: int, axis: int | None = -1) -> Tensor:
    """Places of the elements, those up to the `kth` smallest first, int32."""
    tensor = convert_to_tensor(x)
    if axis is None:
        tensor, axis = shaping.reshape(tensor, [-1]), 0
    return sorting.argsort(tensor, axis)
