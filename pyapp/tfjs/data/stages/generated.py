"""Elements from a generator of Python, checked against what it promises."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from tfjs import dtypes
from tfjs.composite_specs import RaggedTensorSpec, SparseTensorSpec
from tfjs.data import _values
from tfjs.data._structure import is_structure, rebuild
from tfjs.data.stages.stage import Stage
from tfjs.errors import DTypeError, InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.ops.ragged_creation import constant as ragged_constant
from tfjs.ragged_tensor import RaggedTensor
from tfjs.tensor import Tensor
from tfjs.type_spec import TensorSpec


class Generated(Stage):
    """What a generator yields.

    Args:
        function: Called without arguments for each iteration; gives something to iterate.
        signature: Specs of what it yields, in its structure.
    """

    label = "_FlatMapDataset"

    def __init__(self, function: Callable[[], Any], signature: Any) -> None:
        self._function = function
        self._signature = signature

    def elements(self) -> Iterator[Any]:
        """What it yields, in the dtypes that were promised. The generator is closed at the end."""
        source = iter(self._function())
        try:
            for value in source:
                yield _checked(self._signature, value, self._signature, value)
        finally:
            close = getattr(source, "close", None)
            if close is not None:
                close()

    def spec(self) -> Any:
        """What was promised."""
        return self._signature


def _checked(spec: Any, value: Any, whole: Any, element: Any) -> Any:
    """A value in the structure, the dtypes and the shapes of its specs.

    Raises:
        InvalidArgumentError: It does not fit; a TypeError as well where its kind is wrong.
    """
    if not is_structure(spec):
        return _converted(spec, value)
    if isinstance(spec, Mapping):
        if not isinstance(value, Mapping) or set(value) != set(spec):
            raise _mismatch(whole, element)
        return rebuild(spec, [_checked(spec[k], value[k], whole, element) for k in spec])
    if not isinstance(value, tuple) or len(value) != len(spec):
        raise _mismatch(whole, element)
    parts = zip(spec, value, strict=True)
    return rebuild(spec, [_checked(one, part, whole, element) for one, part in parts])


def _mismatch(spec: Any, value: Any) -> Exception:
    return DTypeError(
        "`generator` yielded an element that did not match the expected structure. The expected "
        f"structure was {spec!r}, but the yielded element was {value!r:.200}.",
        op="from_generator",
    )


def _converted(spec: Any, value: Any) -> Any:
    if isinstance(spec, RaggedTensorSpec | SparseTensorSpec):
        return _composite(spec, value)
    if not isinstance(spec, TensorSpec):
        return value
    try:
        leaf = _as_component(value, spec.dtype)
    except (TypeError, ValueError, OverflowError) as error:
        raise DTypeError(
            "`generator` yielded an element that could not be converted to the expected type. The "
            f"expected type was {spec.dtype.name}, but the yielded element was {value!r:.200}.",
            op="from_generator",
        ) from error
    if not spec.shape.is_compatible_with(_values.shape_of(leaf)):
        raise InvalidArgumentError(
            f"`generator` yielded an element of shape {_values.shape_of(leaf)} where an element "
            f"of shape {spec.shape} was expected.",
            op="from_generator",
        )
    return leaf


def _as_component(value: Any, dtype: dtypes.DType) -> Any:
    if isinstance(value, Tensor):
        if value.dtype is not dtype:
            raise TypeError(f"a tensor of dtype {value.dtype.name}")
        return value
    leaf = _values.component(value, "from_generator")
    if dtype is dtypes.bfloat16:
        return as_tensor(leaf, dtype)
    if (dtype is dtypes.string) != (_values.dtype_of(leaf) is dtypes.string):
        raise TypeError("strings and numbers do not become each other")
    if dtype is dtypes.string:
        return leaf
    made = np.asarray(leaf).astype(dtype.as_numpy_dtype, casting="unsafe", copy=False)
    return made if made.ndim else made[()]


def _composite(spec: Any, value: Any) -> Any:
    if isinstance(spec, RaggedTensorSpec) and not isinstance(value, RaggedTensor):
        value = ragged_constant(value, dtype=spec.dtype, ragged_rank=spec.ragged_rank or None)
    if not spec.is_compatible_with(value):
        raise InvalidArgumentError(
            f"`generator` yielded an element that is not compatible with {spec!r}. Received: "
            f"{value!r:.200}.",
            op="from_generator",
        )
    return value
