"""For everybody: contrast, names, targets, landmarks, focus and stillness, in light and in dark."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from selenium.webdriver import ActionChains, Keys

from tests.app import programs
from tests.app.console_page import ConsolePage
from tests.support.site import PREFIX
from tests.support.worker import call_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.app.page import Page

NEED_A_NAME = {
    *("button", "link", "textbox", "searchbox", "radio", "combobox", "checkbox", "tab", "listbox"),
    *("progressbar", "progressIndicator", "image", "dialog", "navigation", "region", "table"),
    *("tabpanel", "spinbutton", "log", "Iframe"),
}
WISHES = [
    {"prefers_color_scheme": scheme, "prefers_contrast": contrast}
    for scheme in ("light", "dark")
    for contrast in ("no-preference", "more")
]


@contextmanager
def wishing(page: Page, **features: str) -> Iterator[None]:
    """A visitor's wishes, as `prefers_color_scheme="dark"`."""
    wishes = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wishes})
    try:
        yield
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@contextmanager
def wide(page: Page, width: int) -> Iterator[None]:
    """A window of this width."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        yield
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def look(page: Page, name: str, *arguments: Any) -> Any:
    """Ask tests/support/page/access.js."""
    root = getattr(page, "root", page.site)
    return call_page(page.driver, f"{root}{PREFIX}/access.js", name, *arguments)


def nameless(page: Page) -> list[str]:
    """Roles of what a screen reader finds without a name."""
    nodes = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    return [
        f"nameless: {node['role']['value']}"
        for node in nodes
        if not node["ignored"]
        and node["role"]["value"] in NEED_A_NAME
        and not node.get("name", {}).get("value")
    ]


def faults(page: Page) -> list[str]:
    """What is wrong with a page as it stands, in every color scheme and on a phone."""
    found = [f"{fault} {wishes}" for wishes in WISHES for fault in _under(page, wishes)]
    with wide(page, 360):
        found += look(page, "faults")
    return sorted({*found, *nameless(page)})


def _under(page: Page, wishes: dict[str, str]) -> list[str]:
    with wishing(page, **wishes):
        return list(look(page, "faults"))


def walk(page: Page) -> list[str]:
    """Go through the page by Tab alone; what is wrong with the way."""
    look(page, "unfocus")
    found, places, last = [], [], -1
    for _ in range(60):
        ActionChains(page.driver).send_keys(Keys.TAB).perform()
        now = look(page, "focus")
        if now["isBody"]:
            break
        found += now["faults"]
        places.append(now["place"])
        if 0 <= now["index"] <= last:
            found.append(f"out of order: {now['place']}")
        last = max(last, now["index"])
        if now["isEditor"]:  # Tab indents, unless Escape comes first
            ActionChains(page.driver).send_keys(Keys.ESCAPE).perform()
    return found + [f"not reached: {name}" for name in look(page, "stops") if name not in places]


def test_whoever_looks_finds_what_is_wrong(page):
    assert faults(page) == []
    look(page, "spoil", True)
    try:
        found = " ".join([*faults(page), *walk(page), *look(page, "moving")])
        expected = [
            "contrast 1.",
            "input.spoiled hint",
            "target 10 x 10",
            "one h1",
            "landmark",
            "overflow by",
        ]
        expected += ["focus not seen: button.spoiled", "moves: button.spoiled", "nameless: textbox"]
        assert [words for words in expected if words not in found] == []
    finally:
        look(page, "spoil", False)


def test_every_state_of_the_page_is_for_everybody(page, pictures):
    page.write_program(programs.TINY_LAYERS)
    page.after_run(lambda: page.upload(pictures["green.png"]))
    page.find("share").click()
    assert faults(page) == []
    page.find("share").click()
    page.find("url-input").send_keys(f"{page.site}models/pictures/nowhere.png")
    page.find("url-load").click()
    page.wait(lambda: page.find("photo-problem").is_displayed(), "No message")
    page.write_program(
        "print(1)\nimport tfjs as tf\ntf.tasks.ImageClassifier.load(url='/models/no')"
    )
    page.after_run(page.find("run").click)
    page.wait_for("missing-model")
    page.find("error").find_element("tag name", "summary").click()
    assert faults(page) == []
    with wishing(page, prefers_color_scheme="light"):
        assert walk(page) == []
    with wishing(page, prefers_reduced_motion="reduce"):
        assert look(page, "moving") == []


def test_every_state_of_the_console_is_for_everybody(chrome, site):
    page = ConsolePage(chrome, site).open()
    page.run("import tfjs as tf, sys\nx = tf.eye(2)\nopen('a.txt', 'w').write('a')\nx")
    page.run("tf.eye?")
    page.run("print('\\x1b[31mred\\x1b[0m')\nprint('error', file=sys.stderr, flush=True)\n1 / 0")
    assert faults(page) == []  # with its variables
    page.find("tab-files").click()
    page.begin("input('Your name: ')")
    page.wait(lambda: page.all("question"), "There was no question")
    page.find("share").click()
    assert faults(page) == []
    page.find("share").click()
    with wishing(page, prefers_color_scheme="dark"):
        assert walk(page) == []
    page.after_run(page.find("stop").click)
    page.find("tab-runtime").click()
    page.focus()
    page.press("r", control=True)
    page.wait(lambda: page.find("past").is_displayed(), "The history did not open")
    assert faults(page) == []
    page.press(Keys.ESCAPE)
    with wishing(page, prefers_reduced_motion="reduce"):
        assert look(page, "moving") == []
