"""`tf.debugging`, `tf.print`, and what programs say about devices and graphs."""

from __future__ import annotations

import contextlib
import io

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words

FAILURES = [
    ("assert_equal(x, y)", "x == y did not hold 1 different [[1]] [2.] [3.]"),
    ("assert_equal(x, y, message='Oh')", "Oh Condition"),
    ("assert_none_equal(x, y)", "x != y"),
    ("assert_less(x, x)", "x < y first 2 different"),
    ("assert_less_equal(y, x)", "x <= y"),
    ("assert_greater(x, y)", "x > y"),
    ("assert_greater_equal(x, y)", "x >= y"),
    ("assert_near(x, y)", "not equal to tolerance"),
    ("assert_positive(-x)", "x > 0 -1.0, -2.0"),
    ("assert_negative(x)", "x < 0"),
    ("assert_non_negative(-x)", "x >= 0"),
    ("assert_non_positive(x)", "x <= 0"),
    ("assert_rank(x, 2)", "must have rank 2 Received rank 1"),
    ("assert_rank_at_least(x, 2)", "at least 2"),
    ("assert_rank_in(x, [2, 3])", "(2, 3)"),
    ("assert_shapes([(x, ('N',)), (z, ('M', 'N'))])", "(2,) dimension 1 size 2 size 3"),
    ("assert_shapes({'x': 1}.items())", "rank"),
    ("assert_scalar(x)", "scalar (2,)"),
    ("check_numerics(x / 0.0 * 0.0, 'here')", "here : Tensor had NaN"),
    ("check_numerics(x / 0.0, 'here')", "here : Tensor had Inf"),
    ("Assert(False, [x])", "Expected 'False' 1.0, 2.0"),
]


@pytest.mark.parametrize(("call", "words"), FAILURES)
@in_browser
def test_what_does_not_hold_is_shown(call, words):
    import tfjs as tf

    names = {"x": tf.constant([1.0, 2.0]), "y": tf.constant([1.0, 3.0]), "z": tf.zeros([3, 3])}
    with raises_words(ValueError, words):
        eval(f"debugging.{call}", {"debugging": tf.debugging, **names})


@pytest.mark.parametrize(
    "call",
    [
        "assert_equal(x, x)",
        "assert_less(x, x + 1)",
        "assert_near(x, x + 1e-7)",
        "assert_positive(x)",
        "assert_rank(x, 1)",
        "assert_shapes([(x, ('N',)), (tf.zeros([3, 2]), ('*', 'N')), (x, (2,)), (x, (None,))])",
        "assert_type(x, tf.float32)",
        "assert_integer(1)",
        "check_numerics(x, '')",
        "Assert(True, [])",
        "assert_proper_iterable([x])",
        "assert_same_float_dtype([x, x])",
    ],
)
@in_browser
def test_what_holds_passes(call):
    import tfjs as tf

    eval(f"tf.debugging.{call}", {"tf": tf, "x": tf.constant([1.0, 2.0])})


@in_browser
def test_dtypes_are_checked():
    import tfjs as tf

    with raises_words(TypeError, "tf.int32 tf.float32"):
        tf.debugging.assert_type(1.0, tf.int32)
    with raises_words(TypeError, "integer float32"):
        tf.debugging.assert_integer(1.0)
    with raises_words(TypeError, "proper"):
        tf.debugging.assert_proper_iterable(tf.zeros([2]))
    assert tf.debugging.is_numeric_tensor(tf.zeros([2]))
    assert not tf.debugging.is_numeric_tensor(tf.constant("a"))


PRINTED = [
    ("tf.constant([1.0, 2.5, 1e10, 1e-7, 1 / 3])", "[1 2.5 1e+10 1e-07 0.333333343]\n"),
    ("tf.range(10)", "[0 1 2 ... 7 8 9]\n"),
    ("tf.range(10), summarize=-1", "[0 1 2 3 4 5 6 7 8 9]\n"),
    ("tf.reshape(tf.range(4), [2, 2])", "[[0 1]\n [2 3]]\n"),
    ("tf.zeros([2, 1, 1])", "[[[0]]\n\n [[0]]]\n"),
    ("'x:', tf.constant(3.0), {'b': tf.constant([1]), 'a': 2}", "x: 3 {'a': 2, 'b': [1]}\n"),
    ("tf.constant(['a', 'b']), tf.constant('q')", '["a" "b"] "q"\n'),
    ("tf.constant('q')", "q\n"),
    ("tf.constant([True, False]), None", "[1 0] None\n"),
    ("1, 2, sep='-', end='!'", "1-2!"),
    ("tf.Variable([1, 2])", "[1 2]\n"),
    ("tf.zeros([0])", "[]\n"),
]


@pytest.mark.parametrize(("arguments", "text"), PRINTED)
@in_browser
def test_values_are_printed_as_in_tensorflow(arguments, text):
    import tfjs as tf

    stream = io.StringIO()
    eval(f"tf.print({arguments}, output_stream=stream)", {"tf": tf, "stream": stream})
    assert stream.getvalue() == text


@in_browser
def test_printing_goes_to_the_error_stream():
    import tfjs as tf

    stream = io.StringIO()
    with contextlib.redirect_stderr(stream):
        tf.print(tf.constant(1))
    assert stream.getvalue() == "1\n"


@in_browser
def test_a_function_that_prints_or_calls_python_does_so_each_time():
    import tfjs as tf

    calls = []

    @tf.function
    def doubled(x):
        tf.print("x", x, output_stream=stream)
        return tf.py_function(lambda t: calls.append(float(t)) or t * 2, [x], tf.float32)

    stream = io.StringIO()
    results = [float(doubled(tf.constant(v))) for v in (1.0, 2.0, 3.0)]
    assert results == [2.0, 4.0, 6.0]
    assert calls == [1.0, 2.0, 3.0]
    assert stream.getvalue() == "x 1\nx 2\nx 3\n"


@in_browser
def test_a_check_holds_in_every_replay():
    import tfjs as tf

    @tf.function
    def root(x):
        tf.debugging.assert_non_negative(x, message="no root")
        return tf.sqrt(x)

    assert [float(root(tf.constant(v))) for v in (1.0, 4.0, 9.0)] == [1.0, 2.0, 3.0]
    with pytest.raises(tf.errors.InvalidArgumentError, match="no root"):
        root(tf.constant(-1.0))
    assert float(root(tf.constant(16.0))) == 4.0


@in_browser
def test_python_functions_give_tensors():
    import tfjs as tf

    x = tf.constant([1.0, 2.0])
    assert tf.numpy_function(lambda a: a.sum(), [x], tf.float32).numpy() == 3
    one, two = tf.py_function(lambda a: (a, 2), [x], [tf.float32, tf.int32])
    assert (one.dtype, two.dtype) == (tf.float32, tf.int32)
    assert tf.py_function(lambda a: None, [x], []) == []
    with raises_words(ValueError, "2 results 1"):
        tf.py_function(lambda a: a, [x], [tf.float32, tf.float32])


@in_browser
def test_small_things_that_programs_say():
    import tfjs as tf

    assert tf.executing_eagerly()
    seen = []
    tf.function(lambda: seen.append(tf.executing_eagerly()))()
    assert seen[0] is False
    with tf.device("/GPU:0"), tf.init_scope(), tf.control_dependencies([]):
        pass
    with pytest.raises(ValueError, match="device name"):
        tf.device("nonsense")
    assert tf.config.list_physical_devices("CPU")[0].name == "/physical_device:CPU:0"
    tf.config.experimental.set_memory_growth(tf.config.list_physical_devices()[0], True)
    assert tf.is_tensor(tf.Variable(1))
    assert not tf.is_tensor(np.ones(1))
    assert not tf.is_symbolic_tensor(tf.ones(1))
    assert tf.get_static_value(tf.constant([1])).tolist() == [1]
    assert tf.get_static_value(tf.Variable(1)) is None
    assert tf.no_op() is None
    assert tf.group(tf.ones(1)) is None
    assert len(tf.identity_n([1, 2.0])) == 2
    assert tf.timestamp().dtype == tf.float64


BOTH_SHAPES = [
    "x + tf.ones([2, 4])",
    "x * tf.ones([4, 3])",
    "tf.maximum(x, tf.ones([4]))",
    "tf.less(x, tf.ones([4]))",
    "tf.matmul(x, x)",
    "tf.tensordot(x, x, 1)",
    "tf.einsum('ij,jk->ik', x, x)",
    "tf.linalg.solve(tf.eye(2), tf.ones([3, 1]))",
    "tf.concat([x, tf.ones([3, 4])], 0)",
    "tf.stack([x, tf.ones([2])])",
    "tf.where(x > 0., x, tf.ones([4]))",
    "tf.broadcast_to(x, [3, 3])",
    "tf.ensure_shape(x, [3, 3])",
    "tf.nn.conv2d(tf.ones([1, 4, 4, 3]), tf.ones([2, 2, 4, 1]), 1, 'SAME')",
    "tf.nn.bias_add(x, tf.ones([4]))",
    "tf.nn.softmax_cross_entropy_with_logits(x, tf.ones([2, 4]))",
    "tf.math.confusion_matrix([0, 1], [0])",
    "tf.image.psnr(tf.ones([4, 4, 3]), tf.ones([4, 5, 3]), 1.)",
    "tf.Variable(x).assign(tf.ones([3]))",
    "tf.tensor_scatter_nd_update(x, [[0]], [[1., 1.]])",
    "tf.sparse.sparse_dense_matmul(tf.sparse.eye(2), tf.ones([3, 2]))",
]


@in_browser
def test_messages_name_both_shapes_and_no_javascript():
    import re

    import tfjs as tf

    x = tf.ones([2, 3])
    wrong = []
    for call in BOTH_SHAPES:
        try:
            eval(call, {"tf": tf, "x": x})
            text = "no error"
        except ValueError as error:
            text = str(error)
        shapes = re.findall(r"[\[(]\d+(?:, ?\d+)*,?[\])]", text)
        if len(shapes) < 2 or "Error:" in text or "at Object" in text:
            wrong.append(f"{call}: {text}")
    assert not wrong, "\n".join(wrong)
