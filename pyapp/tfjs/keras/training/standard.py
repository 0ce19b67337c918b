"""Methods of a model that are still the library's own."""

from collections.abc import Callable
from typing import Any, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])


def standard(method: _F) -> _F:
    """Mark a method that the loops know all about, as long as nobody overrides it."""
    method.__standard__ = True  # type: ignore[attr-defined]
    return method


def is_standard(model: Any, step: str) -> bool:
    """Whether what a step returns are the results of the model's metrics, and nothing else."""
    names = (step, "compute_metrics", "get_metrics_result")
    return all(getattr(getattr(model, name), "__standard__", False) for name in names)
