"""Names of variables, in models and in `.weights.h5` files, beside Keras's own."""

from __future__ import annotations

import json

import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser
from tests.browser.keras.test_layers import built, families, tensor
from tests.goldens.keras.layer_case import filled_in

FAMILIES = sorted({family for family, _ in families()})


def places(group, path=""):
    """Where each variable lies in a file, and its shape."""
    found = []
    for name, member in group.items():
        where = f"{path}/{name}" if path else name
        found += (
            [[where, list(member.shape)]] if hasattr(member, "dtype") else places(member, where)
        )
    return sorted(found)


@pytest.mark.parametrize("family", FAMILIES)
@in_browser
def test_variables_of_layers_have_keras_s_names(family):
    import tfjs as tf
    from tfjs.keras.saving.state import saved_state

    golden, seen, wrong = load("keras/names")["layers"], set(), []
    for row in load(f"keras/layers_{family}")["cases"]:
        name = row["layer"]
        if name in seen or "raises" in row.get("options", {}):
            continue
        if name not in golden or golden[name]["family"] != family:
            continue
        tf.keras.backend.clear_session()
        layer = built(row)
        inputs = filled_in(row["inputs"], tf.keras, tensor, [0])
        layer(*inputs, **filled_in(row["call"], tf.keras, tensor, [100]))
        if not layer.weights and not places(saved_state(layer)):
            continue  # the first of its cases that has any
        seen.add(name)
        found = {
            "paths": [w.path for w in layer.weights],
            "trainable": [w.path for w in layer.trainable_weights],
            "file": places(saved_state(layer)),
        }
        wrong += [(name, k, v, golden[name][k]) for k, v in found.items() if v != golden[name][k]]
    assert not wrong


@in_browser
def test_variables_of_optimizers_have_keras_s_names():
    import tfjs as tf
    from tfjs.keras.saving.state import saved_state

    wrong = []
    for text, wanted in load("keras/names")["optimizers"].items():
        name, _, options = text.partition(" ")
        tf.keras.backend.clear_session()
        layer = tf.keras.layers.Dense(2)
        layer.build((None, 3))
        optimizer = getattr(tf.keras.optimizers, name)(**json.loads(options))
        optimizer.build(layer.trainable_variables)
        found = {
            "names": [v.path.rpartition("/")[2] for v in optimizer.variables],
            "file": places(saved_state(optimizer)),
        }
        # Keras leaves the optimizer's name out of the paths of a few helpers, never of files.
        asked = wanted | {"names": [path.rpartition("/")[2] for path in wanted["paths"]]}
        wrong += [(text, k, v, asked[k]) for k, v in found.items() if v != asked[k]]
    assert not wrong
