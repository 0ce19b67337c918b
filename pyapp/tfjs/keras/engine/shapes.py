"""Shapes in structures: told from lists of shapes, and mapped."""

from collections.abc import Callable
from typing import Any


def is_shape(value: Any) -> bool:
    """Whether this is one shape: sizes, None among them."""
    return isinstance(value, list | tuple) and all(s is None or type(s) is int for s in value)


def map_shapes(function: Callable[[Any], Any], shapes: Any) -> Any:
    """A list, tuple or dict of what a function makes of each part."""
    if isinstance(shapes, dict):
        return {key: function(item) for key, item in shapes.items()}
    return type(shapes)([function(item) for item in shapes])


def as_tuples(shapes: Any) -> Any:
    """Shapes as tuples again, which a file has as lists."""
    if is_shape(shapes):
        return tuple(shapes)
    return map_shapes(as_tuples, shapes) if isinstance(shapes, list | tuple | dict) else shapes
