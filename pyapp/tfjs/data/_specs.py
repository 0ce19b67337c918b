"""Specs of components: what is known of elements before there are any."""

from collections.abc import Mapping
from typing import Any

from tfjs import dtypes
from tfjs.composite_specs import RaggedTensorSpec, SparseTensorSpec
from tfjs.data import _values
from tfjs.data._structure import columns, flatten, mapped, packed, same_structure
from tfjs.ragged_tensor import RaggedTensor
from tfjs.sparse_tensor import SparseTensor
from tfjs.tensor_shape import TensorShape
from tfjs.type_spec import TensorSpec, TypeSpec


class NoneTensorSpec(TypeSpec):
    """The spec of None."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoneTensorSpec)

    def __hash__(self) -> int:
        return hash(NoneTensorSpec)

    def __repr__(self) -> str:
        return "NoneTensorSpec()"


class DatasetSpec(TypeSpec):
    """`tf.data.DatasetSpec`: the spec of a dataset inside an element, or among arguments.

    Args:
        element_spec: Of the elements of the dataset.
        dataset_shape: Of the tensor of datasets; a scalar is all there is.
    """

    __slots__ = ("_dataset_shape", "_element_spec")

    def __init__(self, element_spec: Any, dataset_shape: Any = ()) -> None:
        self._element_spec = element_spec
        self._dataset_shape = TensorShape(dataset_shape)

    @property
    def element_spec(self) -> Any:
        """Of the elements."""
        return self._element_spec

    @classmethod
    def from_value(cls, value: Any) -> "DatasetSpec":
        """What describes a dataset."""
        return cls(value.element_spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DatasetSpec) and self._element_spec == other._element_spec

    def __hash__(self) -> int:
        return hash(DatasetSpec)

    def __repr__(self) -> str:
        return f"DatasetSpec({self._element_spec!r}, {self._dataset_shape!r})"


def spec_of(leaf: Any) -> Any:
    """What describes a component."""
    if leaf is None:
        return NoneTensorSpec()
    if isinstance(leaf, RaggedTensor):
        return RaggedTensorSpec.from_value(leaf)
    if isinstance(leaf, SparseTensor):
        return SparseTensorSpec.from_value(leaf)
    if hasattr(leaf, "_stage"):
        return DatasetSpec.from_value(leaf)
    return TensorSpec(_values.shape_of(leaf), _values.dtype_of(leaf))


def specs_of(element: Any) -> Any:
    """What describes an element, in its structure."""
    return mapped(spec_of, element)


def with_shape(spec: Any, shape: Any) -> Any:
    """A spec with another shape."""
    if isinstance(spec, TensorSpec):
        return TensorSpec(shape, spec.dtype)
    if isinstance(spec, RaggedTensorSpec):
        return RaggedTensorSpec(shape, spec.dtype, spec.ragged_rank, spec.row_splits_dtype)
    return SparseTensorSpec(shape, spec.dtype)


def batched(spec: Any, size: int | None) -> Any:
    """The spec of a batch of what `spec` describes."""
    if isinstance(spec, NoneTensorSpec | DatasetSpec):
        return spec
    shape = TensorShape([size]).concatenate(spec.shape)
    if isinstance(spec, RaggedTensorSpec):
        return RaggedTensorSpec(shape, spec.dtype, spec.ragged_rank + 1, spec.row_splits_dtype)
    return with_shape(spec, shape)


def unbatched(spec: Any) -> Any:
    """The spec of a row of what `spec` describes.

    Raises:
        ValueError: It describes a scalar.
    """
    if isinstance(spec, NoneTensorSpec | DatasetSpec) or spec.shape.rank is None:
        return spec
    if spec.shape.rank == 0:
        raise ValueError(f"unbatch: expected tensors with at least one axis. Received: {spec!r}.")
    rest = spec.shape[1:]
    if isinstance(spec, RaggedTensorSpec):
        return RaggedTensorSpec(rest, spec.dtype, spec.ragged_rank - 1, spec.row_splits_dtype)
    return with_shape(spec, rest)


def batch_size_of(spec: Any) -> int | None:
    """The size along the first axis, if it is known and the same everywhere."""
    sizes = {
        leaf.shape[0] if getattr(leaf, "shape", None) is not None and leaf.shape.rank else None
        for leaf in flatten(spec)
    }
    return sizes.pop() if len(sizes) == 1 else None


def merged(first: Any, second: Any, op: str) -> Any:
    """The narrowest specs that describe what either structure of specs does.

    Raises:
        TypeError: They nest differently, or a dtype differs.
    """
    if not same_structure(first, second):
        raise TypeError(
            f"{op}: expected elements of one structure. Received: {first!r} and {second!r}."
        )
    return columns([first, second], lambda pair: _merged(pair[0], pair[1], op))


def _merged(one: Any, other: Any, op: str) -> Any:
    if type(one) is not type(other) or getattr(one, "dtype", None) is not getattr(
        other, "dtype", None
    ):
        raise TypeError(
            f"{op}: expected elements of one kind and dtype. Received: {one!r} and {other!r}."
        )
    if isinstance(one, DatasetSpec):
        return DatasetSpec(merged(one.element_spec, other.element_spec, op))
    if isinstance(one, NoneTensorSpec):
        return one
    return with_shape(one, one.shape.most_specific_compatible_shape(other.shape))


def from_types_and_shapes(types: Any, shapes: Any) -> Any:
    """Specs from the older pair of structures; None stands for unknown shapes."""
    if shapes is None:
        return mapped(lambda kind: TensorSpec(None, dtypes.as_dtype(kind)), types)
    kinds, sizes = flatten(types), _shapes_of(types, shapes)
    made = [TensorSpec(size, kind) for kind, size in zip(kinds, sizes, strict=True)]
    return packed(types, made)


def _shapes_of(types: Any, shapes: Any) -> list[TensorShape]:
    """The shape of each component; a shape is a list, a tuple of sizes, or a `TensorShape`."""
    if isinstance(types, Mapping):
        return [one for key in sorted(types) for one in _shapes_of(types[key], shapes[key])]
    if isinstance(types, tuple):
        pairs = zip(types, shapes, strict=True)
        return [one for kind, size in pairs for one in _shapes_of(kind, size)]
    return [TensorShape(shapes)]
