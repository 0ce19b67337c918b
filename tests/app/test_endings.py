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


def test_a_restart_ends_what_python_does_in_the_background(page):
    page.driver.execute_script(
        "globalThis.ticks = 0; globalThis.ticking = new BroadcastChannel('ticks');"
        "ticking.onmessage = () => { ticks += 1 }"
    )
    page.console.value(
        "import asyncio, js\nchannel = js.BroadcastChannel.new('ticks')\n"
        "async def tick():\n"
        "    while True:\n"
        "        channel.postMessage(1)\n"
        "        await asyncio.sleep(0.05)\n"
        "task = asyncio.ensure_future(tick())\nNone"
    )
    page.wait(lambda: page.driver.execute_script("return ticks") > 2, "Nothing ticked")
    page.driver.execute_async_script("py.restart().then(arguments[0])")
    still = (
        "const done = arguments[0]; setTimeout(() => { const before = ticks;"
        "setTimeout(() => { ticking.close(); done(ticks - before) }, 500) }, 500)"
    )
    assert page.driver.execute_async_script(still) == 0
    assert page.console.value("'task' in globals()")["value"] is False
