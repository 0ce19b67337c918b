"""Everything that the README shows is run."""

from __future__ import annotations

import re

import pytest

from serving.project import CHECKOUT

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
EXPECTED = re.compile(r"^(?P<code>.+?); // (?P<value>[-\[\d].*)$", re.MULTILINE)


def block(language: str) -> str:
    """The only code block of a language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found, f"the README has no {language} block"
    return found[0]


def test_the_program_prints_what_it_says(page):
    page.write_program(block("python"))
    page.after_run(page.press_run)
    shown = block("text").strip()
    page.wait(lambda: page.text("output").strip() == shown, f"the output was not {shown}")


@pytest.mark.parametrize(("code", "value"), EXPECTED.findall(block("js")))
def test_devtools_examples_give_what_they_say(page, code, value):
    script = f"const done = arguments[0]; (async () => JSON.stringify({code}))().then(done, done)"
    page.console.run("import tfjs as tf")
    assert page.driver.execute_async_script(script) == value.replace(", ", ",")


def test_the_other_devtools_examples_do_what_they_say(page):
    shown = block("js")
    assert 'py.backend("cpu")' in shown
    assert "py.interrupt()" in shown
    script = "const done = arguments[0]; py.backend('cpu').then((b) => done(b.current), done)"
    assert page.driver.execute_async_script(script) == "cpu"
    page.driver.execute_script("py.interrupt()")


def test_the_commands_and_files_exist():
    for command in block("console").split("\n"):
        words = command.split()
        if words[1:2] == ["-m"]:
            assert (CHECKOUT / words[2] / "__main__.py").is_file()
        elif words:
            assert (CHECKOUT / words[1]).is_file()
    for path in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (CHECKOUT / path).is_file(), path
