"""A page that is left, and kept by the browser for Back."""

from __future__ import annotations

from tests.app.console_page import ConsolePage

AT_WORK = "import numpy\nwhile True: total = numpy.ones(100_000).sum()"
LEFT = "Python was ended, because this page was left while it worked."
AWAY = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
NO_STATE = "Nothing was said of it"


def leave_and_return(page: ConsolePage) -> None:
    page.find("nav-classify").click()
    page.wait(lambda: page.driver.current_url == page.root, "The link did not lead there")
    page.driver.back()
    page.wait(lambda: page.driver.current_url == page.site, "Back did not lead back")
    page.wait_until_ready()


def test_a_page_that_is_left_at_any_time_lives_on(chrome, site):
    page = ConsolePage(chrome, site).open()
    for _ in range(2):
        page.begin(AT_WORK)
        leave_and_return(page)
        assert page.run("1 + 1") == "2"
    page.driver.refresh()  # and is left in the middle of its start
    leave_and_return(page)
    assert page.run("1 + 1") == "2"


def test_python_that_waits_is_kept_and_python_at_work_is_ended(chrome, site):
    page = ConsolePage(chrome, site).open()
    page.run("kept = 41")
    page.driver.execute_script(AWAY)
    page.driver.execute_script(BACK)
    assert page.run("kept") == "41"

    page.begin(AT_WORK)
    page.driver.execute_script(AWAY)
    page.wait(lambda: LEFT in page.find("log").text, NO_STATE)
    page.wait_for("booting")  # and stays so until the page is shown
    page.driver.execute_script(BACK)
    page.wait_until_ready()
    assert "NameError" in page.run("kept")


def test_python_at_work_of_the_pages_own_comes_back_by_itself(chrome, site):
    page = ConsolePage(chrome, site).open()
    asked = f"py.call('time.sleep', 60).catch(() => {{}}); setTimeout(() => {AWAY})"
    page.driver.execute_script(asked)
    page.wait_for("dead")
    page.driver.execute_script(BACK)
    page.wait_until_ready()
    assert page.run("1 + 1") == "2"


def test_a_page_that_was_left_is_no_other_tab(chrome, site):
    held = (
        "const done = arguments[0]; navigator.locks.query().then((all) =>"
        " done(all.held.some((lock) => lock.name === 'tfjs-console')))"
    )
    page = ConsolePage(chrome, site).open()
    is_held = lambda: page.driver.execute_async_script(held)  # noqa: E731
    assert is_held()
    page.driver.execute_script(AWAY)
    page.wait(lambda: not is_held(), "It counts as open")
    page.driver.execute_script(BACK)
    page.wait(is_held, "It does not count as open")
    assert not page.all("notice")


def test_the_classifier_says_what_became_of_its_program(page):
    page.write_program("while True: pass")
    page.find("run").click()
    page.wait_for("running")
    page.driver.execute_script(AWAY)
    page.wait_for("dead")
    assert LEFT in page.find("app").text
    page.driver.execute_script(BACK)
    page.write_program("'again'")
    page.find("restart").click()
    page.wait_for("ready", "result", seconds=60)
    page.after_run(page.find("run").click)
    assert page.text("value") == "'again'"
