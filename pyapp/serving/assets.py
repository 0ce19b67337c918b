"""The asset lock, `web/assets.lock.json`: each downloaded file, its hash, its sources."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from serving.errors import ServingError

if TYPE_CHECKING:
    from pathlib import Path

    from serving.project import Project

NOTE = "Written by `python -m serving.lock` from pyproject.toml; not for editing by hand."


@dataclass(frozen=True)
class Package:
    """What a set of files belongs to, for the import map and the notices.

    Args:
        name: Our short name, the first half of the folder's.
        origin: `npm`, `pypi` or `pyodide`, and the name there.
        imports: Import-map entry to path inside the folder.
    """

    name: str
    version: str
    origin: str
    license: str
    homepage: str
    copyright: str
    imports: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The folder under `vendor/`, and so part of every URL."""
        return f"{self.name}-{self.version}"


@dataclass(frozen=True)
class Asset:
    """One file of the lock.

    Args:
        path: Below `web/` if it starts with `vendor/`, else below the checkout (`wheels/…`).
        group: `runtime` is needed to serve, `tests` only by the tests.
        sources: Where it can come from, tried in order.
    """

    path: str
    package: str
    group: str
    sha256: str
    bytes: int
    sources: tuple[str, ...]

    def location(self, project: Project) -> Path:
        """Return where the file lies on this machine."""
        base = project.web if self.path.startswith("vendor/") else project.root
        return base / self.path

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.rpartition("/")[2]

    @property
    def label(self) -> str:
        """What a progress bar calls it: many packages have an index.js."""
        return f"{self.package}: {self.name}"


@dataclass(frozen=True)
class AssetLock:
    """The whole lock."""

    packages: dict[str, Package]
    assets: tuple[Asset, ...]

    def group(self, *names: str) -> list[Asset]:
        """Return the assets of the groups named."""
        return [asset for asset in self.assets if asset.group in names]

    def import_map(self) -> dict[str, str]:
        """Return bare module name to URL, relative to the site's base."""
        return {
            name: f"./vendor/{package.folder}/{path}"
            for package in self.packages.values()
            for name, path in package.imports.items()
        }

    def dump(self) -> str:
        """Return the text of the lock file."""
        document = {
            "note": NOTE,
            "packages": {name: asdict(package) for name, package in self.packages.items()},
            "assets": [asdict(asset) for asset in self.assets],
        }
        return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def load(path: Path) -> AssetLock:
    """Read a lock file."""
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        packages = {name: Package(**entry) for name, entry in document["packages"].items()}
        assets = tuple(
            Asset(**{**entry, "sources": tuple(entry["sources"])}) for entry in document["assets"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ServingError(f"{path} cannot be read as an asset lock: {error}.") from error
    return AssetLock(packages, assets)
