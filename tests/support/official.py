"""The official JavaScript package's answers, from the page that the browser tests run in."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from tests.support.site import PREFIX
from tests.support.worker import call_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.worker import Worker

MODEL = "models/mobilenet_v1_025_224_graph/model.json"
INPUT_RANGE = (0, 1)


def classify(worker: Worker, photo: Path, count: int) -> list[tuple[str, float]]:
    """Labels and probabilities that `@tensorflow-models/mobilenet` gives for a file."""
    answer = _ask(worker, "classify", photo, MODEL, list(INPUT_RANGE), count)
    return [(guess["className"], guess["probability"]) for guess in answer]


def pixels(worker: Worker, photo: Path) -> tuple[int, int, bytes]:
    """Width, height and RGBA bytes of a file as the browser shows it."""
    answer = _ask(worker, "pixels", photo)
    return answer["width"], answer["height"], base64.b64decode(answer["rgba"])


def _ask(worker: Worker, name: str, photo: Path, *arguments: Any) -> Any:
    worker.driver.set_script_timeout(120)
    script = f"{worker.site}{PREFIX}/official.js"
    text = base64.b64encode(photo.read_bytes()).decode("ascii")
    return call_page(worker.driver, script, name, text, *arguments)
