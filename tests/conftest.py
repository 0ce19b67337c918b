"""What every tier shares: the data folder, the models that are served, the site, the browser."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support import data as data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real models and pictures; a test that asks for it skips where there is none."""
    folder = data_folder.folder()
    if folder is None:
        pytest.skip(data_folder.ABSENT)
    return folder


@pytest.fixture(scope="session")
def models_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the site serves as /models/: those made by the tests, and the real ones if any."""
    from tests.support import models

    folder = tmp_path_factory.mktemp("models")
    models.write(folder)
    real = data_folder.folder()
    if real is not None:
        # Copied: the server follows no link that leads out of its folder.
        shutil.copytree(real / "models", folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def site(models_folder: Path) -> Iterator[str]:
    """URL of the site under test; ends in a slash."""
    from tests.support.site import serving_site

    with serving_site(models_folder) as url:
        yield url


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked `models` ask for the folder by that."""
    for item in items:
        if item.get_closest_marker("models") and isinstance(item, pytest.Function):
            item.fixturenames.append("data")
