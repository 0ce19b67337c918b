"""Versions: of the API, which programs look at, and of this library."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def said(name: str, path: str) -> str:
    text = (ROOT / "pyapp" / "tfjs" / path).read_text(encoding="utf-8")
    found = re.search(rf'^{name} = "([^"]+)"', text, re.MULTILINE)
    assert found is not None
    return found[1]


def test_the_version_is_that_of_the_api_and_the_library_has_its_own() -> None:
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert said("LIBRARY", "version.py") == package["project"]["version"]
    assert said("__version__", "__init__.py") == said("VERSION", "version.py")
    assert tuple(map(int, said("VERSION", "version.py").split("."))) >= (2, 21)
