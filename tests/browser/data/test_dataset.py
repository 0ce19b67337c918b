"""What a dataset does besides giving TensorFlow's elements: errors, memory, speed, manners."""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path

import numpy as np
import pytest

from tests.browser.harness import in_browser, no_new_tensors, raises_words


def unseeded():
    """Forget the global seed, which other tests may have set."""
    from tfjs._seeds import seeds

    seeds.session = None


@in_browser
def test_an_order_without_a_global_seed_is_tensorflows():
    import tfjs as tf

    unseeded()
    fixed = tf.data.Dataset.range(10).shuffle(4, seed=7, reshuffle_each_iteration=False)
    assert [int(x) for x in fixed] == [3, 4, 0, 5, 1, 8, 2, 7, 6, 9]
    changing = tf.data.Dataset.range(10).shuffle(4, seed=7)
    assert [int(x) for x in changing] == [0, 4, 2, 3, 5, 6, 1, 8, 7, 9]
    assert [int(x) for x in changing] == [1, 3, 0, 4, 6, 5, 7, 8, 9, 2]
    free = tf.data.Dataset.range(50).shuffle(50)
    assert [int(x) for x in free] != [int(x) for x in free]
    kept = tf.data.Dataset.range(50).shuffle(50, reshuffle_each_iteration=False)
    assert [int(x) for x in kept] == [int(x) for x in kept]


@in_browser
def test_batches_of_arrays_are_slices_of_them():
    import tfjs as tf

    x = np.arange(20, dtype=np.float32).reshape(10, 2)
    stage = tf.data.Dataset.from_tensor_slices(x).batch(4)._stage
    first = next(stage.elements())
    assert np.shares_memory(first, x)
    picked = next(
        tf.data.Dataset.from_tensor_slices(x).shuffle(10, seed=1).batch(4)._stage.elements()
    )
    assert isinstance(picked, np.ndarray)
    (one,) = tf.data.Dataset.from_tensor_slices(x).take(1).as_numpy_iterator()
    one[:] = -1
    assert x[0, 0] == 0


@in_browser
def test_a_function_is_run_once_and_then_replayed():
    import tfjs as tf

    runs = []

    def double(x):
        runs.append(1)
        return x * 2

    dataset = tf.data.Dataset.range(20).map(double)
    assert [int(x) for x in dataset] == list(range(0, 40, 2))
    assert len(runs) == 1
    sizes = tf.data.Dataset.range(1, 30).map(lambda n: tf.ones([n])).map(tf.reduce_sum)
    assert [float(x) for x in sizes] == list(range(1, 30))


@in_browser
def test_python_inside_a_function_is_run_each_time():
    import tfjs as tf

    seen = []

    def note(x):
        seen.append(int(x))
        return x

    dataset = tf.data.Dataset.range(4).map(lambda x: tf.py_function(note, [x], tf.int64))
    list(dataset)
    assert seen[-4:] == [0, 1, 2, 3]


@in_browser
def test_what_a_generator_raises_comes_as_it_is():
    import tfjs as tf

    closed = []

    def numbers():
        try:
            yield 1
            raise RuntimeError("the third disk is full")
        finally:
            closed.append(True)

    dataset = tf.data.Dataset.from_generator(
        numbers, output_signature=tf.TensorSpec((), tf.int32)
    ).batch(2)
    with pytest.raises(RuntimeError, match="third disk") as raised:
        list(dataset)
    frames = [entry.name for entry in raised.traceback]
    assert frames[-1] == "numbers"
    assert closed == [True]


@in_browser
def test_a_generator_that_is_left_is_closed_at_once():
    import tfjs as tf

    closed = []

    def numbers():
        try:
            yield from range(100)
        finally:
            closed.append(True)

    spec = tf.TensorSpec((), tf.int32)
    dataset = tf.data.Dataset.from_generator(numbers, output_signature=spec)
    for _ in dataset.map(lambda x: x + 1).shuffle(5).batch(2).prefetch(2):
        break
    assert closed == [True]
    next(iter(dataset))
    assert closed == [True, True]


@in_browser
def test_signatures_are_kept_to():
    import tfjs as tf

    def made(value, spec):
        return list(tf.data.Dataset.from_generator(lambda: iter([value]), output_signature=spec))

    scalar = tf.TensorSpec((), tf.int32)
    with raises_words(TypeError, "did not match the expected structure"):
        made((1, 2), (scalar, scalar, scalar))
    with raises_words(TypeError, "could not be converted to the expected type"):
        made("text", scalar)
    with raises_words(ValueError, "shape (2,) where an element of shape ()"):
        made([1, 2], scalar)
    with raises_words(tf.errors.InvalidArgumentError, "did not match the expected structure"):
        made({"a": 1}, {"b": scalar})
    ragged = tf.RaggedTensorSpec((2, None), tf.int32)
    (found,) = made([[1], [2, 3]], ragged)
    assert found.to_list() == [[1], [2, 3]]
    for arguments, words in (
        ({}, "Either `output_signature` or `output_types`"),
        ({"output_signature": scalar, "output_types": tf.int32}, "cannot be used together"),
        ({"output_signature": 3}, "subclass of `tf.TypeSpec`"),
    ):
        with raises_words(TypeError, words):
            tf.data.Dataset.from_generator(lambda: iter([]), **arguments)


@in_browser
def test_bad_arguments_are_refused():
    import tfjs as tf

    data = tf.data.Dataset.range(4)
    with raises_words(ValueError, "of one length lengths 3, 2"):
        tf.data.Dataset.from_tensor_slices(([1, 2, 3], [1, 2]))
    with raises_words(ValueError, "at least one axis"):
        tf.data.Dataset.from_tensor_slices(3)
    with raises_words(tf.errors.InvalidArgumentError, "batch_size must be greater than zero"):
        data.batch(0)
    with raises_words(tf.errors.InvalidArgumentError, "different shapes in component 0"):
        rows = tf.data.Dataset.range(1, 4).map(lambda n: tf.ones([n]))
        list(rows.batch(2))
    with raises_words(TypeError, "infinite"):
        len(data.repeat())
    with raises_words(TypeError, "unknown"):
        len(data.filter(lambda x: x > 1))
    with raises_words(TypeError, "one kind and dtype"):
        data.concatenate(tf.data.Dataset.from_tensors(1.0))
    with raises_words(TypeError, "expected to be (nested) structures"):
        tf.data.Dataset.zip((data, [1, 2]))
    with raises_words(TypeError, "returns a `Dataset`"):
        list(data.flat_map(lambda x: x))
    with raises_words(ValueError, "must return a `tf.bool` scalar"):
        list(data.filter(lambda x: x))
    with raises_words(TypeError, "new state"):
        data.reduce(np.int64(0), lambda s, x: (s, x))
    with raises_words(ValueError, "not compatible with the shape (5,)"):
        data.map(lambda x: tf.ones([5])).padded_batch(2, padded_shapes=[3])
    with raises_words(tf.errors.InvalidArgumentError, "smaller size than the input"):
        list(data.map(lambda x: tf.ones([x + 1])).padded_batch(2, padded_shapes=[3]))
    with raises_words(tf.errors.InvalidArgumentError, "No files matched"):
        tf.data.Dataset.list_files("/absent/*.txt")
    with raises_words(tf.errors.NotFoundError, "/absent.txt"):
        list(tf.data.TextLineDataset("/absent.txt"))
    with raises_words(AttributeError, "Cannot set the property"):
        tf.data.Options().speed = 3


@in_browser
def test_nothing_comes_of_nothing():
    import tfjs as tf

    empty = tf.data.Dataset.from_tensor_slices(np.zeros((0, 3), np.float32))
    assert len(empty) == 0
    assert (
        list(empty.batch(2))
        == list(empty.repeat())
        == list(empty.shuffle(3).map(lambda x: x))
        == []
    )
    assert int(empty.reduce(np.int64(0), lambda s, x: s + 1)) == 0
    with raises_words(tf.errors.InvalidArgumentError, "Dataset was empty"):
        empty.get_single_element()
    with raises_words(tf.errors.OutOfRangeError, "End of sequence"):
        iter(empty).get_next()
    assert not iter(empty).get_next_as_optional().has_value()


@in_browser
def test_a_cache_is_filled_once_and_kept_in_a_file():
    import tfjs as tf

    made = []

    def numbers():
        made.append(1)
        yield from range(3)

    spec = tf.TensorSpec((), tf.int64)
    source = tf.data.Dataset.from_generator(numbers, output_signature=spec)
    cached = source.map(lambda x: x * 2).cache()
    assert [[int(x) for x in cached] for _ in range(3)] == [[0, 2, 4]] * 3
    assert len(made) == 1
    with tempfile.TemporaryDirectory() as place:
        path = str(Path(place) / "kept")
        for _ in range(2):
            again = source.map(lambda x: x + 1).cache(path)
            assert [int(x) for x in again] == [1, 2, 3]
        assert len(made) == 2
        assert pickle.loads(Path(f"{path}.cache").read_bytes())


@in_browser
def test_elements_are_saved_and_loaded():
    import tfjs as tf

    rows = tf.ragged.constant([[1], [2, 3]])
    data = tf.data.Dataset.from_tensor_slices({"a": rows, "b": ["x", "y"], "c": np.eye(2)})
    with tempfile.TemporaryDirectory() as place:
        data.map(lambda e: {**e, "c": e["c"] * 2}).save(f"{place}/kept")
        loaded = tf.data.Dataset.load(f"{place}/kept")
        assert len(loaded) == 2
        one, two = loaded
        assert (one["b"].numpy(), two["a"].numpy().tolist()) == (b"x", [2, 3])
        assert two["c"].numpy().tolist() == [0, 2]
        with raises_words(tf.errors.NotFoundError, "no saved dataset"):
            tf.data.Dataset.load(place)


@in_browser
def test_tensors_are_freed_while_and_after_iterating():
    import tfjs as tf

    x = np.ones((64, 8), np.float32)
    dataset = tf.data.Dataset.from_tensor_slices((x, np.arange(64))).shuffle(64)
    dataset = dataset.map(lambda a, b: (a * 2, tf.one_hot(b, 64))).batch(4)

    def one_round():
        before = tf.backend.memory().num_tensors
        most = 0
        for _ in dataset:
            most = max(most, tf.backend.memory().num_tensors - before)
        assert most < 40

    no_new_tensors(one_round)

    def left():
        for _ in dataset:
            return

    no_new_tensors(left)


@in_browser
def test_a_function_that_is_traced_does_not_keep_one_batch_for_ever():
    import tfjs as tf

    dataset = tf.data.Dataset.range(6).batch(2)

    @tf.function
    def total(start):
        for batch in dataset:
            start += tf.reduce_sum(batch)
        return start

    zero = tf.constant(0, tf.int64)
    with pytest.warns(RuntimeWarning, match="dataset is iterated"):
        assert int(total(zero)) == 15
    assert int(total(zero)) == 15


@in_browser
def test_variables_are_left_alone_by_a_look_at_the_spec():
    import tfjs as tf

    count = tf.Variable(0)

    def counted(x):
        count.assign_add(1)
        return x

    dataset = tf.data.Dataset.range(3).map(counted)
    assert dataset.element_spec == tf.TensorSpec((), tf.int64)
    assert int(count) == 0
    list(dataset)
    assert int(count) == 3
    shapes = tf.data.Dataset.range(6).batch(4).map(lambda x: tf.cast(x, tf.float32)[None])
    assert shapes.element_spec == tf.TensorSpec((1, None), tf.float32)

    def opened(x):
        y = tf.ones([2, 3]) * tf.cast(x, tf.float32)
        y.set_shape([None, 3])
        return y, x

    left_open = tf.data.Dataset.range(3).map(opened)
    assert left_open.element_spec[0] == tf.TensorSpec((None, 3), tf.float32)
    assert next(iter(left_open.batch(2)))[0].shape == (2, 2, 3)


@in_browser
def test_under_a_tape_nothing_of_the_pipeline_is_recorded():
    import tfjs as tf

    w = tf.Variable(3.0)
    dataset = tf.data.Dataset.from_tensor_slices([1.0, 2.0]).map(lambda x: x * x)
    with tf.GradientTape() as tape:
        loss = sum(w * x for x in dataset)
    assert float(tape.gradient(loss, w)) == 5.0


@in_browser
def test_options_are_kept_and_handed_on():
    import tfjs as tf

    options = tf.data.Options()
    options.deterministic = False
    options.autotune.enabled = True
    dataset = tf.data.Dataset.range(3).with_options(options).map(lambda x: x)
    assert dataset.options().deterministic is False
    assert dataset.options().autotune.enabled is True
    assert tf.data.Dataset.range(1).options().deterministic is None


@in_browser
def test_a_snapshot_is_read_in_later_sessions():
    import tfjs as tf

    with tempfile.TemporaryDirectory() as folder:
        first = tf.data.Dataset.range(3).snapshot(f"{folder}/kept")
        assert [int(x) for x in first] == [0, 1, 2]
        again = tf.data.Dataset.range(9).apply(tf.data.experimental.snapshot(f"{folder}/kept"))
        assert [int(x) for x in again] == [0, 1, 2]
        with raises_words(AttributeError, "`reader_func`"):
            tf.data.Dataset.range(3).snapshot(folder, reader_func=lambda d: d)
