"""The file format `.h5`: a model's config and weights in attributes and groups."""

import json
import warnings
from typing import Any, Final

import numpy as np

from tfjs.keras.saving import hdf5
from tfjs.keras.saving.archive import KERAS_VERSION
from tfjs.keras.saving.hdf5 import Group
from tfjs.keras.saving.legacy import reading, training
from tfjs.keras.saving.legacy.plain import plain_config

_BACKEND: Final = "tensorflow"
_LIMIT: Final = 64512
"""Bytes that an attribute may have; longer lists go into several."""
_TOP: Final = "top_level_model_weights"


def packed(model: Any, include_optimizer: bool = True) -> bytes:
    """A model as a legacy `.h5` file, which Keras 3 reads too."""
    root = Group()
    root.attrs |= {"backend": _BACKEND, "keras_version": KERAS_VERSION}
    root.attrs["model_config"] = json.dumps(plain_config(model))
    optimizer = model.optimizer if include_optimizer and model.compiled else None
    if optimizer is not None:
        root.attrs["training_config"] = json.dumps(training.training_config(model))
    _put_weights(root.create_group("model_weights"), model)
    if optimizer is not None and optimizer.variables:
        _put_variables(root.create_group("optimizer_weights"), optimizer.variables)
    return hdf5.write(root)


def _put_weights(group: Group, model: Any) -> None:
    _put_texts(group, "layer_names", [layer.name for layer in model.layers])
    group.attrs |= {"backend": _BACKEND, "keras_version": KERAS_VERSION}
    for layer in sorted(model.layers, key=lambda layer: layer.name):
        _put_variables(group.create_group(layer.name), ordered(layer))
    _put_variables(group.create_group(_TOP), model._own_variables())


def _put_variables(group: Group, variables: list[Any]) -> None:
    names: list[str] = []
    for variable in variables:
        name, number = variable.path, 1
        while name in names:
            name, number = f"{variable.path}_{number}", number + 1
        names.append(name)
        group.create_dataset(name, np.asarray(variable.numpy()))
    _put_texts(group, "weight_names", names)


def _put_texts(group: Group, name: str, texts: list[str]) -> None:
    width = max((len(text.encode()) for text in texts), default=1)
    rows = max(1, _LIMIT // max(1, width))
    if len(texts) <= rows:
        group.attrs[name] = texts
        return
    for number, start in enumerate(range(0, len(texts), rows)):
        group.attrs[f"{name}{number}"] = texts[start : start + rows]


def _texts(group: Group, name: str) -> list[str]:
    if name in group.attrs:
        return [str(text) for text in group.attrs[name]]
    found: list[str] = []
    while (part := f"{name}{len(found)}") in group.attrs:
        found.append(part)
    return [str(text) for part in found for text in group.attrs[part]]


def ordered(layer: Any) -> list[Any]:
    """The weights of a layer in the order of these files: those that are trained first."""
    return [*layer.trainable_weights, *layer.non_trainable_weights]


def unpacked(
    data: bytes,
    name: str,
    custom_objects: dict[str, Any] | None = None,
    *,
    compile: bool = True,
    safe_mode: bool = True,
) -> Any:
    """The model in a legacy `.h5` file.

    Raises:
        OSError: No HDF5 file, or a damaged one.
        ValueError: There is no model in it, or its weights do not fit.
        TypeError: A class that nobody knows.
    """
    root = hdf5.read(data, name)
    config = root.attrs.get("model_config")
    if config is None:
        what = "weights only: load them with model.load_weights" if _is_weights(root) else "none"
        raise ValueError(f"No model config found in the file at {name}. Received: {what}.")
    model = reading.model_from(json.loads(config), custom_objects, safe_mode=safe_mode)
    weights = weights_group(root)
    if weights is not None:
        restore_weights(weights, model)
    found = root.attrs.get("training_config")
    if compile and found is not None:
        training.compile_from(model, json.loads(found), custom_objects)
        _restore_optimizer(root, model)
    return model


def _is_weights(root: Group) -> bool:
    return "layer_names" in root.attrs or "vars" in root or "layers" in root


def _restore_optimizer(root: Group, model: Any) -> None:
    optimizer = model.optimizer
    if optimizer is None or "optimizer_weights" not in root or not model.built:
        return
    group = root.group("optimizer_weights")
    values = [group.dataset(name) for name in _texts(group, "weight_names")]
    if not optimizer.built:
        optimizer.build(model.trainable_variables)
    shapes = [tuple(variable.shape) for variable in optimizer.variables]
    if shapes != [value.shape for value in values]:
        warnings.warn(
            "The optimizer's state in the file does not fit this optimizer: it begins anew.",
            stacklevel=5,
        )
        return
    optimizer.set_weights(values)


def weights_group(root: Group) -> Group | None:
    """Where a legacy file has its weights; None if it is no legacy file."""
    if "layer_names" in root.attrs or "layer_names0" in root.attrs:
        return root
    if "model_weights" in root:
        return root.group("model_weights")
    return None


def restore_weights(
    group: Group, model: Any, *, by_name: bool = False, skip_mismatch: bool = False
) -> None:
    """Give a model the weights of a legacy file.

    Args:
        group: Where they are.
        model: A built model.
        by_name: Whether layers are found by their names, not by their order.
        skip_mismatch: Whether weights that do not fit are left alone, with a warning.

    Raises:
        ValueError: Another number of layers or weights, or other shapes.
    """
    names = [n for n in _texts(group, "layer_names") if _texts(group.group(n), "weight_names")]
    layers = [layer for layer in model.layers if ordered(layer)]
    if by_name:
        pairs = [(layer, name) for name in names for layer in model.layers if layer.name == name]
    elif len(names) != len(layers):
        raise ValueError(
            "Layer count mismatch when loading weights from file. Model expected "
            f"{len(layers)} layers, found {len(names)} saved layers."
        )
    else:
        pairs = list(zip(layers, names, strict=True))
    for place, (layer, name) in enumerate(pairs):
        own = ordered(layer)
        what = f"layer #{place} (named {layer.name} in the current model, {name} in the save file)"
        _assign(own, _values(group.group(name)), what, skip_mismatch)
    if _TOP in group:
        top = _values(group.group(_TOP))
        _assign(model._own_variables(), top, "the model's own weights", skip_mismatch)


def _values(group: Group) -> "list[np.ndarray[Any, Any]]":
    return [group.dataset(name) for name in _texts(group, "weight_names")]


def _assign(own: list[Any], values: list[Any], what: str, skip_mismatch: bool) -> None:
    if len(own) != len(values):
        text = (
            f"Weight count mismatch for {what}. Layer expects {len(own)} weight(s). Received "
            f"{len(values)} saved weight(s)"
        )
        _complain(text, skip_mismatch)
        return
    for variable, value in zip(own, values, strict=True):
        if tuple(variable.shape) != value.shape:
            text = (
                f"Shape mismatch in {what} for weight {variable.path}. Weight expects shape "
                f"{tuple(variable.shape)}. Received saved weight with shape {value.shape}"
            )
            _complain(text, skip_mismatch)
            continue
        variable.assign(value)


def _complain(text: str, warn_only: bool) -> None:
    if not warn_only:
        raise ValueError(text)
    warnings.warn(f"Skipped: {text}", stacklevel=6)
