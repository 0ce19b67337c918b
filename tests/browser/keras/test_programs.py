"""Programs written for Keras, as its guides and examples have them: only the imports change."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path

import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import in_browser

NAMES = sorted(path.stem for path in (FOLDER / "keras" / "programs").glob("*.py"))

NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|inf|nan)(?!\w)")
CHANGES = re.compile(r"\b\d+(?:ms|s|us)(?:/(?:step|epoch))?\b|tensorflow|tfjs|tf\.|0x[0-9a-f]+")
"""What may differ: times, addresses, and where the library lies."""


def ported(source):
    """A program with its import lines changed."""
    for old, new in (
        (r"^import keras$", "from tfjs import keras"),
        (r"^from keras\b", "from tfjs.keras"),
        (r"^import tensorflow as tf$", "import tfjs as tf"),
    ):
        source = re.sub(old, new, source, flags=re.M)
    return source


def parts(line):
    """The text of a line without its numbers and blanks, and the numbers."""
    line = CHANGES.sub("", line)
    return re.sub(r"\s+", "", NUMBER.sub("#", line)), [float(n) for n in NUMBER.findall(line)]


def agree(found, wanted):
    (text, numbers), (other, others) = parts(found), parts(wanted)
    return text == other and numbers == pytest.approx(others, rel=2e-3, abs=3e-4, nan_ok=True)


@pytest.mark.parametrize("name", NAMES)
@in_browser
def test_a_program_prints_what_it_prints_with_keras(name):
    from tfjs import keras

    keras.backend.clear_session()
    source = ported((FOLDER / "keras" / "programs" / f"{name}.py").read_text())
    output = io.StringIO()
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(output):
                exec(compile(source, f"{name}.py", "exec"), {"__name__": "__main__"})
        finally:
            os.chdir(before)
            keras.backend.clear_session()
    found = [line for line in output.getvalue().splitlines() if line.strip()]
    wanted = load("keras/programs")[name]
    pairs = zip(found, wanted, strict=False)
    faults = [f"{one}\n  with Keras: {two}" for one, two in pairs if not agree(one, two)]
    assert not faults, "\n".join(faults[:10])
    assert len(found) == len(wanted)
