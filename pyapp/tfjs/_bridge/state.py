"""Who watches, as Python knows it: asked on every call of a `tf.function`, so it does not cross."""

from collections.abc import Callable

recording: bool = False
"""Kernels are being appended to a program."""

tapes: int = 0
"""Tapes that record."""

on_read: Callable[[int], None] | None = None
"""Called with a slot when Python reads its values while something records; see Program.record."""

when_recorded: list[Callable[[], None]] = []
"""Called when the recording under way ends, before what it leaves behind is counted."""

depth: int = 0
"""Loops and branches whose parts are being recorded, one in the other."""

dry: bool = False
"""What is recorded is an example that leaves no trace."""

unrolled: bool = False
"""No loop or branch is to become one step: what Python decides is guarded instead."""
