"""Who watches, as Python knows it: asked on every call of a `tf.function`, so it does not cross."""

from collections.abc import Callable

recording: bool = False
"""Kernels are being appended to a program."""

tapes: int = 0
"""Tapes that record."""

on_read: Callable[[], None] | None = None
"""Called when Python reads values while something records."""
