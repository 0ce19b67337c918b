"""The console: prompt, results, errors, Stop, and everything a session leaves behind."""

from __future__ import annotations

import pytest
from selenium.webdriver import Keys

from tests.app.console_page import ConsolePage

TIMES = "\N{MULTIPLICATION SIGN}"


@pytest.fixture(scope="module")
def opened(chrome, site):
    """The console, loaded once for this module."""
    return ConsolePage(chrome, site).open()


@pytest.fixture
def page(opened, world):
    """The console, idle, with whatever the test before left in its session."""
    if not opened.driver.current_url.startswith(opened.site) or opened.state != "ready":
        opened.open()
    opened.focus()
    opened.driver.execute_script("document.querySelector('console-prompt').value = ''")
    opened.complaints()
    world.asked.clear()
    return opened


def test_an_input_gives_its_value_below_it(page):
    assert page.run("1 + 1") == "2"
    assert page.part("entry-code").text == "1 + 1"
    assert page.run("_ * 21") == "42"
    assert page.run("None") == ""
    assert page.run("x = 5; x;") == ""
    assert page.complaints() == []


def test_lines_are_typed_as_at_pythons_own_prompt(page):
    page.after_run(
        lambda: page.press("for n in range(3):", Keys.ENTER, "print(n)", *[Keys.ENTER] * 2)
    )
    assert page.output() == "0\n1\n2"
    page.after_run(lambda: page.press("(1 +", Keys.ENTER, "2", Keys.END, Keys.ENTER))
    assert page.output() == "3"


def test_a_pasted_session_loses_its_prompts(page):
    copied = ">>> def f(x):\n...     return x + 1\n...\n>>> f(1)\n2\n"
    script = (
        "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);"
        "document.querySelector('console-prompt').shadowRoot.querySelector('.cm-content')"
        ".dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}))"
    )
    page.driver.execute_script(script, copied)
    assert page.prompt == "def f(x):\n    return x + 1\n\nf(1)"
    page.after_run(lambda: page.press(Keys.ENTER, control=True))
    assert page.output() == "2"


def test_await_works_at_the_top_level(page):
    assert page.run("import asyncio\nawait asyncio.sleep(0.01, 'slept')") == "'slept'"


def test_an_error_shows_the_visitors_own_lines_and_marks_the_place(page):
    page.run("def half(x):\n    return 1 + x / 0\n")
    text = page.run("half(2)")
    assert page.part("fault-type").text == "ZeroDivisionError"
    assert page.part("fault-message").text == "division by zero"
    assert "in half" in text
    marks = page.driver.execute_script(
        "return [...document.querySelectorAll('.entry:last-child mark')].map((m) => m.textContent)"
    )
    assert marks == ["half(2)", "x / 0"]


def test_a_syntax_error_marks_the_character(page):
    page.run("värde = = 3")
    script = "return document.querySelector('.entry:last-child mark').textContent"
    assert page.driver.execute_script(script) == "="
    assert page.part("fault-type").text == "SyntaxError"


def test_control_c_ends_a_loop_and_keeps_its_variables(page):
    page.begin("n = 0\nprint('going')\nwhile True:\n    n += 1")
    page.wait(lambda: "going" in page.output(), "The loop did not begin")
    page.after_run(lambda: page.press("c", control=True), 10)
    assert "Stopped in line" in page.output()
    assert page.run("n > 0") == "True"


def test_the_button_ends_a_sleep(page):
    page.begin("import asyncio\nawait asyncio.sleep(60)")
    page.wait(lambda: page.find("stop").is_enabled(), "Stop could not be pressed")
    page.after_run(page.find("stop").click, 10)
    assert "Stopped" in page.output()
    assert page.run("'goes on'") == "'goes on'"


def test_input_waits_for_the_visitor(page):
    page.begin("name = input('Who? ')\nprint('Hello', name)")
    field = page.wait(lambda: page.all("question"), "There was no question")[0]
    page.after_run(lambda: field.send_keys("Ada", Keys.ENTER))
    assert page.output() == "Who? \nAda\nHello Ada"
    page.begin("input()")
    field = page.wait(lambda: page.all("question"), "There was no question")[0]
    page.after_run(lambda: page.find("stop").click())
    assert "Stopped" in page.output()


def test_inputs_wait_for_one_another(page):
    page.begin("import time; time.sleep(0.5)")
    page.begin("'second'")
    entries = page.all("entry")[-2:]
    page.wait(
        lambda: [entry.get_attribute("data-state") for entry in entries] == ["ok", "ok"],
        "The second input did not run",
    )
    assert page.output() == "'second'"


def test_history_is_kept_across_visits(page):
    page.run("first_of_two = 1")
    page.run("second_of_two = 2")
    page.open()
    page.focus()
    page.press(Keys.ARROW_UP)
    assert page.prompt == "second_of_two = 2"
    page.press(Keys.ARROW_UP)
    assert page.prompt == "first_of_two = 1"
    page.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert page.prompt == ""
    page.press("first", Keys.ARROW_UP)
    assert page.prompt == "first_of_two = 1"


def test_history_is_searched(page):
    page.run("needle_in_hay = 1")
    page.run("1")
    page.press("r", control=True)
    page.wait(lambda: page.find("past").is_displayed(), "The search did not open")
    page.press("needle", Keys.ENTER)
    assert page.prompt == "needle_in_hay = 1"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("import tfjs as tf\ntf.matm", "matmul"),
        ("data = {'alpha': 1}\ndata['al", "alpha"),
        ("import jso", "json"),
        ("'abc'.capi", "capitalize"),
        ("import tfjs as tf\ntf.matmul(transpose", "transpose_a="),
        ("import tfjs as tf\nf'{tf.matm", "matmul"),
        ("rows = [{'x': {\"it's\": 1}}]\nrows[-1]['x']['it", "['it\\'s"),
    ],
)
def test_tab_completes(page, typed, wanted):
    setup, _, last = typed.rpartition("\n")
    if setup:
        page.run(setup)
    page.focus()
    page.press(last)
    option = ".cm-tooltip-autocomplete li"
    page.wait(lambda: page.in_prompt(option), f"There was no completion of {page.prompt!r}")
    page.press(Keys.TAB)
    assert wanted in page.prompt


def test_a_call_shows_its_signature(page):
    page.run("def area(width, height: int = 2) -> int:\n    'How much.'\n")
    page.press("area(1, ")
    page.wait(
        lambda: "area(width, height: int = 2) → int" in page.prompt_text(".signature"),
        "There was no signature",
    )
    assert "How much." in page.prompt_text(".signature")
    page.wait(
        lambda: page.prompt_text(".signature-active") == "height: int = 2",
        "The parameter was not marked",
    )


def test_help_and_question_marks_explain(page):
    assert "Return the number of items" in page.run("help(len)")
    assert "Return the number of items" in page.run("len?")
    page.run("def mine():\n    return 'mine'\n")
    assert "return 'mine'" in page.run("mine??")
    page.run("nothing_here?")
    assert page.part("fault-type").text == "UnknownNameError"


def test_magics(page):
    assert "Wall time" in page.run("%time sum(range(10))")
    assert page.part("value").text == "45"
    assert "2 runs, 3 loops" in page.run("%timeit -n 3 -r2 sum(range(10))")
    assert "2 runs, 3 loops" in page.run("%%timeit -n3 -r 2 n = 10\nsum(range(n))")
    assert page.run("%time?") == "%time STATEMENT: how long it takes, once"
    assert "Wall time" in page.run("%%time\na = 1\na + 1")
    assert "Known:" in page.run("%nonsense")
    assert "no shell" in page.run("!rm -rf /")


def test_rich_results_are_pictures_and_tables(page):
    page.run("import tfjs as tf\ntf.ones([2, 3])")
    table = page.wait(lambda: page.in_frame("return inside.body.textContent"), "No table")
    assert f"Tensor · float32 · 2 {TIMES} 3" in table
    page.run("from PIL import Image\nImage.new('RGB', (8, 8), 'red')")
    assert (
        page.part("value").find_element("tag name", "img").get_attribute("src")[:14]
        == "data:image/png"
    )
    svg = "'<svg xmlns=\"http://www.w3.org/2000/svg\"><script>top.ran = 1</script></svg>'"
    page.run(f"class Drawn:\n    def _repr_svg_(self):\n        return {svg}\n\nDrawn()")
    assert (
        page.part("value").find_element("tag name", "img").get_attribute("src")[:14]
        == "data:image/svg"
    )
    assert page.driver.execute_script("return window.ran") is None
    assert page.complaints() == []


def test_html_results_keep_their_looks_and_lose_their_scripts(page):
    html = (
        "<style>b { letter-spacing: 3px }</style>"
        "<b style='color: rgb(1, 2, 3)' onclick='top.ran = 1'>bold</b>"
        "<script>top.ran = 1</script><img src='data:,' onerror='top.ran = 1'>"
        "<a href='javascript:top.ran = 1'>link</a>"
        "<iframe srcdoc='<script>top.ran = 1</script>'></iframe>"
    )
    page.run(f'class Made:\n    def _repr_html_(self):\n        return """{html}"""\n\nMade()')
    look = page.wait(
        lambda: page.in_frame(
            "const b = inside.querySelector('b');"
            "return b && [getComputedStyle(b).color, getComputedStyle(b).letterSpacing]"
        ),
        "The result was not shown",
    )
    assert look == ["rgb(1, 2, 3)", "3px"]
    assert page.in_frame("return inside.querySelectorAll('script, iframe, [onclick]').length") == 0
    page.in_frame("inside.querySelector('a').click(); inside.querySelector('b').click()")
    assert page.driver.execute_script("return window.ran") is None
    assert page.complaints() == []


def test_variables_are_listed_with_what_they_hold(page):
    page.run("import numpy as np\nmatrix = np.ones((3, 4), 'float32')\nword = 'hello'")
    row = page.wait(lambda: page.all("variable-matrix"), "It was not listed")[0]
    assert f"ndarray · 3 {TIMES} 4 · float32" in row.text
    assert "48 B" in row.text
    assert "'hello'" in page.text("variable-word")


def test_a_background_task_that_fails_says_so(page):
    page.run(
        "import asyncio\nasync def later():\n    await asyncio.sleep(0.1)\n    1 / 0\n\n"
        "task = asyncio.create_task(later())"
    )
    page.wait(lambda: "ZeroDivisionError" in page.text("log").rpartition("later())")[2], "No error")
    assert "In the background" in page.text("log")


def test_clear_and_restart(page):
    page.run("kept = 1")
    page.press("l", control=True)
    page.wait(lambda: not page.all("entry"), "The log was not cleared")
    assert page.run("kept") == "1"
    page.find("restart").click()
    page.wait(lambda: page.state != "ready", "Python did not restart")
    page.wait_until_ready()
    page.run("kept")
    assert page.part("fault-type").text == "NameError"


def test_the_console_and_the_classifier_lead_to_each_other(page, site):
    page.find("nav-classify").click()
    page.wait(lambda: page.driver.current_url == site, "The link did not lead there")
    page.find("nav-console").click()
    page.wait(lambda: page.driver.current_url == page.site, "The link did not lead back")


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_window_does_not_scroll_sideways(page, width):
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        page.run("print('wide ' * 200)")
        assert page.gesture("overflow") == 0
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
