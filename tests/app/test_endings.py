"""A worker that ends by itself, and errors in it that do not end it."""

from __future__ import annotations


def test_a_worker_that_closes_itself_is_noticed(page):
    page.write_program("import asyncio, js\njs.close()\nawait asyncio.sleep(3600)")
    page.find("run").click()
    page.wait_for("dead")
    assert "ended by itself" in page.find("app").get_attribute("textContent")
    page.write_program("'again'")
    page.find("restart").click()
    page.wait_for("ready", "result", seconds=60)
    page.after_run(page.find("run").click)
    assert page.text("value") == "'again'"


def test_what_waits_for_a_worker_that_ends_is_told(page):
    script = (
        "const done = arguments[0];"
        "py('import asyncio, js; js.close(); await asyncio.sleep(3600)')"
        ".catch((error) => done(error.name))"
    )
    assert page.driver.execute_async_script(script) == "RuntimeDied"
    page.find("restart").click()
    page.wait_for("ready", "result", seconds=60)


def test_an_error_in_a_timer_of_the_worker_does_not_end_python(page):
    page.console.value(
        "import js\nfrom pyodide.ffi import create_once_callable\nkept = 1\n"
        "js.setTimeout(create_once_callable(lambda: 1 / 0), 0)\nNone"
    )
    page.wait(lambda: "ZeroDivisionError" in page.text("notices"), "Nothing was said")
    assert page.console.value("kept")["value"] == 1
