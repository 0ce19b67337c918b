"""Files of Pyodide's distribution, fetched when somebody imports what they hold."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from serving.errors import ServingError
from serving.fetch import fetch

if TYPE_CHECKING:
    from pathlib import Path

    from serving.assets import Asset
    from serving.index import Index
    from serving.project import Project
    from serving.sources import Sources


class Distribution:
    """Gets each file once, however many requests ask for it at the same time."""

    def __init__(self, project: Project, index: Index, *, offline: bool) -> None:
        self._project = project
        self._index = index
        self._offline = offline
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._sources: Sources | None = None

    def get(self, file: str) -> tuple[Path, str] | None:
        """Return the file and its hash, or None if the distribution has no such file.

        Raises:
            ServingError: It cannot be had now.
        """
        asset = self._index.distribution_asset(file)
        if asset is None:
            return None
        path = asset.location(self._project)
        with self._guard:
            lock = self._locks.setdefault(file, threading.Lock())
        with lock:
            if not path.exists():
                self._fetch(asset)
        return path, asset.sha256

    def _fetch(self, asset: Asset) -> None:
        if self._offline:
            raise ServingError(f"{asset.name} is not here yet, and the server is --offline.")
        from serving.sources import Sources  # a second start without new imports needs none of it

        with self._guard:
            sources = self._sources = self._sources or Sources(self._project.cache)
        try:
            fetch(self._project, asset, sources, lambda done: None)
        except ServingError:
            sources.forget_failures()  # the network may be back at the next attempt
            raise

    def close(self) -> None:
        """Close connections."""
        if self._sources is not None:
            self._sources.close()
