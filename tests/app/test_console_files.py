"""The console's files: added, downloaded, deleted, and kept across visits."""

from __future__ import annotations

import base64

import pytest

from tests.app.console_page import ConsolePage


@pytest.fixture
def page(chrome, site):
    """The console, without files."""
    page = ConsolePage(chrome, site).open()
    page.run(
        "import os, shutil\nfor n in os.listdir():\n"
        "    shutil.rmtree(n) if os.path.isdir(n) else os.remove(n)"
    )
    page.find("tab-files").click()
    page.wait(lambda: not page.driver.find_elements("css selector", ".file"), "Files were left")
    return page


def test_a_file_is_added_read_and_kept_across_visits(page, tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("a,b\n1,2\n")
    page.find("files-input").send_keys(str(path))
    page.wait(lambda: page.file("data.csv"), "The file was not listed")
    assert page.run("print(open('data.csv').read())") == "a,b\n1,2"
    page.open()
    assert page.run("print(open('data.csv').read())") == "a,b\n1,2"


def test_a_dropped_file_is_added(page):
    page.gesture("drop", base64.b64encode(b"dropped").decode(), "note.txt", "text/plain")
    page.wait(lambda: page.file("note.txt"), "The file was not listed")
    assert page.run("open('note.txt').read()") == "'dropped'"


def test_what_python_writes_is_listed_downloaded_and_deleted(page):
    page.run(
        "from pathlib import Path\nPath('out').mkdir()\nPath('out/made.txt').write_text('made')"
    )
    row = page.wait(lambda: page.file("out/made.txt"), "The file was not listed")[0]
    assert "4 B" in row.text
    script = (
        "const done = arguments[1]; const make = URL.createObjectURL;"
        "URL.createObjectURL = (blob) => {"
        "  URL.createObjectURL = make; blob.text().then(done); return 'blob:none'; };"
        "HTMLAnchorElement.prototype.click = () => {};"
        "arguments[0].querySelector('button').click();"
    )
    assert page.driver.execute_async_script(script, row) == "made"
    page.open()
    page.find("tab-files").click()
    row = page.wait(lambda: page.file("out/made.txt"), "The file was not restored")[0]
    row.find_elements("tag name", "button")[-1].click()
    page.wait(lambda: not page.file("out/made.txt"), "The file was not deleted")
    page.open()
    assert page.run("os = __import__('os'); os.listdir()") == "[]"


def test_files_survive_a_restart_and_are_completed(page):
    page.run("open('survivor.txt', 'w').write('x')")
    page.wait(lambda: page.file("survivor.txt"), "The file was not listed")
    page.find("restart").click()
    page.wait(lambda: page.state != "ready", "Python did not restart")
    page.wait_until_ready()
    assert page.run("open('survivor.txt').read()") == "'x'"
    page.focus()
    page.press("open('surv")
    page.wait(lambda: page.in_prompt(".cm-tooltip-autocomplete li"), "There was no completion")
    page.press("\ue004")
    assert "survivor.txt" in page.prompt
