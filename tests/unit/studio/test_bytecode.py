"""Modules out of an archive: the same code, with its source still where it was."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import linecache
import sys
from importlib.resources import files
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from studio import bytecode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("kept_package", "kept_package.inner", "kept_package.failing")


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
    monkeypatch.setattr(bytecode, "kept", bytecode._Finder())
    archive = asyncio.run(bytecode.archive())
    assert not set(NAMES) & set(sys.modules)
    (tmp_path / "archive").write_bytes(archive)
    bytecode.install(str(tmp_path / "archive"))
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


def test_data_files_are_kept_with_their_places(kept: Path) -> None:
    archive = asyncio.run(bytecode.archive())
    size = int.from_bytes(archive[16:20], "little")
    head = json.loads(archive[20 : 20 + size])
    assert head["files"] == [[str(kept / "data.txt"), 4]]
    assert archive.endswith(b"data")


def test_a_source_that_is_not_there_is_fetched(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = importlib.import_module("kept_package.failing")
    source = (kept / "failing.py").read_text()
    (kept / "failing.py").unlink()

    def fetch(path: str) -> bool:
        (kept / "failing.py").write_text(source)
        return path == str(kept / "failing.py")

    unpacking = ModuleType("studio.unpacking")
    unpacking.fetch = fetch  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "studio.unpacking", unpacking)
    monkeypatch.setattr("studio.unpacking", unpacking, raising=False)
    linecache.clearcache()
    assert "raise ValueError" in inspect.getsource(failing.fail)


def test_the_archive_is_read_when_code_is_wanted(kept: Path, tmp_path: Path) -> None:
    assert bytecode.kept.below("kept_package") == {"inner", "failing"}
    file = tmp_path / "archive"
    content = file.read_bytes()
    file.write_bytes(content[:20])  # it is the archive that is known
    bytecode.install(str(file))
    assert bytecode.kept.below("kept_package") == {"inner", "failing"}
    file.write_bytes(content)
    assert importlib.import_module("kept_package.inner").twice(3) == 6


def test_another_archive_takes_the_place_of_one(kept: Path, tmp_path: Path) -> None:
    (kept / "inner.py").write_text("def twice(x):\n    return x + x + 1\n")
    (kept / "another.py").write_text("value = 1\n" * 100)
    (tmp_path / "archive").write_bytes(asyncio.run(bytecode.archive()))
    bytecode.install(str(tmp_path / "archive"))
    assert bytecode.kept.below("kept_package") == {"inner", "failing", "another"}
    assert importlib.import_module("kept_package.inner").twice(3) == 7


def test_an_archive_is_abandoned(kept: Path) -> None:
    (kept / "inner.py").write_text("def twice(x):\n    return 3 * x\n")
    bytecode.abandon()
    assert bytecode.kept not in sys.meta_path
    assert importlib.import_module("kept_package.inner").twice(2) == 6


def test_other_packages_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bytecode, "PACKAGES", frozenset({"no_such_package"}))
    monkeypatch.setattr(bytecode, "WHOLE_PACKAGES", ())
    monkeypatch.setattr(bytecode, "WITH_LIBRARIES", "no_such_package")
    archive = asyncio.run(bytecode.archive())
    assert archive[20:] == b'{"modules": [], "files": [], "libraries": []}'


def test_loaded_modules_of_others_are_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.import_module("kept_package.inner")
    monkeypatch.setattr(bytecode, "PACKAGES", frozenset({"kept_package"}))
    monkeypatch.setattr(bytecode, "WHOLE_PACKAGES", ())
    archive = asyncio.run(bytecode.archive())
    assert b"kept_package.inner" in archive
    assert b"kept_package.failing" not in archive
