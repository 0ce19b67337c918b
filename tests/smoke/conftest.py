"""Pictures and models for the other browsers: real ones where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.smoke.tour import CAT, REAL, RED, TINY
from tests.support import data as data_folder
from tests.support import pictures as made

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def photo(models_folder: Path) -> tuple[str, dict[str, Any], str]:
    """File, model and label."""
    folder = models_folder / "pictures"
    folder.mkdir(exist_ok=True)
    (folder / RED).write_bytes(made.encoded(made.COLORS["red"], "PNG"))
    real = data_folder.folder()
    if real is None:
        return RED, TINY, "red"
    (folder / CAT).write_bytes((real / "images" / CAT).read_bytes())
    return CAT, REAL, "tabby"
