"""Derivatives of derivatives, and Jacobians, against TensorFlow's; see higher_cases.py."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser
from tests.browser.tfjs import first_cases, higher_cases

# Relative to the largest value: each derivative is a difference of ever larger terms.
TOLERANCE = (5e-5, 5e-4, 2e-3)


def wrong(found, wanted, tolerance):
    """How far values are from TensorFlow's, as text; empty if near."""
    found, wanted = np.asarray(found, np.float64).reshape(-1), np.asarray(wanted, np.float64)
    if found.shape != wanted.shape:
        return f"{found.size} values for {wanted.size}"
    worst = np.abs(found - wanted).max(initial=0) / max(1.0, np.abs(wanted).max(initial=0))
    return f"off by {worst:.1e}: {found[:6]} for {wanted[:6]}" if worst > tolerance else ""


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@in_browser
def test_derivatives_of_derivatives_are_those_of_tensorflow(backend):
    import tfjs as tf

    tf.backend.use(backend)
    failures = []
    for name, orders in load("higher/derivatives")["higher"].items():
        try:
            found = higher_cases.higher(tf, name)
        except Exception as error:
            failures.append(f"{name}: {type(error).__name__}: {error}")
            continue
        for order, wanted in enumerate(orders):
            for i, part in enumerate(wanted):
                if text := wrong(found[order][i], part, TOLERANCE[order]):
                    failures.append(f"{name}, derivative {order + 1} by {i}: {text}")
    assert not failures, "\n".join(failures)


@in_browser
def test_gradients_of_calls_with_more_than_tensors_are_those_of_tensorflow():
    import tfjs as tf

    failures = []
    for name, wanted in load("higher/derivatives")["first"].items():
        try:
            found = first_cases.first(tf, name)
        except Exception as error:
            failures.append(f"{name}: {type(error).__name__}: {error}")
            continue
        for i, part in enumerate(wanted):
            if text := wrong(found[i], part, TOLERANCE[0]):
                failures.append(f"{name} by {i}: {text}")
    assert not failures, "\n".join(failures)


@in_browser
def test_jacobians_are_those_of_tensorflow():
    import tfjs as tf

    failures = []
    for name, wanted in load("higher/derivatives")["jacobians"].items():
        found = higher_cases.jacobians(tf, name)
        assert [list(a.shape) for a in found] == [part["shape"] for part in wanted], name
        for i, (ours, part) in enumerate(zip(found, wanted, strict=True)):
            if text := wrong(ours, part["values"], 2e-4):
                failures.append(f"{name} {i}: {text}")
    assert not failures, "\n".join(failures)


@in_browser
def test_a_gradient_without_a_gradient_says_so_when_it_is_asked_for():
    import tfjs as tf

    x = tf.constant(higher_cases.numbers([6, 1, 3], 1))
    with tf.GradientTape(persistent=True) as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            loss = tf.nn.ctc_loss([[1, 2]], x, [2], [6], blank_index=0)
        first = inner.gradient(loss, x)
    assert abs(first.numpy()).max() > 0.1
    np.testing.assert_array_equal(outer.gradient(loss, x), first)
    with pytest.raises(LookupError, match="ctc_loss: there is no gradient of its gradient"):
        outer.gradient(first, x)
