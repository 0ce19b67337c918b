"""A stage summed up in one result."""

from typing import Any

from tfjs.data import _values
from tfjs.data._function import Mapped
from tfjs.data._structure import mapped
from tfjs.data.stages.mapping import check_state
from tfjs.data.stages.stage import Stage


def reduced(source: Stage, initial: Any, function: Mapped) -> Any:
    """What `function` makes of a state and each element in turn, beginning with `initial`."""
    first = state = mapped(lambda value: _values.component(value, "reduce"), initial)
    for element in source.elements():
        state = function.pair(state, element)
        check_state(first, state, "reduce_func")
    return mapped(_values.tensor_of, state)
