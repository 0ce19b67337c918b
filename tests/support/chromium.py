"""A headless Chromium with software WebGL and WebGPU, and a camera that films a pattern."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from selenium import webdriver

from tests.support import browsers

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
    "--use-fake-device-for-media-stream",
    "--window-size=1280,900",
)
ALLOW_CAMERA = "--use-fake-ui-for-media-stream"
SCRIPT_SECONDS = 300


@contextmanager
def chromium(*, flags: tuple[str, ...] = (ALLOW_CAMERA,)) -> Iterator[webdriver.Chrome]:
    """A browser for the length of the block."""
    options = webdriver.ChromeOptions()
    binary = browsers.chrome()
    if binary is not None:
        options.binary_location = binary
    for flag in (*FLAGS, *flags):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    path = browsers.chromedriver()
    service = webdriver.ChromeService(path) if path else webdriver.ChromeService()
    driver = webdriver.Chrome(options=options, service=service)
    try:
        driver.set_script_timeout(SCRIPT_SECONDS)
        driver.set_page_load_timeout(60)
        yield driver
    finally:
        driver.quit()
