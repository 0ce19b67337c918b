"""`tf.keras.ops` against Keras's own: values, dtypes, and the operations of symbolic calls."""

from __future__ import annotations

import functools
import json

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser, use_or_skip
from tests.goldens.keras.ops_cases import CASES, filled
from tests.goldens.keras.ops_more_cases import CASES as MORE_CASES
from tests.goldens.keras.ops_more_cases import given

PARTS = 6
STEP = -(-len(CASES) // PARTS)


def parts_of(result):
    return list(result) if isinstance(result, list | tuple) else [result]


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@pytest.mark.parametrize("part", range(PARTS))
@in_browser
def test_functions_give_what_keras_gives(part, backend):
    import tfjs as tf

    use_or_skip(backend)
    rows = load("keras/ops")["rows"]
    faults = []
    for (name, args, kwargs), row in list(zip(CASES, rows, strict=True))[part * STEP :][:STEP]:
        if row["results"] is None:
            continue
        given = [filled(a, tf.constant) for a in args]
        named = {k: filled(v, tf.constant) for k, v in kwargs.items()}
        try:
            results = parts_of(getattr(tf.keras.ops, name)(*given, **named))
            for found, wanted in zip(results, row["results"], strict=True):
                assert list(found.shape) == wanted["shape"]
                assert found.dtype.name == wanted["dtype"]
                values = np.array(wanted["values"]).reshape(wanted["shape"])
                np.testing.assert_allclose(found.numpy(), values, rtol=3e-5, atol=3e-6)
        except Exception as error:
            faults.append(f"{name}{args}{kwargs}: {type(error).__name__} {str(error)[:300]}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("symbolic", [False, True])
@in_browser
def test_rarer_functions_give_what_keras_gives(symbolic):
    import tfjs as tf

    def symbol(array):
        return tf.keras.KerasTensor(array.shape, str(array.dtype))

    by_value = {"unique", "nonzero", "ctc_decode", "bincount", "meshgrid", "lu_factor"}
    make = symbol if symbolic else tf.constant
    faults = []
    for (name, args, kwargs), row in zip(MORE_CASES, load("keras/ops_more")["rows"], strict=True):
        arrays = [a for a in [*args, *kwargs.values()] if isinstance(a, str | list)]
        if symbolic and (name in by_value or not arrays):
            continue
        function = functools.reduce(getattr, name.split("."), tf.keras.ops)
        try:
            results = parts_of(
                function(
                    *[given(a, make) for a in args],
                    **{k: given(v, make) for k, v in kwargs.items()},
                )
            )
            for found, wanted in zip(results, row, strict=True):
                assert list(found.shape) == wanted["shape"]
                if symbolic:
                    assert found.dtype == wanted["dtype"]
                    continue
                assert found.dtype.name == wanted["dtype"]
                values = np.array(wanted["values"]).reshape(wanted["shape"])
                numbers = np.abs(found.numpy()) if name == "eigh" else found.numpy()
                values = np.abs(values) if name == "eigh" else values
                np.testing.assert_allclose(numbers, values, rtol=2e-4, atol=3e-5)
        except Exception as error:
            faults.append(f"{name}{args}{kwargs}: {type(error).__name__} {str(error)[:300]}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("part", range(PARTS))
@in_browser
def test_symbolic_calls_make_keras_s_operations(part):
    import tfjs as tf

    def symbol(array):
        return tf.keras.KerasTensor(array.shape, str(array.dtype))

    rows = load("keras/ops")["rows"]
    faults = []
    for (name, args, kwargs), row in list(zip(CASES, rows, strict=True))[part * STEP :][:STEP]:
        wanted = row["symbolic"]
        if wanted is None:
            continue
        try:
            results = parts_of(
                getattr(tf.keras.ops, name)(
                    *[filled(a, symbol) for a in args],
                    **{k: filled(v, symbol) for k, v in kwargs.items()},
                )
            )
            assert [list(r.shape) for r in results] == wanted["shapes"]
            operation = results[0]._keras_history.operation
            config = tf.keras.saving.serialize_keras_object(operation)
            config["config"].pop("name")
            assert json.loads(json.dumps(config)) == wanted["operation"]
        except Exception as error:
            faults.append(f"{name}{args}{kwargs}: {type(error).__name__} {str(error)[:400]}")
    assert not faults, "\n".join(faults)


@in_browser
def test_operators_of_symbols_are_operations():
    import tfjs as tf

    x, y = tf.keras.Input([3]), tf.keras.Input([3])
    cases = {
        "add": x + y,
        "subtract": 1.0 - x,
        "multiply": 2.0 * x,
        "true_divide": x / y,
        "floor_divide": x // 2.0,
        "mod": x % 2.0,
        "power": x**2.0,
        "negative": -x,
        "absolute": abs(x),
        "matmul": x @ tf.ones([3, 2]),
        "less": x < y,
        "greater_equal": x >= 0.0,
        "not_equal": x != y,
        "get_item": x[:, 1:],
    }
    for name, tensor in cases.items():
        assert tensor._keras_history.operation.name.startswith(name)
    assert cases["less"].dtype == "bool"
    assert cases["matmul"].shape == (None, 2)
    assert cases["get_item"].shape == (None, 2)
    assert (cases["less"] & cases["greater_equal"]).dtype == "bool"
    assert (~cases["less"]).shape == (None, 3)
    model = tf.keras.Model([x, y], [cases["get_item"], cases["power"]])
    first, second = model([tf.constant([[1.0, 2.0, 3.0]]), tf.ones([1, 3])])
    assert first.numpy().tolist() == [[2.0, 3.0]]
    assert second.numpy().tolist() == [[1.0, 4.0, 9.0]]
    for tensor in (np.ones(3, np.float32) + x, np.float32(2.0) * x):
        assert tensor.shape == (None, 3)
    with pytest.raises(ValueError, match="expected shapes that broadcast"):
        x + tf.keras.Input([4])
