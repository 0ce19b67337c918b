"""Objects as configs, and back: `{module, class_name, config, registered_name}`, as in Keras 3."""

import inspect
from types import FunctionType, TracebackType
from typing import Any, Final

from tfjs.keras import config as settings
from tfjs.keras.saving.names import (
    anywhere,
    builtin_function,
    public_name,
    public_object,
)
from tfjs.keras.saving.registration import (
    CustomObjectScope,
    get_registered_name,
    get_registered_object,
    known_objects,
)
from tfjs.keras.saving.special import special_config, special_object
from tfjs.tensor_shape import TensorShape

_PLAIN: Final = (str, int, float, bool)

_state: dict[str, Any] = {"safe": None, "objects": None, "configs": None}


class SafeModeScope:
    """A context that says whether configs with Python code in them may be loaded."""

    def __init__(self, safe_mode: bool | None = True) -> None:
        self._safe = safe_mode
        self._outer: bool | None = None

    def __enter__(self) -> None:
        self._outer, _state["safe"] = _state["safe"], self._safe

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        _state["safe"] = self._outer


class ObjectSharingScope:
    """A context in which an object that several others mention is written, and made, once."""

    def __enter__(self) -> None:
        _state["objects"], _state["configs"] = {}, {}

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        _state["objects"] = _state["configs"] = None


def in_safe_mode() -> bool | None:
    """Whether configs with Python code are refused; None if nobody said so."""
    return False if settings.unsafe_deserialization_enabled() else _state["safe"]


def serialize_keras_object(obj: Any) -> Any:
    """An object as plain values, which JSON can write.

    Args:
        obj: A layer, model, optimizer, loss, metric, initializer …, a registered class's instance,
            a function, an array, a plain value, or lists, tuples and dicts of those.

    Raises:
        TypeError: An object without `get_config`.
    """
    if obj is None or isinstance(obj, _PLAIN):
        return obj
    if isinstance(obj, TensorShape):
        return obj.as_list() if obj.rank is not None else None
    if isinstance(obj, list | tuple):
        items = [serialize_keras_object(item) for item in obj]
        return tuple(items) if isinstance(obj, tuple) else items
    if isinstance(obj, dict):
        return serialize_dict(obj)
    special = special_config(obj)
    if special is not None:
        return special[0]
    inner = _inner_config(obj)
    if isinstance(obj, FunctionType):
        found = {
            "module": "builtins",  # where Python keeps the class of functions, says Keras
            "class_name": "function",
            "config": inner,
            "registered_name": "function",
        }
    else:
        found = _class_config(type(obj), inner)
    _add_builds(obj, found)
    return _shared(obj, found)


def serialize_dict(obj: dict[Any, Any]) -> dict[Any, Any]:
    """The values of a dict as plain values."""
    return {key: serialize_keras_object(value) for key, value in obj.items()}


def _inner_config(obj: Any) -> Any:
    if isinstance(obj, FunctionType):
        return get_registered_name(obj)
    if hasattr(obj, "get_config"):
        config = obj.get_config()
        if not isinstance(config, dict):
            raise TypeError(
                f"The `get_config()` method of {obj} should return a dict. It returned: {config}"
            )
        return serialize_dict(config)
    if hasattr(obj, "__name__"):
        return get_registered_name(obj)
    raise TypeError(
        f"Cannot serialize object {obj} of type {type(obj)}. To be serializable, a class must "
        "implement the `get_config()` method."
    )


def _class_config(kind: type, inner: Any) -> dict[str, Any]:
    public = public_name(kind)
    module: str | None
    if public is not None:
        module, name = public
        registered = name if module.startswith("keras.src") else None
    else:
        name, registered = kind.__name__, get_registered_name(kind)
        module = None if kind.__module__ == "__main__" else kind.__module__
    return {
        "module": module,
        "class_name": name,
        "config": inner,
        "registered_name": registered,
    }


def _add_builds(obj: Any, found: dict[str, Any]) -> None:
    for name in ("build_config", "compile_config"):
        method = getattr(obj, f"get_{name}", None)
        value = method() if method is not None else None
        if value is not None:
            found[name] = serialize_dict(value)


def _shared(obj: Any, found: dict[str, Any]) -> dict[str, Any]:
    configs = _state["configs"]
    if configs is not None:
        first = configs.setdefault(id(obj), found)
        if first is not found:
            found["shared_object_id"] = first["shared_object_id"] = id(obj)
    return found


def deserialize_keras_object(
    config: Any,
    custom_objects: dict[str, Any] | None = None,
    safe_mode: bool = True,
    **kwargs: Any,
) -> Any:
    """The object that a config describes.

    Args:
        config: What `serialize_keras_object` gave, here or in Keras.
        custom_objects: Name in the config -> class or function, for those not registered.
        safe_mode: Whether Python code in the config is refused.
        **kwargs: `module_objects`: name -> class or function, for configs that are names alone.

    Raises:
        TypeError: Something in the config is unknown, or does not fit its class.
        ValueError: Python code in safe mode.
    """
    safe = in_safe_mode()
    safe_mode = safe_mode if safe is None else safe
    modules = kwargs.pop("module_objects", None)
    known = known_objects(custom_objects)
    if config is None:
        return None
    if isinstance(config, str) and known.get(config) is not None:
        return known[config]
    if isinstance(config, list | tuple):
        return [deserialize_keras_object(item, custom_objects, safe_mode) for item in config]
    if modules is not None:
        found = _from_modules(config, modules, known)
        if found is not _NOTHING:
            return found
    if isinstance(config, _PLAIN):
        return config
    if not isinstance(config, dict):
        raise TypeError(f"Could not parse config: {config}")
    if "class_name" not in config or "config" not in config:
        return {
            key: deserialize_keras_object(value, custom_objects, safe_mode)
            for key, value in config.items()
        }
    return _deserialized(config, custom_objects, known, safe_mode)


_NOTHING: Final = object()


def _from_modules(config: Any, modules: dict[str, Any], known: dict[str, Any]) -> Any:
    """What a name, or a config whose module does not matter, means among `modules`."""
    inner: Any = None
    name = config
    if isinstance(config, dict):
        if "class_name" not in config:
            raise ValueError(f"Unknown `config` as a `dict`, config={config}")
        inner = config.get("config")
        names = (config["class_name"], config.get("registered_name"))
        if any(n in known for n in (*names, inner if isinstance(inner, str) else None) if n):
            return _NOTHING
        name = inner if config["class_name"] == "function" else config["class_name"]
    if not isinstance(name, str) or name not in modules:
        return _NOTHING if isinstance(config, dict) else config
    found = modules[name]
    if isinstance(found, FunctionType):
        return found
    kind: Any = found
    return kind.from_config(inner or {}) if inspect.isclass(found) else found


def _deserialized(
    config: dict[str, Any],
    custom_objects: dict[str, Any] | None,
    known: dict[str, Any],
    safe_mode: bool,
) -> Any:
    name, inner = config["class_name"], config["config"]
    inner = {} if inner is None else inner
    value = special_object(name, inner, safe_mode=safe_mode)
    if value is not None:
        return value[0]
    if name == "function":
        if not isinstance(inner, str):
            raise TypeError(
                "Expected 'config' to be a non-null str for a function classname, instead got "
                f"{type(inner)}. Full config: {config}"
            )
        return _located(inner, inner, config, "function", known)
    shared, objects = config.get("shared_object_id"), _state["objects"]
    if shared is not None and objects is not None and shared in objects:
        return objects[shared]
    kind = _class_of(name, inner, config, known)
    if isinstance(kind, FunctionType):
        return kind
    with CustomObjectScope(custom_objects), SafeModeScope(safe_mode):
        instance = _instance(kind, inner, config)
        _complete(instance, config)
    if shared is not None and objects is not None:
        objects[shared] = instance
    return instance


def _class_of(name: str, inner: Any, config: dict[str, Any], known: dict[str, Any]) -> Any:
    if not isinstance(inner, dict):
        raise TypeError(
            f"Expected 'config' to be a dict for {name}, instead got {type(inner)}. Full config: "
            f"{config}"
        )
    kind = _located(name, config.get("registered_name", name), config, "class", known)
    if not isinstance(kind, FunctionType) and not hasattr(kind, "from_config"):
        raise TypeError(
            f"Unable to reconstruct an instance of '{name}' because the class is missing a "
            f"`from_config()` method. Full object config: {config}"
        )
    return kind


def _complete(instance: Any, config: dict[str, Any]) -> None:
    """Build and compile an object, if its config says how."""
    build = config.get("build_config")
    if build and not getattr(instance, "built", True):
        instance.build_from_config(build)
        instance.built = True
    compiled = config.get("compile_config")
    if compiled:
        instance.compile_from_config(compiled)
        instance.compiled = True


def _instance(kind: Any, inner: dict[str, Any], config: dict[str, Any]) -> Any:
    try:
        return kind.from_config(inner)
    except TypeError as error:
        raise TypeError(
            f"{kind} could not be deserialized properly. Please ensure that components that are "
            "Python object instances (layers, models, etc.) returned by `get_config()` are "
            f"explicitly deserialized in the model's `from_config()` method.\n\nconfig={config}."
            f"\n\nException encountered: {error}"
        ) from error


def _located(
    name: str, registered: Any, config: dict[str, Any], what: str, known: dict[str, Any]
) -> Any:
    """The class or function that a config names.

    Raises:
        TypeError: Nobody knows it.
    """
    found = get_registered_object(registered, known) if registered else None
    if found is None:
        found = known.get(name)
    if found is not None:
        return found
    module = config.get("module") or ""
    if "module" not in config:
        found = anywhere(name)
    elif module == "keras" or module.startswith("keras."):
        found = public_object(module, name)
    elif what == "function" and module == "builtins":
        found = builtin_function(name)
        if found is None and ">" not in name:
            found = next((o for k, o in known.items() if k.endswith(f">{name}")), None)
    if found is None:
        raise TypeError(
            f"Could not locate {what} '{name}'. Make sure custom classes and functions are "
            "decorated with `@keras.saving.register_keras_serializable()`. If they are already "
            "decorated, make sure they are all imported so that the decorator is run before "
            f"trying to load them. Full object config: {config}"
        )
    return found
