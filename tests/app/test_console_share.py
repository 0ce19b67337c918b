"""Sessions and programs as links and files: shown, and never run by themselves."""

from __future__ import annotations

import base64
import zlib

import pytest

from tests.app.console_page import ConsolePage
from tests.app.page import Page


def packed(code: bytes) -> str:
    """A link's fragment, as the page makes it."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = squeezer.compress(code) + squeezer.flush()
    return "#code=1." + base64.urlsafe_b64encode(data).decode().rstrip("=")


@pytest.fixture(scope="module")
def console(chrome, site):
    """The console's address in a browser; each test opens it."""
    return ConsolePage(chrome, site)


def notice(page) -> str:
    return page.wait(lambda: page.all("notice"), "There was no notice")[-1].text


def test_code_of_a_link_is_shown_and_waits(console):
    console.open(fragment=packed("print('it ran')\n'ä 🙂'".encode()))
    shown = console.wait(lambda: console.all("shared"), "The code was not shown")[0]
    assert "print('it ran')" in shown.text
    assert console.runs == 0
    console.after_run(console.find("shared-run").click)
    assert console.output() == "it ran\n'ä 🙂'"
    assert "#" not in console.driver.current_url
    assert not console.all("shared")


def test_code_of_a_link_is_edited_first(console):
    console.open(fragment=packed(b"1 + 1"))
    console.wait(lambda: console.all("shared"), "The code was not shown")
    console.find("shared-edit").click()
    assert console.prompt == "1 + 1"
    assert console.runs == 0


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("#code=1.AAAA____", "damaged"),
        ("#code=1.%%%", "damaged"),
        ("#code=9.abc", "another version"),
        ("#code=", "cut off"),
        (packed(b"# " + b"x" * 3_000_000), "more code than this page opens"),
        ("#code=1." + "A" * 300_000, "longer than any"),
        (packed(b"\xff\xfe\xff"), "no text"),
    ],
    ids=["noise", "no base64", "version", "empty", "bomb", "long", "binary"],
)
def test_a_bad_link_is_named_and_the_prompt_lives(console, fragment, words):
    console.open(fragment=fragment)
    assert words in notice(console)
    assert console.run("1 + 1") == "2"


def test_a_session_becomes_a_link_that_opens(console):
    console.open()
    console.run("numbers = [1, 2]")
    console.run("sum(numbers)")
    link = console.driver.execute_async_script(
        "const done = arguments[0];"
        "navigator.clipboard.writeText = (text) => (done(text), Promise.resolve());"
        "document.querySelector('[data-testid=share]').open = true;"
        "document.querySelector('[data-testid=share-link]').click();"
    )
    assert link.startswith(f"{console.site}#code=1.")
    assert "Copied" in console.wait(lambda: console.text("share-note"), "Nothing was said")
    console.open(fragment=link.removeprefix(console.site))
    console.wait(lambda: console.all("shared"), "The code was not shown")
    console.after_run(console.find("shared-run").click)
    assert console.output() == "3"


def saved(console, kind: str) -> str:
    """What a press on one of the files of the Share menu downloads."""
    return console.driver.execute_async_script(
        "const done = arguments[1]; const make = URL.createObjectURL;"
        "URL.createObjectURL = (blob) => {"
        "  URL.createObjectURL = make; blob.text().then(done); return 'blob:none'; };"
        "HTMLAnchorElement.prototype.click = () => {};"
        "document.querySelector('[data-testid=share]').open = true;"
        "document.querySelector(`[data-testid=share-${arguments[0]}]`).click();",
        kind,
    )


def test_a_session_becomes_files(console):
    import ast
    import json

    console.open()
    console.run("%time x = 20")
    console.run("print('text')\nx + 1")
    console.run("1 / 0")
    console.run('if True:\n    %time y = sorted(\'ab\')\nz = """\n%kept\n"""')
    console.run("%%writefile notes.txt\nit's no Python")
    program = saved(console, "py")
    assert "# %time x = 20" in program
    assert '    pass  # %time y = sorted(\'ab\')\nz = """\n%kept\n' in program
    ast.parse(program)
    notebook = json.loads(saved(console, "ipynb"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    cells = notebook["cells"]
    assert ["".join(cell["source"]) for cell in cells][1] == "print('text')\nx + 1"
    kinds = [[output["output_type"] for output in cell["outputs"]] for cell in cells]
    assert kinds[:3] == [["stream"], ["stream", "execute_result"], ["error"]]
    assert cells[1]["outputs"][1]["data"]["text/plain"] == ["21"]
    assert cells[2]["outputs"][0]["ename"] == "ZeroDivisionError"


def test_a_program_of_a_link_waits_for_run_even_when_a_picture_comes(chrome, site, pictures):
    page = Page(chrome, f"{site}{packed(b'photo and 42')}")
    page.driver.get("about:blank")
    page.driver.get(page.site)
    page.wait_for("ready", seconds=90)
    page.wait(lambda: "came with the link" in notice(page), "Nothing was said")
    page.site = site
    assert page.gesture("program") == "photo and 42"
    page.upload(pictures["red.png"])
    page.wait(lambda: page.find("photo-problem").is_displayed(), "There was no message")
    assert page.runs == 0
    page.after_run(page.find("run").click)
    assert page.text("value") == "42"
    page.after_run(lambda: page.upload(pictures["green.png"]))


def test_the_program_leads_into_the_console(chrome, site):
    page = Page(chrome, site).open()
    page.write_program("6 * 7")
    page.find("to-console").click()
    console = ConsolePage(chrome, site)
    console.wait_until_ready()
    console.wait(lambda: console.all("shared"), "The code was not shown")
    console.after_run(console.find("shared-run").click)
    assert console.output() == "42"


def test_a_program_becomes_a_link_and_files(chrome, site, pictures):
    import ast
    import json

    page = Page(chrome, site).open()
    source = "print('text')\nlen(photo) > 0"
    page.write_program(source)
    page.after_run(lambda: page.upload(pictures["red.png"]))
    program = saved(page, "py")
    assert program.rstrip().endswith(source)
    assert "# photo is the picture" in program
    ast.parse(program)
    notebook = json.loads(saved(page, "ipynb"))
    (cell,) = notebook["cells"]
    assert "".join(cell["source"]).endswith(source)
    assert [output["output_type"] for output in cell["outputs"]] == ["stream", "execute_result"]
    assert cell["outputs"][1]["data"]["text/plain"] == ["True"]
    page.write_program("1 / 0")
    page.after_run(page.find("run").click)
    (cell,) = json.loads(saved(page, "ipynb"))["cells"]
    assert cell["outputs"][-1]["ename"] == "ZeroDivisionError"
    link = page.driver.execute_async_script(
        "const done = arguments[0];"
        "navigator.clipboard.writeText = (text) => (done(text), Promise.resolve());"
        "document.querySelector('[data-testid=share]').open = true;"
        "document.querySelector('[data-testid=share-link]').click();"
    )
    assert link.startswith(f"{site}#code=1.")
    assert "Copied a link" in notice(page)
    # Opened where the page stands already, as by a bookmark.
    page.write_program("'another'")
    runs = page.runs
    page.driver.execute_script("location.hash = new URL(arguments[0]).hash", link)
    page.wait(lambda: page.gesture("program") == "1 / 0", "The program was not shown")
    assert page.runs == runs
    assert "came with the link" in notice(page)
