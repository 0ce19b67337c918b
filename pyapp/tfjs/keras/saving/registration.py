"""Names under which classes and functions of a program's own are written into configs."""

import inspect
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar

_T = TypeVar("_T")

_objects: dict[str, Any] = {}
_names: dict[Any, str] = {}
_scope: dict[str, Any] = {}


def register_keras_serializable(
    package: str = "Custom", name: str | None = None
) -> Callable[[_T], _T]:
    """Decorate a class or function that configs may mention, as `package>name`.

    Args:
        package: Whose it is.
        name: The name of the class or function if None.

    Raises:
        ValueError: A class without `get_config`.

    Example:
        >>> @tf.keras.saving.register_keras_serializable("mine")
        ... class Twice(tf.keras.layers.Layer):
        ...     def call(self, inputs):
        ...         return 2 * inputs
        >>> tf.keras.saving.get_registered_name(Twice)
        'mine>Twice'
    """

    def register(registered: _T) -> _T:
        if inspect.isclass(registered) and not hasattr(registered, "get_config"):
            raise ValueError("Cannot register a class that does not have a get_config() method.")
        full = f"{package}>{name or getattr(registered, '__name__', '')}"
        before = _objects.get(full)
        if before is not None and before is not registered:
            # A program that is run again: its methods hold all that it named, models too.
            _names.pop(before, None)
        _objects[full] = registered
        _names[registered] = full
        return registered

    return register


def get_registered_name(obj: Any) -> str:
    """The name that a class or function is registered under, or its own."""
    try:
        found = _names.get(obj)
    except TypeError:
        found = None
    return obj.__name__ if found is None else found


def get_registered_object(
    name: str,
    custom_objects: dict[str, Any] | None = None,
    module_objects: dict[str, Any] | None = None,
) -> Any:
    """The class or function of a name; None if there is none.

    Args:
        name: As in a config.
        custom_objects: Looked up after scopes and registered objects.
        module_objects: Looked up last.
    """
    for place in (_scope, _objects, custom_objects or {}, module_objects or {}):
        if name in place:
            return place[name]
    return None


def get_custom_objects() -> dict[str, Any]:
    """The registered objects by name, which may be added to."""
    return _objects


def known_objects(custom_objects: dict[str, Any] | None) -> dict[str, Any]:
    """What configs may mention: given objects, those of scopes, and registered ones."""
    return {**(custom_objects or {}), **_scope, **_objects}


class CustomObjectScope:
    """A context in which configs may mention further classes and functions.

    Args:
        custom_objects: Name in a config -> class or function.
    """

    def __init__(self, custom_objects: dict[str, Any] | None) -> None:
        self.custom_objects = custom_objects or {}
        self._outer: dict[str, Any] = {}

    def __enter__(self) -> "CustomObjectScope":
        self._outer = dict(_scope)
        _scope.update(self.custom_objects)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        _scope.clear()
        _scope.update(self._outer)


custom_object_scope = CustomObjectScope
