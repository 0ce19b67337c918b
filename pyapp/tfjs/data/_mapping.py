"""Methods of `Dataset` that apply functions to elements."""

from collections.abc import Callable
from typing import Any, Final, Self

from tfjs.data import _arguments
from tfjs.data._core import Core
from tfjs.data._function import Mapped
from tfjs.data.stages.flattening import FlatMap, Interleave
from tfjs.data.stages.mapping import Map, Scan
from tfjs.data.stages.reducing import reduced

AUTOTUNE: Final = -1
_CYCLE: Final = 4
"""Datasets that take turns if nobody says how many; TensorFlow asks for the processors."""


class Mapping(Core):
    """The part of `Dataset` that computes."""

    def map(
        self,
        map_func: Callable[..., Any],
        num_parallel_calls: Any = None,
        deterministic: bool | None = None,
        synchronous: bool | None = None,
        use_unbounded_threadpool: bool = False,
        name: str | None = None,
    ) -> Self:
        """What a function makes of each element.

        Args:
            map_func: Called with the parts of a tuple, or else with the element. It is run once for
                each shape and replayed, as by `tf.function`, wherever that can be.
            num_parallel_calls: Accepted.
            deterministic: Accepted; the order is always kept.
            synchronous: Accepted.
            use_unbounded_threadpool: Accepted.
        """
        parallel = num_parallel_calls is not None
        return self._then(Map(self._stage, Mapped(map_func, "map_func"), parallel=parallel))

    def flat_map(self, map_func: Callable[..., Any], name: str | None = None) -> Self:
        """The elements of the datasets that a function makes, one dataset after the other."""
        return self._then(FlatMap(self._stage, Mapped(map_func, "map_func", traced=False)))

    def interleave(
        self,
        map_func: Callable[..., Any],
        cycle_length: Any = None,
        block_length: Any = None,
        num_parallel_calls: Any = None,
        deterministic: bool | None = None,
        name: str | None = None,
    ) -> Self:
        """As `flat_map`, but several datasets take turns.

        Args:
            map_func: Makes a dataset of an element.
            cycle_length: Datasets that take turns; 4 if None.
            block_length: Elements that each gives in its turn; 1 if None.
            num_parallel_calls: Accepted.
            deterministic: Accepted; the order is always kept.

        Raises:
            InvalidArgumentError: A length that is not positive.
        """
        cycle, block = _CYCLE, 1
        if cycle_length is not None and _arguments.whole(cycle_length, "interleave", "c") != -1:
            cycle = _arguments.positive(cycle_length, "interleave", "cycle_length")
        if block_length is not None:
            block = _arguments.positive(block_length, "interleave", "block_length")
        function = Mapped(map_func, "map_func", traced=False)
        parallel = num_parallel_calls is not None
        return self._then(Interleave(self._stage, function, cycle, block, parallel=parallel))

    def scan(
        self, initial_state: Any, scan_func: Callable[[Any, Any], Any], name: str | None = None
    ) -> Self:
        """What a function makes of each element and of a state that it passes on.

        Args:
            initial_state: A structure of tensors.
            scan_func: From a state and an element to the next state and a result.

        Raises:
            TypeError: While it is iterated: a state of another structure or dtype.
        """
        return self._then(Scan(self._stage, initial_state, Mapped(scan_func, "scan_func")))

    def reduce(
        self, initial_state: Any, reduce_func: Callable[[Any, Any], Any], name: str | None = None
    ) -> Any:
        """The last state that a function makes of a state and each element in turn.

        Args:
            initial_state: A structure of tensors.
            reduce_func: From a state and an element to the next state.

        Raises:
            TypeError: A state of another structure or dtype.
        """
        return reduced(self._stage, initial_state, Mapped(reduce_func, "reduce_func"))
