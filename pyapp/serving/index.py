"""The site's package index: Pyodide's lock, extended by every wheel that lies in wheels/."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from serving.assets import Asset
from serving.errors import storage_error
from serving.lock import distribution_sources
from serving.wheels import Wheelwright

if TYPE_CHECKING:
    from pathlib import Path

    from serving.project import Project

Warn = Callable[[str], None]
Lock = dict[str, Any]


class Index:
    """Keeps `wheels/pyodide-lock.json` in step with the wheels and with our sources."""

    def __init__(self, project: Project, warn: Warn) -> None:
        self._project = project
        self._warn = warn
        self._said: set[str] = set()
        self._wheelwright = Wheelwright(project)
        self._guard = threading.Lock()
        self._key: tuple[object, ...] = ()
        self._files: dict[str, dict[str, Any]] = {}
        self._lock: Lock = {}

    @property
    def path(self) -> Path:
        """Where the merged lock lies."""
        return self._project.wheels / "pyodide-lock.json"

    def refresh(self) -> Path:
        """Build what changed, write the lock if its content changed, and return its path."""
        with self._guard:
            self._wheelwright.refresh()
            key = self._inputs()
            if key != self._key or not self.path.exists():
                self._merge()
                self._key = key
            return self.path

    @property
    def lock(self) -> Lock:
        """The merged lock as last written."""
        return self._lock

    def local_wheels(self) -> list[Path]:
        """Return the wheels of the index that lie in wheels/: ours, the tests', dropped ones."""
        files = (self._project.wheels / p["file_name"] for p in self._lock["packages"].values())
        return sorted(path for path in files if path.exists())

    def distribution_asset(self, file: str) -> Asset | None:
        """Return the asset behind a file of Pyodide's distribution, if there is one."""
        if not self._files:
            self.refresh()
        package = self._files.get(file)
        if package is None:
            return None
        return Asset(
            path=f"vendor/{self._project.pyodide.name}/{file}",
            package=package["name"],
            group="distribution",
            sha256=package["sha256"],
            bytes=0,
            sources=distribution_sources(self._project, file),
        )

    def _inputs(self) -> tuple[object, ...]:
        wheels = sorted(self._project.wheels.glob("*.whl"))
        paths = [self._project.pyodide / "pyodide-lock.json", *wheels]
        stats = ((path, path.stat()) for path in paths if path.exists())
        return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats)

    def _merge(self) -> None:
        from serving.merge import merge

        original = json.loads((self._project.pyodide / "pyodide-lock.json").read_text("utf-8"))
        self._files = {p["file_name"]: p for p in original["packages"].values()}
        merged, warnings = merge(original, sorted(self._project.wheels.glob("*.whl")))
        for warning in warnings:
            if warning not in self._said:
                self._said.add(warning)
                self._warn(warning)
        self._lock = merged
        text = json.dumps(merged, separators=(",", ":"), sort_keys=True) + "\n"
        if not self.path.exists() or self.path.read_text("utf-8") != text:
            temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}")
            try:
                temporary.parent.mkdir(exist_ok=True)
                temporary.write_text(text, encoding="utf-8")
                temporary.replace(self.path)
            except OSError as error:
                raise storage_error(error, self.path) from error
