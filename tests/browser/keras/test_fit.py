"""`fit`: whole fits beside Keras's, and what else it promises."""

from __future__ import annotations

import json
import warnings
from typing import Any

import numpy as np
import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import in_browser, no_new_tensors, raises_words, use_or_skip

FITS = list(json.loads((FOLDER / "keras" / "fits.json").read_text(encoding="utf-8"))["cases"])


def dense(units: int = 1, inputs: int = 3, **compiled: Any) -> Any:
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((inputs,)), tf.keras.layers.Dense(units)])
    model.compile(**{"optimizer": "sgd", "loss": "mse", **compiled})
    return model


def numbers(*shape: int) -> Any:
    return np.random.default_rng(0).normal(size=shape).astype(np.float32)


def close(found: Any, wanted: Any, what: str) -> None:
    """Within 1e-4 of the largest number."""
    found, wanted = np.asarray(found), np.asarray(wanted)
    assert found.shape == wanted.shape, what
    scale = max(float(np.abs(wanted).max(initial=0)), 1e-2)
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-4 * scale, err_msg=what)


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@pytest.mark.parametrize("name", FITS)
@in_browser
def test_a_fit_agrees_with_keras(name, backend):
    import tfjs as tf

    from tests.browser.keras import fit_cases

    wanted = load("keras/fits")["cases"][name]
    use_or_skip(backend)
    found = fit_cases.run(tf.keras, name)
    assert list(found["history"]) == list(wanted["history"])
    for key, values in wanted["history"].items():
        close(found["history"][key], values, key)
    for number, (mine, theirs) in enumerate(zip(found["weights"], wanted["weights"], strict=True)):
        close(mine, theirs, f"weight {number}")
    assert list(found["evaluate"]) == list(wanted["evaluate"])
    close(list(found["evaluate"].values()), list(wanted["evaluate"].values()), "evaluate")
    several = isinstance(found["predict"], list)
    for mine, theirs in zip(
        found["predict"] if several else [found["predict"]],
        wanted["predict"] if several else [wanted["predict"]],
        strict=True,
    ):
        close(mine, theirs, "predict")
