"""The public names of Keras and their signatures: all there, or missing for a reason."""

from __future__ import annotations

import importlib

from tests.browser.goldens import load
from tests.browser.harness import in_browser, raises_words
from tests.goldens.keras.public_names import agree, described
from tests.goldens.keras.public_names_excused import DIFFERENT, MISSING


@in_browser
def test_every_name_of_keras_is_there_or_excused():
    import tfjs as tf

    faults, excuses = [], set()
    for module, names in load("keras/public_names").items():
        try:
            if module.endswith(" (methods)"):
                space = getattr(tf.keras, module.split()[0])
            else:
                space = importlib.import_module(f"tfjs.keras.{module}" if module else "tfjs.keras")
        except ImportError:
            space = None
        for name, wanted in names.items():
            full = f"{module}.{name}" if module else name
            found = described(getattr(space, name)) if hasattr(space, name) else None
            ours, excused = (MISSING, found is None) if found is None else (DIFFERENT, True)
            reason = ours.get(full) or (ours.get(f"{module}.*") if excused else None)
            if found is not None and agree(wanted, found):
                if full in MISSING or full in DIFFERENT:
                    faults.append(f"{full}: is there, and needs no excuse any more")
                continue
            if reason:
                excuses.add(full if full in ours else f"{module}.*")
            else:
                faults.append(f"{full}: {wanted} of Keras, {found or 'missing'} here")
    faults += [f"{name}: excused for nothing" for name in {*MISSING, *DIFFERENT} - excuses]
    assert not faults, "\n".join(sorted(faults))


@in_browser
def test_what_is_not_there_says_what_to_use():
    import tfjs as tf

    for path, words in (
        ("wrappers", "tf.keras.wrappers: scikit-learn"),
        ("distillation", "compute_loss"),
        ("applications.DenseNet121", "load_model"),
        ("layers.TFSMLayer", "model.save"),
        ("callbacks.OrbaxCheckpoint", "browsers lack"),
    ):
        *spaces, name = path.split(".")
        space = getattr(tf.keras, spaces[0]) if spaces else tf.keras
        assert not hasattr(space, name)
        with raises_words(AttributeError, words):
            getattr(space, name)
    with raises_words(AttributeError, "has no attribute 'Nonsense'"):
        tf.keras.layers.Nonsense  # noqa: B018
