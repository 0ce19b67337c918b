"""What weights must be after a step: Keras's own numbers."""

from __future__ import annotations

import numpy as np

from tests.browser.goldens import load
from tests.browser.harness import in_browser, raises_words
from tests.goldens.keras.layer_case import array_of, floats


@in_browser
def test_constraints_give_what_keras_gives():
    import tfjs as tf

    constraints = tf.keras.constraints
    for row in load("keras/constraints")["cases"]:
        made = getattr(constraints, row["name"])(**row["arguments"])
        given = array_of(floats(3, 4), 1)
        for weight in (tf.constant(given), tf.Variable(given)):
            found = np.ravel(made(weight).numpy())
            np.testing.assert_allclose(found, row["values"], rtol=1e-5, atol=1e-7, err_msg=str(row))
        assert constraints.serialize(made) == row["config"]
        again = constraints.deserialize(row["config"])
        assert constraints.serialize(again) == row["config"]


@in_browser
def test_a_constraint_is_found_by_every_name():
    import tfjs as tf

    constraints = tf.keras.constraints
    aliases = {"max_norm": "MaxNorm", "min_max_norm": "MinMaxNorm"}
    aliases |= {"non_neg": "NonNeg", "unit_norm": "UnitNorm", "constraint": "Constraint"}
    for alias, name in aliases.items():
        kind = getattr(constraints, name)
        for identifier in (alias, name, kind, kind(), {"class_name": name, "config": {}}):
            assert type(constraints.get(identifier)) is kind
    assert constraints.max_norm is constraints.MaxNorm
    assert constraints.get(None) is None
    assert constraints.get(abs) is abs
    with raises_words(ValueError, "Could not interpret constraint identifier: nonneg"):
        constraints.get("nonneg")


@in_browser
def test_a_length_of_nothing_stays_nothing():
    import tfjs as tf

    for name in ("MaxNorm", "UnitNorm", "MinMaxNorm"):
        found = getattr(tf.keras.constraints, name)()(tf.zeros([2, 2]))
        assert found.numpy().tolist() == [[0, 0], [0, 0]]
