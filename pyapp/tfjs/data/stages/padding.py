"""Batches of elements of different sizes, filled up to the largest or to what is asked for."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.data import _specs, _values
from tfjs.data._structure import flatten, is_structure, mapped, packed
from tfjs.data.stages.batching import Batch
from tfjs.data.stages.stage import Stage
from tfjs.errors import DTypeError, InvalidArgumentError
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape
from tfjs.type_spec import TensorSpec


class PaddedBatch(Batch):
    """Several elements as one, each filled up at its ends.

    Args:
        source: The step before.
        size: Elements in a batch.
        shapes: What to fill up to, in the structure of the elements; None, or a size of None or
            -1, means the largest in the batch.
        values: What to fill with, in that structure or one for all; None means 0, False or "".
        drop: Whether a last, smaller batch is left out.
    """

    label = "_PaddedBatchDataset"

    def __init__(self, source: Stage, size: int, shapes: Any, values: Any, *, drop: bool) -> None:
        super().__init__(source, size, drop=drop)
        self._shapes = None if shapes is None else shapes_of(shapes, source.spec())
        self._values = values
        self._fills: list[Any] | None = None

    def elements(self) -> Iterator[Any]:
        """Batch after batch."""
        return self._gathered(self.source.elements())

    def join(self, items: list[Any]) -> Any:
        """The batch of some elements."""
        rows = [[_values.host(leaf) for leaf in flatten(item)] for item in items]
        first = rows[0]
        shapes = self._shapes or [TensorShape([None] * len(_shape(leaf))) for leaf in first]
        if self._fills is None:
            self._fills = _fills(self._values, items[0], first)
        columns = list(zip(*rows, strict=True))
        return packed(
            items[0],
            [
                _padded(list(column), shape, fill, place)
                for place, (column, shape, fill) in enumerate(
                    zip(columns, shapes, self._fills, strict=True)
                )
            ],
        )

    def spec(self) -> Any:
        """Specs of the batches."""
        size = self.size if self._drop else None
        inner = self.source.spec()
        leaves = flatten(inner)
        shapes = self._shapes or [_unbounded(leaf) for leaf in leaves]
        made = [
            TensorSpec(TensorShape([size]).concatenate(shape), leaf.dtype)
            for leaf, shape in zip(leaves, shapes, strict=True)
        ]
        return packed(inner, made)


def _unbounded(spec: Any) -> TensorShape:
    if not hasattr(spec, "shape") or spec.shape.rank is None:
        raise ValueError(
            "You must provide `padded_shapes` argument because component "
            f"{spec!r} has unknown rank."
        )
    return TensorShape(spec.shape)


def shapes_of(shapes: Any, specs: Any) -> list[TensorShape]:
    """The shape to fill each component up to.

    Raises:
        ValueError: They do not nest as the elements do, or are too small for what is known.
    """
    found: list[TensorShape] = []

    def visit(spec: Any, shape: Any) -> None:
        if not is_structure(spec):
            found.append(_shape_for(spec, shape))
        elif isinstance(spec, Mapping):
            for key in sorted(spec):
                visit(spec[key], shape[key])
        else:
            for part, wanted in zip(spec, shape, strict=True):
                visit(part, wanted)

    try:
        visit(specs, shapes)
    except (KeyError, TypeError) as error:
        raise ValueError(
            "padded_batch: expected `padded_shapes` in the structure of the elements, "
            f"{specs!r}. Received: {shapes!r}."
        ) from error
    return found


def _shape_for(spec: Any, wanted: Any) -> TensorShape:
    if wanted is None:
        wanted = TensorShape(None) if spec.shape.rank is None else [None] * spec.shape.rank
    if isinstance(wanted, Tensor | np.ndarray):
        wanted = np.asarray(wanted).tolist()
    shape = (
        wanted
        if isinstance(wanted, TensorShape)
        else TensorShape([None if n is None or n == -1 else int(n) for n in wanted])
    )
    known = spec.shape
    if shape.rank is not None and known.rank is not None and shape.rank != known.rank:
        raise ValueError(
            f"The padded shape {shape} is not compatible with the shape {known} of the "
            "corresponding input component."
        )
    if shape.rank is not None and known.rank is not None:
        for size, limit in zip(known, shape, strict=True):
            if size is not None and limit is not None and size > limit:
                raise ValueError(
                    f"The padded shape {shape} is not compatible with the shape {known} of the "
                    "corresponding input component."
                )
    return shape


def _fills(values: Any, element: Any, leaves: list[Any]) -> list[Any]:
    """What to fill each component with."""
    if values is None:
        given: list[Any] = [None] * len(leaves)
    elif is_structure(values):
        given = flatten(values)
        if len(given) != len(leaves):
            raise ValueError(
                "padded_batch: expected `padding_values` in the structure of the elements. "
                f"Received: {values!r} for {mapped(lambda leaf: _specs.spec_of(leaf), element)!r}."
            )
    else:
        given = [values] * len(leaves)
    return [_fill(value, leaf) for value, leaf in zip(given, leaves, strict=True)]


def _fill(value: Any, leaf: Any) -> Any:
    dtype = _values.dtype_of(leaf)
    if value is None:
        return b"" if dtype is dtypes.string else np.zeros((), dtype.as_numpy_dtype)[()]
    made = _values.host(_values.component(value, "padded_batch"))
    known = hasattr(value, "dtype")
    if _values.shape_of(made) != ():
        raise ValueError(f"padding value must be a scalar. Received: {value!r}.")
    own = _values.dtype_of(made)
    fits = own is dtype if known else own.is_floating <= dtype.is_floating and own.storage != "bool"
    if (own is dtypes.string) != (dtype is dtypes.string) or not fits:
        raise DTypeError(
            f"Mismatched type between padding value {value!r} and input component's type "
            f"{dtype.name}.",
            op="padded_batch",
        )
    return made if dtype is dtypes.string else np.asarray(made, dtype.as_numpy_dtype)[()]


def _shape(leaf: Any) -> tuple[int, ...]:
    return () if isinstance(leaf, bytes) else leaf.shape


def _padded(leaves: list[Any], shape: TensorShape, fill: Any, place: int) -> Any:
    """The batch of one component.

    Raises:
        InvalidArgumentError: One is larger than the shape to fill up to, or of another rank.
    """
    sizes = [_shape(leaf) for leaf in leaves]
    rank = len(sizes[0])
    if any(len(size) != rank for size in sizes) or (shape.rank is not None and shape.rank != rank):
        raise InvalidArgumentError(
            f"All elements in a batch must have the same rank as the padded shape for component "
            f"{place}: expected rank {rank if shape.rank is None else shape.rank} but got element "
            f"with rank {next((len(s) for s in sizes if len(s) != shape.rank), rank)}",
            op="padded_batch",
        )
    largest = [max(size[axis] for size in sizes) for axis in range(rank)]
    wanted = (
        largest
        if shape.rank is None
        else [n if n is not None else largest[i] for i, n in enumerate(shape)]
    )
    for size in sizes:
        if any(n > limit for n, limit in zip(size, wanted, strict=True)):
            raise InvalidArgumentError(
                f"Attempted to pad to a smaller size than the input element. Component {place}: "
                f"expected at most {wanted}. Received: {list(size)}.",
                op="padded_batch",
            )
    kind = object if isinstance(fill, bytes) else _values.dtype_of(leaves[0]).as_numpy_dtype
    out = np.full([len(leaves), *wanted], fill, kind)
    for row, (leaf, size) in enumerate(zip(leaves, sizes, strict=True)):
        places: Any = (row, *(slice(0, n) for n in size))
        out[places] = leaf
    return out
