"""Modules that others hold before they are there."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from studio import later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "promised_package"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(str(tmp_path))
    made = tmp_path / NAME
    made.mkdir()
    (made / "inner.py").write_text(f"import {NAME}\nvalue = 5\n")
    (made / "__init__.py").write_text("from .inner import value\nfrom . import inner\n")
    later.promise(NAME)
    yield made
    for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
        del sys.modules[name]


def test_who_holds_it_has_it_when_it_is_there(folder: Path) -> None:
    held = import_module(NAME)
    with pytest.raises(ImportError, match=f"{NAME}.value is asked for before {NAME} is loaded"):
        held.value  # noqa: B018
    assert not hasattr(held, "__path__")
    later.fulfil(NAME)
    assert held.value == 5
    assert import_module(NAME) is held is sys.modules[f"{NAME}.inner"].promised_package
    assert held.__spec__.name == NAME
    assert held.__path__ == [str(folder)]
    later.fulfil(NAME)
    later.promise(NAME)
    assert import_module(NAME) is held


def test_a_failure_leaves_the_promise(folder: Path) -> None:
    held = import_module(NAME)
    source = (folder / "__init__.py").read_text()
    (folder / "__init__.py").write_text(f"{source}\n1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        later.fulfil(NAME)
    with pytest.raises(ImportError, match="before"):
        held.value  # noqa: B018
    (folder / "__init__.py").write_text(f"# this time it works\n{source}")
    later.fulfil(NAME)
    assert held.value == 5


def test_what_nobody_promised_is_imported() -> None:
    later.fulfil("colorsys")
    assert sys.modules["colorsys"].rgb_to_hsv(0, 0, 0) == (0, 0, 0)
    with pytest.raises(ModuleNotFoundError):
        later.fulfil("surely_not_a_module")
