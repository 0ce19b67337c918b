"""The state of a model as a tree of arrays, and back: the layout of Keras 3's weight files.

A layer's own variables lie at `PATH/vars/0`, `PATH/vars/1` …, in which PATH names attributes and
containers from the model down: `layers/dense`, `layers/bidirectional/forward_layer/cell`,
`optimizer`.
"""

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from tfjs.keras.saving import walk
from tfjs.keras.saving.hdf5 import Group

_OLD_CONTAINER = "_layer_checkpoint_dependencies"
"""What Keras 2.13 called `layers`."""


def saved_state(  # noqa: C901 - a recursion in two parts
    model: Any, assets: Path | None = None
) -> Group:
    """All variables of a model and its optimizer; files of its layers go into a folder.

    Args:
        model: Or a layer.
        assets: Where layers put files, such as vocabularies; nowhere if None.
    """
    root = Group()
    seen = _Seen()

    def put(saveable: Any, path: str) -> None:
        if saveable in seen:
            return
        seen.add(saveable)
        store: dict[str, Any] = {}
        saveable.save_own_variables(store)
        group = root.create_group(f"{path}/vars" if path else "vars")
        if isinstance(getattr(saveable, "name", None), str):
            group.attrs["name"] = saveable.name
        for key, value in store.items():
            group.create_dataset(key, _numbers(value))
        if assets is not None and hasattr(saveable, "save_assets"):
            place = assets / path
            place.mkdir(parents=True, exist_ok=True)
            saveable.save_assets(str(place))
        for name, child in walk.children(saveable):
            visit(child, _join(path, name))

    def visit(value: Any, path: str) -> None:
        if walk.is_saveable(value):
            put(value, path)
        elif isinstance(value, list | dict | tuple) and value not in seen:
            seen.add(value)
            for name, item in walk.container_items(value):
                visit(item, _join(path, name))

    put(model, "")
    return root


def restore_state(  # noqa: C901 - a recursion in two parts
    model: Any,
    root: Group,
    assets: Path | None = None,
    *,
    skip_mismatch: bool = False,
    skipped: Iterable[Any] = (),
) -> None:
    """Give a model the state that `saved_state`, or Keras, wrote.

    Args:
        model: Or a layer; it is built.
        root: The tree.
        assets: Where files of layers are; nothing is read from there if None.
        skip_mismatch: Whether parts that do not fit keep their values, with a warning.
        skipped: Layers that keep their values.

    Raises:
        ValueError: Something does not fit.
    """
    seen = _Seen(skipped)
    failed: dict[int, tuple[Any, str]] = {}

    def take(saveable: Any, path: str) -> None:
        if saveable in seen:
            return
        before = len(failed)
        try:
            saveable.load_own_variables(stored(root, path))
            if assets is not None and hasattr(saveable, "load_assets"):
                place = assets / path
                if place.is_dir():
                    saveable.load_assets(str(place))
        except (KeyError, ValueError, TypeError, OSError) as error:
            failed.setdefault(id(saveable), (saveable, _reason(error, path)))
        else:
            failed.pop(id(saveable), None)
            before = len(failed)
            seen.add(saveable)
        for name, child in walk.children(saveable):
            visit(child, _join(path, name))
        if len(failed) > before:
            seen.discard(saveable)

    def visit(value: Any, path: str) -> None:
        if walk.is_saveable(value):
            take(value, path)
        elif isinstance(value, list | dict | tuple) and value not in seen:
            seen.add(value)
            for name, item in walk.container_items(value):
                where = _join(path, name)
                if walk.is_saveable(item) or where in root:
                    visit(item, where)

    take(model, "")
    if failed:
        _report(list(failed.values()), skip_mismatch)


class _Seen:
    """Objects by identity; they are held, so that no other one takes an id over."""

    def __init__(self, values: Iterable[Any] = ()) -> None:
        self._values = {id(value): value for value in values}

    def __contains__(self, value: Any) -> bool:
        return id(value) in self._values

    def add(self, value: Any) -> None:
        self._values[id(value)] = value

    def discard(self, value: Any) -> None:
        self._values.pop(id(value), None)


def stored(root: Group, path: str) -> dict[str, Any]:
    """The variables at a path; none if there is nothing."""
    for place in (path, path.replace("layers", _OLD_CONTAINER)):
        where = f"{place}/vars" if place else "vars"
        if where in root:
            return dict(root.group(where).items())
    return {}


def _report(failed: list[tuple[Any, str]], warn_only: bool) -> None:
    first, reason = failed[0]
    text = (
        f"A total of {len(failed)} objects could not be loaded. Example error message for object "
        f"{first}:\n\n{reason}\n\nList of objects that could not be loaded:\n"
        f"{[saveable for saveable, _ in failed]}"
    )
    if not warn_only:
        raise ValueError(text)
    warnings.warn(text, stacklevel=5)


def _reason(error: Exception, path: str) -> str:
    if isinstance(error, KeyError):
        return f"The file has no {error} under {path or 'the model itself'!r}."
    return str(error)


def _numbers(value: Any) -> Any:
    array = np.asarray(value)
    return array.astype("S") if array.dtype.kind == "U" else array


def _join(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name
