"""The page itself: start, keyboard, widths, a site without isolation."""

from __future__ import annotations

import pytest
from selenium.webdriver import ActionChains, Keys

from tests.app import programs
from tests.app.page import Page
from tests.support.site import serving_site


def test_the_start_is_told_and_nothing_complains(fresh_page, world):
    page = fresh_page
    assert page.text("status").startswith("Ready")
    assert "WASM" in page.text("status")
    assert "Started in" in page.text("boot-summary")
    assert "software" in page.text("backend-reason")
    assert page.complaints() == []
    assert world.hosts == []


def test_everything_is_reached_by_keyboard(fresh_page, pictures):
    page = fresh_page
    page.write_program(programs.TINY_LAYERS)
    page.driver.find_element("css selector", "body").click()
    page.gesture("unfocus")
    seen = []
    for _ in range(40):
        ActionChains(page.driver).send_keys(Keys.TAB).perform()
        seen.append(page.gesture("focused"))
        if seen[-1] == "editor":
            ActionChains(page.driver).send_keys(Keys.ESCAPE).perform()
    seen = seen[seen.index("file-input") :]
    wanted = ["file-input", "camera-start", "url-input", "url-load", "editor", "run", "reset"]
    places = [seen.index(name) if name in seen else -1 for name in wanted]
    assert -1 not in places, f"not reached: {wanted[places.index(-1)]}; reached: {seen}"
    assert places == sorted(places)
    page.upload(pictures["green.png"])
    page.wait_for("result")
    page.gesture("focusEditor")
    page.after_run(page.press_run)
    assert page.labels[0] == "green"
    assert "green" in page.find("announcer").get_attribute("textContent")


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_window_does_not_scroll_sideways(page, pictures, width):
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        assert page.gesture("overflow") == 0
        page.write_program(programs.TINY_LAYERS)
        page.after_run(lambda: page.upload(pictures["green.png"]))
        assert page.gesture("overflow") == 0
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_second_visit_starts_again(page, pictures):
    page.driver.refresh()
    page.wait_for("ready", seconds=90)
    page.write_program(programs.TINY_LAYERS)
    page.after_run(lambda: page.upload(pictures["red.png"]))
    page.wait(lambda: page.labels[:1] == ["red"], "It was not red")
    assert page.complaints() == []


def test_a_site_without_isolation_works_too(chrome, models_folder, pictures):
    with serving_site(models_folder, isolated=False) as site:
        page = Page(chrome, site).open()
        page.write_program(programs.TINY_LAYERS)
        page.after_run(lambda: page.upload(pictures["red.png"]))
        assert page.labels[0] == "red"
        assert page.gesture("isolated") is False
        page.write_program("kept = 1\nwhile True:\n    pass")
        page.find("run").click()
        page.wait(lambda: page.find("stop").is_enabled(), "Stop could not be pressed")
        page.after_run(page.find("stop").click)
        assert page.text("run-state") == "Stopped"
        page.write_program("kept")
        page.after_run(page.find("run").click)
        assert page.text("value") == "1"
