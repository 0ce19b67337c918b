"""The console of a page: `py` as somebody in DevTools uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.site import PREFIX
from tests.support.worker import call_page

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

SECONDS = 90


class Console:
    """Runs Python through `py`, and tells what came of it; see page/console.js for the form."""

    def __init__(self, driver: Chrome, site: str) -> None:
        self._driver = driver
        self._script = f"{site}{PREFIX}/console.js"

    def run(self, code: str, *, interrupt: int | None = None) -> dict[str, Any]:
        """`await py(code)`, stopped after `interrupt` milliseconds."""
        request = {"code": code} | ({} if interrupt is None else {"interrupt": interrupt})
        return self._page("evaluate", request)

    def value(self, code: str) -> Any:
        """What `code` gives, described; its failure fails the test."""
        answer = self.run(code)
        assert "error" not in answer, answer["error"]["traceback"]
        return answer["value"]

    def error(self, code: str) -> dict[str, Any]:
        """What `code` raises; its success fails the test."""
        answer = self.run(code)
        assert "error" in answer, answer["value"]
        error: dict[str, Any] = answer["error"]
        return error

    def call(self, name: str, *arguments: Any) -> dict[str, Any]:
        """`await py.call(name, ...arguments)`."""
        return self._page("call", name, *arguments)

    def js(self, name: str) -> Any:
        """Call a function of page/console.js by its name."""
        return self._page(name)

    def _page(self, name: str, *arguments: Any) -> Any:
        self._driver.set_script_timeout(SECONDS)
        return call_page(self._driver, self._script, name, *arguments)
