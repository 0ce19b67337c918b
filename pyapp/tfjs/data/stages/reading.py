"""Elements whose first component, a file's name, gives way to what is made of the file."""

from collections.abc import Callable, Iterator
from typing import Any

from tfjs.data import _values
from tfjs.data.stages.stage import Following, Stage
from tfjs.type_spec import TensorSpec


class Contents(Following):
    """What a function makes of files.

    Args:
        source: The step before: names of files, or tuples that begin with one.
        read: From a name to a component.
        result: The spec of what it makes.
    """

    label = "_ParallelMapDataset"

    def __init__(
        self, source: Stage, read: Callable[[str], Any], result: TensorSpec | None = None
    ) -> None:
        super().__init__(source)
        self._read = read
        self._result = TensorSpec((), "string") if result is None else result

    def elements(self) -> Iterator[Any]:
        """File by file."""
        for element in self.source.elements():
            made = self._read(name_of(element))
            yield (made, *element[1:]) if isinstance(element, tuple) else made

    def spec(self) -> Any:
        """The spec of the result in the place of the name."""
        spec = self.source.spec()
        return (self._result, *spec[1:]) if isinstance(spec, tuple) else self._result

    def rows(self) -> Any:
        """None."""
        return None


def name_of(element: Any) -> str:
    """The file's name in an element."""
    name = element[0] if isinstance(element, tuple) else element
    return _values.host(name).decode()  # type: ignore[no-any-return]
