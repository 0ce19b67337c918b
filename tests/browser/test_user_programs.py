"""Programs written for TensorFlow run here with another import line, and print the same.

What TensorFlow prints for each is in `goldens/data/programs.json`; see `goldens/README.md`.
"""

import re
from pathlib import Path

import pytest

from tests.browser.harness import in_browser

FOLDER = Path(__file__).parent / "programs"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)")
RELATIVE, ABSOLUTE = 2e-3, 1e-4
"""Training steps differ in the order of sums, which a few of them make larger."""


def words_of(line):
    """The line without its numbers, and without the spaces that line them up."""
    text = re.sub(r"\s+", " ", NUMBER.sub("#", line)).strip()
    return re.sub(r"(?<=[\[(]) | (?=[\])])", "", text)


def lines_of(text):
    """Lines; an array's rows are one."""
    joined = re.sub(r"\n(?=\s+\[)|\n(?=\s+#)", " ", text)
    return [line for line in joined.splitlines() if line.strip()]


def differs(ours, theirs):
    if words_of(ours) != words_of(theirs):
        return True
    pairs = zip(NUMBER.findall(ours), NUMBER.findall(theirs), strict=True)
    return any(
        abs(float(a) - float(b)) > ABSOLUTE + RELATIVE * max(abs(float(a)), abs(float(b)))
        for a, b in pairs
    )


@pytest.mark.parametrize("name", NAMES)
@in_browser
def test_a_program_prints_what_it_prints_with_tensorflow(name):
    import contextlib
    import io
    import os
    import tempfile
    import warnings

    from tests.browser.goldens import load

    path = FOLDER / f"{name}.py"
    source = re.sub(r"^(import|from) tensorflow\b", r"\1 tfjs", path.read_text(), flags=re.M)
    out, before = io.StringIO(), Path.cwd()
    names = {"__name__": "__main__"}  # functions and what they recorded may hold each other here
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
                exec(compile(source, str(path), "exec"), names)
        finally:
            os.chdir(before)
    ours, theirs = lines_of(out.getvalue()), lines_of(load("data/programs")[name])
    wrong = [f"{a}\n  TensorFlow: {b}" for a, b in zip(ours, theirs, strict=False) if differs(a, b)]
    assert not wrong, "\n".join(wrong[:5])
    assert len(ours) == len(theirs)
