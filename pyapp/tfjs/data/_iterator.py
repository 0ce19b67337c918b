"""`tf.data.Iterator`: one pass over a dataset."""

from collections.abc import Iterator as PythonIterator
from typing import Any

from tfjs import _bridge
from tfjs.data import _values
from tfjs.data._structure import is_structure, mapped
from tfjs.data.stages.stage import Stage
from tfjs.errors import InvalidArgumentError, OutOfRangeError
from tfjs.ops._arguments import as_tensor
from tfjs.tensor import Tensor


class Iterator:
    """One pass over a dataset; made by `iter(dataset)`.

    What it holds (an open generator, a buffer) is let go with it, wherever it stands.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._elements = stage.elements()

    def __iter__(self) -> "Iterator":
        return self

    def __next__(self) -> Any:
        if _bridge.is_recording():
            _bridge.refuse_recording("a tf.data dataset is iterated")
        element = next(self._elements)
        if isinstance(element, Tensor):
            return element
        if is_structure(element):
            return mapped(_values.tensor_of, element)
        return _values.tensor_of(element)

    def get_next(self) -> Any:
        """The next element.

        Raises:
            OutOfRangeError: There is none.
        """
        try:
            return next(self)
        except StopIteration:
            raise OutOfRangeError("End of sequence", op="IteratorGetNext") from None

    def get_next_as_optional(self) -> "Optional":
        """The next element, or an empty `Optional`."""
        try:
            return Optional([next(self)])
        except StopIteration:
            return Optional([])

    @property
    def element_spec(self) -> Any:
        """Specs of the elements, in their structure."""
        return self._stage.spec()


class Optional:
    """`tf.experimental.Optional`: an element, or none."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values

    def has_value(self, name: str | None = None) -> Tensor:
        """Whether there is an element, as a scalar of bool."""
        return as_tensor(bool(self._values))

    def get_value(self, name: str | None = None) -> Any:
        """The element.

        Raises:
            InvalidArgumentError: There is none.
        """
        if not self._values:
            raise InvalidArgumentError("The given optional does not have a value.", op="Optional")
        return self._values[0]

    @staticmethod
    def from_value(value: Any) -> "Optional":
        """An `Optional` with an element."""
        made = mapped(lambda v: _values.tensor_of(_values.component(v, "Optional")), value)
        return Optional([made])

    @staticmethod
    def empty(element_spec: Any) -> "Optional":
        """An `Optional` without one."""
        return Optional([])


def numpy_iterator(stage: Stage) -> PythonIterator[Any]:
    """The elements as NumPy arrays, never uploaded if nobody computed with them."""
    for element in stage.elements():
        yield (
            mapped(_values.numpy_of, element)
            if is_structure(element)
            else _values.numpy_of(element)
        )
