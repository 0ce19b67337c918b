"""`fit`: whole fits beside Keras's, and what else it promises."""

from __future__ import annotations

import json
import warnings
from typing import Any

import numpy as np
import pytest

from tests.browser.goldens import FOLDER, load
from tests.browser.harness import in_browser, no_new_tensors, raises_words, use_or_skip

FITS = list(json.loads((FOLDER / "keras" / "fits.json").read_text(encoding="utf-8"))["cases"])


def dense(units: int = 1, inputs: int = 3, **compiled: Any) -> Any:
    import tfjs as tf

    model = tf.keras.Sequential([tf.keras.Input((inputs,)), tf.keras.layers.Dense(units)])
    model.compile(**{"optimizer": "sgd", "loss": "mse", **compiled})
    return model


def numbers(*shape: int) -> Any:
    return np.random.default_rng(0).normal(size=shape).astype(np.float32)


def close(found: Any, wanted: Any, what: str) -> None:
    """Within 1e-4 of the largest number."""
    found, wanted = np.asarray(found), np.asarray(wanted)
    assert found.shape == wanted.shape, what
    scale = max(float(np.abs(wanted).max(initial=0)), 1e-2)
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-4 * scale, err_msg=what)


@pytest.mark.parametrize("backend", ["wasm", "cpu"])
@pytest.mark.parametrize("name", FITS)
@in_browser
def test_a_fit_agrees_with_keras(name, backend):
    import tfjs as tf
    from tests.browser.keras import fit_cases

    wanted = load("keras/fits")["cases"][name]
    use_or_skip(backend)
    found = fit_cases.run(tf.keras, name)
    assert list(found["history"]) == list(wanted["history"])
    for key, values in wanted["history"].items():
        close(found["history"][key], values, key)
    for number, (mine, theirs) in enumerate(zip(found["weights"], wanted["weights"], strict=True)):
        close(mine, theirs, f"weight {number}")
    assert list(found["evaluate"]) == list(wanted["evaluate"])
    close(list(found["evaluate"].values()), list(wanted["evaluate"].values()), "evaluate")
    several = isinstance(found["predict"], list)
    for mine, theirs in zip(
        found["predict"] if several else [found["predict"]],
        wanted["predict"] if several else [wanted["predict"]],
        strict=True,
    ):
        close(mine, theirs, "predict")


@in_browser
def test_a_fit_learns_and_leaves_nothing_behind():
    x = numbers(50, 3)
    y = x @ np.float32([[1.0], [2.0], [-1.0]])
    import tfjs as tf

    model = dense(optimizer=tf.keras.optimizers.SGD(0.1))
    history = model.fit(x, y, epochs=8, batch_size=8, verbose=0)
    assert history is model.history
    assert history.epoch == list(range(8))
    assert history.history["loss"][-1] < 0.1 * history.history["loss"][0]
    no_new_tensors(lambda: model.fit(x, y, batch_size=8, verbose=0) and None)
    no_new_tensors(lambda: model.predict(x, verbose=0) is None)
    no_new_tensors(lambda: model.evaluate(x, y, verbose=0) is None)


@in_browser
def test_a_step_is_recorded_once_for_each_size_of_batch():
    model = dense(optimizer="adam")
    model.fit(numbers(20, 3), numbers(20, 1), batch_size=8, epochs=3, verbose=0)
    count = model.train_function._function.experimental_get_tracing_count
    assert count() <= 3
    before = count()
    model.fit(numbers(36, 3), numbers(36, 1), batch_size=8, epochs=2, verbose=0)
    assert count() == before


@pytest.mark.parametrize("kind", ["arrays", "tensors", "frames", "float64", "nested"])
@in_browser
def test_data_of_every_kind_gives_the_same_fit(kind):
    import tfjs as tf

    x, y = numbers(20, 3), numbers(20, 1)

    class Frame:  # as a pandas frame
        def __init__(self, values):
            self.values, self.shape = values, values.shape

        def to_numpy(self):
            return self.values

    inputs = tf.keras.Input((3,), name="a")
    model = tf.keras.Model({"a": inputs}, tf.keras.layers.Dense(1)(inputs))
    start = model.get_weights()
    model.compile("sgd", "mse")
    model.fit({"a": x}, y, shuffle=False, batch_size=6, verbose=0)
    wanted = model.get_weights()
    data = {
        "arrays": ({"a": x}, y),
        "tensors": ({"a": tf.constant(x)}, tf.constant(y)),
        "frames": ({"a": Frame(x)}, Frame(y)),
        "float64": ({"a": x.astype(float)}, y.astype(float)),
        "nested": ([x], [y]),
    }[kind]
    model.set_weights(start)
    model.fit(*data, shuffle=False, batch_size=6, verbose=0)
    for found, expected in zip(model.get_weights(), wanted, strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-6)


@in_browser
def test_shuffles_are_repeatable():
    import tfjs as tf

    x, y = numbers(30, 3), numbers(30, 1)
    model = dense()
    start = model.get_weights()

    def fitted(seed, shuffle=True):
        tf.keras.utils.set_random_seed(seed)
        model.set_weights(start)
        model.fit(x, y, batch_size=4, epochs=2, shuffle=shuffle, verbose=0)
        return model.get_weights()[0].tolist()

    assert fitted(1) == fitted(1) != fitted(2)
    assert fitted(1, "batch") == fitted(1, "batch") != fitted(1)
    assert fitted(1, False) == fitted(2, False)


@in_browser
def test_validation_split_takes_the_last_samples():
    x, y = numbers(20, 3), numbers(20, 1)
    model = dense()
    start = model.get_weights()
    one = model.fit(x, y, validation_split=0.25, shuffle=False, verbose=0).history
    model.set_weights(start)
    other = model.fit(
        x[:15], y[:15], validation_data=(x[15:], y[15:]), shuffle=False, verbose=0
    ).history
    assert one.keys() == {"loss", "val_loss"}
    for name in one:
        np.testing.assert_allclose(one[name], other[name], rtol=1e-6)
    with raises_words(ValueError, "not sufficient to split it"):
        model.fit(x[:1], y[:1], validation_split=0.1, verbose=0)


@in_browser
def test_validation_freq_and_initial_epoch():
    x, y = numbers(8, 3), numbers(8, 1)
    model = dense()
    history = model.fit(
        x, y, epochs=6, initial_epoch=2, validation_data=(x, y), validation_freq=2, verbose=0
    )
    assert history.epoch == [2, 3, 4, 5]
    assert len(history.history["val_loss"]) == 2
    listed = model.fit(
        x, y, epochs=3, validation_data=(x, y), validation_freq=[1], verbose=0
    ).history
    assert len(listed["val_loss"]) == 1
    with raises_words(ValueError, "Expected `validation_freq` to be a list or int"):
        model.fit(x, y, validation_data=(x, y), validation_freq="a", verbose=0)


@in_browser
def test_steps_per_epoch_go_on_where_they_stopped():
    import tfjs as tf

    seen = []

    class Watch(tf.keras.callbacks.Callback):
        def on_train_batch_begin(self, batch, logs=None):
            seen.append(batch)

    options = {"batch_size": 2, "epochs": 3, "steps_per_epoch": 2, "verbose": 0}
    dense().fit(numbers(12, 3), numbers(12, 1), callbacks=[Watch()], **options)
    assert seen == [0, 1] * 3


@in_browser
def test_bad_data_is_refused_and_the_model_goes_on():
    import tfjs as tf

    x, y = numbers(8, 3), numbers(8, 1)
    model = dense()
    before = model.get_weights()
    with raises_words(ValueError, "You must call `compile()` before using the model"):
        tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(1)]).fit(x, y)
    with raises_words(ValueError, "Data cardinality is ambiguous 'x' sizes: 8 'y' sizes: 7"):
        model.fit(x, y[:7], verbose=0)
    with raises_words(ValueError, "at least one sample"):
        model.fit(x[:0], y[:0], verbose=0)
    with raises_words(ValueError, "Unrecognized data type"):
        model.fit([1, 2, 3], y, verbose=0)
    with raises_words(ValueError, "expected shape (None, 3) shape=(8, 4)"):
        model.fit(numbers(8, 4), y, verbose=0)
    with raises_words(ValueError, "`sample_weight` at the same time"):
        model.fit(x, y, sample_weight=np.ones(8), class_weight={0: 1.0}, verbose=0)
    with raises_words(ValueError, "No loss to compute"):
        dense(loss=None).fit(x, y, verbose=0)
    assert [w.tolist() for w in model.get_weights()] == [w.tolist() for w in before]
    model.fit(x, y, verbose=0)


@in_browser
def test_labels_out_of_range_are_found_before_the_first_step():
    import tfjs as tf

    model = dense(3, loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    before = model.get_weights()
    for _ in range(2):
        labels = np.int32([0, 1, 2, 3])
        with raises_words(ValueError, "Received a label value of 3 valid range of [0, 3)"):
            model.fit(numbers(4, 3), labels, verbose=0)
        assert (model.get_weights()[0] == before[0]).all()
        model.evaluate(numbers(3, 3), labels[:3], verbose=0)


@pytest.mark.parametrize("backend", ["wasm", "webgl"])
@in_browser
def test_labels_out_of_range_are_found_in_every_kind_of_data(backend):
    import tfjs as tf

    use_or_skip(backend)
    x, y = numbers(12, 3), np.int32([0, 1, 2] * 3 + [0, 3, 1])

    class Batches(tf.keras.utils.PyDataset):
        def __len__(self):
            return 3

        def __getitem__(self, i):
            return x[4 * i : 4 * i + 4], y[4 * i : 4 * i + 4]

    def data(kind):
        rows = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)
        own = Batches()
        return {
            "dataset": rows,
            "generator": (own[i] for i in range(3)),
            "tensors": ((tf.constant(a), tf.constant(b)) for a, b in rows),
            "PyDataset": own,
        }[kind]

    words = "Received a label value of 3 valid range of [0, 3)"
    for kind in ("dataset", "generator", "tensors", "PyDataset"):
        model = dense(3, loss="sparse_categorical_crossentropy")
        with raises_words(ValueError, words):
            model.fit(data(kind), verbose=0)
        with raises_words(ValueError, words):
            model.evaluate(data(kind), verbose=0)
        if kind != "PyDataset":  # which is shuffled
            model.fit(data(kind), steps_per_epoch=2, verbose=0)  # the third batch has it
    with raises_words(ValueError, words):
        dense(3, loss="sparse_categorical_crossentropy").fit(x, tf.constant(y), verbose=0)


@in_browser
def test_a_loss_that_is_nan_is_said_once():
    x = np.full((8, 3), np.nan, np.float32)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        dense().fit(x, numbers(8, 1), epochs=3, verbose=0)
    said = [str(one.message) for one in caught if "NaN" in str(one.message)]
    assert len(said) == 1
    assert "TerminateOnNaN" in said[0]


@pytest.mark.parametrize("backend", ["webgl", "cpu"])
@in_browser
def test_a_fit_is_the_same_on_other_backends(backend):
    import tfjs as tf

    x, y = numbers(10, 3), numbers(10, 1)
    model = dense(optimizer="adam", metrics=["mae"])
    start = model.get_weights()
    found = []
    for name in (tf.backend.current(), backend):
        use_or_skip(name)
        model.set_weights(start)
        model.compile("adam", "mse", metrics=["mae"])
        np.random.seed(3)
        history = model.fit(x, y, batch_size=4, epochs=2, validation_split=0.2, verbose=0).history
        found.append([*history.values(), *model.predict(x, batch_size=3, verbose=0).tolist()])
    for one, other in zip(*found, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4)


@in_browser
def test_a_seed_repeats_a_whole_fit():
    import tfjs as tf

    def fitted():
        tf.keras.utils.set_random_seed(5)
        layers = [tf.keras.layers.Dense(4), tf.keras.layers.Dropout(0.5), tf.keras.layers.Dense(1)]
        model = tf.keras.Sequential([tf.keras.Input((3,)), *layers])
        model.compile("adam", "mse")
        model.fit(numbers(20, 3), numbers(20, 1), batch_size=6, epochs=2, verbose=0)
        return [weight.tolist() for weight in model.get_weights()]

    assert fitted() == fitted()
