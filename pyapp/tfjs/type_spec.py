"""`tf.TensorSpec`: what is known of a tensor before there is one."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import dtypes
from tfjs.dtypes import DType
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike


class TypeSpec:
    """Base of what describes values beforehand."""

    __slots__ = ()


_specs: dict[type, Any] = {}
"""Classes of tensors made of several -> their specs; see `describes`."""


def describes(value_type: type, spec: Any) -> None:
    """Let `type_spec_from_value` find the spec of a class of values."""
    _specs[value_type] = spec


class TensorSpec(TypeSpec):
    """Shape, dtype and name of a tensor.

    Args:
        shape: Sizes, None where one is unknown; None if even the rank is.
        dtype: Of the elements.
        name: For people.
    """

    __slots__ = ("_dtype", "_name", "_shape")

    def __init__(
        self, shape: Any, dtype: "DTypeLike" = dtypes.float32, name: str | None = None
    ) -> None:
        self._shape = TensorShape(shape)
        self._dtype = dtypes.as_dtype(dtype)
        self._name = name

    @property
    def shape(self) -> TensorShape:
        """Sizes, as far as they are known."""
        return self._shape

    @property
    def dtype(self) -> DType:
        """Of the elements."""
        return self._dtype

    @property
    def name(self) -> str | None:
        """For people."""
        return self._name

    @property
    def value_type(self) -> type[Tensor]:
        """The class of the values described."""
        return Tensor

    @classmethod
    def from_spec(cls, spec: Any, name: str | None = None) -> "TensorSpec":
        """The same shape and dtype, perhaps under another name."""
        return cls(spec.shape, spec.dtype, name or spec.name)

    @classmethod
    def from_tensor(cls, tensor: Any, name: str | None = None) -> "TensorSpec":
        """What describes a tensor, and no tensor of another shape or dtype."""
        return cls(tensor.shape, tensor.dtype, name)

    def is_compatible_with(self, spec_or_tensor: Any) -> bool:
        """Whether a tensor, an array or another spec agrees with this one."""
        other = spec_or_tensor
        if not isinstance(other, TensorSpec):
            if not hasattr(other, "shape") or not hasattr(other, "dtype"):
                other = np.asarray(other)
            other = TensorSpec(other.shape, other.dtype)
        return self._dtype is other._dtype and self._shape.is_compatible_with(other._shape)

    def is_subtype_of(self, other: Any) -> bool:
        """Whether everything that this spec describes, `other` describes too."""
        return (
            isinstance(other, TensorSpec)
            and self._dtype is other._dtype
            and self._shape.is_subtype_of(other._shape)
        )

    def most_specific_compatible_type(self, other: "TensorSpec") -> "TensorSpec":
        """The narrowest spec that describes what either does.

        Raises:
            ValueError: The dtypes differ.
        """
        if self._dtype is not other._dtype:
            raise ValueError(f"Types are not compatible: {self!r} vs {other!r}")
        return TensorSpec(self._shape.most_specific_compatible_shape(other._shape), self._dtype)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, TensorSpec)
            and self._shape == other._shape
            and self._dtype is other._dtype
            and self._name == other._name
        )

    def __hash__(self) -> int:
        return hash((self._shape, self._dtype))

    def __reduce__(self) -> Any:
        return TensorSpec, (self._shape, self._dtype, self._name)

    def __repr__(self) -> str:
        return f"TensorSpec(shape={self._shape}, dtype={self._dtype!r}, name={self._name!r})"


def type_spec_from_value(value: Any) -> Any:
    """What describes a value: a `tf.TensorSpec`, or the spec of a tensor made of several.

    Raises:
        TypeError: The value is no tensor and cannot become one.
    """
    own = getattr(value, "_type_spec", None)
    if own is not None:
        return own
    kind = _specs.get(type(value))
    if kind is not None:
        return kind.from_value(value)
    if isinstance(value, Tensor | Variable | np.ndarray | np.generic):
        return TensorSpec(value.shape, value.dtype)
    from tfjs.ops._arguments import as_tensor

    try:
        return TensorSpec.from_tensor(as_tensor(value))
    except (TypeError, ValueError):
        raise TypeError(f"Could not build a TypeSpec for {value!r} of {type(value)}") from None
