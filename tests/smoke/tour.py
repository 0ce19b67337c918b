"""What every browser is asked to do, and how its answer is read."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from tests.support.models import GRAPH, LABELS
from tests.support.site import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 240
TINY = {"url": f"/models/{GRAPH}/model.json", "labels": list(LABELS), "input_range": [0, 1]}
REAL = {"url": "/models/mobilenet_v1_025_224_graph/model.json"}
RED, CAT = "red.png", "cat_tabby_224.jpg"

_ASK = """
document.documentElement.dataset.smokeAsked = arguments[0];
const script = document.createElement("script");
script.type = "module";
script.src = arguments[1];
document.head.append(script);
"""
_READ = "return document.documentElement.dataset.smoke || null;"


def tour(execute: Callable[..., Any], site: str, file: str, model: dict[str, Any]) -> Any:
    """Take the tour; `execute` runs a script in the page, with arguments."""
    return _taken(execute, f"{site}{PREFIX}/smoke.js", {"file": file, "model": model})


def console_tour(execute: Callable[..., Any], site: str, part: str = "first") -> Any:
    """Visit the console; "again" looks for what the first visit has left, "brief" asks nobody."""
    answer = _taken(execute, f"{site}{PREFIX}/console_tour.js", {"part": part})
    assert "error" not in answer, answer["error"]
    return answer


def check_brief(answer: Any) -> None:
    """Values, printing and errors went well."""
    assert answer["value"] == "42"
    assert answer["printed"] == "\N{LATIN SMALL LETTER A WITH DIAERESIS} \N{SLIGHTLY SMILING FACE}"
    assert answer["fault"] == "ZeroDivisionError"


def check_console(answer: Any) -> None:
    """The first visit went well, Stop included."""
    check_brief(answer)
    assert answer["completed"].startswith("json")
    assert answer["hello"].endswith("Hello Ada")
    assert "Kept in this browser" in answer["note"]
    assert answer["file"] == "'still here'"
    assert "Variables are kept" in answer["stop"]["told"]
    assert answer["stop"]["kept"] == "'here'"


def _taken(execute: Callable[..., Any], script: str, asked: dict[str, Any]) -> Any:
    execute(_ASK, json.dumps(asked), script)
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        answer = execute(_READ)
        if answer:
            return json.loads(answer)
        time.sleep(0.2)  # no driver of these can wait for a state by itself
    raise AssertionError(f"No answer within {SECONDS} s.")


def check(answer: Any, label: str) -> None:
    """The tour went well."""
    assert "error" not in answer, answer["error"]
    assert answer["sum"] == 6.5
    assert answer["label"].startswith(label)
    assert answer["backend"] == "wasm"
