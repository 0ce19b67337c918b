"""Structures of elements: tuples and dicts nest; a list is a value, as in TensorFlow."""

from collections.abc import Callable, Mapping
from typing import Any

from tfjs.tensor_shape import TensorShape


def is_structure(value: Any) -> bool:
    """Whether this has components: a tuple, named tuple or dict."""
    return isinstance(value, tuple | Mapping) and not isinstance(value, TensorShape)


def flatten(structure: Any) -> list[Any]:
    """The components, those of a dict by its sorted keys."""
    if not is_structure(structure):
        return [structure]
    children = (
        [structure[key] for key in sorted(structure)]
        if isinstance(structure, Mapping)
        else structure
    )
    return [leaf for child in children for leaf in flatten(child)]


def rebuild(structure: Any, children: list[Any]) -> Any:
    """A structure of the same kind with other children, in the order in which it lists them."""
    if isinstance(structure, Mapping):
        kind = type(structure) if isinstance(structure, dict) else dict
        pairs = zip(structure, children, strict=True)
        return kind(pairs)
    return type(structure)(*children) if hasattr(structure, "_fields") else tuple(children)


def children_of(structure: Any) -> list[Any]:
    """What a structure lists, in its own order."""
    return list(structure.values() if isinstance(structure, Mapping) else structure)


def mapped(function: Callable[[Any], Any], structure: Any) -> Any:
    """The structure with `function` applied to each component."""
    if not is_structure(structure):
        return function(structure)
    return rebuild(structure, [mapped(function, child) for child in children_of(structure)])


def columns(structures: list[Any], join: Callable[[list[Any]], Any]) -> Any:
    """One structure out of several alike: `join` gets the components that stand at one place.

    Raises:
        ValueError: They do not nest alike.
    """
    first = structures[0]
    if not is_structure(first):
        return join(structures)
    if isinstance(first, Mapping):
        parts = [columns([s[key] for s in structures], join) for key in first]
        return rebuild(first, parts)
    rows = [children_of(s) for s in structures]
    return rebuild(first, [columns(list(column), join) for column in zip(*rows, strict=True)])


def packed(structure: Any, leaves: list[Any]) -> Any:
    """The structure with other components, in the order of `flatten`."""
    found = iter(leaves)

    def fill(part: Any) -> Any:
        if not is_structure(part):
            return next(found)
        if isinstance(part, Mapping):
            made = {key: fill(part[key]) for key in sorted(part)}
            return rebuild(part, [made[key] for key in part])
        return rebuild(part, [fill(child) for child in part])

    return fill(structure)


def same_structure(one: Any, other: Any) -> bool:
    """Whether two structures nest alike."""
    if is_structure(one) != is_structure(other):
        return False
    if not is_structure(one):
        return True
    if isinstance(one, Mapping):
        return (
            isinstance(other, Mapping)
            and set(one) == set(other)
            and all(same_structure(one[key], other[key]) for key in one)
        )
    return (
        not isinstance(other, Mapping)
        and len(one) == len(other)
        and all(same_structure(a, b) for a, b in zip(one, other, strict=True))
    )
