"""The outputs of a model as a flat list, and targets and weights in the same order.

Outputs are nested lists, tuples and dicts; what belongs to them comes nested alike, or as a list or
dict by the outputs' names.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import getitem
from typing import Any

from tfjs.nest import flatten, flatten_with_paths, is_nested, map_structure


class Outputs:
    """The layout of a model's outputs.

    Args:
        y_pred: Outputs of the model, or anything nested like them.
        names: The outputs' names in the model's own order; None for a model without any.
    """

    def __init__(self, y_pred: Any, names: Sequence[str] | None) -> None:
        pairs = list(flatten_with_paths(y_pred))
        self.paths = [path for path, _ in pairs]
        self.example = map_structure(lambda _: "*", y_pred)
        self.is_single = not is_nested(y_pred)
        self.names = self._names(y_pred, names)

    def __len__(self) -> int:
        return len(self.paths)

    def _names(self, y_pred: Any, names: Sequence[str] | None) -> list[str | None]:
        """The name of each output, in the order of the flat list."""
        if isinstance(y_pred, Mapping) and len(y_pred) == len(self.paths):
            return [str(path[0]) for path in self.paths]
        if names is not None and len(names) == len(self.paths):
            return list(names)
        return [None] * len(self.paths)

    def path_name(self, index: int) -> str:
        """Where an output is, as text; its name stands for its number in a list, if it has one."""
        *places, last = self.paths[index]
        if isinstance(last, int):
            last = self.names[index] or last
        return "/".join(map(str, (*places, last)))

    def by_name(self, value: Any) -> list[Any] | None:
        """Items of a dict by the outputs' names, None for what it lacks; None if keys differ."""
        if not isinstance(value, Mapping) or not set(value) <= set(self.names):
            return None
        return [value.get(name) for name in self.names]

    def nested(self, value: Any) -> list[Any] | None:
        """Items of what is nested like the outputs, each of any form; None if it is not."""
        try:
            return [reduce(getitem, path, value) for path in self.paths]
        except (KeyError, IndexError, TypeError):
            return None

    def aligned(self, value: Any) -> list[Any] | None:
        """Leaves of targets or weights in the order of the outputs; None if they do not fit."""
        if len(self) == 1:
            leaves = flatten(value)
            return leaves if len(leaves) == 1 else None
        if isinstance(value, Mapping):
            named = self.by_name(value)
            if named is not None and all(key is not None for key in named):
                return named if not any(map(is_nested, named)) else None
        if [path for path, _ in flatten_with_paths(value)] == self.paths:
            return flatten(value)
        leaves = flatten(value) if is_nested(value) else []
        return leaves if len(leaves) == len(self) else None
