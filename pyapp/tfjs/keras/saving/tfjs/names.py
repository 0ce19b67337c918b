"""Names of weights in model.json, and which weight of a model each one belongs to.

TensorFlow.js names a weight after the layer of the graph that has it: "dense/kernel", also in
models inside of models; "bidirectional/forward_lstm/kernel" in wrappers. Cells have no
name of their own.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from tfjs.errors import ModelFormatError
from tfjs.keras.engine.layer import Layer
from tfjs.keras.engine.model import Model

if TYPE_CHECKING:
    import numpy as np

_CELL: Final = re.compile(r"_cells?(_\d+)?$")
_NUMBER: Final = re.compile(r"_\d+$")


def named_weights(model: Any) -> list[tuple[str, Any]]:
    """Every weight of a model once, by the name that TensorFlow.js has for it.

    Raises:
        ValueError: Two weights of one name.
    """
    found: dict[str, Any] = {}
    for name, variable in _of_model(model, set()):
        if found.setdefault(name, variable) is not variable:
            raise ValueError(
                f"model.json: expected layers of different names. Received: two weights {name!r}. "
                "Name the layers."
            )
    return list(found.items())


def _of_model(model: Any, seen: set[int]) -> Iterator[tuple[str, Any]]:
    for layer in model.layers:
        if id(layer) not in seen:
            seen.add(id(layer))
            yield from _of_model(layer, seen) if isinstance(layer, Model) else _of_layer(layer, "")


def _of_layer(  # noqa: C901 - one branch for each kind of part
    layer: Any, prefix: str
) -> Iterator[tuple[str, Any]]:
    scope = f"{prefix}{layer.name}/"
    inside = {id(v) for inner in layer._layers for v in inner.weights}
    for variable in [*layer.trainable_weights, *layer.non_trainable_weights]:
        if id(variable) not in inside:
            yield f"{scope}{_own_name(layer, variable)}", variable
    for inner in layer._layers:
        if isinstance(inner, Model):
            yield from _of_model(inner, set())
        elif _is_stack(inner):
            for number, cell in enumerate(inner.cells):
                for variable in cell.weights:
                    yield f"{scope}RNNCell_{number}/{variable.name}", variable
        elif _is_cell(inner):
            for variable in inner.weights:
                yield f"{scope}{variable.name}", variable
        elif isinstance(inner, Layer):
            yield from _of_layer(inner, scope)


def _own_name(layer: Any, variable: Any) -> str:
    """A variable's name in Keras 2, where a depthwise kernel says what it is."""
    depthwise = type(layer).__name__.startswith("DepthwiseConv")
    return "depthwise_kernel" if depthwise and variable.name == "kernel" else str(variable.name)


def _is_stack(layer: Any) -> bool:
    return isinstance(getattr(layer, "cells", None), list)


def _is_cell(layer: Any) -> bool:
    return hasattr(layer, "state_size") and not hasattr(layer, "cell")


def assign(model: Any, weights: "dict[str, np.ndarray[Any, Any]]", where: str) -> None:
    """Give a model the weights of a model.json.

    Args:
        model: Made of its config.
        weights: Values by name.
        where: For messages.

    Raises:
        ModelFormatError: The names, or the shapes, are not those of the model.
    """
    wanted = named_weights(model)
    pairs = _by_name(wanted, weights) or _by_order(wanted, weights)
    if pairs is None:
        missing = [n for n, _ in wanted if _plain(n) not in set(map(_plain, weights))]
        issues = [
            f"expected {len(wanted)} weights for its layers. Received: {len(weights)}.",
            f"Of the layers' weights, {', '.join(missing[:4]) or 'none'} are missing.",
        ]
        raise ModelFormatError(where, issues)
    wrong = [
        f"{name}: expected shape {tuple(variable.shape)}. Received: {values.shape}."
        for name, variable, values in pairs
        if tuple(variable.shape) != values.shape
    ]
    if wrong:
        raise ModelFormatError(where, wrong)
    for _, variable, values in pairs:
        variable.assign(values)


def _by_name(wanted: list[tuple[str, Any]], weights: dict[str, Any]) -> Any:
    """Pairs by names; None unless all weights of the model are found."""
    for simplified in (_plain, _bare):
        known: dict[str, list[str]] = {}
        for name in weights:
            for end in _ends(simplified(name)):
                known.setdefault(end, []).append(name)
        pairs = []
        for name, variable in wanted:
            found = next((known[e] for e in _ends(simplified(name)) if e in known), [])
            if len(found) != 1:
                break
            pairs.append((name, variable, weights[found[0]]))
        else:
            return pairs
    return None


def _by_order(wanted: list[tuple[str, Any]], weights: dict[str, Any]) -> Any:
    """Pairs by order, if all shapes agree."""
    values = list(weights.values())
    if [tuple(v.shape) for _, v in wanted] != [value.shape for value in values]:
        return None
    return [(name, v, value) for (name, v), value in zip(wanted, values, strict=True)]


def _plain(name: str) -> str:
    """A name without those of cells."""
    parts = name.removesuffix(":0").split("/")
    return "/".join(part for part in parts[:-1] if not _CELL.search(part)) + f"/{parts[-1]}"


def _bare(name: str) -> str:
    """A name without those of cells, and without numbers at the ends of wrapped layers' names."""
    first, *rest = _plain(name).split("/")
    return "/".join([first, *(_NUMBER.sub("", part) for part in rest)])


def _ends(name: str) -> list[str]:
    """The name, and its ends of at least a layer and a weight, longest first."""
    parts = name.split("/")
    return ["/".join(parts[start:]) for start in range(max(1, len(parts) - 1))]
