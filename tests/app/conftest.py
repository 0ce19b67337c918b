"""A browser for the page's tests, and files to give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.page import Page
from tests.support import pictures as made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

    from tests.support.outside import Outside


@pytest.fixture(scope="session")
def world() -> Iterator[Outside]:
    """Every request that would leave this machine ends here, and is remembered."""
    from tests.support.outside import outside

    with outside() as world:
        yield world


@pytest.fixture(scope="session")
def chrome(world: Outside) -> Iterator[Chrome]:
    """One browser for all tests of the page."""
    from tests.support.chromium import ALLOW_CAMERA, chromium

    with chromium(flags=(ALLOW_CAMERA, world.flag)) as driver:
        yield driver


@pytest.fixture(scope="session")
def pictures(models_folder: Path) -> dict[str, Path]:
    """Pictures by name; the site serves them as models/pictures/NAME."""
    return made.write(models_folder / "pictures")


@pytest.fixture
def fresh_page(chrome: Chrome, site: str, world: Outside) -> Page:
    """The page, loaded anew and ready."""
    world.asked.clear()
    return Page(chrome, site).open()


@pytest.fixture
def page(chrome: Chrome, site: str, world: Outside) -> Page:
    """The page, with whatever picture and program the test before left, but idle and on `auto`."""
    page = Page(chrome, site)
    if not page.is_idle:
        page.open()
    page.console.call("tfjs.backend.use", "auto")
    page.complaints()
    world.asked.clear()
    return page
