"""Progress of the downloads in bytes: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    TaskID,
    TextColumn,
    TransferSpeedColumn,
)
from rich.progress import Progress as Bars

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from serving.assets import Asset

LINE_SECONDS = 2.0


class Progress:
    """Shows the files under way and the sum of all; safe to use from several threads."""

    def __init__(self, assets: Sequence[Asset], console: Console | None = None) -> None:
        self._guard = threading.Lock()
        self._done: dict[str, int] = {asset.path: 0 for asset in assets}
        self._total = sum(asset.bytes for asset in assets)
        self._files = len(assets)
        self._noun = "file" if len(assets) == 1 else "files"
        self._finished = 0
        self._console = console or Console(file=sys.stderr, highlight=False)
        self._last_line = time.monotonic()
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        self._say(f"Getting {self._files} {self._noun}, {self._total / 1e6:.1f} MB")
        if self._console.is_terminal:
            columns = (
                TextColumn("{task.description:<38.38}"),
                BarColumn(),
                DownloadColumn(),
                TransferSpeedColumn(),
            )
            self._bars = Bars(*columns, console=self._console, transient=True)
            self._bars.start()
            self._tasks[""] = self._bars.add_task("everything", total=self._total)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bars:
            self._bars.stop()
        if kind is None and self._finished == self._files:
            seconds = time.monotonic() - self._started
            self._say(f"Got {self._files} {self._noun}, verified, in {seconds:.1f} s")

    def reporter(self, asset: Asset) -> Callable[[int], None]:
        """Return what a transfer of `asset` calls with the bytes it has so far."""
        return lambda done: self._update(asset, done)

    def done(self, asset: Asset) -> None:
        """Note that a file is there."""
        with self._guard:
            self._finished += 1
        self._update(asset, asset.bytes)
        self._remove_bar(asset)

    def failed(self, asset: Asset) -> None:
        """Note that a file will not come."""
        self._update(asset, 0)
        self._remove_bar(asset)

    def _update(self, asset: Asset, done: int) -> None:
        with self._guard:
            self._done[asset.path] = min(done, asset.bytes)
            total = sum(self._done.values())
            if self._bars is not None:
                if asset.path not in self._tasks:
                    task = self._bars.add_task(asset.label, total=asset.bytes)
                    self._tasks[asset.path] = task
                self._bars.update(self._tasks[asset.path], completed=self._done[asset.path])
                self._bars.update(self._tasks[""], completed=total)
            elif time.monotonic() - self._last_line > LINE_SECONDS:
                self._last_line = time.monotonic()
                share = total / max(self._total, 1)
                self._say(f"{share:4.0%}  {total / 1e6:.1f} MB, {self._finished} files")

    def _remove_bar(self, asset: Asset) -> None:
        with self._guard:
            if self._bars is not None and asset.path in self._tasks:
                self._bars.remove_task(self._tasks.pop(asset.path))

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False)
