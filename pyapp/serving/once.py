"""Work that several threads need and only one should do."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from serving.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Once:
    """Work done once per key, whichever threads ask for it; failures are kept too."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._results: dict[str, object] = {}

    def forget_failures(self) -> None:
        """Let failed work be done again."""
        with self._guard:
            results = self._results.items()
            self._results = {k: v for k, v in results if not isinstance(v, SourceError)}

    def get(self, key: str, work: Callable[[], T]) -> T:
        """Return what `work` returned for `key`, or raise the SourceError that it raised."""
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._results:
                try:
                    self._results[key] = work()
                except SourceError as error:
                    self._results[key] = error
            result = self._results[key]
        if isinstance(result, SourceError):
            raise SourceError(str(result), permanent=result.permanent)
        return result  # type: ignore[return-value]  # one key, one kind of work
