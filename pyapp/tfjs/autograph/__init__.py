"""`tf.autograph`: how Python's control flow in a `tf.function` becomes part of its program."""

from collections.abc import Callable
from typing import Any

from tfjs.autograph import experimental as experimental
from tfjs.function.autograph import converted
from tfjs.function.autograph import to_code as to_code

_verbosity = 0


def to_graph(
    entity: Callable[..., Any],
    recursive: bool = True,
    experimental_optional_features: Any = None,
) -> Callable[..., Any]:
    """The function with its control flow rewritten; it runs like the one that was given."""
    return converted(entity)  # type: ignore[no-any-return]


def set_verbosity(level: int, alsologtostdout: bool = False) -> None:
    """Accepted: nothing is logged."""
    global _verbosity
    _verbosity = int(level)


def trace(*args: Any) -> None:
    """Print the arguments, which happens while a function is traced."""
    print(*args)  # noqa: T201 - what it is for
