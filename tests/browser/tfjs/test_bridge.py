"""The door: the host's names, slots that come back, interned values, failures translated."""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager

import numpy as np
import pytest

from tests.browser.harness import in_browser, use_or_skip


def stub() -> dict[str, int | None]:
    """Functions of the stub: name -> number of arguments, None where any number may be given."""
    import ast
    import pkgutil

    # Its loader has the file too where a later visit has unpacked nothing of the wheel.
    source = pkgutil.get_data("tfjs._bridge", "_tfjs_host.pyi")
    functions = [n for n in ast.parse(source or b"").body if isinstance(n, ast.FunctionDef)]
    return {
        f.name: None if f.args.vararg else len(f.args.posonlyargs) + len(f.args.args)
        for f in functions
    }


@contextmanager
def instruction(name, *, op=None, outputs=()):
    """An instruction that only one test knows; those of the library live for ever."""
    import _tfjs_host

    from tfjs._bridge import Instruction
    from tfjs._bridge import instruction as module

    declared = dict(module.DECLARED)
    unresolved = module._unresolved[:]
    made = Instruction(name, op=op or name, outputs=outputs)
    try:
        yield made
    finally:
        _tfjs_host.forget(*[i for i in made._ids.values() if i != 0])
        module._unresolved[:] = unresolved
        module.DECLARED.clear()
        module.DECLARED.update(declared)


@in_browser
def test_the_stub_names_exactly_what_the_host_offers():
    import _tfjs_host

    assert set(_tfjs_host.object_keys()) == set(stub())


@in_browser
def test_the_stub_has_the_hosts_number_of_arguments():
    import _tfjs_host

    # `length` counts JavaScript's parameters before the first with a default or `...rest`.
    wrong = {
        name: (count, getattr(_tfjs_host, name).length)
        for name, count in stub().items()
        if count is not None and getattr(_tfjs_host, name).length != count
    }
    assert wrong == {}


@in_browser
def test_a_dropped_tensor_gives_its_slot_back():
    import tfjs as tf

    before = tf.backend.memory().num_tensors
    x = tf.constant([1.0, 2.0])
    assert tf.backend.memory().num_tensors == before + 1
    del x
    assert tf.backend.memory().num_tensors == before


@in_browser
def test_dropped_slots_travel_with_later_calls():
    import tfjs as tf
    from tfjs._bridge import handles

    x = tf.constant(1.0)
    for _ in range(3 * handles._BATCH):
        x + x
        assert len(handles._dropped) <= handles._BATCH


@in_browser
def test_a_slot_is_given_back_once():
    import _tfjs_host
    from pyodide.ffi import JsException

    import tfjs as tf

    slot = _tfjs_host.clone(tf.constant(1.0)._slot)
    _tfjs_host.release(slot)
    with pytest.raises(JsException, match="released twice"):
        _tfjs_host.release(slot)


@in_browser
def test_a_released_slot_is_named_as_such():
    import _tfjs_host

    import tfjs as tf
    from tfjs import _bridge

    slot = _tfjs_host.clone(tf.constant(1.0)._slot)
    _tfjs_host.release(slot)
    with pytest.raises(tf.errors.FailedPreconditionError, match="released"):
        _bridge.download(slot, (), "float32")


@in_browser
def test_a_result_that_is_the_input_has_a_slot_of_its_own():
    import tfjs as tf

    x = tf.constant([1.0, 2.0])
    with instruction("reshape") as reshape:
        same = tf.Tensor(reshape([x._slot], ((2,),)), x.dtype)
    assert same._slot != x._slot
    del x
    gc.collect()
    assert same.numpy().tolist() == [1.0, 2.0]


@in_browser
def test_an_instruction_with_several_results_gives_a_slot_each():
    import tfjs as tf

    x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
    with instruction("unstack") as unstack:
        rows = [tf.Tensor(slot, x.dtype) for slot in unstack.several([x._slot], (0,))]
    assert [row.numpy().tolist() for row in rows] == [[1.0, 2.0], [3.0, 4.0]]


@in_browser
def test_named_results_come_in_the_order_declared():
    import tfjs as tf

    x = tf.constant([1.0, 3.0])
    with instruction("moments", outputs=("mean", "variance")) as moments:
        mean, variance = (tf.Tensor(slot, x.dtype) for slot in moments.several([x._slot]))
    assert (float(mean), float(variance)) == (2.0, 1.0)


def interned() -> int:
    """Attribute lists that the host keeps."""
    import _tfjs_host

    return json.loads(_tfjs_host.census())["attributes"]


@in_browser
def test_equal_attributes_are_interned_once():
    import tfjs as tf

    x = tf.constant([1.0, 2.0])
    with instruction("reshape") as reshape:
        before = interned()
        for _ in range(5):
            tf.Tensor(reshape([x._slot], ((2, 1),)), x.dtype)
        assert interned() == before + 1


@in_browser
def test_interned_attributes_are_bounded():
    import tfjs as tf
    from tfjs._bridge.instruction import _MAX_INTERNED

    x = tf.constant([0.5])
    with instruction("clipByValue") as clip:
        before = interned()
        for high in range(2 * _MAX_INTERNED):
            result = tf.Tensor(clip([x._slot], (0.0, 0.25 + high)), x.dtype)
        assert interned() - before <= _MAX_INTERNED + 1
        assert float(tf.Tensor(clip([x._slot], (0.0, 0.25)), x.dtype).numpy()[0]) == 0.25
    assert float(result.numpy()[0]) == 0.5


@pytest.mark.parametrize("attribute", [2**53 + 1, -(2**53) - 1, (1, 2**60)])
@in_browser
def test_integers_that_javascript_cannot_hold_are_refused(attribute):
    import tfjs as tf

    x = tf.constant(1.0)
    with instruction("reshape") as reshape, pytest.raises(OverflowError, match=r"2\*\*53"):
        reshape([x._slot], (attribute,))


@in_browser
def test_an_unknown_function_is_named():
    import tfjs as tf

    x = tf.constant(1.0)
    with (
        instruction("nowhereToBeFound") as nowhere,
        pytest.raises(Exception, match="nowhereToBeFound"),
    ):
        nowhere([x._slot])


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("Kernel 'Foo' not registered for backend 'wasm'", "UnimplementedError"),
        ("Array buffer allocation failed", "ResourceExhaustedError"),
        ("slot 7 was released", "FailedPreconditionError"),
        ("Error in matMul: inner shapes (2) and (3) must match", "InvalidArgumentError"),
        ("who knows", "InternalError"),
    ],
)
@in_browser
def test_failures_are_told_apart_by_their_words(words, error):
    import js

    import tfjs as tf
    from tfjs._bridge import faults

    failed = js.Error.new(words)
    translated = faults.translate(failed, "some_op", "float32[2]")
    assert type(translated) is getattr(tf.errors, error)
    assert str(translated).startswith("some_op: ")
    assert "float32[2]" in str(translated)


@in_browser
def test_a_failure_names_the_operation_the_arguments_and_the_cause():
    from pyodide.ffi import JsException

    import tfjs as tf

    a, b = tf.ones([2, 3]), tf.ones([2, 3])
    with instruction("matMul", op="matmul") as multiply:
        try:
            multiply([a._slot, b._slot])
        except tf.errors.InvalidArgumentError as error:
            assert str(error).startswith("matmul: ")
            assert "float32[2, 3], float32[2, 3]" in str(error)
            assert error.op == "matmul"
            assert isinstance(error.__cause__, JsException)
        else:
            pytest.fail("nothing was raised")


@in_browser
def test_a_failed_instruction_leaves_nothing_behind():
    import tfjs as tf

    a, b = tf.ones([2, 3]), tf.ones([2, 3])
    before = tf.backend.memory().num_tensors
    with instruction("matMul", op="matmul") as multiply:
        for _ in range(3):
            with pytest.raises(tf.errors.InvalidArgumentError):
                multiply([a._slot, b._slot])
    assert tf.backend.memory().num_tensors == before


@pytest.mark.parametrize("shape", [(), (0,), (1,), (3,), (2, 0), (2, 3), (1, 2, 1, 2, 1, 2)])
@pytest.mark.parametrize("dtype", ["float32", "int32", "bool", "complex64"])
@in_browser
def test_arrays_cross_both_ways_unchanged(shape, dtype):
    import tfjs as tf

    values = np.arange(int(np.prod(shape))).reshape(shape)
    array = (values % 2 == 0) if dtype == "bool" else values.astype(dtype)
    if dtype == "complex64":
        tf.backend.use("cpu")  # TF.js has no Complex kernel for WASM
        array = (array + 1j * array).astype(dtype)
    back = tf.constant(array).numpy()
    assert back.shape == shape
    assert back.dtype == array.dtype
    np.testing.assert_array_equal(back, array)


@in_browser
def test_strings_cross_both_ways_unchanged():
    import tfjs as tf

    values = [["", "ä"], ["日本", "a\x00b"]]
    back = tf.constant(values).numpy()
    assert back.tolist() == [[s.encode() for s in row] for row in values]


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12.0, dtype=np.float32).reshape(3, 4).T,
        np.arange(12.0, dtype=np.float32)[::-2],
        np.broadcast_to(np.float32(3), (2, 2)),
    ],
    ids=["transposed", "strided", "broadcast"],
)
@in_browser
def test_arrays_of_any_layout_arrive_as_they_read(array):
    import tfjs as tf

    np.testing.assert_array_equal(tf.constant(array).numpy(), array)


@pytest.mark.parametrize("backend", ["cpu", "wasm", "webgl", "webgpu"])
@in_browser
def test_an_uploaded_array_is_copied(backend):
    import tfjs as tf

    use_or_skip(backend)
    array = np.array([1.0, 2.0], np.float32)
    tensor = tf.constant(array)
    array[:] = -1
    growing = [bytes(1 << 20) for _ in range(8)]  # Python's memory may move
    assert tensor.numpy().tolist() == [1.0, 2.0]
    assert len(growing) == 8


@in_browser
def test_a_downloaded_array_is_ours_to_change():
    import tfjs as tf

    tensor = tf.constant([1.0, 2.0])
    tensor.numpy()[:] = -1
    assert tensor.numpy().tolist() == [1.0, 2.0]
