"""`tf.keras.config`: settings of the session."""

from typing import Any, Final

_FLOATS: Final = ("bfloat16", "float16", "float32", "float64")
_FORMATS: Final = ("channels_last", "channels_first")
_START: Final[dict[str, Any]] = {
    "floatx": "float32",
    "epsilon": 1e-7,
    "image_data_format": "channels_last",
}

_settings: dict[str, Any] = dict(_START)
_limits: dict[str, int | None] = {"epochs": None}
_switches: dict[str, bool] = {"interactive": True, "traceback": True, "unsafe": False}


def floatx() -> str:
    """Name of the dtype that weights and activations have unless something else is said."""
    return _settings["floatx"]  # type: ignore[no-any-return]


def set_floatx(value: str) -> None:
    """Set the default floating dtype.

    Args:
        value: "float16", "bfloat16", "float32" or "float64", all of which compute in float32 here.

    Raises:
        ValueError: Another dtype.
    """
    if value not in _FLOATS:
        raise ValueError(f"Unknown `floatx` value: {value}. Expected one of {sorted(_FLOATS)}")
    _settings["floatx"] = str(value)


def epsilon() -> float:
    """The small number that keeps divisions and logarithms finite."""
    return _settings["epsilon"]  # type: ignore[no-any-return]


def set_epsilon(value: float) -> None:
    """Set the small number that `epsilon` returns."""
    _settings["epsilon"] = value


def image_data_format() -> str:
    """Where images have their channels unless a layer says otherwise."""
    return _settings["image_data_format"]  # type: ignore[no-any-return]


def set_image_data_format(data_format: str) -> None:
    """Set where images have their channels.

    Args:
        data_format: "channels_last" or "channels_first".

    Raises:
        ValueError: Neither.
    """
    data_format = str(data_format).lower()
    if data_format not in _FORMATS:
        raise ValueError(
            "The `image_data_format` argument must be one of {"
            + ", ".join(repr(f) for f in _FORMATS)
            + f"}}. Received: image_data_format={data_format}"
        )
    _settings["image_data_format"] = data_format


def standardize_data_format(data_format: str | None) -> str:
    """A layer's `data_format`, or the session's if None.

    Raises:
        ValueError: Neither "channels_last" nor "channels_first".
    """
    if data_format is None:
        return image_data_format()
    found = str(data_format).lower()
    if found not in _FORMATS:
        raise ValueError(
            f"The `data_format` argument must be one of {set(_FORMATS)}. "
            f"Received: data_format={data_format}"
        )
    return found


def backend() -> str:
    """Keras's word for what computes: this library has TensorFlow's semantics."""
    return "tensorflow"


def dtype_policy() -> Any:
    """The policy of layers that are given none; see `tf.keras.dtype_policies`."""
    from tfjs.keras import dtype_policies

    return dtype_policies.dtype_policy()


def set_dtype_policy(policy: Any) -> None:
    """Set the policy of layers that are given none, by name or object."""
    from tfjs.keras import dtype_policies

    dtype_policies.set_dtype_policy(policy)


def enable_interactive_logging() -> None:
    """Show progress as a bar that is redrawn."""
    _switches["interactive"] = True


def disable_interactive_logging() -> None:
    """Log progress as lines."""
    _switches["interactive"] = False


def is_interactive_logging_enabled() -> bool:
    """Whether progress is shown as a bar that is redrawn."""
    return _switches["interactive"]


def enable_traceback_filtering() -> None:
    """Accepted: tracebacks are short here in any case."""
    _switches["traceback"] = True


def disable_traceback_filtering() -> None:
    """Accepted, without effect."""
    _switches["traceback"] = False


def is_traceback_filtering_enabled() -> bool:
    """What was asked for last."""
    return _switches["traceback"]


def enable_unsafe_deserialization() -> None:
    """Let configs that hold Python code (lambdas) be loaded; only for files that you trust."""
    _switches["unsafe"] = True


def unsafe_deserialization_enabled() -> bool:
    """Whether configs that hold Python code may be loaded."""
    return _switches["unsafe"]


def enable_flash_attention() -> None:
    """Accepted, without effect: there is one way to compute attention here."""


def disable_flash_attention() -> None:
    """Accepted, without effect: there is one way to compute attention here."""


def is_flash_attention_enabled() -> bool:
    """Never, as with TensorFlow."""
    return False


def is_nnx_enabled() -> bool:
    """Never: that is for JAX."""
    return False


def set_backend(backend: str) -> None:
    """Accepted for "tensorflow", whose semantics this library has.

    Raises:
        ValueError: Another backend. `tf.backend.use` chooses what computes.
    """
    if backend != "tensorflow":
        raise ValueError(
            'set_backend: expected "tensorflow", the only one here; `tf.backend.use` chooses '
            f"between WebGPU, WebGL, WASM and the CPU. Received: backend={backend!r}"
        )


def max_epochs() -> int | None:
    """The most epochs that a `fit` may have; None for any number."""
    return _limits["epochs"]


def set_max_epochs(max_epochs: int | None) -> None:
    """Limit the epochs of each `fit` from now on; None for no limit."""
    _limits["epochs"] = max_epochs


def reset() -> None:
    """Go back to the settings of the start."""
    _settings.update(_START)
    _limits.update(epochs=None)
    _switches.update(interactive=True, traceback=True, unsafe=False)
