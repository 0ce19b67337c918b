"""Where a call is: the layers that are being called or built, and what holds for all of them."""

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Final


class State:
    """What the calls under way share."""

    __slots__ = ("batch", "depth", "losses", "path", "symbolic", "training")

    def __init__(self) -> None:
        self.batch = 0
        """What stands for an unknown size of the batch while layers are tried; 0 otherwise."""
        self.depth = 0
        """Layers that are being called, one inside the other."""
        self.training: bool | None = None
        """The `training` argument of the innermost call that was given one."""
        self.path: list[Any] = []
        """Layers, operations and name scopes that are entered, outermost first; each has a name."""
        self.symbolic = 0
        """Layers that are called to find out what they would return."""
        self.losses: weakref.WeakSet[Any] = weakref.WeakSet()
        """Layers that hold losses of the last call."""


state: Final = State()


def current_path() -> str:
    """Names of the scopes that are entered, with slashes between."""
    return "/".join([scope.name for scope in state.path])


class Scope:
    """A context in which the paths of variables begin with the name of an owner.

    Args:
        owner: What has the name; entering the innermost owner again adds nothing.
    """

    __slots__ = ("_entered", "_owner")

    def __init__(self, owner: Any) -> None:
        self._owner = owner
        self._entered = False

    def __enter__(self) -> None:
        path = state.path
        if not path or path[-1] is not self._owner:
            path.append(self._owner)
            self._entered = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._entered:
            state.path.pop()


class name_scope(Scope):  # noqa: N801 - Keras's name
    """A context in which the paths of variables begin with `name/`."""

    __slots__ = ("name",)

    def __init__(self, name: Any) -> None:
        if not isinstance(name, str) or "/" in name:
            raise ValueError(
                "Argument `name` must be a string and cannot contain character `/`. "
                f"Received: name={name}"
            )
        super().__init__(self)
        self.name = name

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, traceback)
        self._entered = False


@contextmanager
def device(device_name: str) -> Iterator[None]:
    """A context for "cpu:0" or "gpu:0"; everything is where `tf.backend` says all the same.

    Args:
        device_name: The kind of the device, a colon and a number.

    Raises:
        ValueError: No string.
    """
    if not isinstance(device_name, str):
        raise ValueError(
            "Invalid value for argument `device_name`. Expected a string like 'gpu:0' or 'cpu:0'. "
            f"Received: device_name='{device_name}'"
        )
    yield
