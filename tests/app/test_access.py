"""For everybody: what a visitor's wishes change."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome


@contextmanager
def wishing(driver: Chrome, **features: str) -> Iterator[None]:
    """A visitor's wishes, as `prefers_color_scheme="dark"`."""
    wishes = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wishes})
    try:
        yield
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_nothing_moves_for_those_who_ask_for_stillness(page):
    with wishing(page.driver, prefers_reduced_motion="reduce"):
        moving = page.driver.execute_script(
            "return [...document.querySelectorAll('*')].filter((element) => {"
            "const { animationName, transitionDuration } = getComputedStyle(element);"
            "const seconds = Math.max(...transitionDuration.split(',').map(parseFloat));"
            "return animationName !== 'none' || seconds > 0.01;}).map((e) => e.className)"
        )
        assert moving == []
