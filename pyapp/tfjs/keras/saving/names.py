"""The public names of this library's classes and functions, as Keras writes them into configs."""

import importlib
import inspect
from types import FunctionType
from typing import Any, Final

NAMESPACES: Final = (
    *("layers", "losses", "metrics", "optimizers", "optimizers.schedules", "initializers"),
    *("regularizers", "constraints", "activations", "callbacks", "random", "ops", "quantizers"),
)
"""Where names are looked for, after `tf.keras` itself."""

_TOP: Final = {
    "Model": "tfjs.keras.engine.model",
    "Sequential": "tfjs.keras.engine.sequential",
    "Variable": "tfjs.keras.engine.variable",
    "DTypePolicy": "tfjs.keras.dtype_policies",
}
_INNER: Final = {
    ("keras.src.models.functional", "Functional"): "tfjs.keras.engine.functional",
    ("keras.src.engine.functional", "Functional"): "tfjs.keras.engine.functional",
    ("keras.models", "Functional"): "tfjs.keras.engine.functional",
    ("keras.models", "Model"): "tfjs.keras.engine.model",
    ("keras.models", "Sequential"): "tfjs.keras.engine.sequential",
    ("keras.random", "SeedGenerator"): "tfjs.keras.random",
    ("keras.utils", "FeatureSpace"): "tfjs.keras.utils.feature_space",
    **{
        ("keras.src.layers.preprocessing.feature_space", name): "tfjs.keras.utils.feature_kinds"
        for name in ("Cross", "Feature", "TFDConcat", "TFDIdentity")
    },
}
"""What Keras's configs mention by a module of its own -> where it is here."""

_BUILTIN: Final = (
    *("activations", "constraints", "initializers", "losses", "metrics", "optimizers"),
    "regularizers",
)
_OURS: Final = __name__.partition(".")[0]


def is_ours(value: Any) -> bool:
    """Whether a class or function is part of this library."""
    return str(getattr(value, "__module__", "")).partition(".")[0] == _OURS


def public_name(value: Any) -> tuple[str, str] | None:
    """Module and name, as `("keras.layers", "Dense")`; None for what is not public."""
    if not is_ours(value):
        return None
    own = getattr(value, "_keras_api", None)
    if own is not None and "_keras_api" in vars(value):
        return own  # type: ignore[no-any-return]
    name = value.__name__
    if name in _TOP and value.__module__ == _TOP[name]:
        return "keras", name
    for (module, inner), place in _INNER.items():
        if inner == name and value.__module__ == place:
            return module, name
    for namespace in NAMESPACES:
        if vars(_namespace(namespace)).get(name) is value:
            return f"keras.{namespace}", name
    return None


def public_object(module: str, name: str) -> Any:
    """The class or function of a public name; None if there is none."""
    place = _INNER.get((module, name))
    if place is not None:
        return vars(importlib.import_module(place)).get(name)
    if module == "keras":
        return vars(importlib.import_module(_TOP[name])).get(name) if name in _TOP else None
    inner = module.removeprefix("keras.")
    if inner.startswith("src.ops."):
        return vars(_namespace("ops.symbolic"))["classes"].get((module, name))
    if inner.startswith("src."):
        return anywhere(name)
    if inner not in NAMESPACES:
        return None
    found = vars(_namespace(inner)).get(name)
    return found if inspect.isclass(found) or isinstance(found, FunctionType) else None


def builtin_function(name: str) -> Any:
    """The function that configs mention by its name alone, as "relu"; None if there is none."""
    for namespace in _BUILTIN:
        found = vars(_namespace(namespace)).get(name)
        if isinstance(found, FunctionType):
            return found
    return None


def anywhere(name: str) -> Any:
    """A class by its name alone, as configs of Keras 2 have it; None if there is none."""
    for (_, inner), place in _INNER.items():
        if inner == name:
            return vars(importlib.import_module(place)).get(name)
    for namespace in NAMESPACES:
        found = vars(_namespace(namespace)).get(name)
        if inspect.isclass(found):
            return found
    return None


def _namespace(name: str) -> Any:
    try:
        return importlib.import_module(f"tfjs.keras.{name}")
    except ModuleNotFoundError:
        return _Nothing


class _Nothing:
    pass
