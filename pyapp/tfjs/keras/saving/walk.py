"""What a model consists of, as Keras's files name it: paths of attributes and containers."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.model import Model

_OWN_LAYERS: Final = ("Sequential", "Functional")
_KEPT: Final = frozenset({"optimizer"})
"""An attribute of the base classes that is saved."""


def is_saveable(value: Any) -> bool:
    """Whether something has variables or files of its own: a layer, a model, an optimizer."""
    return hasattr(type(value), "save_own_variables") and not isinstance(value, type)


def children(saveable: Any) -> Iterator[tuple[str, Any]]:
    """Names and values of the attributes that may hold further parts, in Keras's order.

    Layers of functional and sequential models come first, as "layers"; private attributes last.
    """
    if not isinstance(saveable, Layer):
        yield from _optimizer_parts(saveable)
        return
    if saveable._obj_type() in _OWN_LAYERS:
        yield "layers", saveable.layers  # type: ignore[attr-defined]
    skipped = _base_names(isinstance(saveable, Model))
    names = {name for name in dir(saveable) if not name.startswith("__")} - skipped
    for name in sorted(names, key=lambda name: f"~{name}" if name.startswith("_") else name):
        try:
            yield name, getattr(saveable, name)
        except Exception:  # a property that cannot be had yet holds nothing to save
            continue


def _optimizer_parts(optimizer: Any) -> Iterator[tuple[str, Any]]:
    """Optimizers inside of an optimizer; its variables are its own."""
    for name, value in sorted(vars(optimizer).items()):
        if is_saveable(value) or (isinstance(value, list) and any(map(is_saveable, value))):
            yield name, value


@lru_cache(2)
def _base_names(of_model: bool) -> frozenset[str]:
    """Attributes that every layer, or model, has."""
    names = {*dir(Layer), *_INSTANCE}
    if of_model:
        names |= set(dir(Model))
    return frozenset(names - _KEPT)


_INSTANCE: Final = (
    *("_layers", "_metrics", "_tracker", "_losses", "_inbound_nodes", "_init_arguments"),
    *("_trainable_variables", "_non_trainable_variables", "_seed_generators", "_dtype_policy"),
    *("_functional", "_graph", "_plan", "_inputs", "_outputs", "_inputs_struct", "operations"),
    *("_outputs_struct", "_compute_kind", "_outbound_nodes", "_compile_arguments", "_operations"),
    *("_metric_programs", "_compile_loss", "_compile_metrics", "_loss_tracker", "input_spec"),
)


def container_items(container: Any) -> Iterator[tuple[str, Any]]:
    """The parts in a list, tuple or dict, named after their classes: "dense", "dense_1" …."""
    used: dict[str, int] = {}
    values = container.values() if isinstance(container, dict) else container
    for value in list(values):
        if is_saveable(value):
            yield _unique(snake_case(type(value).__name__), used), value
        elif isinstance(value, list | dict | tuple):
            yield _unique("container", used), value


def _unique(name: str, used: dict[str, int]) -> str:
    if name in used:
        used[name] += 1
        return f"{name}_{used[name]}"
    used[name] = 0
    return name


def snake_case(name: str) -> str:
    """`"BatchNormalization"` -> `"batch_normalization"`, by Keras's rules."""
    name = re.sub(r"\W+", "", name)
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
