"""Pipelines give what TensorFlow gives: elements, order, specs, number and names."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from tests.browser import goldens
from tests.browser.harness import in_browser

HERE = Path(__file__).resolve().parents[2] / "goldens" / "data"
sys.path.insert(0, str(HERE))
import pipelines  # noqa: E402 - lies with the goldens
import reading  # noqa: E402

MORE_IS_KNOWN = {("mapped_by_python", "spec")}
"""A function of Python gives a shape here; TensorFlow does not look."""

NAMES = list(pipelines.PIPELINES)


@pytest.mark.parametrize("start", range(0, len(NAMES), 12))
@in_browser
def test_pipelines_give_what_tensorflow_gives(start):
    import tfjs as tf

    expected = goldens.load("data/pipelines")
    faults = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pipelines.write_files(folder)
        for title in NAMES[start : start + 12]:
            tf.random.set_seed(1)
            try:
                told = reading.told(pipelines.PIPELINES[title](tf, folder))
            except Exception as error:
                faults.append(f"{title}: {type(error).__name__}: {error}")
                continue
            faults += [
                f"{title}: {key}\n  ours   {told.get(key)}\n  theirs {expected[title].get(key)}"
                for key in expected[title].keys() | told.keys()
                if (title, key) not in MORE_IS_KNOWN
                and not same(told.get(key), expected[title].get(key))
            ]
    assert not faults, "\n".join(faults)


def same(one, other):
    """Whether two plain structures agree, numbers to six digits."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) or isinstance(other, float):
        return one == pytest.approx(other, rel=1e-6)
    return one == other
