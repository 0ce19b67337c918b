"""Names: `tf.name_scope`, which variables and modules made inside it take as a prefix."""

import re
from types import TracebackType
from typing import Final

_VALID: Final = re.compile(r"[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$")
_VALID_INSIDE: Final = re.compile(r"[A-Za-z0-9_.\\/>-]+$")

_current: list[str] = [""]


def scope_prefix() -> str:
    """What stands before a name made now: empty, or the scopes with a slash behind each."""
    return _current[-1]


class name_scope:  # noqa: N801 - TensorFlow's name
    """A context in which variables and modules get `name/` before their names.

    Args:
        name: One or several names with slashes between; one that ends in a slash is absolute, and
            an empty one goes back to the outermost scope.

    Raises:
        ValueError: No name.

    Example:
        >>> with tf.name_scope("encoder"):
        ...     print(tf.Variable(1.0, name="w").name)
        encoder/w:0
    """

    def __init__(self, name: str) -> None:
        if not isinstance(name, str):
            raise ValueError("name for name_scope must be a string.")
        self._name = name

    @property
    def name(self) -> str:
        """The name that was given."""
        return self._name

    def __enter__(self) -> str:
        name, outer = self._name, _current[-1]
        if name and not (_VALID_INSIDE if outer else _VALID).match(name):
            raise ValueError(f"'{name}' is not a valid root scope name.")
        if not name:
            scope = ""
        elif name.endswith("/"):
            scope = name
        else:
            scope = f"{outer}{name}/"
        _current.append(scope)
        return scope

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        _current.pop()
