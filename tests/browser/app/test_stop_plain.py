"""Stop on a site without cross-origin isolation: Python lets the press in while it computes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.app.test_stop import (
    AT_ONCE_MS,
    LOADING,
    PLACES,
    check_that_loading_is_stopped,
)
from tests.support.console import Console
from tests.support.site import PREFIX, serving_site
from tests.support.worker import call_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome


@pytest.fixture(scope="module")
def plain(models_folder: Path) -> Iterator[tuple[Chrome, str]]:
    """A page that is not cross-origin isolated."""
    from tests.support.chromium import chromium

    with chromium() as driver, serving_site(models_folder, isolated=False) as site:
        driver.get(site)
        assert driver.execute_script("return crossOriginIsolated") is False
        yield driver, site


@pytest.fixture
def stop(plain: tuple[Chrome, str]) -> Callable[..., Any]:
    driver, site = plain

    def call(name: str, *arguments: Any) -> Any:
        driver.set_script_timeout(60)
        return call_page(driver, f"{site}{PREFIX}/stop.js", name, *arguments)

    return call


@pytest.fixture
def console(plain: tuple[Chrome, str]) -> Console:
    return Console(*plain)


@pytest.mark.parametrize("code", PLACES.values(), ids=PLACES.keys())
def test_a_program_is_stopped_wherever_it_is(console, stop, code):
    console.value("kept = 'here'")
    answer = stop("timed", code, 150)
    assert answer["error"]["type"] == "KeyboardInterrupt"
    assert answer["after"] < AT_ONCE_MS
    assert console.value("kept")["value"] == "here"


@pytest.mark.parametrize("load", LOADING.values(), ids=LOADING.keys())
def test_a_slow_download_is_stopped_without_a_trace(console, stop, load):
    check_that_loading_is_stopped(console, stop, load)


def test_a_press_just_before_a_program_begins_is_not_lost(stop):
    answer = stop("stoppedBeforeItBegins", "while True: pass")
    assert answer["error"]["type"] == "KeyboardInterrupt"


def test_a_press_while_a_program_begins_is_not_lost(stop):
    code = "import tfjs as tf\n[tf.ones([2]) * 2.0 for _ in iter(int, 1)]"
    for ms in range(0, 60, 5):
        assert stop("timed", code, ms)["error"]["type"] == "KeyboardInterrupt"


def test_tasks_do_not_run_in_the_middle_of_a_program_that_pauses(console):
    code = (
        "import asyncio, time\nturns = []\n"
        "async def other():\n    while True:\n"
        "        turns.append(1)\n        await asyncio.sleep(0)\n"
        "task = asyncio.create_task(other())\nawait asyncio.sleep(0.02)\n"
        "before = len(turns)\nend = time.perf_counter() + 0.5\n"
        "while time.perf_counter() < end: pass\n"
        "during = len(turns) - before\nawait asyncio.sleep(0.02)\ntask.cancel()\n"
        "[before > 0, during, len(turns) > before]"
    )
    began, during, went_on = [item["value"] for item in console.value(code)["value"]]
    assert (began, went_on) == (True, True)
    assert during <= 1  # a turn that the browser had on its list already


def test_requests_wait_for_a_program_that_pauses(console, stop):
    code = "import time\nend = time.perf_counter() + 0.5\n"
    code += "while time.perf_counter() < end: last = 1\nlast"
    first, second = stop("together", code, "last = 2\nlast")
    assert (first["value"]["value"], second["value"]["value"]) == (1, 2)


def test_a_press_of_stop_is_not_for_what_comes_later(console):
    assert console.run("while True: pass", interrupt=300)["error"]["type"] == "KeyboardInterrupt"
    console.value("""
import asyncio, time
told = []
async def later():
    await asyncio.sleep(0.05)
    end = time.perf_counter() + 0.4
    try:
        while time.perf_counter() < end:
            pass
        told.append("done")
    except KeyboardInterrupt:
        told.append("stopped")
task = asyncio.ensure_future(later())
0
""")
    assert console.value("await asyncio.sleep(1); told[0]")["value"] == "done"
