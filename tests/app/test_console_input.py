"""`input()` where Python cannot be suspended: it waits all the same, and the page goes on."""

from __future__ import annotations

from selenium.webdriver import Keys
from starlette.responses import Response
from starlette.routing import Route

from serving.project import CHECKOUT
from tests.app.console_page import ConsolePage
from tests.support.chromium import chromium
from tests.support.site import serving_site

NO_SUSPENDING = "delete WebAssembly.Suspending; delete WebAssembly.promising;"
WEBKIT = (
    "Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 (Macintosh) "
    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15' });"
)
CONTROLLED = (
    "const { serviceWorker } = navigator; const done = arguments[0];"
    "if (serviceWorker.controller) done(true);"
    "else serviceWorker.addEventListener('controllerchange', () => done(true), { once: true });"
)


def _worker(request):
    """The worker's code, after what hides something of the browser from it."""
    text = (CHECKOUT / "web" / "worker" / "worker.js").read_text(encoding="utf-8")
    first = 'import "./hide.js";\nimport "./worker.js?real";\n'
    text = text if request.url.query == "real" else first
    return Response(text, media_type="text/javascript")


def without(*lines: str):
    """Routes to a worker that runs these lines first."""

    def hide(_):
        return Response("".join(lines), media_type="text/javascript")

    return Route("/worker/worker.js", _worker), Route("/worker/hide.js", hide)


def asked(page: ConsolePage):
    """The field of the question that waits."""
    fields = page.wait(lambda: page.all("question"), "There was no question")
    assert len(fields) == 1
    return fields[0]


def answers_lines_and_ends(page: ConsolePage) -> None:
    page.begin("name = input('Who? ')\nprint('Hello', name)")
    field = asked(page)
    # The page is not frozen: it measures, paints and counts while Python waits.
    script = "const done = arguments[0]; let n = 0; setInterval(() => ++n > 5 && done(n), 10)"
    assert page.driver.execute_async_script(script) > 5
    page.after_run(lambda: field.send_keys("Ada \N{GRINNING FACE}", Keys.ENTER))
    assert page.output() == "Who? \nAda \N{GRINNING FACE}\nHello Ada \N{GRINNING FACE}"

    page.begin("import sys\nwords = [line.strip() for line in sys.stdin]\nwords")
    for word in ("one", "two"):
        asked(page).send_keys(word, Keys.ENTER)
        page.wait(
            lambda word=word: word in page.find("log").text.rpartition("words\n")[2],
            "The answer was not shown",
        )
    field = asked(page)
    page.after_run(lambda: (field.click(), page.press("d", control=True)))
    assert page.output().endswith("['one', 'two']")


def is_stopped(page: ConsolePage) -> None:
    for press in (page.find("stop").click, lambda: page.press("c", control=True)):
        page.begin("kept = 'here'\ninput('Stop me: ')")
        asked(page).click()
        page.after_run(press)
        assert "Stopped" in page.output()
        assert page.run("kept") == "'here'"


def test_shared_memory_brings_the_answer(world, models_folder):
    with (
        serving_site(models_folder, without(NO_SUSPENDING)) as site,
        chromium(flags=(world.flag,)) as driver,
    ):
        page = ConsolePage(driver, site).open()
        assert page.run("from studio import host; host.can_suspend()") == "False"
        assert page.run("host.answers_by()") == "'mail'"
        answers_lines_and_ends(page)
        is_stopped(page)
        page.begin("len(input())")
        field = asked(page)
        page.driver.execute_script("arguments[0].value = 'ü'.repeat(300000)", field)
        page.after_run(lambda: field.send_keys(Keys.ENTER))
        assert page.output().endswith("300000")


def test_where_a_worker_never_wakes_from_such_a_wait_a_message_says_what_to_write(
    world, models_folder
):
    routes = without(NO_SUSPENDING, WEBKIT)
    with serving_site(models_folder, routes) as site, chromium(flags=(world.flag,)) as driver:
        page = ConsolePage(driver, site).open()
        assert "await ask('…')" in page.run("input()")
        page.begin("name = await ask('Who? ')\nprint('Hello', name)")
        field = asked(page)
        page.after_run(lambda: field.send_keys("Ada", Keys.ENTER))
        assert page.output().endswith("Hello Ada")


def test_without_it_the_service_worker_does_and_before_it_is_there_a_message(world, models_folder):
    with (
        serving_site(models_folder, without(NO_SUSPENDING), isolated=False) as site,
        chromium(flags=(world.flag,)) as driver,
    ):
        page = ConsolePage(driver, site).open()
        assert page.run("from studio import host; host.can_suspend()") == "False"
        if page.run("host.answers_by()") == "''":  # a first visit: it is being installed
            assert "await ask('…')" in page.run("input()")
            driver.execute_async_script(CONTROLLED)
            page.open()
        assert page.run("from studio import host; host.answers_by()") == "'service'"
        answers_lines_and_ends(page)
        is_stopped(page)


def test_a_debugger_and_interactive_help_ask_and_may_be_stopped_or_left(chrome, site):
    page = ConsolePage(chrome, site).open()
    page.begin("help()")
    asked(page)
    page.after_run(page.find("stop").click)
    page.begin("x = 41\nimport pdb; pdb.set_trace()\nx + 1")
    asked(page).send_keys("p x * 2", Keys.ENTER)
    page.wait(lambda: "82" in page.find("log").text, "The debugger did not answer")
    asked(page)
    page.find("stop").click()  # a debugger takes note of it, and asks again
    page.wait(lambda: "--KeyboardInterrupt--" in page.find("log").text, "It was not heard")
    field = asked(page)
    page.after_run(lambda: field.send_keys("c", Keys.ENTER))
    page.wait(lambda: "42" in page.find("log").text.splitlines(), "There was no value")
