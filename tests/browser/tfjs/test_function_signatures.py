"""How arguments reach a `tf.function`: by place and by name, as a signature says, made concrete."""

from __future__ import annotations

import numpy as np
import pytest

from tests.browser.harness import in_browser


@in_browser
def test_tensors_by_place_and_by_name_are_not_mixed_up():
    import tfjs as tf

    ran = []

    @tf.function
    def f(x, *rest, y, **others):
        ran.append(1)
        total = x - 10.0 * y
        for item in rest:
            total += 100.0 * item
        for name in sorted(others):
            total = total * 2.0 + others[name]
        return total

    for k in (1.0, 2.0):
        one, two, three, four, five = (tf.constant(k + i) for i in range(5))
        wanted = ((k - 10 * (k + 1) + 100 * (k + 2)) * 2 + k + 4) * 2 + k + 3
        assert float(f(one, three, y=two, b=four, a=five)) == wanted
        assert float(f(one, three, b=four, a=five, y=two)) == wanted
    assert len(ran) == 1
    with pytest.raises(TypeError, match=r"Binding inputs to tf.function failed .*'y'"):
        f(one)


@in_browser
def test_signatures_nest_and_leave_defaults_alone():
    import tfjs as tf

    spec = {"a": tf.TensorSpec([None]), "b": (tf.TensorSpec([], tf.int32), tf.TensorSpec([2]))}

    @tf.function(input_signature=[spec])
    def nested(d):
        return tf.reduce_sum(d["a"]) * tf.cast(d["b"][0], tf.float32) + d["b"][1]

    found = nested({"b": (2, [1.0, 2.0]), "a": [1.0, 2.0]})
    assert found.numpy().tolist() == [7.0, 8.0]
    three = {"a": [1.0], "b": (1, [1.0, 2.0, 3.0])}
    for bad in (
        {"a": [1.0]},
        [1.0],
        three,
        {"a": [1.0], "b": (1,)},
        {"a": ["x"], "b": (1, [1, 2])},
    ):
        with pytest.raises(TypeError, match="incompatible with input_signature"):
            nested(bad)

    class Scaled:
        @tf.function(input_signature=[tf.TensorSpec([None]), tf.TensorSpec([])])
        def times(self, x, y, scale=2.0, *, more=1.0):
            return x * y * scale * more

    scaled = Scaled()
    assert scaled.times([1.0, 2.0], 3.0).numpy().tolist() == [6.0, 12.0]
    assert scaled.times(y=2.0, x=[1.0]).numpy().tolist() == [4.0]
    concrete = scaled.times.get_concrete_function()
    assert concrete(y=tf.constant(3.0), x=tf.constant([2.0])).numpy().tolist() == [12.0]
    for bad in (([1.0], 2.0, 3.0), ([1.0],)):
        with pytest.raises(TypeError, match=r"expected 2 arguments|Binding inputs"):
            scaled.times(*bad)


@in_browser
def test_a_concrete_function_takes_tensors_by_place_or_name():
    import tfjs as tf

    @tf.function
    def f(x, n, y):
        return {"s": x * n - y, "d": [x]}

    two = tf.TensorSpec([2])
    concrete = f.get_concrete_function(two, 3, y=tf.TensorSpec([2], name="z"))
    x, y = tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0])
    for found in (concrete(x, y), concrete(y=y, x=x), concrete(x, n=3, y=y), concrete(x, 3, y)):
        assert found["s"].numpy().tolist() == [0.0, 2.0]
    args, kwargs = concrete.structured_input_signature
    assert (args[0], args[1], kwargs) == (tf.TensorSpec([2], name="x"), 3, {})
    assert args[2].name == "z"
    assert concrete.output_shapes == {"s": tf.TensorShape([2]), "d": [tf.TensorShape([2])]}
    assert concrete.output_dtypes == {"s": tf.float32, "d": [tf.float32]}
    assert len(concrete.inputs) == len(concrete.outputs) == 2
    wrong = (lambda: concrete(x), lambda: concrete(x, y, n=4), lambda: concrete(x, z=y))
    for call in (*wrong, lambda: concrete(x, y, x=x), lambda: concrete(x, 3, y, y)):
        with pytest.raises(TypeError, match="ConcreteFunction f"):
            call()
    with pytest.raises(tf.errors.InvalidArgumentError, match="expected a float32 tensor"):
        concrete(tf.constant([1, 2]), y)


@in_browser
def test_structures_of_tensors_made_of_several_have_specs():
    import tfjs as tf

    ragged = tf.ragged.constant([[1], [2, 3]])
    sparse = tf.SparseTensor([[0, 1]], [1.0], [2, 3])
    assert tf.type_spec_from_value(ragged) == tf.RaggedTensorSpec([2, None], tf.int32)
    assert tf.type_spec_from_value(sparse) == tf.SparseTensorSpec([2, 3], tf.float32)

    @tf.function(input_signature=[tf.RaggedTensorSpec([None, None], tf.int32)])
    def f(x):
        return x + 1

    assert f(ragged).to_list() == [[2], [3, 4]]
    for bad in (tf.ragged.constant([[1.0]]), tf.ragged.constant([[[1]]])):
        with pytest.raises(TypeError, match="RaggedTensorSpec"):
            f(bad)
    assert tf.ragged.constant([], ragged_rank=1).shape.as_list() == [0, None]
    with pytest.raises(TypeError, match="unhashable"):
        hash(ragged)
    assert (sparse == sparse) is True
    assert (sparse * 2.0).values.numpy().tolist() == [2.0]
    for wrong in (lambda: sparse + 1.0, lambda: sparse + sparse, lambda: tf.maximum(sparse, 0.0)):
        with pytest.raises(TypeError, match="has no entries where it is zero"):
            wrong()


@in_browser
def test_masks_index_and_variables_are_not_changed_by_operators():
    import tfjs as tf

    m = tf.constant([[1, 2, 3], [4, 5, 6]])
    assert m[m > 2].numpy().tolist() == [3, 4, 5, 6]
    assert m[np.array([False, True])].numpy().tolist() == [[4, 5, 6]]
    assert m[[0, 1]].numpy() == 2
    assert (tf.uint8.limits, tf.float32.limits) == ((0, 255), (0, 1))
    v = tf.Variable(1.0)
    with pytest.raises(RuntimeError, match=r"`variable \+= value`.*assign_add"):
        v += 1.0
    with pytest.raises(RuntimeError, match=r"assign\(variable \*\* value\)"):
        v **= 2.0
    k = tf.keras.Variable(1.0)
    k += 1.0
    assert float(k) == 2.0
    with pytest.raises(ValueError, match="at least 3 numbers"):
        tf.random.Generator.from_state([1], "philox")

    class Owner(tf.Module):
        def __init__(self):
            super().__init__()
            self.own, self.inner = self, tf.Module("inner")

    owner = Owner()
    assert [module.name for module in owner.submodules] == ["inner"]
    owner.own = None
