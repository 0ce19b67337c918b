"""`tf.experimental`, as far as a browser tab can be experimented in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tfjs.data._iterator import Optional as Optional


@contextmanager
def async_scope() -> Iterator[None]:
    """A block in which operations may run behind one's back; they run in order here."""
    yield


def async_clear_error() -> None:
    """Accepted: errors are raised where they arise."""


@contextmanager
def function_executor_type(executor_type: Any) -> Iterator[None]:
    """Accepted: functions have one way to run."""
    yield


def enable_strict_mode() -> None:
    """Accepted: what is deprecated in TensorFlow is not here."""
