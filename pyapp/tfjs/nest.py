"""`tf.nest`: lists, tuples, dicts and named tuples, nested, as one flat list and back.

The leaves of a dict come in the order of its sorted keys, whatever order they were put in.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tfjs.tensor_shape import TensorShape


def is_nested(seq: Any) -> bool:
    """Whether this is a structure, not a leaf: a list, tuple or dict, empty ones too."""
    if isinstance(seq, TensorShape | str | bytes):
        return False
    return isinstance(seq, list | tuple | Mapping)


def _keys(structure: Mapping[Any, Any]) -> list[Any]:
    try:
        return sorted(structure)
    except TypeError:
        raise TypeError("nest only supports dicts with sortable keys.") from None


def _children(structure: Any) -> list[Any]:
    if isinstance(structure, Mapping):
        return [structure[key] for key in _keys(structure)]
    return list(structure)


def flatten(structure: Any, expand_composites: bool = False) -> list[Any]:
    """The leaves of a structure; a leaf alone gives a list of one.

    Args:
        structure: Lists, tuples, named tuples and dicts, nested; everything else is a leaf.
        expand_composites: Whether a ragged or sparse tensor counts as the tensors it consists of.
    """
    if is_nested(structure):
        return [
            leaf for child in _children(structure) for leaf in flatten(child, expand_composites)
        ]
    if expand_composites and _is_composite(structure):
        return list(structure._to_components())
    return [structure]


def _is_composite(leaf: Any) -> bool:
    """Whether this is a ragged or sparse tensor: one that can be taken apart."""
    return hasattr(type(leaf), "_to_components")


def flatten_with_paths(structure: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The leaves with the keys and indices that lead to each."""
    if not is_nested(structure):
        yield (), structure
        return
    keys: Any = _keys(structure) if isinstance(structure, Mapping) else range(len(structure))
    for key, child in zip(keys, _children(structure), strict=True):
        for path, leaf in flatten_with_paths(child):
            yield (key, *path), leaf


def pack_sequence_as(structure: Any, flat_sequence: Any, expand_composites: bool = False) -> Any:
    """A structure like `structure` with the leaves of `flat_sequence` in its places.

    Raises:
        TypeError: `flat_sequence` is not a list or tuple.
        ValueError: It has another number of leaves.
    """
    if not isinstance(flat_sequence, list | tuple):
        raise TypeError(
            "Attempted to pack value into a structure, but found incompatible type "
            f"`{type(flat_sequence)}` instead: expected a list or tuple of leaves."
        )
    if expand_composites and _is_composite(structure):
        pass
    elif not is_nested(structure):
        if len(flat_sequence) != 1:
            raise ValueError(
                "The target structure is of type "
                f"`{type(structure)}`\n  {structure}\nHowever the input is a sequence "
                f"(`{type(flat_sequence)}`) of length {len(flat_sequence)}."
            )
        return flat_sequence[0]
    wanted = len(flatten(structure, expand_composites))
    if wanted != len(flat_sequence):
        raise ValueError(
            "Could not pack sequence. Structure had "
            f"{wanted} atoms, but flat_sequence had {len(flat_sequence)} items. "
            f"Structure: {structure}, flat_sequence: {flat_sequence}."
        )
    return _packed(structure, iter(flat_sequence), expand_composites)


def _packed(structure: Any, leaves: Iterator[Any], expand: bool) -> Any:
    if expand and _is_composite(structure):
        return structure._from_components([next(leaves) for _ in structure._to_components()])
    if not is_nested(structure):
        return next(leaves)
    return _like(structure, [_packed(child, leaves, expand) for child in _children(structure)])


def _like(structure: Any, children: list[Any]) -> Any:
    """A structure of the type of `structure`; a dict keeps the order of its keys."""
    if isinstance(structure, Mapping):
        by_key = dict(zip(_keys(structure), children, strict=True))
        ordered = {key: by_key[key] for key in structure}
        if hasattr(structure, "default_factory"):
            return type(structure)(structure.default_factory, ordered)  # type: ignore[call-arg]
        return type(structure)(ordered)  # type: ignore[call-arg]
    if hasattr(structure, "_fields"):
        return type(structure)(*children)
    return type(structure)(children)


def assert_same_structure(
    nest1: Any, nest2: Any, check_types: bool = True, expand_composites: bool = False
) -> None:
    """Check that two structures nest alike.

    Args:
        nest1: A structure or leaf.
        nest2: A structure or leaf.
        check_types: Whether lists, tuples and dicts must be of the same types too.
        expand_composites: Whether ragged and sparse tensors must be of one kind.

    Raises:
        ValueError: Another number of elements, or other keys.
        TypeError: Other types.
    """
    _compare(nest1, nest2, nest1, nest2, check_types)
    if expand_composites:
        for first, second in zip(flatten(nest1), flatten(nest2), strict=True):
            if (_is_composite(first) or _is_composite(second)) and type(first) is not type(second):
                raise TypeError(
                    "The two structures don't have the same nested structure: expected composites "
                    f"of one kind. Received: {type(first).__name__}, {type(second).__name__}."
                )


def _compare(first: Any, second: Any, nest1: Any, nest2: Any, check_types: bool) -> None:
    if is_nested(first) != is_nested(second):
        kinds = ("is", "is not") if is_nested(first) else ("is not", "is")
        raise ValueError(
            "The two structures don't have the same nested structure.\n\nFirst structure: type="
            f"{type(nest1).__name__} str={nest1}\n\nSecond structure: type={type(nest2).__name__} "
            f'str={nest2}\n\nMore specifically: Substructure "type={type(first).__name__} str='
            f'{first}" {kinds[0]} a sequence, while substructure "type={type(second).__name__} '
            f'str={second}" {kinds[1]}.'
        )
    if not is_nested(first):
        return
    if check_types and not _same_kind(first, second):
        raise TypeError(
            "The two structures don't have the same sequence type. First structure has type "
            f"{type(first)}, while second structure has type {type(second)}."
        )
    if isinstance(first, Mapping) and isinstance(second, Mapping) and set(first) != set(second):
        raise ValueError(
            "The two dictionaries don't have the same set of keys. First structure has keys "
            f"{list(first)}, while second structure has keys {list(second)}."
        )
    one, two = _children(first), _children(second)
    if len(one) != len(two):
        raise ValueError(
            "The two structures don't have the same number of elements. First structure: "
            f"{first}. Second structure: {second}."
        )
    for a, b in zip(one, two, strict=True):
        _compare(a, b, nest1, nest2, check_types)


def _same_kind(first: Any, second: Any) -> bool:
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return True
    if hasattr(first, "_fields") and hasattr(second, "_fields"):
        return bool(
            type(first).__name__ == type(second).__name__ and first._fields == second._fields
        )
    return type(first) is type(second)


def map_structure(func: Callable[..., Any], *structure: Any, **kwargs: Any) -> Any:
    """Call `func` with the leaves that stand at the same place of each structure.

    Args:
        func: Takes as many leaves as there are structures.
        *structure: Structures that nest alike.
        **kwargs: `check_types` (True) and `expand_composites` (False).

    Returns:
        A structure like the first one, of what `func` gives.

    Raises:
        TypeError: `func` cannot be called, or structures of other types.
        ValueError: No structure, or structures that do not nest alike.
    """
    if not callable(func):
        raise TypeError(f"Argument `func` must be callable, got: {func}")
    if not structure:
        raise ValueError("Must provide at least one structure")
    check_types = kwargs.pop("check_types", True)
    expand = kwargs.pop("expand_composites", False)
    if kwargs:
        raise ValueError(
            "Only valid keyword arguments are `check_types` and `expand_composites`, not: "
            f"`{'`, `'.join(kwargs)}`"
        )
    for other in structure[1:]:
        assert_same_structure(structure[0], other, check_types, expand)
    rows = zip(*(flatten(part, expand) for part in structure), strict=True)
    return pack_sequence_as(structure[0], [func(*row) for row in rows], expand)
