"""Arrays as data: on the device once, from where each step takes its rows.

Slicing on the host and sending a batch for each step would cost more than most steps of small
models compute. So the arrays are sent when a loop begins, and a crossing takes several steps: only
numbers of samples go along. Arrays beyond `RESIDENT_BYTES` stay on the host.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np

from tfjs._seeds import seeds
from tfjs.data._philox import Numbers
from tfjs.function.signature import described
from tfjs.keras.training.adapters.adapter import Adapter, check_lengths, floats
from tfjs.keras.training.adapters.weights import class_weight_to_sample_weights
from tfjs.keras.training.batches import pack_x_y_sample_weight
from tfjs.nest import assert_same_structure, flatten, is_nested, map_structure
from tfjs.ops.creation import constant
from tfjs.ops.gathering import gather
from tfjs.tensor import Tensor
from tfjs.variable import Variable

RESIDENT_BYTES: Final = 256 * 2**20
"""Arrays of more bytes (as the device stores them) are sliced on the host, batch by batch."""


class Rows:
    """A batch as a place in arrays on the device."""

    __slots__ = ("adapter", "order", "size", "start")

    def __init__(self, adapter: "ArrayAdapter", order: Any, start: int, size: int) -> None:
        self.adapter = adapter
        self.order = order
        """Numbers of all samples in the order of the pass; None for their own."""
        self.start = start
        self.size = size

    def batch(self) -> Any:
        """The batch itself."""
        rows: Any = slice(self.start, self.start + self.size)
        if self.order is not None:
            rows = constant(self.order[rows])
        return map_structure(lambda part: _taken(part, rows), self.adapter.resident())


def _taken(part: Tensor | None, rows: Any) -> Any:
    if part is None or (isinstance(rows, slice) and rows.stop - rows.start == part.shape[0]):
        return part
    return part[rows] if isinstance(rows, slice) else gather(part, rows)


class ArrayAdapter(Adapter):
    """Arrays, tensors and frames.

    Args:
        x: Inputs: an array or a structure of them, with samples along the first dimension.
        y: Targets, likewise.
        sample_weight: Weights, for all outputs or one for each.
        batch_size: Samples in a batch; 32, or what `steps` demands, if None.
        steps: Batches that a pass is divided into if `batch_size` is None.
        shuffle: Whether each pass has another order; "batch" shuffles within batches.
        class_weight: Weights of classes, in place of `sample_weight`.

    Raises:
        ValueError: Arrays of different lengths or without samples, or weights that do not fit.
    """

    def __init__(
        self,
        x: Any,
        y: Any = None,
        sample_weight: Any = None,
        batch_size: int | None = None,
        steps: int | None = None,
        shuffle: bool | str = False,
        class_weight: Mapping[int, float] | None = None,
    ) -> None:
        if sample_weight is not None:
            sample_weight = _fitted_weights(y, sample_weight, class_weight)
        if class_weight is not None:
            if is_nested(y):
                raise ValueError(
                    "`class_weight` is only supported for Models with a single output."
                )
            sample_weight = class_weight_to_sample_weights(y, class_weight)
        host = map_structure(as_column, (x, y, sample_weight))
        self.samples = check_lengths(host)
        if self.samples == 0:
            shapes = [tuple(leaf.shape) for leaf in flatten(host[0]) if leaf is not None]
            raise ValueError(
                f"Expected data with at least one sample. Received: x of shape {shapes}."
            )
        self.data = pack_x_y_sample_weight(*host)
        if not batch_size:
            batch_size = math.ceil(self.samples / steps) if steps else 32
        self.batch_size = int(batch_size)
        self._shuffle = shuffle
        self._resident: Any = None
        self._flat: tuple[Any, list[Tensor]] | None = None
        self._fits = _is_resident(host)

    @property
    def num_batches(self) -> int:
        """Batches in a pass."""
        return math.ceil(self.samples / self.batch_size)

    def resident(self) -> Any:
        """The arrays as tensors."""
        if self._resident is None:
            self._resident = map_structure(
                lambda column: (
                    None
                    if column is None
                    else constant(column)
                    if isinstance(column, np.ndarray)
                    else column
                ),
                self.data,
            )
        return self._resident

    def tensors(self) -> tuple[Any, list[Tensor]]:
        """A key that tells data of this kind from others, and the arrays as a flat list."""
        if self._flat is None:
            found: list[Tensor] = []
            self._flat = described(self.resident(), found), found
        return self._flat

    def batches(self) -> Iterator[Any]:
        """One pass over the data."""
        return self._rows() if self._fits else self._slices()

    def close(self) -> None:
        """Give back what the adapter keeps on the device."""
        self._resident = self._flat = None

    def _order(self) -> "np.ndarray[Any, Any] | None":
        """The samples in the order of this pass; None for their own."""
        if not self._shuffle:
            return None
        if self._shuffle != "batch":
            return _permutation(self.samples)
        starts = range(0, self.samples, self.batch_size)
        sizes = [min(self.batch_size, self.samples - start) for start in starts]
        pairs = zip(starts, sizes, strict=True)
        return np.concatenate([start + np.random.permutation(size) for start, size in pairs])

    def _rows(self) -> Iterator[Rows]:
        order = self._order()
        if order is not None:
            order = np.ascontiguousarray(order, np.int32)
        for start in range(0, self.samples, self.batch_size):
            yield Rows(self, order, start, min(self.batch_size, self.samples - start))

    def _slices(self) -> Iterator[Any]:
        order = self._order()
        for start in range(0, self.samples, self.batch_size):
            chosen: Any = slice(start, min(start + self.batch_size, self.samples))
            if order is not None:
                chosen = order[chosen]
            yield map_structure(lambda column, rows=chosen: sliced(column, rows), self.data)


def _permutation(count: int) -> "np.ndarray[Any, Any]":
    """The numbers below `count` in a random order: with a global seed that of Keras.

    There a program of `tf.data` draws them, which starts anew for each pass: with a global seed all
    passes have one order.
    """
    if seeds.session is None or count < 2:
        return np.random.permutation(count)
    seeds.begin_trace()
    try:
        first, second, _ = seeds.pair(None)
    finally:
        seeds.end_trace()
    return Numbers(first, second).permutation(count)


def is_array(value: Any) -> bool:
    """Whether this can be a column: an array, tensor, frame or None."""
    if value is None:
        return True
    if isinstance(value, str | bytes) or not hasattr(value, "shape"):
        return False
    return isinstance(value, np.ndarray | Tensor | Variable) or any(
        hasattr(value, name) for name in ("__array__", "to_numpy", "__tf_flatten__")
    )


def as_column(value: Any) -> Any:
    """An array as it is kept: an ndarray, a tensor, or a composite."""
    if value is None or isinstance(value, Tensor) or hasattr(type(value), "__tf_flatten__"):
        return value
    if isinstance(value, Variable):
        return value.read_value()
    return floats(np.asarray(value.to_numpy() if hasattr(value, "to_numpy") else value))


def sliced(column: Any, rows: Any) -> Any:
    """Some rows of a column; `rows` is a slice or an array of indices."""
    if column is None or isinstance(column, np.ndarray) or isinstance(rows, slice):
        return None if column is None else column[rows]
    return gather(column, constant(rows.astype(np.int32)))


def split(arrays: tuple[Any, ...], fraction: float) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Arrays for training, and the last `fraction` of them for validation.

    Raises:
        ValueError: One of the two parts would be empty, or something else than arrays.
    """
    strange = [type(leaf) for leaf in flatten(arrays) if not is_array(leaf)]
    if strange:
        raise ValueError(
            "Argument `validation_split` is only supported for tensors or NumPy arrays."
            f"Found incompatible type in the input: {strange}"
        )
    columns = map_structure(as_column, arrays)
    samples = check_lengths(columns)
    place = math.floor(samples * (1.0 - fraction))
    if place in (0, samples):
        raise ValueError(
            f"Training data contains {samples} samples, which is not sufficient to split it into a "
            f"validation and training set as specified by `validation_split={fraction}`. Either "
            "provide more data, or a different value for the `validation_split` argument."
        )
    first = map_structure(lambda column: sliced(column, slice(0, place)), columns)
    return first, map_structure(lambda column: sliced(column, slice(place, samples)), columns)


def _is_resident(data: Any) -> bool:
    leaves = [leaf for leaf in flatten(data) if leaf is not None]
    plain = all(isinstance(leaf, np.ndarray | Tensor) for leaf in leaves)
    arrays = [leaf for leaf in leaves if isinstance(leaf, np.ndarray)]
    numbers = all(array.dtype.kind in "bifu" for array in arrays)
    return plain and numbers and sum(4 * array.size for array in arrays) <= RESIDENT_BYTES


def _fitted_weights(y: Any, weights: Any, class_weight: Any) -> Any:
    """Weights of samples in the structure of the targets."""
    if class_weight is not None:
        raise ValueError("You cannot `class_weight` and `sample_weight` at the same time.")
    if not is_nested(y):
        return weights
    if is_nested(weights):
        try:
            assert_same_structure(y, weights, check_types=False)
        except ValueError:
            raise ValueError(
                "You should provide one `sample_weight` array per output in `y`. The two "
                f"structures did not match:\n- y: {y}\n- sample_weight: {weights}\n"
            ) from None
        return weights
    shape = weights.shape
    if len(shape) == 1 or (len(shape) == 2 and shape[1] == 1):
        return map_structure(lambda _: weights, y)
    raise ValueError(
        "For a model with multiple outputs, when providing a single `sample_weight` array, it "
        "should only have one scalar score per sample (i.e. shape `(num_samples,)`). If you want "
        "to use non-scalar sample weights, pass a `sample_weight` argument with one array per "
        "model output."
    )
