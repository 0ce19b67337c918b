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
    page.wait_until_kept()
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
    page.wait_until_kept()
    page.open()
    page.find("tab-files").click()
    row = page.wait(lambda: page.file("out/made.txt"), "The file was not restored")[0]
    row.find_elements("tag name", "button")[-1].click()
    page.wait(lambda: not page.file("out/made.txt"), "The file was not deleted")
    page.wait_until_kept()
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


def test_a_restart_in_the_middle_of_a_run_loses_no_file(page):
    page.run("for n in range(3):\n    open(f'kept{n}.txt', 'w').write(str(n))")
    page.wait(lambda: page.file("kept2.txt"), "The files were not listed")
    page.begin("import asyncio; await asyncio.sleep(3600)")
    page.wait(lambda: page.state == "running", "The run did not begin")
    page.wait_until_kept()
    page.find("restart").click()
    page.wait(lambda: page.state == "booting", "Python did not restart")
    page.wait_until_ready()
    assert "files stay as they were before the input that was cut off." in page.text("log")
    page.run("1")  # what follows an input saves
    page.wait_until_kept()
    page.open()
    names = page.run("import os; sorted(os.listdir())")
    assert names == "['kept0.txt', 'kept1.txt', 'kept2.txt']"


def test_more_files_than_are_listed_are_kept(page):
    page.run("from studio.repl import files\nfiles._MOST = 2\nopen('z-last.txt', 'w').write('z')\n")
    page.wait_until_kept()
    page.run("for n in range(3): open(f'{n}.txt', 'w').close()")
    page.wait(lambda: "2 more are not listed" in page.text("files-note"), "Nothing was said")
    page.wait_until_kept()
    page.open()
    assert page.run("open('z-last.txt').read()") == "'z'"


def test_without_opfs_a_database_keeps_them(page):
    source = "delete FileSystemFileHandle.prototype.createWritable;"
    added = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    try:
        page.open()
        page.run("import os\nos.makedirs('a/b')\nopen('a/b/c.bin', 'wb').write(bytes(range(256)))")
        page.find("tab-files").click()
        page.wait(lambda: page.file("a/b/c.bin"), "The file was not listed")
        page.wait_until_kept()
        assert "Kept in this browser" in page.text("files-note")
        page.wait_until_kept()
        page.open()
        assert page.run("open('a/b/c.bin', 'rb').read() == bytes(range(256))") == "True"
        page.run("import os; os.remove('a/b/c.bin')")
        page.wait_until_kept()
        page.open()
        assert page.run("import os; os.path.exists('a/b/c.bin')") == "False"
    finally:
        name = {"identifier": added["identifier"]}
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", name)
        page.wait_until_kept()
        page.open()


def test_two_tabs_keep_what_either_writes(page):
    page.run("open('first.txt', 'w').write('first')")
    page.wait(lambda: page.file("first.txt"), "The file was not listed")
    first = page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")
    try:
        second = ConsolePage(page.driver, page.root).open()
        assert second.run("open('first.txt').read()") == "'first'"
        second.run(
            "open('second.txt', 'w').write('second')\nopen('first.txt', 'a').write(' of two')"
        )
        second.find("tab-files").click()
        second.wait(lambda: second.file("second.txt"), "The file was not listed")
        second.wait_until_kept()
    finally:
        page.driver.close()
        page.driver.switch_to.window(first)
    page.run("open('third.txt', 'w').write('third')")
    page.wait(lambda: page.file("third.txt"), "The file was not listed")
    page.wait_until_kept()
    page.open()
    names = page.run("import os; {n: open(n).read() for n in sorted(os.listdir())}")
    assert names == "{'first.txt': 'first of two', 'second.txt': 'second', 'third.txt': 'third'}"
