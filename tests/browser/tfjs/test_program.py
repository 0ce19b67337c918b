"""Recorded programs: what a replay computes, what it captures, what it leaves behind."""

from __future__ import annotations

import gc

import pytest

from tests.browser.harness import census, in_browser


def record(function, *examples):
    """A function of tensors that replays what `function` did on the examples."""
    import tfjs as tf
    from tfjs._bridge import Program

    made = []

    def body(slots):
        inputs = [tf.Tensor(s, e.dtype) for s, e in zip(slots, examples, strict=True)]
        result = function(*inputs)
        made.append(result if isinstance(result, tuple) else (result,))
        return [tensor._slot for tensor in made[0]]

    trace, _ = Program.record([example._slot for example in examples], body)
    program = trace.program
    assert program is not None, trace.refusal
    dtypes = [tensor.dtype for tensor in made.pop()]

    def replay(*inputs):
        slots = program.replay([tensor._slot for tensor in inputs])
        results = tuple(tf.Tensor(s, d) for s, d in zip(slots, dtypes, strict=True))
        return results if len(results) > 1 else results[0]

    return replay


@in_browser
def test_a_replay_computes_with_the_inputs_it_is_given():
    import tfjs as tf

    f = record(lambda x: tf.exp(x) * x + 1.0, tf.constant(1.0))
    x = tf.constant(2.0)
    assert float(f(x)) == pytest.approx(float(tf.exp(x) * x + 1.0))


@in_browser
def test_constants_are_captured_by_value():
    import tfjs as tf

    kept = [tf.constant(10.0)]
    f = record(lambda x: x + kept[0], tf.constant(1.0))
    kept[0] = tf.constant(-1.0)
    gc.collect()
    assert float(f(tf.constant(5.0))) == 15.0


@in_browser
def test_variables_are_captured_by_reference():
    import tfjs as tf

    v = tf.Variable(10.0)
    f = record(lambda x: x + v, tf.constant(1.0))
    v.assign(20.0)
    assert float(f(tf.constant(5.0))) == 25.0


@in_browser
def test_assignments_are_replayed():
    import tfjs as tf

    v = tf.Variable(0.0)

    def step(x):
        v.assign_add(x)
        return v * 2.0

    f = record(step, tf.constant(1.0))
    assert float(v) == 1.0
    assert [float(f(tf.constant(2.0))) for _ in range(3)] == [6.0, 10.0, 14.0]
    assert float(v) == 7.0


@in_browser
def test_a_value_read_before_an_assignment_stays_what_it_was():
    import tfjs as tf

    v = tf.Variable(1.0)

    def step(x):
        old = v.value()
        v.assign(x)
        return old, v + 0.0

    f = record(step, tf.constant(5.0))
    old, new = f(tf.constant(7.0))
    assert (float(old), float(new)) == (5.0, 7.0)
    assert float(v) == 7.0


@in_browser
def test_a_value_read_from_a_variable_is_read_anew():
    import tfjs as tf

    v = tf.Variable(1.0)
    f = record(lambda x: v.value() + x, tf.constant(1.0))
    v.assign(10.0)
    assert float(f(tf.constant(2.0))) == 12.0


@in_browser
def test_an_input_may_be_an_output():
    import tfjs as tf

    f = record(lambda x, y: (x, x + y, y), tf.constant(1.0), tf.constant(2.0))
    x, y = tf.constant(3.0), tf.constant(4.0)
    a, b, c = f(x, y)
    del x, y
    gc.collect()
    assert (float(a), float(b), float(c)) == (3.0, 7.0, 4.0)


@in_browser
def test_an_output_may_be_given_twice():
    import tfjs as tf

    def double(x):
        y = x + 1.0
        return y, y

    f = record(double, tf.constant(1.0))
    a, b = f(tf.constant(2.0))
    del a
    gc.collect()
    assert float(b) == 3.0


@in_browser
def test_one_tensor_may_be_given_as_several_inputs():
    import tfjs as tf

    f = record(lambda x, y: x - y * 2.0, tf.constant(1.0), tf.constant(2.0))
    x = tf.constant(3.0)
    assert float(f(x, x)) == -3.0


@in_browser
def test_slots_that_are_used_again_while_recording_are_told_apart():
    import tfjs as tf

    def chain(x):
        for i in range(200):  # temporaries are dropped, and their slots taken again
            x = x + float(i)
        return x

    f = record(chain, tf.constant(0.0))
    assert float(f(tf.constant(1.0))) == 1.0 + sum(range(200))


@in_browser
def test_intermediate_results_are_freed_during_a_replay():
    import tfjs as tf

    def deep(x):
        for _ in range(50):
            x = x + 1.0
        return x

    f = record(deep, tf.ones([1000]))
    x = tf.ones([1000])
    before = census()["num_tensors"]
    y = f(x)
    assert census()["num_tensors"] == before + 1
    assert y.numpy()[0] == 51.0


@in_browser
def test_a_program_frees_what_it_captured():
    import tfjs as tf

    before = census()
    f = record(lambda x: x + tf.constant([1.0, 2.0]), tf.constant(1.0))
    assert census()["programs"] == before["programs"] + 1
    assert census()["num_tensors"] > before["num_tensors"]
    del f
    after = census()
    assert after["programs"] == before["programs"]
    assert after["num_tensors"] == before["num_tensors"]


@in_browser
def test_an_error_while_recording_leaves_no_recording_behind():
    import tfjs as tf
    from tfjs import _bridge

    def fails(x):
        y = x + tf.constant([1.0, 2.0])
        raise ValueError(str(y.shape))

    before = census()
    for _ in range(3):
        with pytest.raises(ValueError, match="2"):
            record(fails, tf.constant(1.0))
        assert not _bridge.is_recording()
    after = census()
    assert after["num_tensors"] == before["num_tensors"]
    assert after["programs"] == before["programs"]


@in_browser
def test_an_error_in_a_replay_leaves_nothing_behind():
    import tfjs as tf

    f = record(lambda x, y: (x + 1.0) * (y + 1.0), tf.ones([2]), tf.ones([2]))
    x, y = tf.ones([2]), tf.ones([3])
    before = census()
    for _ in range(3):
        with pytest.raises(tf.errors.OpError):
            f(x, y)
    after = census()
    assert (after["num_tensors"], after["slots"]) == (before["num_tensors"], before["slots"])
    assert f(x, x).numpy().tolist() == [4.0, 4.0]


@in_browser
def test_a_wrong_number_of_inputs_is_refused():
    import tfjs as tf

    f = record(lambda x: x + 1.0, tf.constant(1.0))
    with pytest.raises(ValueError, match="expected 1 inputs"):
        f(tf.constant(1.0), tf.constant(2.0))


@in_browser
def test_a_value_that_was_read_must_be_found_again():
    import tfjs as tf
    from tfjs._bridge import DepartureError

    v = tf.Variable(0.0)

    def step(x):
        v.assign_add(x)
        return x * 2.0 if x > 0.0 else x

    f = record(step, tf.constant(1.0))
    assert (float(f(tf.constant(3.0))), float(v)) == (6.0, 4.0)
    before = census()
    with pytest.raises(DepartureError, match="values differ"):
        f(tf.constant(-1.0))
    assert census()["num_tensors"] == before["num_tensors"]
    assert float(v) == 4.0  # nothing has happened


@in_browser
def test_constants_may_be_read():
    import tfjs as tf

    def step(x):
        sizes = tf.shape(x) * 2
        return tf.fill([int(sizes[0])], 1.0) * tf.reduce_sum(x)

    f = record(step, tf.constant([1.0, 2.0]))
    assert f(tf.constant([3.0, 4.0])).numpy().tolist() == [7.0] * 4


@in_browser
def test_a_function_that_reads_much_is_not_recorded():
    import tfjs as tf

    with pytest.raises(AssertionError, match="values are read"):
        record(lambda x: tf.constant(x.numpy() * 2), tf.zeros([1000]))


@in_browser
def test_a_gradient_is_replayed():
    import tfjs as tf

    v = tf.Variable([1.0, 2.0])

    def step(x):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(tf.square(v) * x)
        gradient = tape.gradient(loss, v)
        v.assign_sub(0.5 * gradient)
        return loss, gradient

    f = record(step, tf.constant([1.0, 1.0]))
    assert v.numpy().tolist() == [0.0, 0.0]
    v.assign([1.0, 2.0])
    before = census()
    loss, gradient = f(tf.constant([2.0, 0.5]))
    assert (float(loss), gradient.numpy().tolist()) == (4.0, [4.0, 2.0])
    assert v.numpy().tolist() == [-1.0, 1.0]
    assert census()["num_tensors"] == before["num_tensors"] + 2  # loss and gradient
    assert census()["tapes"] == before["tapes"]


@in_browser
def test_a_replay_under_a_tape_is_differentiated():
    import tfjs as tf

    v = tf.Variable(3.0)
    f = record(lambda x: tf.sin(x) * v, tf.constant(1.0))
    x = tf.constant(2.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    dx, dv = tape.gradient(y, [x, v])
    assert float(dx) == pytest.approx(3.0 * float(tf.cos(x)))
    assert float(dv) == pytest.approx(float(tf.sin(x)))


@in_browser
def test_a_program_notices_that_a_variable_is_gone():
    import tfjs as tf
    from tfjs._bridge import DepartureError

    kept = [tf.Variable(1.0)]
    f = record(lambda x: x + kept[0], tf.constant(1.0))
    kept.clear()
    gc.collect()
    other = tf.Variable(100.0)
    with pytest.raises(DepartureError, match="no longer exists"):
        f(tf.constant(1.0))
    assert float(other) == 100.0


@in_browser
def test_what_nobody_needs_is_left_out():
    import tfjs as tf
    from tfjs._bridge import Program

    def body(slots):
        x = tf.Tensor(slots[0], tf.float32)
        tf.exp(x)
        y = tf.identity(tf.identity(x)) * (tf.constant(2.0) + 1.0)
        kept.append(y)
        return [y._slot]

    kept, example = [], tf.constant(1.0)
    trace, _ = Program.record([example._slot], body)
    assert trace.program.steps == 1
    assert "Multiply" in trace.program.describe()


@in_browser
def test_recordings_do_not_nest():
    import tfjs as tf
    from tfjs import _bridge

    def outer(x):
        record(lambda y: y + 1.0, tf.constant(1.0))
        return x

    with pytest.raises(Exception, match="already under way"):
        record(outer, tf.constant(1.0))
    assert not _bridge.is_recording()


@pytest.mark.parametrize("backend", ["cpu", "webgl"])
@in_browser
def test_a_program_recorded_on_one_backend_runs_on_another(backend):
    import tfjs as tf

    f = record(lambda x: tf.exp(x) + tf.constant([1.0, 2.0]), tf.constant([0.0, 0.0]))
    tf.backend.use(backend)
    assert f(tf.constant([0.0, 0.0])).numpy().tolist() == [2.0, 3.0]
