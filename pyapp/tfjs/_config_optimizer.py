"""`tf.config.optimizer`: TensorFlow's graph optimizer, of which nothing exists here."""

from typing import Any

_options: dict[str, Any] = {}


def set_jit(enabled: Any) -> None:
    """Do nothing: there is no XLA; a `tf.function` replays its kernels."""


def get_jit() -> str:
    """An empty text: no compiler is in use."""
    return ""


def set_experimental_options(options: dict[str, Any]) -> None:
    """Keep the options, which change nothing."""
    _options.update(options)


def get_experimental_options() -> dict[str, Any]:
    """What `set_experimental_options` was given."""
    return dict(_options)
