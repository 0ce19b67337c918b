"""What a layer owns: found when it is assigned to an attribute, alone or in a container."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Kind = Callable[[Any], bool]


class Tracker:
    """Stores of owned objects, each filled with what its predicate takes.

    Args:
        stores: Name of a store -> predicate and list.
    """

    __slots__ = ("_ids", "_message", "_stores", "locked")

    def __init__(self, stores: dict[str, tuple[Kind, list[Any]]]) -> None:
        self._stores = stores
        self._ids: dict[str, set[int]] = {name: set() for name in stores}
        self.locked = False
        self._message = ""

    def track(self, value: Any) -> Any:
        """Note what is owned by an attribute's value; containers come back as watched ones."""
        for name, (wanted, _) in self._stores.items():
            if wanted(value):
                if not any(id(value) in ids for ids in self._ids.values()):
                    self.add(name, value)
                return value
        if isinstance(value, tuple):
            items = [self.track(item) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        for plain, watched in _WATCHED:
            if type(value) is plain:
                return watched(value, self)
        return value

    def untrack(self, value: Any) -> None:
        """Forget an object."""
        for name, ids in self._ids.items():
            if id(value) in ids:
                ids.remove(id(value))
                store = self._stores[name][1]
                store[:] = [item for item in store if item is not value]

    def add(self, name: str, value: Any) -> None:
        """Put an object into a store.

        Raises:
            ValueError: The owner is complete; see `lock`.
        """
        if self.locked:
            raise ValueError(self._message)
        self._stores[name][1].append(value)
        self._ids[name].add(id(value))

    def holds(self, name: str, value: Any) -> bool:
        """Whether an object is in a store."""
        return id(value) in self._ids[name]

    def lock(self, message: str) -> None:
        """Refuse further objects with this message."""
        self.locked, self._message = True, message

    def unlock(self) -> None:
        """Take objects again."""
        self.locked = False


def _found(tracker: Tracker | None, value: Any) -> Any:
    return value if tracker is None else tracker.track(value)


class TrackedList(list[Any]):
    """A list whose items its owner tracks."""

    def __init__(self, values: Iterable[Any] = (), tracker: Tracker | None = None) -> None:
        self._tracker = tracker
        super().__init__([_found(tracker, value) for value in values])

    def append(self, value: Any) -> None:
        """Add an item."""
        super().append(_found(self._tracker, value))

    def insert(self, index: Any, value: Any) -> None:
        """Put an item before another."""
        super().insert(index, _found(self._tracker, value))

    def extend(self, values: Iterable[Any]) -> None:
        """Add items."""
        super().extend([_found(self._tracker, value) for value in values])

    def __iadd__(self, values: Iterable[Any]) -> "TrackedList":  # type: ignore[misc]
        self.extend(values)
        return self

    def __setitem__(self, index: Any, value: Any) -> None:
        if not isinstance(index, slice):
            self._lost(self[index])
            value = _found(self._tracker, value)
        else:
            for item in self[index]:
                self._lost(item)
            value = [_found(self._tracker, item) for item in value]
        super().__setitem__(index, value)

    def __delitem__(self, index: Any) -> None:
        for item in self[index] if isinstance(index, slice) else [self[index]]:
            self._lost(item)
        super().__delitem__(index)

    def remove(self, value: Any) -> None:
        """Take an item out, found by identity first."""
        for place, item in enumerate(self):
            if item is value:
                del self[place]
                return
        super().remove(value)

    def pop(self, index: Any = -1) -> Any:
        """Take an item out."""
        value = super().pop(index)
        self._lost(value)
        return value

    def clear(self) -> None:
        """Take all items out."""
        del self[:]

    def _lost(self, value: Any) -> None:
        if self._tracker is not None:
            self._tracker.untrack(value)

    def __reduce__(self) -> Any:
        return TrackedList, (list(self),)


class TrackedDict(dict[Any, Any]):
    """A dict whose values its owner tracks."""

    def __init__(self, values: Any = (), tracker: Tracker | None = None) -> None:
        self._tracker = tracker
        super().__init__({key: _found(tracker, value) for key, value in dict(values).items()})

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, _found(self._tracker, value))

    def __delitem__(self, key: Any) -> None:
        self._lost(self[key])
        super().__delitem__(key)

    def update(self, *args: Any, **kwargs: Any) -> None:
        """Add the items of a mapping."""
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """The value of a key, which becomes `default` if there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key: Any, *default: Any) -> Any:
        """Take a value out."""
        if key in self:
            self._lost(self[key])
        return super().pop(key, *default)

    def popitem(self) -> tuple[Any, Any]:
        """Take the last item out."""
        key, value = super().popitem()
        self._lost(value)
        return key, value

    def clear(self) -> None:
        """Take all items out."""
        for value in self.values():
            self._lost(value)
        super().clear()

    def _lost(self, value: Any) -> None:
        if self._tracker is not None:
            self._tracker.untrack(value)

    def __reduce__(self) -> Any:
        return TrackedDict, (dict(self),)


class TrackedSet(set[Any]):
    """A set whose items its owner tracks."""

    def __init__(self, values: Iterable[Any] = (), tracker: Tracker | None = None) -> None:
        self._tracker = tracker
        super().__init__([_found(tracker, value) for value in values])

    def add(self, value: Any) -> None:
        """Add an item."""
        super().add(_found(self._tracker, value))

    def update(self, *values: Iterable[Any]) -> None:
        """Add items."""
        for items in values:
            super().update([_found(self._tracker, value) for value in items])

    def discard(self, value: Any) -> None:
        """Take an item out, if it is there."""
        if self._tracker is not None:
            self._tracker.untrack(value)
        super().discard(value)

    def __reduce__(self) -> Any:
        return TrackedSet, (list(self),)


_WATCHED: "tuple[tuple[type, Callable[[Any, Tracker], Any]], ...]" = (
    (list, TrackedList),
    (dict, TrackedDict),
    (OrderedDict, TrackedDict),
    (set, TrackedSet),
)


def plain(value: Any) -> Any:
    """A container as Python's own; everything else as it is."""
    if isinstance(value, TrackedList):
        return [plain(item) for item in value]
    if isinstance(value, TrackedDict | Mapping):
        return {key: plain(item) for key, item in value.items()}
    return set(value) if isinstance(value, TrackedSet) else value
