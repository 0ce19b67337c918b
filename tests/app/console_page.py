"""The console in a browser tab, as a person uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By

from tests.app.page import SECONDS, Page
from tests.support.console import Console
from tests.support.site import PREFIX
from tests.support.worker import call_page

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

_READY = (
    "return document.querySelector('console-prompt')?.dataset.prompt === 'ready'"
    " && document.querySelector('[data-testid=app]').dataset.state === 'ready'"
    " && document.querySelector('[data-testid=announcer]').textContent !== ''"
)
_BUSY = "return document.querySelector('.log-list').getAttribute('aria-busy') === 'true'"
_FOCUS = "document.querySelector('console-prompt').focus()"
_VALUE = "return document.querySelector('console-prompt').value"
_SHADOW = "return document.querySelector('console-prompt').shadowRoot.querySelector(arguments[0])"


class ConsolePage(Page):
    """A page whose program is a prompt."""

    def __init__(self, driver: Chrome, site: str) -> None:
        super().__init__(driver, f"{site}console/")
        self.root = site
        self.console = Console(driver, site)

    def open(self, *, until: tuple[str, ...] = (), fragment: str = "") -> ConsolePage:
        """Load the console and wait until Python has started."""
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get(self.site + fragment)
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        """Wait until Python has started and the prompt is there."""
        self.wait(lambda: self.driver.execute_script(_READY), "The console was not ready", 90)

    @property
    def prompt(self) -> str:
        """What is written in the prompt."""
        return str(self.driver.execute_script(_VALUE))

    def gesture(self, name: str, *arguments: Any) -> Any:
        """Something that Selenium cannot do by itself."""
        self.driver.set_script_timeout(SECONDS)
        return call_page(self.driver, f"{self.root}{PREFIX}/gestures.js", name, *arguments)

    def focus(self) -> None:
        """Put the cursor into the prompt."""
        self.driver.execute_script(_FOCUS)

    def press(self, *keys: str, control: bool = False) -> None:
        """Press keys one after another, where the focus is."""
        actions = ActionChains(self.driver)
        if control:
            actions.key_down(Keys.CONTROL)
        for key in keys:
            actions.send_keys(key)
        if control:
            actions.key_up(Keys.CONTROL)
        actions.perform()

    def paste(self, text: str) -> None:
        """Insert text at once, as a paste or an input method does."""
        self.focus()
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})

    def begin(self, source: str) -> None:
        """Write an input and run it, without waiting for its end."""
        self.paste(source)
        self.press(Keys.ENTER, control=True)

    def run(self, source: str, seconds: float = 60) -> str:
        """Run an input; what its entry reads then, without the input."""
        self.after_run(lambda: self.begin(source), seconds)
        return self.output()

    def settle(self) -> None:
        """Wait until everything that came is on the page."""
        self.wait(lambda: not self.driver.execute_script(_BUSY), "The page went on painting", 30)

    def output(self, index: int = -1) -> str:
        """What one entry's output reads."""
        self.settle()
        return str(self.part("output", index).text)

    def wait_until_kept(self) -> None:
        """Wait until what an input has written is where the next visit finds it."""
        busy = "return document.querySelector('[data-testid=files]').getAttribute('aria-busy')"
        self.wait(lambda: self.driver.execute_script(busy) == "false", "Files were not kept")

    def part(self, testid: str, index: int = -1) -> WebElement:
        """A part of one entry."""
        entry = self.all("entry")[index]
        return entry.find_element(By.CSS_SELECTOR, f"[data-testid={testid}]")

    def file(self, path: str) -> list[WebElement]:
        """The row of a file, in a list of one; an empty list if it is not listed."""
        return self.driver.find_elements(By.CSS_SELECTOR, f"[data-path='{path}']")

    def in_prompt(self, selector: str) -> Any:
        """An element of the prompt's editor."""
        return self.driver.execute_script(_SHADOW, selector)

    def prompt_text(self, selector: str) -> str:
        """What an element of the prompt's editor reads; nothing if it is not there."""
        element = self.in_prompt(selector)
        return element.text if element is not None else ""

    def in_frame(self, script: str) -> Any:
        """Run a script against the document of the last HTML result, as `inside`."""
        found = (
            "const inside = [...document.querySelectorAll('.rich-frame')].at(-1).contentDocument;"
        )
        return self.driver.execute_script(found + script)
