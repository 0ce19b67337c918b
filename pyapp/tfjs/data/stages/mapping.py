"""Functions applied to elements."""

from collections.abc import Callable, Iterator
from typing import Any

from tfjs import dtypes
from tfjs.data import _specs, _values
from tfjs.data._ahead import Ahead
from tfjs.data._function import Mapped
from tfjs.data._structure import columns, mapped, same_structure
from tfjs.data.stages.stage import INFINITE, UNKNOWN, Following, Stage
from tfjs.errors import DTypeError, InvalidArgumentError


class Map(Following):
    """What a function makes of each element."""

    def __init__(self, source: Stage, function: Mapped, *, parallel: bool) -> None:
        super().__init__(source)
        self.label = "_ParallelMapDataset" if parallel else "_MapDataset"
        self._function = function
        self._spec: Any = None

    def elements(self) -> Iterator[Any]:
        """The results."""
        return Ahead(self._function, self.source.elements())

    def spec(self) -> Any:
        """What the function makes of examples."""
        if self._spec is None:
            self._spec = self._function.spec_for(self.source)
        return self._spec

    def rows(self) -> Any:
        """None."""
        return None


class Rearranged(Following):
    """Elements with their components in other places: nothing is computed, nor uploaded."""

    label = "_PrefetchDataset"

    def __init__(self, source: Stage, arrange: Callable[..., Any]) -> None:
        super().__init__(source)
        self._arrange = arrange

    def elements(self) -> Iterator[Any]:
        """The elements, rearranged."""
        arrange = self._arrange
        return (arrange(*element) for element in self.source.elements())

    def spec(self) -> Any:
        """The specs, rearranged."""
        return self._arrange(*self.source.spec())

    def rows(self) -> Any:
        """None."""
        return None


class Filter(Following):
    """The elements of which a function says True."""

    label = "_FilterDataset"

    def __init__(self, source: Stage, predicate: Mapped) -> None:
        super().__init__(source)
        self._predicate = predicate

    def elements(self) -> Iterator[Any]:
        """The chosen ones."""
        for element in self.source.elements():
            if truth(self._predicate(element), "filter"):
                yield element

    def cardinality(self) -> int:
        """Unknown."""
        return UNKNOWN

    def rows(self) -> Any:
        """None."""
        return None


class TakeWhile(Filter):
    """The elements before the first of which a function says False."""

    label = "_TakeWhileDataset"

    def elements(self) -> Iterator[Any]:
        """Those at the beginning."""
        for element in self.source.elements():
            if not truth(self._predicate(element), "take_while"):
                return
            yield element


def truth(value: Any, op: str) -> bool:
    """The answer of a predicate.

    Raises:
        ValueError: No scalar of bool.
    """
    dtype = getattr(value, "dtype", None)
    if dtype is None or not dtypes.as_dtype(dtype).is_bool or tuple(value.shape):
        raise ValueError(
            f"Invalid `predicate`. `predicate` must return a `tf.bool` scalar tensor, but its "
            f"return type is {_specs.specs_of(value)!r} ({op})."
        )
    return bool(value)


class Scan(Following):
    """What a function makes of each element and of what it remembers.

    Args:
        source: The step before.
        initial: What it remembers at first, a structure of components.
        function: Called with what it remembers and an element; gives both anew.
    """

    label = "_ScanDataset"

    def __init__(self, source: Stage, initial: Any, function: Mapped) -> None:
        super().__init__(source)
        self._initial = mapped(lambda v: _values.component(v, "scan"), initial)
        self._function = function
        self._spec: Any = None

    def elements(self) -> Iterator[Any]:
        """The results."""
        state = self._initial
        for element in self.source.elements():
            state, result = _pair(self._function.pair(state, element))
            check_state(self._initial, state, "scan_func")
            yield result

    def spec(self) -> Any:
        """What the function gives for an example."""
        if self._spec is None:
            made = self._function.spec_for_pair(_specs.specs_of(self._initial), self.source)
            self._spec = made[1]
        return self._spec

    def rows(self) -> Any:
        """None."""
        return None


def _pair(value: Any) -> tuple[Any, Any]:
    if not isinstance(value, tuple) or len(value) != 2:
        raise TypeError(
            "Invalid `scan_func`. `scan_func` should return a pair consisting of new state and "
            f"the output value but its return type is {type(value).__name__}."
        )
    return value


def check_state(before: Any, after: Any, name: str) -> None:
    """Refuse a state of another structure or dtype than the first one.

    Raises:
        TypeError: It nests otherwise, or a dtype differs.
    """
    if not same_structure(before, after):
        raise TypeError(
            f"Invalid `{name}`. The element structure for the new state "
            f"{_specs.specs_of(after)!r} does not match that of the initial state "
            f"{_specs.specs_of(before)!r}."
        )

    def compare(pair: list[Any]) -> None:
        one, other = (None if leaf is None else _values.dtype_of(leaf) for leaf in pair)
        if one is not other:
            raise DTypeError(
                f"Invalid `{name}`. The element types for the new state {other} do not match "
                f"the initial state {one}.",
                op=name,
            )

    columns([before, after], compare)


class Zip(Stage):
    """Elements of several stages, side by side, as long as all have some.

    Args:
        parts: A structure of stages.
        join: Makes an element of a structure of elements.
    """

    label = "_ZipDataset"

    def __init__(self, stages: list[Stage], pack: Callable[[list[Any]], Any]) -> None:
        self._stages, self._pack = stages, pack

    def elements(self) -> Iterator[Any]:
        """Side by side."""
        pack = self._pack
        return (pack(list(row)) for row in zip(*[s.elements() for s in self._stages], strict=False))

    def spec(self) -> Any:
        """The specs, side by side."""
        return self._pack([stage.spec() for stage in self._stages])

    def cardinality(self) -> int:
        """That of the shortest."""
        counts = [stage.cardinality() for stage in self._stages]
        if 0 in counts:
            return 0
        if UNKNOWN in counts:
            return UNKNOWN
        finite = [count for count in counts if count >= 0]
        return min(finite) if finite else INFINITE


class Unique(Following):
    """Each element once."""

    label = "_UniqueDataset"

    def __init__(self, source: Stage) -> None:
        super().__init__(source)
        specs = [source.spec()]
        kinds = ("int32", "int64", "string")
        if any(getattr(getattr(s, "dtype", None), "name", None) not in kinds for s in specs):
            raise TypeError(
                "`tf.data.Dataset.unique` expects inputs to have exactly one component of dtype "
                f"`tf.int32`, `tf.int64` or `tf.string`. Received: {specs[0]!r}."
            )

    def elements(self) -> Iterator[Any]:
        """Those that were not there before."""
        seen: set[Any] = set()
        for element in self.source.elements():
            value = _values.host(element)
            key = value if isinstance(value, bytes) else (value.shape, _key(value))
            if key not in seen:
                seen.add(key)
                yield element

    def cardinality(self) -> int:
        """Unknown."""
        return UNKNOWN

    def rows(self) -> Any:
        """None."""
        return None


def _key(value: Any) -> Any:
    return tuple(value.reshape(-1).tolist()) if value.dtype == object else value.tobytes()


class IgnoreErrors(Following):
    """The elements that can be had: a step before that fails is asked for the next one."""

    label = "_IgnoreErrorsDataset"

    def __init__(self, source: Stage, log: Callable[[Exception], None]) -> None:
        super().__init__(source)
        self._log = log

    def elements(self) -> Iterator[Any]:
        """What comes without an error."""
        source = self.source.elements()
        while True:
            try:
                yield next(source)
            except StopIteration:
                return
            except InvalidArgumentError as error:
                self._log(error)

    def cardinality(self) -> int:
        """Unknown."""
        return UNKNOWN

    def rows(self) -> Any:
        """None."""
        return None
