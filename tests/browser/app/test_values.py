"""What `await py(...)` gives: the table of pyapp/studio/values.py, line by line."""

from __future__ import annotations

import pytest

NUMBER, STRING = "number", "string"


@pytest.mark.parametrize(
    ("code", "described"),
    [
        ("None", {"type": "null"}),
        ("x = 1", {"type": "null"}),
        ("", {"type": "null"}),
        ("True", {"type": "boolean", "value": True}),
        ("'ä日'", {"type": STRING, "value": "ä日"}),
        ("7", {"type": NUMBER, "value": 7}),
        ("-2.5", {"type": NUMBER, "value": -2.5}),
        ("float('inf')", {"type": NUMBER, "value": "Infinity"}),
        ("float('nan')", {"type": NUMBER, "value": "NaN"}),
        ("2**52", {"type": NUMBER, "value": 2**52}),
        ("2**70", {"type": "bigint", "value": str(2**70)}),
        ("-(2**70)", {"type": "bigint", "value": str(-(2**70))}),
        ("import numpy as np; np.float32(0.5)", {"type": NUMBER, "value": 0.5}),
        ("import numpy as np; np.bool_(True)", {"type": "boolean", "value": True}),
        (
            "object.__repr__",
            {"type": STRING, "value": "<slot wrapper '__repr__' of 'object' objects>"},
        ),
    ],
)
def test_plain_values(console, code, described):
    assert console.value(code) == described


@pytest.mark.parametrize(
    "code", ["[1, 'a']", "(1, 'a')", "__import__('collections').deque([1, 'a'])"]
)
def test_sequences_become_arrays(console, code):
    value = console.value(code)
    if "deque" in code:
        assert value == {"type": STRING, "value": "deque([1, 'a'])"}
    else:
        items = [{"type": NUMBER, "value": 1}, {"type": STRING, "value": "a"}]
        assert value == {"type": "array", "value": items}


def test_ranges_and_sets_become_arrays(console):
    numbers = [{"type": NUMBER, "value": n} for n in range(3)]
    assert console.value("range(3)") == {"type": "array", "value": numbers}
    assert console.value("{1}") == {"type": "array", "value": numbers[1:2]}


def test_dicts_become_plain_objects(console):
    value = console.value("{'a': 1, 2: [None]}")
    null = {"type": "array", "value": [{"type": "null"}]}
    assert value == {"type": "object", "value": {"a": {"type": NUMBER, "value": 1}, "2": null}}


def test_dataclasses_and_named_tuples_become_plain_objects(console):
    code = """
from collections import namedtuple
from dataclasses import dataclass

@dataclass
class Pair:
    x: int
    y: object

Pair(1, namedtuple("Point", "a")(2))
"""
    inner = {"type": "object", "value": {"a": {"type": NUMBER, "value": 2}}}
    assert console.value(code) == {
        "type": "object",
        "value": {"x": {"type": NUMBER, "value": 1}, "y": inner},
    }


@pytest.mark.parametrize("code", ["b'ab'", "bytearray(b'ab')", "memoryview(b'ab')"])
def test_bytes_become_typed_arrays(console, code):
    value = console.value(code)
    assert (value["type"], value["value"]) == ("Uint8Array", [97, 98])


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        ("float32", "Float32Array"),
        ("float64", "Float64Array"),
        ("int8", "Int8Array"),
        ("uint8", "Uint8Array"),
        ("int16", "Int16Array"),
        ("uint16", "Uint16Array"),
        ("int32", "Int32Array"),
        ("uint32", "Uint32Array"),
    ],
)
def test_ndarrays_become_typed_arrays_with_shape_and_dtype(console, dtype, kind):
    value = console.value(f"import numpy as np; np.arange(4, dtype='{dtype}').reshape(2, 2)")
    assert value == {"type": kind, "value": [0, 1, 2, 3], "shape": [2, 2], "dtype": dtype}


def test_wide_integers_become_big_ones(console):
    value = console.value("import numpy as np; np.array([2**60])")
    assert (value["type"], value["value"]) == ("BigInt64Array", [str(2**60)])


@pytest.mark.parametrize("code", ["a.T", "a[:, ::-1]", "a[1:]"])
def test_views_arrive_in_reading_order(console, code):
    setup = "import numpy as np; a = np.arange(6, dtype='int32').reshape(2, 3); "
    expected = console.value(f"{setup}({code}).ravel().tolist()")["value"]
    value = console.value(f"{setup}{code}")
    assert value["value"] == [item["value"] for item in expected]


def test_empty_arrays_keep_their_shape(console):
    value = console.value("import numpy as np; np.zeros((0, 3), 'float32')")
    assert (value["value"], value["shape"]) == ([], [0, 3])


@pytest.mark.parametrize("code", ["tf.constant([[1., 2.]])", "tf.Variable([[1., 2.]])"])
def test_tensors_become_typed_arrays(console, code):
    value = console.value(f"import tfjs as tf; {code}")
    expected = {"type": "Float32Array", "value": [1, 2], "shape": [1, 2], "dtype": "float32"}
    assert value == expected


def test_scalar_tensors_become_numbers(console):
    assert console.value("import tfjs as tf; tf.constant(2.5)") == {"type": NUMBER, "value": 2.5}


def test_tensors_inside_containers_are_converted_too(console):
    value = console.value("import tfjs as tf; {'t': [tf.constant([1, 2])]}")
    inner = value["value"]["t"]["value"][0]
    assert (inner["type"], inner["shape"], inner["dtype"]) == ("Int32Array", [2], "int32")


def test_a_list_that_holds_itself_ends_somewhere(console):
    value = console.value("a = []; a.append(a); a")
    assert value["type"] == "array"


def test_a_large_array_arrives_whole(console):
    value = console.value("import numpy as np; np.arange(1 << 20, dtype='float32')")
    assert value["shape"] == [1 << 20]
    assert value["value"][-1] == (1 << 20) - 1
