"""Writers of event files, and which of them writes now."""

import itertools
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tfjs.ops.creation import constant
from tfjs.summary import _events
from tfjs.tensor import Tensor

_numbers = itertools.count()
_MOST_WAITING = 10


class _Now:
    """Which writer, step and condition hold in this moment."""

    writer: "SummaryWriter | None" = None
    step: Any = None
    recording: Any = True


now = _Now()


class SummaryWriter:
    """Writes summaries where `create_file_writer` says; one without a file writes nothing.

    Raises:
        RuntimeError: It is used after it was closed.
    """

    def __init__(self, path: Path | None = None, max_queue: int = _MOST_WAITING) -> None:
        self._path = path
        self._most = max_queue
        self._waiting: list[bytes] = []
        self._closed = False
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_events.record(_events.first_event()))

    @contextmanager
    def as_default(self, step: Any = None) -> Iterator["SummaryWriter"]:
        """A block in which this writer takes all summaries, at `step` unless they say another."""
        self._check()
        before = now.writer, now.step
        now.writer = self
        if step is not None:
            now.step = step
        try:
            yield self
            self.flush()
        finally:
            now.writer = before[0]
            if step is not None:
                now.step = before[1]

    def set_as_default(self, step: Any = None) -> None:
        """Take all summaries from now on."""
        self._check()
        now.writer = self
        if step is not None:
            now.step = step

    def init(self) -> None:
        """Accepted: a writer is ready when it is made."""

    def flush(self) -> None:
        """Write what waits."""
        if self._path is not None and self._waiting:
            with self._path.open("ab") as file:
                file.write(b"".join(self._waiting))
            self._waiting = []

    def close(self) -> None:
        """Write what waits, and take nothing any more."""
        self.flush()
        self._closed = True

    @property
    def has_file(self) -> bool:
        """Whether summaries go anywhere."""
        return self._path is not None

    def add(self, event: bytes) -> None:
        """Take an event."""
        self._check()
        self._waiting.append(_events.record(event))
        if len(self._waiting) >= self._most:
            self.flush()

    def _check(self) -> None:
        if self._closed:
            raise RuntimeError("SummaryWriter is already closed")


def create_file_writer(
    logdir: Any,
    max_queue: int | None = None,
    flush_millis: int | None = None,
    filename_suffix: str | None = None,
    name: str | None = None,
    experimental_trackable: bool = False,
    experimental_mesh: Any = None,
) -> SummaryWriter:
    """A writer into an event file of a folder, which TensorBoard reads.

    The file is one of this page's; get it out of the browser to look at it with TensorBoard.

    Args:
        logdir: The folder; it is made if it is not there.
        max_queue: How many summaries may wait; 10 if None.
        flush_millis: Accepted: what waits is written by count, at the end of a block, and by
            `flush`.
        filename_suffix: Last part of the file's name; ".v2" if None.
        name: Accepted.
        experimental_trackable: Accepted.
        experimental_mesh: Accepted.
    """
    suffix = ".v2" if filename_suffix is None else filename_suffix
    ending = f"{int(time.time())}.{socket.gethostname()}.{os.getpid()}.{next(_numbers)}{suffix}"
    folder = Path(os.fspath(logdir.numpy().decode() if hasattr(logdir, "numpy") else logdir))
    most = _MOST_WAITING if max_queue is None else int(max_queue)
    return SummaryWriter(folder / f"events.out.tfevents.{ending}", max(most, 1))


def create_noop_writer() -> SummaryWriter:
    """A writer that writes nothing."""
    return SummaryWriter()


def flush(writer: SummaryWriter | None = None, name: str | None = None) -> None:
    """Write what waits, of one writer or of the one in use."""
    chosen = writer if writer is not None else now.writer
    if chosen is not None:
        chosen.flush()


@contextmanager
def record_if(condition: "bool | Callable[[], Any] | Any") -> Iterator[None]:
    """A block in which summaries are written only if a condition holds: a value, or a function."""
    before, now.recording = now.recording, condition
    try:
        yield
    finally:
        now.recording = before


def should_record_summaries() -> Tensor:
    """Whether summaries go anywhere now."""
    return constant(recording())


def recording() -> bool:
    """The same as Python's bool."""
    if now.writer is None or not now.writer.has_file:
        return False
    held = now.recording
    return bool(held() if callable(held) else held)
