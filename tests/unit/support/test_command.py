"""What `python -m tests` decides before pytest runs."""

from __future__ import annotations

import pytest

from serving.errors import ServingError
from serving.project import CHECKOUT
from tests.support import browsers, command


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        ([], True),
        (["-k", "bridge"], True),
        (["tests/browser"], True),
        (["tests/unit", "tests/app"], True),
        (["tests/unit"], False),
        (["tests/unit/serving/test_app.py::test_x", "-q"], False),
    ],
)
def test_a_browser_is_needed_unless_only_unit_tests_are_named(monkeypatch, arguments, needed):
    monkeypatch.chdir(CHECKOUT)
    assert command.needs_browser(arguments, CHECKOUT) is needed


def test_a_whole_run_takes_a_process_for_each_core(monkeypatch):
    monkeypatch.chdir(CHECKOUT)
    assert command.processes([], 2) == ["-n", "2", "--dist", "worksteal"]
    assert command.processes(["-q"], 64) == ["-n", "4", "--dist", "worksteal"]
    assert command.processes([], 1) == []
    assert command.processes(["tests/unit"], 2) == []
    assert command.processes(["-n0"], 2) == []


def test_no_browser_and_no_right_to_install_one_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(browsers, "chrome", lambda: None)
    monkeypatch.setattr(browsers, "_may_install", lambda: False)
    with pytest.raises(ServingError, match=r"apt install chromium chromium-driver.*CHROME"):
        browsers.ensure(tmp_path)


def test_what_cannot_be_installed_is_asked_for_once(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(browsers, "chrome", lambda: "/there")
    monkeypatch.setattr(browsers, "chromedriver", lambda: "/there")
    monkeypatch.setattr(browsers, "_missing_extras", lambda: ["firefox-esr"])
    monkeypatch.setattr(browsers, "_may_install", lambda: True)
    monkeypatch.setattr(browsers, "_quietly", lambda words: asked.append(words) or False)
    browsers.ensure(tmp_path)
    assert any("firefox-esr" in words for words in asked)
    asked.clear()
    browsers.ensure(tmp_path)
    assert asked == []


def test_a_browser_named_in_the_environment_is_taken(monkeypatch):
    monkeypatch.setenv("CHROME", "/my/chrome")
    assert browsers.chrome() == "/my/chrome"
