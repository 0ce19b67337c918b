"""`tf.keras.preprocessing` as TensorFlow still has it from Keras 2."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.browser.goldens import load
from tests.browser.harness import in_browser, raises_words
from tests.goldens.keras import legacy_cases


def same(found, wanted, where):
    """Compare values of any nesting, numbers nearly."""
    if isinstance(wanted, dict):
        assert list(found) == list(wanted), where
        for key in wanted:
            same(found[key], wanted[key], f"{where} {key}")
    elif isinstance(wanted, list):
        assert len(found) == len(wanted), where
        for place, pair in enumerate(zip(found, wanted, strict=True)):
            same(*pair, f"{where}[{place}]")
    elif isinstance(wanted, float):
        assert found == pytest.approx(wanted, rel=2e-5, abs=2e-4), where
    else:
        assert found == wanted, where


def compare(found, name):
    same(json.loads(json.dumps(found)), load("keras/legacy")[name], name)


@in_browser
def test_words_and_sequences_are_those_of_keras():
    import tfjs as tf

    compare(legacy_cases.words(tf.keras), "words")
    compare(legacy_cases.sequences(tf.keras), "sequences")
    of = tf.keras.preprocessing
    assert len(of.text.one_hot("a b a", 9)) == 3
    with raises_words(ValueError, "fit on some text data first"):
        of.text.Tokenizer().texts_to_matrix(["a"])
    with raises_words(ValueError, "Unknown vectorization mode: x"):
        of.text.Tokenizer(5).texts_to_matrix(["a"], "x")
    with raises_words(TypeError, "Unrecognized keyword arguments"):
        of.text.Tokenizer(words=3)
    windows = of.sequence.TimeseriesGenerator(np.arange(4), [1, 2, 3, 4], 2)
    config = json.loads(windows.to_json())["config"]  # Keras's own raises an AttributeError
    assert (config["data"], config["length"]) == ("[0, 1, 2, 3]", 2)
    with raises_words(ValueError, "of same length"):
        of.sequence.TimeseriesGenerator([1, 2], [1], 1)
    with raises_words(ValueError, "no part of the sequence"):
        of.sequence.TimeseriesGenerator([1, 2], [1, 2], 5)


@in_browser
def test_pictures_are_changed_as_keras_changes_them():
    import tfjs as tf

    compare(legacy_cases.images(tf.keras), "images")
    with tempfile.TemporaryDirectory() as folder:
        made = legacy_cases.written(Path(folder))
        compare(legacy_cases.generators(tf.keras, made), "generators")
    of = tf.keras.preprocessing.image
    with raises_words(ValueError, "must be distinct"):
        of.apply_affine_transform(np.zeros((2, 2, 3)), row_axis=0, col_axis=0)
    with raises_words(ValueError, "`zoom_range` should be"):
        of.ImageDataGenerator(zoom_range=(1, 2, 3))
    with raises_words(ValueError, "strictly between 0 and 1"):
        of.ImageDataGenerator(validation_split=2)
    with pytest.warns(UserWarning, match="hasn't been fit"):
        of.ImageDataGenerator(featurewise_center=True).standardize(np.zeros((2, 2, 3)))
    made = of.ImageDataGenerator()
    with raises_words(ValueError, "should have rank 4"):
        made.flow(np.zeros((2, 3, 3)))
    with raises_words(ValueError, "should have the same length"):
        made.flow(np.zeros((2, 3, 3, 1)), [1])
    with raises_words(ValueError, "Invalid subset name"):
        made.flow(np.zeros((2, 3, 3, 1)), subset="test")


@in_browser
def test_a_model_is_fit_on_what_a_generator_flows():
    import tfjs as tf

    x = np.random.RandomState(0).rand(24, 6, 6, 1).astype("float32")
    y = (x.mean((1, 2, 3)) > 0.5).astype("int32")
    layers = [tf.keras.layers.Flatten(), tf.keras.layers.Dense(2, "softmax")]
    model = tf.keras.Sequential([tf.keras.Input((6, 6, 1)), *layers])
    model.compile("adam", "sparse_categorical_crossentropy")
    made = tf.keras.preprocessing.image.ImageDataGenerator(
        horizontal_flip=True, validation_split=0.25
    )
    train = made.flow(x, y, batch_size=6, subset="training", ignore_class_split=True)
    held = made.flow(x, y, batch_size=6, subset="validation", ignore_class_split=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        history = model.fit(train, validation_data=held, epochs=2, verbose=0)
    assert len(history.history["val_loss"]) == 2
    assert model.predict(held, verbose=0).shape == (6, 2)


class Table(dict):
    """As much of a table of pandas as an iterator looks at."""

    def __len__(self):
        return len(next(iter(self.values())))

    def __getitem__(self, key):
        if isinstance(key, str):
            return Column(super().__getitem__(key), key)
        kept = [place for place, wanted in enumerate(key) if wanted]
        return Table({name: [values[i] for i in kept] for name, values in self.items()})

    @property
    def iloc(self):
        return Rows(self)


class Rows:
    def __init__(self, table):
        self.table = table

    def __getitem__(self, part):
        return Table({name: values[part] for name, values in self.table.items()})


class Column(list):
    def __init__(self, values, name):
        super().__init__(values)
        self.name = name
        self.dtype = np.asarray(values).dtype

    def tolist(self):
        return list(self)

    def to_numpy(self):
        return np.asarray(list(self))

    def nunique(self):
        return len(set(self))


@in_browser
def test_pictures_are_named_by_a_table():
    import tfjs as tf

    made = tf.keras.preprocessing.image.ImageDataGenerator(validation_split=0.5)
    with tempfile.TemporaryDirectory() as folder:
        legacy_cases.written(Path(folder))
        names = ["a/1.png", "b/0.png", "a/none.png", "b/3.png", "a/2.png"]
        table = Table(filename=names, kind=list("xyxyx"), size=[1.0, 2.0, 3.0, 4.0, 5.0])
        options = {"directory": folder, "target_size": (3, 3), "shuffle": False}
        with pytest.warns(UserWarning, match="1 invalid image filename"):
            flow = made.flow_from_dataframe(
                table, y_col="kind", class_mode="binary", weight_col="size", **options
            )
        images, labels, weights = next(flow)
        assert images.shape == (4, 3, 3, 3)
        assert (labels.tolist(), weights.tolist()) == ([0, 1, 1, 0], [1, 2, 4, 5])
        good = table[[name != "a/none.png" for name in names]]
        flow = made.flow_from_dataframe(
            good, y_col="size", class_mode="raw", subset="validation", **options
        )
        assert next(flow)[1].tolist() == [1, 2]
        with raises_words(TypeError, "column values must be strings"):
            made.flow_from_dataframe(good, y_col="size", class_mode="sparse", **options)
