"""`tf.keras.tree`: nested lists, tuples and dicts."""

from collections.abc import Callable, Mapping
from typing import Any

from tfjs import nest
from tfjs.nest import flatten as flatten
from tfjs.nest import pack_sequence_as as pack_sequence_as


class MAP_TO_NONE:  # noqa: N801 - Keras's name
    """What a function given to `traverse` returns where None should stand."""


def is_nested(structure: Any) -> bool:
    """Whether this is a list, tuple or dict, or one of what else may be nested."""
    return nest.is_nested(structure)


def map_structure(func: Callable[..., Any], *structures: Any, none_is_leaf: bool = True) -> Any:
    """Apply a function to the leaves of structures that are nested alike.

    Args:
        func: Gets a leaf of each.
        *structures: Nested lists, tuples and dicts.
        none_is_leaf: Whether `func` gets None too; else None stays where it is.
    """
    if none_is_leaf:
        return nest.map_structure(func, *structures)
    return nest.map_structure(lambda *x: None if x[0] is None else func(*x), *structures)


def assert_same_structure(a: Any, b: Any, check_types: bool | None = None) -> None:
    """Check that two structures are nested alike.

    Raises:
        ValueError: They are not.
        TypeError: They are of other types, and `check_types` is not False.
    """
    nest.assert_same_structure(a, b, check_types is not False)


def flatten_with_path(structure: Any) -> list[tuple[tuple[Any, ...], Any]]:
    """The leaves, each with the keys and places that lead to it."""
    return list(nest.flatten_with_paths(structure))


def assert_same_paths(a: Any, b: Any) -> None:
    """Check that the leaves of two structures lie at the same keys and places.

    Raises:
        ValueError: They do not.
    """
    one, two = ({path for path, _ in flatten_with_path(x)} for x in (a, b))
    if one != two:
        raise ValueError(
            "`a` and `b` don't have the same paths. Only in a: "
            f"{sorted(map(str, one - two))}; only in b: {sorted(map(str, two - one))}"
        )


def traverse(func: Callable[[Any], Any], structure: Any, top_down: bool = True) -> Any:
    """Apply a function to a structure and all that it holds.

    Args:
        func: Returns what stands in place of its argument, `MAP_TO_NONE` for None, or None to go
            on with what the argument holds.
        structure: Nested lists, tuples and dicts.
        top_down: Whether a structure is asked before what it holds.
    """
    if top_down:
        found = func(structure)
        if found is not None:
            return None if found is MAP_TO_NONE else found
    if isinstance(structure, Mapping):
        parts: Any = {name: traverse(func, part, top_down) for name, part in structure.items()}
        structure = parts if type(structure) is dict else type(structure)(parts)  # type: ignore[call-arg]
    elif isinstance(structure, tuple) and hasattr(structure, "_fields"):
        structure = type(structure)(*[traverse(func, part, top_down) for part in structure])
    elif isinstance(structure, list | tuple):
        structure = type(structure)([traverse(func, part, top_down) for part in structure])
    if not top_down:
        found = func(structure)
        if found is not None:
            return None if found is MAP_TO_NONE else found
    return structure


def map_structure_up_to(shallow_structure: Any, func: Callable[..., Any], *structures: Any) -> Any:
    """Apply a function to what lies in structures where another has its leaves."""
    if not structures:
        raise ValueError("Must provide at least one structure")
    if isinstance(shallow_structure, Mapping):
        return {
            name: map_structure_up_to(part, func, *[s[name] for s in structures])
            for name, part in shallow_structure.items()
        }
    if isinstance(shallow_structure, list | tuple):
        parts = [
            map_structure_up_to(part, func, *[s[i] for s in structures])
            for i, part in enumerate(shallow_structure)
        ]
        return type(shallow_structure)(parts)
    return func(*structures)


def lists_to_tuples(structure: Any) -> Any:
    """The same with tuples in place of lists."""
    return traverse(lambda x: tuple(x) if isinstance(x, list) else None, structure, False)


def map_shape_structure(func: Callable[[Any], Any], structure: Any) -> Any:
    """Apply a function to each shape (a tuple or list of ints and None) in a structure."""

    def shape(x: Any) -> Any:
        if isinstance(x, list | tuple) and all(s is None or isinstance(s, int) for s in x):
            found = func(tuple(x))
            return MAP_TO_NONE if found is None else found
        return None

    return traverse(shape, structure)
