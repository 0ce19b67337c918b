"""The progress bar of a loop: one line, written again while steps go by.

It looks as Keras's does. A carriage return brings the line back to its start, which the console,
cells and the page show as a terminal would.
"""

import time
from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from tfjs.keras.training.printing import write

INTERVAL: Final = 0.1
"""Seconds between two updates, so that values are read ten times a second at most."""

_BOLD, _GREEN, _GREY, _PLAIN = "\x1b[1m", "\x1b[32m", "\x1b[37m", "\x1b[0m"
_FULL: Final = "━"


class Progbar:
    """A progress bar.

    Args:
        target: How many steps there will be; None if nobody knows.
        width: Letters of the bar itself.
        verbose: 0 writes nothing, 1 one line that is updated, 2 one line at the end.
        interval: Least number of seconds between two updates.
        stateful_metrics: Kept for compatibility.
        unit_name: What a step is called.
        stateless_metrics: Names of values to be averaged over steps, all if None; the others are
            shown as they come.
    """

    def __init__(
        self,
        target: int | None,
        width: int = 20,
        verbose: int = 1,
        interval: float = INTERVAL,
        stateful_metrics: Iterable[str] | None = None,
        stateless_metrics: Iterable[str] | None = None,
        unit_name: str = "step",
    ) -> None:
        self.target = target
        self.width = width
        self.verbose = verbose
        self.interval = interval
        self.unit_name = unit_name
        self.stateless_metrics = None if stateless_metrics is None else set(stateless_metrics)
        self.stateful_metrics = set(stateful_metrics or ())
        self._values: dict[str, tuple[Any, float]] = {}
        self._seen = 0
        self._start = time.perf_counter()
        self._first: float | None = None
        self._updated = -interval
        self._length = 0
        self._open = False

    def is_due(self) -> bool:
        """Whether enough time has gone by to show something new."""
        return self.verbose == 1 and time.perf_counter() - self._updated >= self.interval

    def stepped(self, current: int) -> None:
        """Note the end of the first step, which takes longer than those after it."""
        if self._first is None and current >= 1:
            self._first = time.perf_counter()

    def add(self, n: int, values: Iterable[tuple[str, Any]] | None = None) -> None:
        """Go on by `n` steps; see `update`."""
        self.update(self._seen + n, values)

    def update(
        self,
        current: int,
        values: Iterable[tuple[str, Any]] | None = None,
        finalize: bool | None = None,
    ) -> None:
        """Show how far it has come.

        Args:
            current: Steps done.
            values: Pairs of name and value to show.
            finalize: Whether this is the end; so if `current` is the target, if None.
        """
        if finalize is None:
            finalize = self.target is not None and current >= self.target
        self._take(current, values or ())
        self._seen = current
        self.stepped(current)
        if self.verbose == 1 and (finalize or self.is_due()):
            self._write(current, finalize)
        elif self.verbose == 2 and finalize:
            self._write_line(current)

    def close(self) -> None:
        """End the line if it is under way, so that what follows begins on its own."""
        if self._open:
            self._open = False
            write("\n")

    def _take(self, current: int, values: Iterable[tuple[str, Any]]) -> None:
        for name, value in values:
            if self.stateless_metrics is None:
                averaged = name not in self.stateful_metrics
            else:
                averaged = name in self.stateless_metrics
            if averaged:
                steps = max(current - self._seen, 1)
                total, count = self._values.get(name, (0.0, 0.0))
                self._values[name] = (total + value * steps, count + steps)
            else:
                self._values[name] = (value, 1)

    def _write(self, current: int, finalize: bool) -> None:
        now = time.perf_counter()
        each = self._each(current, now)
        line, length = self._bar(current)
        known = self.target is not None and self.target > 0
        seconds = each * ((self.target or 0) - current) if known and not finalize else None
        clock = f"{now - self._start:.0f}s" if seconds is None else _remaining(seconds)
        line += f" {_BOLD}{clock}{_PLAIN}"
        info = f"{_per_step(each, self.unit_name)}{self._shown()}"
        length += 1 + len(clock) + len(info)
        padding = " " * max(0, self._length - length)
        write(f"\r{line}{info}{padding}" + ("\n" if finalize else ""))
        self._open = not finalize
        self._length = length
        self._updated = now

    def _write_line(self, current: int) -> None:
        now = time.perf_counter()
        target = self.target or current
        each = _per_step(self._each(current, now), self.unit_name)
        count = f"{current:{len(str(target))}d}/{target}"
        write(f"{count} - {now - self._start:.0f}s -{each}{self._shown()}\n")

    def _bar(self, current: int) -> tuple[str, int]:
        """The count and the bar, and how many letters that shows."""
        if self.target is None or self.target <= 0:
            count = f"{current:7d}/Unknown"
            return count, len(count)
        count = f"{current:{len(str(self.target))}d}/{self.target}"
        done = min(self.width, self.width * current // self.target)
        left = self.width - done
        bar = f"{_BOLD}{count}{_PLAIN} "
        if done > 0:
            bar += f"{_GREEN}{_FULL * done}{_PLAIN}"
        return f"{bar}{_GREY}{_FULL * left}{_PLAIN}", len(count) + 1 + self.width

    def _each(self, current: int, now: float) -> float:
        """Seconds for a step, not counting the first."""
        if current == 0:
            return 0.0
        if self._first is not None and current > 1:
            return (now - self._first) / (current - 1)
        return (now - self._start) / current

    def _shown(self) -> str:
        text = ""
        for name, (value, count) in self._values.items():
            if isinstance(value, str):
                text += f" - {name}: {value}"
                continue
            mean = float(np.mean(value)) / max(1, count)
            text += f" - {name}: " + (f"{mean:.4f}" if abs(mean) > 1e-3 else f"{mean:.4e}")
        return text


def _remaining(seconds: float) -> str:
    whole = int(seconds)
    if whole > 3600:
        return f"{whole // 3600}:{whole % 3600 // 60:02d}:{whole % 60:02d}"
    return f"{whole // 60}:{whole % 60:02d}" if whole > 60 else f"{whole}s"


def _per_step(seconds: float, unit: str) -> str:
    if seconds >= 1 or seconds == 0:
        return f" {seconds:.0f}s/{unit}"
    if seconds >= 1e-3:
        return f" {seconds * 1e3:.0f}ms/{unit}"
    return f" {seconds * 1e6:.0f}us/{unit}"
