"""What becomes a tensor, with which dtype, and how tensors get on with NumPy and Python."""

from __future__ import annotations

import array
import copy
import dataclasses
import pickle
from typing import Any

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words

INFERRED = [
    ("1", "int32"),
    ("1.5", "float32"),
    ("True", "bool"),
    ("'a'", "string"),
    ("b'a'", "string"),
    ("[1, 2.5]", "float32"),
    ("[]", "float32"),
    ("[[]]", "float32"),
    ("(1, 2)", "int32"),
    ("range(3)", "int32"),
    ("memoryview(b'abc')", "int32"),
    ("array.array('i', [1, 2])", "int32"),
    ("array.array('d', [1, 2])", "float32"),
    ("np.float64(1)", "float64"),
    ("np.int64(1)", "int64"),
    ("np.ones(2, np.float16)", "float16"),
    ("np.array(['a', 'bc'])", "string"),
    ("[np.float64(1), 2]", "float64"),
    ("[np.float32(1), 2]", "float32"),
    ("[np.ones(2), np.ones(2)]", "float64"),
    ("['a', b'b']", "string"),
    ("[b'a\\0', b'']", "string"),
    ("[1.0, 2**80]", "float32"),
    ("[1j, 1.0]", "complex128"),
    ("tf.TensorShape([1, 2])", "int32"),
    ("tf.TensorShape([])", "int32"),
    ("[tf.constant(1.0), 2]", "float32"),
]


@pytest.mark.parametrize(("value", "dtype"), INFERRED)
@in_browser
def test_the_dtype_is_inferred_as_in_tensorflow(value, dtype):
    import tfjs as tf

    tensor = tf.convert_to_tensor(eval(value, {"tf": tf, "np": np, "array": array}))
    assert tensor.dtype.name == dtype


@dataclasses.dataclass
class Point:
    x: int = 1


REFUSED = [
    ("iter([1])", ValueError, "list_iterator"),
    ("(k for k in [1])", ValueError, "generator"),
    ("{1, 2}", ValueError, "set"),
    ("{'a': 1}", ValueError, "dict"),
    ("None", ValueError, "NoneType"),
    ("[1, None]", ValueError, "NoneType"),
    ("Point()", ValueError, "Point"),
    ("object()", ValueError, "object"),
    ("[[1, 2], [3]]", ValueError, "non-rectangular"),
    ("[1, 'a']", ValueError, "mixed types"),
    ("[True, 1]", ValueError, "mixed types"),
    ("[1, 2j]", ValueError, "mixed types"),
    ("np.array(['a', 1], object)", ValueError, "unsupported type int"),
    ("np.datetime64('2020-01-01')", ValueError, "datetime64"),
    ("tf.TensorShape([None, 2])", ValueError, "partially known (None, 2)"),
    ("2**31", ValueError, "int64 2147483648"),
    ("[1, 2**40]", ValueError, "int64 1099511627776"),
    ("[1, 2**80]", ValueError, "out-of-range"),
    ("np.array([2**40])", ValueError, "int64 1099511627776"),
    ("tf.constant(tf.constant([1]), tf.float32)", TypeError, "tf.float32 tf.int32"),
    ("tf.constant(1.5, tf.int32)", TypeError, "1.5 int32"),
    ("tf.constant([1.5], tf.int32)", TypeError, "1.5 int32"),
    ("tf.constant(1, tf.bool)", TypeError, "1 bool"),
    ("tf.constant('a', tf.int32)", TypeError, "'a' int32"),
    ("tf.constant([1, 2, 3], shape=[2])", TypeError, "3 elements 2 elements"),
]


@pytest.mark.parametrize(("value", "error", "words"), REFUSED)
@in_browser
def test_what_cannot_become_a_tensor_is_named(value, error, words):
    import tfjs as tf

    with raises_words(error, words):
        tf.convert_to_tensor(eval(value, {"tf": tf, "np": np, "Point": Point}))


@in_browser
def test_pictures_become_arrays_of_bytes():
    from PIL import Image

    import tfjs as tf

    picture = tf.convert_to_tensor(Image.new("RGB", (4, 3), (1, 2, 3)))
    assert (picture.dtype, picture.shape) == (tf.uint8, [3, 4, 3])
    assert picture.numpy()[0, 0].tolist() == [1, 2, 3]


@in_browser
def test_narrow_integers_wrap():
    import tfjs as tf

    assert tf.constant(-1, tf.uint8).numpy() == 255
    assert tf.constant([300], tf.uint8).numpy() == [44]
    assert tf.constant([], tf.int32).dtype == tf.int32
    assert tf.convert_to_tensor([1, 2], dtype_hint=tf.float32).dtype == tf.float32


OPERATIONS = [
    ("np.float32(2) * x", "float32", [2, 4]),
    ("x + np.ones(2)", "float32", [2, 3]),
    ("np.ones(2) + x", "float32", [2, 3]),
    ("np.ones(2) < x", "bool", [False, True]),
    ("np.ones(2) == x", "bool", [True, False]),
    ("np.int64(2) * i", "int32", [2, 4]),
    ("i * np.float32(2)", "int32", [2, 4]),
    ("i + np.array([1, 2])", "int32", [2, 4]),
    ("i + True", "int32", [2, 3]),
    ("x + True", "float32", [2, 3]),
    ("2 ** i", "int32", [2, 4]),
    ("np.ones([1, 2]) @ tf.ones([2, 1])", "float32", [[2]]),
    ("np.ones(2) * tf.Variable([1.0, 2.0])", "float32", [1, 2]),
]


@pytest.mark.parametrize(("call", "dtype", "values"), OPERATIONS)
@in_browser
def test_operators_with_numpy_give_tensors(call, dtype, values):
    import tfjs as tf

    names = {"tf": tf, "np": np, "x": tf.constant([1.0, 2.0]), "i": tf.constant([1, 2])}
    result = eval(call, names)
    assert isinstance(result, tf.Tensor)
    assert result.dtype.name == dtype
    assert result.numpy().tolist() == values


@pytest.mark.parametrize(
    "call",
    [
        "np.add(x, 1)",
        "np.maximum(x, 1)",
        "np.concatenate([x, x])",
        "np.where(x > 1, x, 0)",
        "np.array([x, x])",
        "np.asarray(x)",
        "np.add(np.ones(2), tf.Variable([1.0, 2.0]))",
    ],
)
@in_browser
def test_functions_of_numpy_give_arrays(call):
    import tfjs as tf

    x = tf.constant([1.0, 2.0])
    result = eval(call, {"tf": tf, "np": np, "x": x})
    assert type(result) is np.ndarray
    wanted = eval(call.replace("tf.Variable", ""), {"np": np, "x": x.numpy()})
    np.testing.assert_array_equal(result, wanted)


@in_browser
def test_numbers_in_text():
    import tfjs as tf

    x = tf.constant([1.0, 2.0])
    assert f"{tf.constant(1.5):.3f} {tf.constant(2)} {x}" == "1.500 2 [1. 2.]"
    assert f"{tf.constant('a')}" == "b'a'"
    assert "%d %.1f" % (tf.constant(3), tf.constant(2.5)) == "3 2.5"  # noqa: UP031
    with pytest.raises(TypeError, match="format"):
        f"{x:.2f}"


@in_browser
def test_scalars_are_numbers_and_indices():
    import tfjs as tf

    assert [1, 2, 3][tf.constant(1)] == 2
    assert list(range(tf.constant(3))) == [0, 1, 2]
    assert complex(tf.constant(2.0)) == 2
    assert bytes(memoryview(tf.constant([1, 2], tf.uint8))) == b"\1\2"
    for call in (int, float, complex):
        with pytest.raises(TypeError, match="one element"):
            call(tf.constant([1, 2]))
    with pytest.raises(TypeError, match="integer scalar"):
        [1, 2][tf.constant([1])]
    with pytest.raises(TypeError, match="unhashable"):
        _: dict[Any, int] = {tf.constant(1): 1}


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "int64", "uint8", "bool"])
@in_browser
def test_copies_have_values_of_their_own(dtype):
    import tfjs as tf

    x = tf.cast(tf.constant([[0, 1], [2, 3]]), dtype)
    for twin in (copy.copy(x), copy.deepcopy(x), pickle.loads(pickle.dumps(x))):
        assert twin is not x
        assert twin.dtype == x.dtype
        np.testing.assert_array_equal(twin.numpy(), x.numpy())
        assert twin.numpy().dtype == np.dtype(dtype)
