"""Where things lie in a checkout, and the pinned versions its pyproject.toml declares."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Project:
    """A checkout of this repository; tests make their own in a temporary folder."""

    root: Path = CHECKOUT

    @property
    def web(self) -> Path:
        """The site's hand-written files."""
        return self.root / "web"

    @property
    def vendor(self) -> Path:
        """Downloaded files, one folder per package."""
        return self.web / "vendor"

    @property
    def wheels(self) -> Path:
        """The site's package index."""
        return self.root / "wheels"

    @property
    def cache(self) -> Path:
        """Partial downloads, stamps and compressed copies; may be deleted at any time."""
        return self.root / ".cache"

    @property
    def venv(self) -> Path:
        """The environment that the server runs in."""
        return self.root / ".venv"

    @property
    def asset_lock(self) -> Path:
        """The committed list of everything that is downloaded."""
        return self.web / "assets.lock.json"

    @property
    def pyodide(self) -> Path:
        """The folder of Pyodide's files, its distribution's wheels among them."""
        return self.vendor / f"pyodide-{self.versions['pyodide']}"

    @cached_property
    def pyproject(self) -> dict[str, Any]:
        """The parsed pyproject.toml."""
        return tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))

    @property
    def settings(self) -> dict[str, Any]:
        """The `[tool.app]` table."""
        table: dict[str, Any] = self.pyproject["tool"]["app"]
        return table

    @property
    def versions(self) -> dict[str, str]:
        """Pinned version by package, as pyproject.toml names them."""
        table: dict[str, str] = self.settings["versions"]
        return table

    @property
    def library_version(self) -> str:
        """Version of the `tfjs` wheel."""
        return str(self.pyproject["project"]["version"])

    def requirements(self, extra: str) -> list[str]:
        """Return the pinned requirements of one optional-dependencies group."""
        return list(self.pyproject["project"]["optional-dependencies"][extra])
