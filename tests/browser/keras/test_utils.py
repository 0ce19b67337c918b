"""`tf.keras.utils`, apart from folders."""

from __future__ import annotations

import io
import tempfile
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.browser.harness import in_browser, raises_words


@in_browser
def test_to_categorical():
    import tfjs as tf

    vectors = tf.keras.utils.to_categorical([[0], [2], [1]])
    assert vectors.dtype == np.float64
    assert vectors.tolist() == [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
    assert tf.keras.utils.to_categorical([[0, 1]], num_classes=3).shape == (1, 2, 3)
    made = tf.keras.utils.to_categorical(tf.constant([1, 0]), 2)
    assert made.numpy().tolist() == [[0, 1], [1, 0]]


@in_browser
def test_normalize():
    import tfjs as tf

    x = np.array([[3.0, 4.0], [0.0, 0.0]])
    assert tf.keras.utils.normalize(x).tolist() == [[0.6, 0.8], [0, 0]]
    assert tf.keras.utils.normalize(x, order=1)[0].tolist() == pytest.approx([3 / 7, 4 / 7])
    found = tf.keras.utils.normalize(tf.constant(x, tf.float32)).numpy()
    assert found == pytest.approx(np.array([[0.6, 0.8], [0, 0]]))


@in_browser
def test_pad_sequences():
    import tfjs as tf

    pad = tf.keras.utils.pad_sequences
    rows = [[1], [2, 3], [4, 5, 6], []]
    assert pad(rows).tolist() == [[0, 0, 1], [0, 2, 3], [4, 5, 6], [0, 0, 0]]
    assert pad(rows, maxlen=2, padding="post", truncating="post", value=-1).tolist() == [
        *([1, -1], [2, 3], [4, 5], [-1, -1]),
    ]
    assert pad([["a"], ["b", "c"]], dtype=object, value="-").tolist() == [["-", "a"], ["b", "c"]]
    assert pad([[[1, 2]], [[3, 4], [5, 6]]]).shape == (2, 2, 2)
    with raises_words(ValueError, "non-iterable"):
        pad([1, 2])
    with raises_words(ValueError, "not understood"):
        pad(rows, padding="middle")
    with raises_words(ValueError, "different from expected shape"):
        pad([[[1, 2]], [[3]]])


@in_browser
def test_seeds_of_everything():
    import random

    import tfjs as tf

    drawn = []
    for _ in range(2):
        tf.keras.utils.set_random_seed(11)
        drawn.append((random.random(), np.random.rand(), float(tf.random.uniform([]))))
    assert drawn[0] == drawn[1]
    with raises_words(ValueError, "seed"):
        tf.keras.utils.set_random_seed(-1)


@in_browser
def test_pictures_there_and_back():
    import tfjs as tf

    utils = tf.keras.utils
    x = np.arange(2 * 3 * 3).reshape(2, 3, 3) * 10
    image = utils.array_to_img(x, scale=False)
    assert (image.size, image.mode) == ((3, 2), "RGB")
    assert utils.img_to_array(image).tolist() == x.tolist()
    assert utils.img_to_array(image, data_format="channels_first").shape == (3, 2, 3)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "x.png"
        utils.save_img(path, x, scale=False)
        loaded = utils.load_img(path, target_size=(4, 6), color_mode="grayscale")
        assert (loaded.size, loaded.mode) == ((6, 4), "L")
        cut = utils.load_img(path, target_size=(2, 2), keep_aspect_ratio=True)
        assert np.asarray(cut).shape == (2, 2, 3)
        with raises_words(ValueError, "Invalid interpolation method"):
            utils.load_img(path, target_size=(1, 1), interpolation="magic")
    with raises_words(ValueError, "rank 3"):
        utils.array_to_img(np.zeros((2, 2)))
    with raises_words(TypeError, "path-like"):
        utils.load_img(3)


@pytest.mark.parametrize(
    ("options", "first", "count"),
    [
        ({}, [[0, 1, 2], [1, 2, 3], [2, 3, 4]], 8),
        ({"sampling_rate": 2, "sequence_stride": 3}, [[0, 2, 4], [3, 5, 7]], 2),
        ({"start_index": 2, "end_index": 7}, [[2, 3, 4], [3, 4, 5], [4, 5, 6]], 3),
    ],
)
@in_browser
def test_windows_of_a_series(options, first, count):
    import tfjs as tf

    series = np.arange(10)
    make = tf.keras.utils.timeseries_dataset_from_array
    dataset = make(series, series * 10, sequence_length=3, batch_size=3, **options)
    windows, goals = next(iter(dataset))
    assert windows.numpy().tolist() == first
    assert goals.numpy().tolist() == [row[0] * 10 for row in first]
    assert sum(len(w) for w, _ in dataset) == count


@in_browser
def test_windows_out_of_a_series_are_refused():
    import tfjs as tf

    make = tf.keras.utils.timeseries_dataset_from_array
    for words, options in {
        "start_index": {"start_index": 10},
        "end_index": {"end_index": 11},
        "sampling_rate": {"sampling_rate": 0},
        "sequence_stride": {"sequence_stride": 10},
    }.items():
        with raises_words(ValueError, words):
            make(np.arange(10), None, sequence_length=2, **options)


@in_browser
def test_a_dataset_in_two():
    import tfjs as tf

    split = tf.keras.utils.split_dataset
    left, right = split(tf.data.Dataset.range(10), left_size=0.7)
    assert [int(x) for x in left] == list(range(7))
    assert [int(x) for x in right] == [7, 8, 9]
    assert (len(left), len(right)) == (7, 3)
    halves = split(tf.data.Dataset.range(10).batch(4), left_size=5)
    assert [[b.numpy().tolist() for b in half] for half in halves] == [
        *([[0, 1, 2, 3], [4]], [[5, 6, 7, 8], [9]]),
    ]
    one, two = split((np.arange(4), np.arange(4) * 2), right_size=1, shuffle=True, seed=1)
    pairs = [(int(a), int(b)) for part in (one, two) for a, b in part]
    assert sorted(pairs) == [(0, 0), (1, 2), (2, 4), (3, 6)]
    for words, sizes in {
        "At least one": {},
        "smaller than 10": {"left_size": 10},
        "greater than 1": {"left_size": 0.7, "right_size": 0.7},
    }.items():
        with raises_words(ValueError, words):
            split(np.arange(10), **sizes)
    with raises_words(TypeError, "must be either"):
        split(3, left_size=0.5)


@in_browser
def test_sounds_in_folders():
    import tfjs as tf

    with tempfile.TemporaryDirectory() as place:
        for name, count in (("a/x.wav", 4), ("b/y.wav", 2)):
            path = Path(place) / name
            path.parent.mkdir()
            data = io.BytesIO()
            with wave.open(data, "wb") as sound:
                sound.setparams((1, 2, 8000, count, "NONE", ""))
                sound.writeframes((np.arange(count) * 8192).astype("<i2").tobytes())
            path.write_bytes(data.getvalue())
        load = tf.keras.utils.audio_dataset_from_directory
        sounds, labels = next(iter(load(place, shuffle=False, verbose=False)))
        assert sounds.numpy()[..., 0].tolist() == [[0, 0.25, 0.5, 0.75], [0, 0.25, 0, 0]]
        assert labels.numpy().tolist() == [0, 1]
        cut, _ = next(iter(load(place, shuffle=False, output_sequence_length=3, verbose=False)))
        assert cut.shape == (2, 3, 1)
        ragged, _ = next(iter(load(place, shuffle=False, ragged=True, verbose=False)))
        assert [len(row) for row in ragged.to_list()] == [4, 2]
        (Path(place) / "a" / "bad.wav").write_bytes(b"no sound")
        with raises_words(tf.errors.InvalidArgumentError, "bad.wav"):
            list(load(place, verbose=False))
