"""`tf.train.Checkpoint`: variables of modules, models and optimizers, saved and brought back."""

import functools
import os
from collections.abc import Iterator
from typing import Any

import numpy as np

from tfjs.keras.engine.model import Model
from tfjs.keras.saving import walk
from tfjs.keras.saving.hdf5 import Group
from tfjs.keras.saving.state import restore_state, saved_state
from tfjs.module import Module
from tfjs.train import container
from tfjs.train.manager import note_latest
from tfjs.variable import Variable

_IGNORED = ("_name", "_name_scope")


class Checkpoint:
    """Objects with variables, under names of their own.

    Args:
        root: An object whose attributes are saved as if they were given by their names.
        **kwargs: Variables, modules, layers, models, optimizers, checkpoints, or lists and dicts of
            those.

    What is not built yet (a model, a layer, an optimizer) takes its values on its first call. An
    optimizer beside a model that is built is built for it.

    Example:
        >>> step = tf.Variable(3)
        >>> path = tf.train.Checkpoint(step=step).save("/tmp/example/ckpt")
        >>> _ = step.assign(0)
        >>> _ = tf.train.Checkpoint(step=step).restore(path)
        >>> int(step.numpy())
        3
    """

    def __init__(self, root: Any = None, **kwargs: Any) -> None:
        self.save_counter = Variable(0, trainable=False, dtype="int64", name="save_counter")
        self._root = root
        for name, value in kwargs.items():
            setattr(self, name, value)

    def write(self, file_prefix: Any, options: None = None) -> str:
        """Write a checkpoint under exactly this name; gives the name."""
        path: str = os.fspath(file_prefix)
        container.write(path, dict(self._values()))
        return path

    def save(self, file_prefix: Any, options: None = None) -> str:
        """Write the next checkpoint, `PREFIX-1`, `PREFIX-2` …; gives its name."""
        self.save_counter.assign_add(1)
        path = self.write(f"{os.fspath(file_prefix)}-{int(self.save_counter.numpy())}")
        note_latest(path)
        return path

    def read(self, save_path: Any, options: None = None) -> "RestoreStatus":
        """Take the values of a checkpoint.

        Raises:
            NotFoundError: There is no such file.
            DataLossError: It is damaged.
            ValueError: A value of another shape.
        """
        values = container.read(os.fspath(save_path))
        used: set[str] = set()
        missing: list[str] = []
        self._build_optimizers()
        for name, part in self._parts():
            if isinstance(part, Variable):
                if name not in values:
                    missing.extend([name] * (name != "save_counter"))
                    continue
                _assign(part, values[name], name)
                used.add(name)
                continue
            inner = {key: values[key] for key in values if key.startswith(f"{name}/")}
            if not inner:
                missing.append(name)
                continue
            root = Group()
            for key, value in inner.items():
                root.create_dataset(key.removeprefix(f"{name}/"), value)
            if getattr(part, "built", True):
                restore_state(part, root)
            else:
                vars(part)["_restore_once_built"] = functools.partial(restore_state, part, root)
            used |= inner.keys()
        return RestoreStatus(sorted(set(values) - used), missing)

    def restore(self, save_path: Any, options: None = None) -> "RestoreStatus":
        """The same as `read`; None restores nothing."""
        return RestoreStatus([], []) if save_path is None else self.read(save_path)

    def _named(self) -> Iterator[tuple[str, Any]]:
        if self._root is not None:
            yield from [("root", self._root)]
        for name, value in sorted(vars(self).items()):
            if name != "_root":
                yield name, value

    def _parts(self) -> Iterator[tuple[str, Any]]:
        seen: dict[int, Any] = {}
        for name, value in self._named():
            yield from _parts(name, value, seen)

    def _values(self) -> "Iterator[tuple[str, np.ndarray[Any, Any]]]":
        for name, part in self._parts():
            if isinstance(part, Variable):
                yield name, np.asarray(part.numpy())
            else:
                for path, value in _leaves(saved_state(part)):
                    yield f"{name}/{path}", value

    def _build_optimizers(self) -> None:
        model = next((value for _, value in self._named() if isinstance(value, Model)), None)
        if model is None or not model.built:
            return
        for _, value in self._named():
            if getattr(value, "built", True) is False and hasattr(value, "apply_gradients"):
                value.build(model.trainable_variables)


class RestoreStatus:
    """What a checkpoint had, and what was looked for.

    Attributes:
        unused: Names in the checkpoint that nothing took.
        missing: Names that the checkpoint does not have.
    """

    def __init__(self, unused: list[str], missing: list[str]) -> None:
        self.unused = unused
        self.missing = missing

    def assert_consumed(self) -> "RestoreStatus":
        """Raise an AssertionError unless everything found its place."""
        if self.unused:
            raise AssertionError(f"Unresolved values in the checkpoint: {self.unused}")
        return self.assert_existing_objects_matched()

    def assert_existing_objects_matched(self) -> "RestoreStatus":
        """Raise an AssertionError if the checkpoint lacks something."""
        if self.missing:
            raise AssertionError(f"Nothing in the checkpoint for: {self.missing}")
        return self

    def expect_partial(self) -> "RestoreStatus":
        """Say that not everything has to find its place."""
        return self


def _parts(name: str, value: Any, seen: dict[int, Any]) -> Iterator[tuple[str, Any]]:
    """Variables, and layers or optimizers as wholes, by the paths of attributes."""
    if id(value) in seen:
        return
    if isinstance(value, Variable) or walk.is_saveable(value):
        seen[id(value)] = value
        yield name, value
        return
    inner: Any = ()
    if isinstance(value, Checkpoint):
        inner = [(k, v) for k, v in value._named() if k != "save_counter"]
    elif isinstance(value, Module):
        inner = [(k, v) for k, v in sorted(vars(value).items()) if k not in _IGNORED]
    elif isinstance(value, dict):
        inner = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list | tuple):
        inner = [(str(place), item) for place, item in enumerate(value)]
    seen[id(value)] = value
    for key, item in inner:
        yield from _parts(f"{name}/{key}", item, seen)


def _leaves(group: Group, path: str = "") -> "Iterator[tuple[str, np.ndarray[Any, Any]]]":
    for name, member in group.items():
        if isinstance(member, Group):
            yield from _leaves(member, f"{path}{name}/")
        else:
            yield f"{path}{name}", member


def _assign(variable: Any, value: Any, name: str) -> None:
    if tuple(variable.shape) != value.shape:
        raise ValueError(
            f"Checkpoint: expected {name!r} of shape {tuple(variable.shape)}. Received: "
            f"{value.shape}."
        )
    variable.assign(value)
