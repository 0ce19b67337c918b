"""`tf.function` and what lies outside of it: variables, captured tensors, methods, the backend."""

from __future__ import annotations

import gc
import warnings

import numpy as np
import pytest

from tests.browser.harness import census, in_browser


@in_browser
def test_what_a_function_reads_from_outside_is_watched():
    import tfjs as tf

    scale = 2.0
    options = {"offset": 1.0}
    kept = tf.constant(10.0)

    class Model:
        rate = 3.0

    model = Model()
    model.rate = 3.0

    def inner(x):
        return x * scale

    @tf.function
    def f(x):
        return inner(x) * model.rate + options["offset"] + kept

    def wanted():
        return scale * model.rate + options["offset"] + float(kept)

    one = tf.constant(1.0)
    assert float(f(one)) == wanted()
    scale = 5.0
    assert float(f(one)) == wanted()
    model.rate = 7.0
    assert float(f(one)) == wanted()
    options["offset"] = -1.0
    assert float(f(one)) == wanted()
    kept = tf.constant(20.0)
    assert float(f(one)) == wanted()
    count = f.experimental_get_tracing_count()
    assert float(f(one)) == wanted()
    assert f.experimental_get_tracing_count() == count == 5


@in_browser
def test_objects_in_objects_and_their_classes_are_watched():
    import tfjs as tf

    class Part:
        unit = 1.0

        def __init__(self, owner):
            self.owner, self.k, self.array = owner, 2.0, np.float32([1.0])

    class Model:
        def __init__(self):
            self.part = Part(self)
            self.act = tf.identity

        @tf.function
        def __call__(self, x):
            return self.act(x * self.part.k * self.part.unit + self.part.array)[0]

    model = Model()
    one = tf.constant(1.0)
    assert float(model(one)) == 3.0
    model.part.k = 5.0
    assert float(model(one)) == 6.0
    Part.unit = 2.0
    assert float(model(one)) == 11.0
    model.part.unit = 3.0
    assert float(model(one)) == 16.0
    model.part.array[0] = 0.0
    assert float(model(one)) == 15.0
    model.act = tf.negative
    assert float(model(one)) == -15.0
    count = Model.__call__.experimental_get_tracing_count()
    model.part = Part(model)
    model.part.k = 7.0
    assert float(model(one)) == -15.0
    assert float(model(one)) == -15.0
    assert Model.__call__.experimental_get_tracing_count() == count + 1
    programs = census()["programs"]
    del model
    gc.collect()
    assert census()["programs"] < programs


@in_browser
def test_a_tensor_that_is_freed_stays_captured():
    import tfjs as tf

    table = {"x": tf.constant([1.0, 2.0])}

    @tf.function
    def f(y):
        return y + table["x"]

    one = tf.constant(1.0)
    assert f(one).numpy().tolist() == [2.0, 3.0]
    assert f(one).numpy().tolist() == [2.0, 3.0]
    table["x"] = tf.constant([5.0, 6.0])
    gc.collect()
    assert f(one).numpy().tolist() == [6.0, 7.0]


@in_browser
def test_methods_have_a_program_for_each_object():
    import tfjs as tf

    class Scaler:
        def __init__(self, scale):
            self.scale = tf.Variable(scale)

        @tf.function
        def __call__(self, x):
            return x * self.scale

    two, three = Scaler(2.0), Scaler(3.0)
    one = tf.constant(1.0)
    for _ in range(2):
        assert (float(two(one)), float(three(one))) == (2.0, 3.0)
    two.scale.assign(20.0)
    assert float(two(one)) == 20.0
    programs = census()["programs"]
    del two
    assert census()["programs"] == programs - 1


@in_browser
def test_variables_are_made_once():
    import tfjs as tf

    state = {}

    @tf.function
    def good(x):
        if "v" not in state:
            state["v"] = tf.Variable(1.0)
        return state["v"].assign_add(x).value()

    one = tf.constant(1.0)
    assert [float(good(one)) for _ in range(3)] == [2.0, 3.0, 4.0]

    @tf.function
    def bad(x):
        return tf.Variable(x) + 1.0

    with pytest.raises(ValueError, match="singleton"):
        bad(one)


@in_browser
def test_what_a_function_does_when_it_makes_its_variables_is_not_repeated():
    import tfjs as tf

    state = {}

    @tf.function
    def count(x):
        if not state:
            state["v"] = tf.Variable(0.0)
            state["v"].assign(10.0)
        state["v"].assign_add(x)
        return state["v"].value()

    assert [float(count(tf.constant(1.0))) for _ in range(4)] == [11, 12, 13, 14]
    assert count.experimental_get_tracing_count() == 2


@in_browser
def test_a_program_follows_the_backend():
    import tfjs as tf

    @tf.function
    def f(x):
        return tf.exp(x) + 1.0

    before = f(tf.constant(0.0)).numpy()
    tf.backend.use("cpu")
    assert f(tf.constant(0.0)).numpy() == before
    tf.backend.use("wasm")
    assert f(tf.constant(0.0)).numpy() == before


@in_browser
def test_what_a_tracing_appends_is_appended_once_and_is_out_of_scope():
    import tfjs as tf

    history, state = [], {"h": tf.constant(0.0)}

    @tf.function
    def f(x):
        state["h"] = state["h"] + x
        loss = x * 3.0
        history.append(loss)
        history.append("traced")
        return state["h"] * 2.0 + history[0] - loss

    one = tf.constant(1.0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [float(f(one * k)) for k in (1.0, 2.0, 3.0)] == [2.0, 4.0, 6.0]  # as TensorFlow
    assert f.experimental_get_tracing_count() == 1
    assert len(history) == 2
    assert history[0].shape == () and history[0].dtype == tf.float32
    assert "out of scope" in repr(history) and "out of scope" in str(history[0])
    uses = [
        lambda: history[0] + 1.0,
        lambda: float(history[0]),
        lambda: tf.reduce_sum(history[0]),
        lambda: tf.stack([history[0], one]),
        lambda: tf.Variable(history[0]),
        lambda: tf.reshape(history[0], [1]),
        lambda: tf.function(lambda: history[0] * 2.0)(),
        lambda: f(tf.constant([1.0])),  # another signature: state["h"] is of the other tracing
    ]
    for use in uses:
        with pytest.raises(TypeError, match=r"out of scope.*Use return values") as caught:
            use()
        assert isinstance(caught.value, tf.errors.InaccessibleTensorError)


@in_browser
def test_an_array_that_is_written_to_is_read_again():
    import tfjs as tf

    scale = np.float32([1.0, 2.0])

    @tf.function
    def f(x):
        return x * scale

    one = tf.ones([2])
    assert f(one).numpy().tolist() == [1.0, 2.0]
    scale[0] = 10.0
    assert f(one).numpy().tolist() == [10.0, 2.0]
    assert f(one).numpy().tolist() == [10.0, 2.0]
    assert f.experimental_get_tracing_count() == 2


MASKED = {
    "sum": lambda tf, x, m: tf.reduce_sum(tf.boolean_mask(x, m)),
    "max": lambda tf, x, m: tf.reduce_max(tf.boolean_mask(x, m) * 2.0),
    "size": lambda tf, x, m: tf.size(tf.boolean_mask(x, m)),
    "shape": lambda tf, x, m: tf.shape(tf.boolean_mask(x, m))[0],
    "len": lambda tf, x, m: tf.constant(len(tf.where(m))),
    "where": lambda tf, x, m: tf.reduce_mean(tf.gather(x, tf.where(m)[:, 0])),
    "unique": lambda tf, x, m: tf.size(tf.unique(tf.where(m, x, 0.0)).y),
    "ragged": lambda tf, x, m: tf.ragged.boolean_mask(x, m).shape[0] * tf.ones([]),
    "map_fn": lambda tf, x, m: tf.map_fn(
        lambda row: tf.size(tf.boolean_mask(x, row)), tf.stack([m, ~m]), dtype=tf.int32
    ),
    "cond": lambda tf, x, m: tf.cond(
        m[0], lambda: tf.size(tf.boolean_mask(x, m)), lambda: -tf.size(tf.boolean_mask(x, m))
    ),
}


@pytest.mark.parametrize("name", MASKED)
@in_browser
def test_a_shape_that_values_decide_is_never_that_of_another_call(name):
    import tfjs as tf

    x = tf.constant([1.0, 2.0, 4.0])
    masks = [[0, 0, 0], [1, 0, 1], [0, 0, 0], [1, 1, 1], [0, 1, 0], [1, 0, 1]]

    def f(m):
        return MASKED[name](tf, x, m)

    for order in (masks, masks[::-1]):
        program = tf.function(f)
        for mask in order:
            m = tf.constant(mask) > 0
            np.testing.assert_array_equal(program(m), f(m), str(mask))


@in_browser
def test_the_shape_of_a_variable_is_never_that_of_another_value():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0], shape=tf.TensorShape([None]))
    for f in (lambda: tf.size(v), lambda: tf.shape(v)[0] * 2, lambda: tf.reduce_sum(v)):
        program = tf.function(f)
        for value in ([1.0, 2.0], [], [3.0], [1.0, 2.0, 5.0], []):
            v.assign(value)
            assert program().numpy() == f().numpy()
