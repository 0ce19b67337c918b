"""Our own wheels, built from pyapp/ by hatchling whenever their sources change."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from serving.errors import ServingError, storage_error

if TYPE_CHECKING:
    from serving.project import Project

# Every file in a wheel carries this time, so that the same sources make the same bytes.
EPOCH = "1580601600"
IGNORED = {"__pycache__", ".mypy_cache", ".ruff_cache"}


@dataclass(frozen=True)
class Source:
    """A folder that becomes a wheel.

    Args:
        name: The distribution's name.
        project: Folder of the pyproject.toml that hatchling reads.
        package: Folder of the sources.
        extra: Other files that end up in the wheel or decide on its content.
    """

    name: str
    project: Path
    package: Path
    extra: tuple[Path, ...]

    def files(self) -> list[Path]:
        """Return everything whose change asks for a new wheel."""
        found = [
            path
            for path in self.package.rglob("*")
            if path.is_file() and not IGNORED.intersection(path.parts)
        ]
        return sorted({*found, *(path for path in self.extra if path.is_file())})


def sources(project: Project) -> list[Source]:
    """Return what is built from this checkout."""
    library = project.root / "pyapp" / "tfjs"
    studio = project.root / "pyapp" / "studio"
    extra = (project.root / "pyproject.toml", project.root / "LICENSE")
    return [
        Source("tfjs", project.root, library, extra),
        Source("studio", studio, studio, ()),
    ]


class Wheelwright:
    """Builds the wheels whose sources changed since it last looked."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._stamp = project.cache / "wheels.json"
        self._guard = threading.Lock()
        try:
            self._built: dict[str, dict[str, str]] = json.loads(self._stamp.read_text("utf-8"))
        except (OSError, ValueError):
            self._built = {}

    def refresh(self) -> list[Path]:
        """Bring every wheel up to date and return those there are."""
        with self._guard:
            wheels = [self._one(source) for source in sources(self._project)]
            return [wheel for wheel in wheels if wheel is not None]

    def missing(self) -> list[str]:
        """Return the names of wheels that have no sources in this checkout."""
        return [s.name for s in sources(self._project) if not _buildable(s)]

    def _one(self, source: Source) -> Path | None:
        if not _buildable(source):
            return None
        known = self._built.get(source.name, {})
        wheel = self._project.wheels / known.get("file", "?")
        files = source.files()
        times = _times_hash(files)
        if known.get("times") == times and wheel.exists():
            return wheel
        content = _content_hash(files, source.project)
        if known.get("content") != content or not wheel.exists():
            wheel = self._build(source)
        self._built[source.name] = {"file": wheel.name, "times": times, "content": content}
        self._save()
        return wheel

    def _build(self, source: Source) -> Path:
        folder = self._project.wheels
        try:
            folder.mkdir(exist_ok=True)
            self._project.cache.mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._project.cache) as temporary:
                built = run_hatchling(source.project, Path(temporary))
                for stale in folder.glob(f"{source.name}-*.whl"):
                    if stale.name != built.name:
                        stale.unlink()
                target = folder / built.name
                shutil.move(built, target)
        except OSError as error:
            raise storage_error(error, folder / f"{source.name}.whl") from error
        return target

    def _save(self) -> None:
        temporary = self._stamp.with_name(f"{self._stamp.name}.{os.getpid()}")
        try:
            self._stamp.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(self._built), encoding="utf-8")
            temporary.replace(self._stamp)
        except OSError as error:
            raise storage_error(error, self._stamp) from error


def run_hatchling(folder: Path, out: Path) -> Path:
    """Build the wheel of the project in `folder` into `out`; same sources, same bytes."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    wheels = list(out.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise ServingError(f"hatchling could not build the wheel of {folder}: {lines[-1]}")
    return wheels[0]


def _buildable(source: Source) -> bool:
    pyproject = source.project / "pyproject.toml"
    return pyproject.is_file() and (source.package / "__init__.py").is_file()


def _times_hash(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        try:
            stat = path.stat()
        except OSError:  # an editor is just replacing it; the next look sees the new one
            continue
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _content_hash(files: list[Path], base: Path) -> str:
    digest = hashlib.sha256()
    for path in files:
        name = os.path.relpath(path, base)
        try:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:  # as above
            continue
        digest.update(f"{name}\0{content}\0".encode())
    return digest.hexdigest()
