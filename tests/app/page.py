"""One loaded page and what can be done to it; waits are for states, with a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.support.console import Console
from tests.support.site import PREFIX
from tests.support.worker import call_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

SECONDS = 30

_WRITABLE = (
    "const editor = document.querySelector('[data-testid=editor]');"
    "return editor.dataset.editor === 'codemirror' && !editor.readOnly"
)


class Page:
    """The studio in a browser tab."""

    def __init__(self, driver: Chrome, site: str) -> None:
        self.driver = driver
        self.site = site
        self.console = Console(driver, site)

    def open(self, *, until: tuple[str, ...] = ("ready",)) -> Page:
        """Load the page and wait until Python has started."""
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get(self.site)
        self.wait_for(*until, seconds=90)
        return self

    def find(self, testid: str) -> WebElement:
        """The element of a test id."""
        return self.driver.find_element(By.CSS_SELECTOR, f"[data-testid={testid}]")

    def all(self, testid: str) -> list[WebElement]:
        """All elements of a test id."""
        return self.driver.find_elements(By.CSS_SELECTOR, f"[data-testid={testid}]")

    def text(self, testid: str) -> str:
        """What a person reads there."""
        return self.find(testid).text

    @property
    def state(self) -> str:
        """What the whole page is doing."""
        return self.find("app").get_attribute("data-state") or ""

    @property
    def is_idle(self) -> bool:
        """Whether this page is loaded, and waits for its visitor."""
        at_rest = {"ready", "result", "error", "missing-model"}
        return self.driver.current_url == self.site and self.state in at_rest

    @property
    def runs(self) -> int:
        """How many runs have ended."""
        return int(self.find("app").get_attribute("data-runs") or 0)

    def wait(self, condition: Callable[[], Any], message: str, seconds: float = SECONDS) -> Any:
        """Wait until `condition` gives something true."""
        waiting = WebDriverWait(
            self.driver, seconds, 0.05, ignored_exceptions=[StaleElementReferenceException]
        )
        try:
            return waiting.until(lambda _: condition())
        except TimeoutException:
            raise AssertionError(f"{message} within {seconds:g} s. {self.situation()}") from None

    def wait_for(self, *states: str, seconds: float = SECONDS) -> None:
        """Wait until the page is in one of these states."""
        self.wait(lambda: self.state in states, f"The page was not {' or '.join(states)}", seconds)

    def after_run(self, act: Callable[[], Any], seconds: float = SECONDS) -> None:
        """Do something that runs the program, and wait until that run has ended."""
        before = self.runs
        act()
        self.wait(lambda: self.runs > before, "No run ended", seconds)

    def situation(self) -> str:
        """What the page shows, for a failure's message."""
        parts = [f"state={self.state!r}"]
        for name in ("error", "photo-problem", "run-state"):
            shown = [element.text for element in self.all(name) if element.is_displayed()]
            parts += [f"{name}={text!r}" for text in shown if text]
        return " ".join(parts)

    def upload(self, path: Path) -> None:
        """Choose a file in the picture's file dialog."""
        self.find("file-input").send_keys(str(path))

    def gesture(self, name: str, *arguments: Any) -> Any:
        """Something that Selenium cannot do by itself; see tests/support/page/gestures.js."""
        self.driver.set_script_timeout(SECONDS)
        return call_page(self.driver, f"{self.site}{PREFIX}/gestures.js", name, *arguments)

    def write_program(self, source: str) -> None:
        """Replace the program by typing over it."""
        self.wait(lambda: self.driver.execute_script(_WRITABLE), "There was nothing to edit", 30)
        self.gesture("focusEditor")
        keys = ActionChains(self.driver)
        keys.key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).perform()
        self.driver.execute_cdp_cmd("Input.insertText", {"text": source})

    def press_run(self) -> None:
        """Ctrl-Enter, where the focus is."""
        ActionChains(self.driver).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(
            Keys.CONTROL
        ).perform()

    @property
    def labels(self) -> list[str]:
        """The guesses, best first."""
        return [element.text for element in self.all("prediction-label")]

    def complaints(self) -> list[str]:
        """Errors that the browser's console holds."""
        logs = self.driver.get_log("browser")
        return [entry["message"] for entry in logs if entry["level"] == "SEVERE"]
