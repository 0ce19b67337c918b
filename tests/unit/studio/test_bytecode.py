"""Modules out of an archive: the same code, with its source still where it was."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import linecache
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from studio import bytecode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("kept_package", "kept_package.inner", "kept_package.failing")


class Buffer:
    """What install() is given by JavaScript."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def to_bytes(self) -> bytes:
        return self.data


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "kept_package"
    folder.mkdir()
    (folder / "__init__.py").write_text("from kept_package import inner\n")
    (folder / "inner.py").write_text("def twice(x):\n    return 2 * x\n")
    (folder / "failing.py").write_text("# a line\ndef fail():\n    raise ValueError\n")
    (folder / "data.txt").write_text("data")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(bytecode, "WHOLE_PACKAGES", ("kept_package",))
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    archive = asyncio.run(bytecode.archive())
    assert not set(NAMES) & set(sys.modules)
    bytecode.install(Buffer(archive))
    yield folder
    _forget()


def _forget() -> None:
    for name in NAMES:
        sys.modules.pop(name, None)


def test_imports_come_from_the_archive(kept: Path) -> None:
    (kept / "inner.py").write_text("def twice(x):\n    return 3 * x\n")
    package = importlib.import_module("kept_package")
    assert package.inner.twice(2) == 4
    assert package.__path__ == [str(kept)]
    assert package.inner.__file__ == str(kept / "inner.py")


def test_source_and_data_are_found(kept: Path) -> None:
    failing = importlib.import_module("kept_package.failing")
    linecache.clearcache()
    assert "raise ValueError" in inspect.getsource(failing.fail)
    assert files("kept_package").joinpath("data.txt").read_text() == "data"


def test_modules_that_are_not_kept_are_found_as_ever(kept: Path) -> None:
    (kept / "late.py").write_text("value = 7\n")
    importlib.invalidate_caches()
    try:
        assert importlib.import_module("kept_package.late").value == 7
    finally:
        sys.modules.pop("kept_package.late", None)


def test_other_packages_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytecode, "PACKAGES", frozenset({"no_such_package"}))
    monkeypatch.setattr(bytecode, "WHOLE_PACKAGES", ())
    assert asyncio.run(bytecode.archive()) == b"\x02\x00\x00\x00[]"


def test_loaded_modules_of_others_are_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.import_module("kept_package.inner")
    monkeypatch.setattr(bytecode, "PACKAGES", frozenset({"kept_package"}))
    monkeypatch.setattr(bytecode, "WHOLE_PACKAGES", ())
    archive = asyncio.run(bytecode.archive())
    assert b"kept_package.inner" in archive
    assert b"kept_package.failing" not in archive
