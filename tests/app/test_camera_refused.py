"""A camera that the visitor refuses: the page says so, and goes on."""

from __future__ import annotations

from tests.app import programs
from tests.app.page import Page
from tests.support.chromium import chromium

REFUSE_CAMERA = "--deny-permission-prompts"


def test_a_refused_camera_is_told_and_the_page_goes_on(world, site, pictures):
    with chromium(flags=(REFUSE_CAMERA, world.flag)) as driver:
        page = Page(driver, site).open()
        page.find("camera-start").click()
        page.wait(lambda: page.find("photo-problem").is_displayed(), "There was no message")
        assert "camera" in page.text("photo-problem").lower()
        page.write_program(programs.TINY_LAYERS)
        page.after_run(lambda: page.upload(pictures["red.png"]))
        assert page.labels[0] == "red"
