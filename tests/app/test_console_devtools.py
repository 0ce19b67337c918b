"""`py` in DevTools, beyond running code; on any page of the site."""

from __future__ import annotations

import pytest

from tests.app.console_page import ConsolePage
from tests.app.page import Page


@pytest.fixture(scope="module")
def page(chrome, site):
    """The console, loaded once for this module."""
    return ConsolePage(chrome, site).open()


def js(page, expression):
    """What an expression of JavaScript resolves to; its failure is an Error's text."""
    script = (
        f"const done = arguments[0]; (async () => ({expression}))()"
        ".then(done, (error) => done(`${error.name}: ${error.stack}`))"
    )
    return page.driver.execute_async_script(script)


def test_frames_are_rows_for_a_table(page):
    code = "import pandas as pd; pd.DataFrame({'n': [1, 2], 's': ['a', 'b']})"
    assert js(page, f'await py("{code}")') == [{"n": 1, "s": "a"}, {"n": 2, "s": "b"}]
    code = "pd.DataFrame({'n': [1]}, index=pd.Index(['x'], name='key'))"
    assert js(page, f'await py("{code}")') == [{"key": "x", "n": 1}]
    code = "pd.DataFrame({'key': ['x'], 'n': [1]}).set_index('key', drop=False)"
    assert js(page, f'await py("{code}")') == [{"key": "x", "n": 1}]
    assert js(page, "await py(\"pd.Series({'a': 1.5})\")") == {"a": 1.5}
    assert js(page, "await py(\"pd.Timestamp('2026-01-02')\")") == "2026-01-02T00:00:00"


def test_variables_are_told(page):
    js(page, 'await py("import numpy as np; grid = np.zeros((2, 3))")')
    rows = js(page, "await py.vars()")
    grid = next(row for row in rows if row["name"] == "grid")
    assert (grid["type"], grid["dtype"], grid["bytes"]) == ("ndarray", "float64", 48)


def test_files_are_written_listed_read_and_deleted(page):
    js(page, "await py.files.write('a/b.txt', 'hello')")
    assert {"path": "a/b.txt", "bytes": 5} in js(page, "await py.files.list()")
    assert js(page, "new TextDecoder().decode(await py.files.read('a/b.txt'))") == "hello"
    js(page, "await py.files.delete('a/b.txt')")
    assert "there is no file" in js(page, "await py.files.read('a/b.txt')")
    assert "expected the name of a file below" in js(page, "await py.files.read('../x')")


def test_what_is_done_from_devtools_shows_in_the_page(page):
    js(page, "await py.files.write('from_devtools.txt', 'x')")
    page.find("tab-files").click()
    page.wait(lambda: page.file("from_devtools.txt"), "The file was not listed")
    page.find("tab-variables").click()
    js(page, "await py('from_devtools = 1')")
    page.wait(lambda: page.all("variable-from_devtools"), "The variable was not listed")
    js(page, "await py.files.delete('from_devtools.txt')")


def test_help_explains_a_name(page):
    assert "py.install" in js(page, "py.help()")
    assert js(page, "await py.help('len')").startswith("len(obj, /)")
    assert "nothing of that name" in js(page, "await py.help('nowhere')")


def test_a_package_that_does_not_exist_is_named(page):
    assert "surely-not-a-package-xyz" in js(page, "await py.install('surely-not-a-package-xyz')")


def test_a_syntax_error_points_at_the_character(page):
    lines = js(page, "await py('value = = 3')").splitlines()
    assert "value = = 3" in lines[-3]
    assert lines[-2].index("^") == lines[-3].rindex("=")


def test_what_came_of_a_restarted_runtime_stays_or_says_so(page):
    js(page, "await py('import tfjs as tf; kept = tf.constant([1., 2.]); f = tf.function(tf.abs)')")
    page.run("kept * 2.0")
    code = (
        "globalThis.old = await py('kept');"
        "globalThis.waits = py('import asyncio; await asyncio.sleep(3600)').catch(String);"
    )
    page.driver.execute_async_script(f"(async () => {{ {code} }})().then(arguments[0])")
    page.driver.execute_async_script("py.restart().then(arguments[0])")
    page.wait_until_ready()
    assert "RuntimeDied: the runtime was restarted" in js(page, "await globalThis.waits")
    # What JavaScript was given are its own numbers; names in Python are gone, and say so.
    assert js(page, "[...globalThis.old]") == [1.0, 2.0]
    for name in ("kept", "tf", "f(kept)"):
        assert "NameError" in js(page, f"await py('{name}')")
    page.run("_ + 1")
    assert page.part("fault-type").text == "NameError"
    # Numbers from before may go in again, as a tensor of the new runtime.
    script = "await py`import tfjs as tf; tf.constant(${globalThis.old}) + 1.0`"
    assert js(page, f"[...({script})]") == [2.0, 3.0]


def test_an_error_in_the_background_is_shown_on_every_page(page):
    code = (
        "import asyncio\nasync def fail():\n    await asyncio.sleep(0.01)\n"
        "    raise ValueError('nobody awaits')\n\nlost = asyncio.create_task(fail()); None"
    )
    js(page, f"await py({code!r})")
    page.wait(lambda: "nobody awaits" in page.text("log"), "Nothing was said")
    classify = Page(page.driver, page.root).open()
    js(classify, f"await py({code!r})")
    classify.wait(lambda: "nobody awaits" in classify.text("output"), "Nothing was said")
