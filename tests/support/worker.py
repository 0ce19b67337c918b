"""The host's side of the browser tests: one page, whose worker runs test functions in turn."""

from __future__ import annotations

import base64
import json
import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from serving.project import CHECKOUT
from tests.support.site import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selenium.webdriver import Chrome

BOOT_SECONDS = 120

_CALL = (
    "const [[url, name, ...rest], done] = arguments;"
    "import(url).then((page) => page[name](...rest))"
    ".then((value) => done({value}), (error) => done({error: `${error.name}: ${error.message}`}));"
)


class WorkerError(Exception):
    """The page or its worker could not be made to run tests at all."""


@dataclass(frozen=True)
class Verdict:
    """What became of one test."""

    status: str
    """passed, failed, skipped, leaked, error or died."""
    text: str = ""
    output: str = ""
    late: bool = False


class Worker:
    """Runs test functions in the worker of the page that `driver` shows."""

    def __init__(self, driver: Chrome, site: str) -> None:
        self.driver = driver
        self.site = site
        self._script = f"{site}{PREFIX}/worker.js"
        self._alive = True
        self.starts = 1
        driver.get(site)
        self._page("ship", str(CHECKOUT))

    def run(self, request: Mapping[str, Any], seconds: float) -> Verdict:
        """Run one test; a worker that did not survive the one before is replaced first."""
        self.ensure()
        self.driver.set_script_timeout(seconds + BOOT_SECONDS)
        verdict = Verdict(**self._page("run", json.dumps(request), seconds))
        self._alive = verdict.status != "died"
        return verdict

    def ensure(self, *, anew: bool = False) -> None:
        """Start another worker if the last test killed this one, or `anew`."""
        if anew or not self._alive:
            self.driver.set_script_timeout(BOOT_SECONDS)
            self._page("restart", str(CHECKOUT))
            self._alive = True
            self.starts += 1

    def adopt(self) -> None:
        """Go on in a worker that a test has started itself."""
        self._page("ship", str(CHECKOUT))
        self.starts += 1

    def _page(self, name: str, *arguments: Any) -> Any:
        return call_page(self.driver, self._script, name, *arguments)


def call_page(driver: Chrome, script: str, name: str, *arguments: Any) -> Any:
    """Call a function that a module of the page exports, and wait for what it gives."""
    answer = driver.execute_async_script(_CALL, [script, name, *arguments])
    if "error" in answer:
        raise WorkerError(f"{name}: {answer['error']}")
    return answer.get("value")


def packed(value: Any) -> str:
    """A value as text that the worker can read."""
    return base64.b64encode(pickle.dumps(value, protocol=5)).decode("ascii")
