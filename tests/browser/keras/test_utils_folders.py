"""Folders of photos and texts: Keras's files, order, labels and pixels."""

from __future__ import annotations

import base64
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.browser import goldens
from tests.browser.harness import in_browser, raises_words

ATOL = 1.01
"""Decoders of JPEG may round a level differently; resizing in between keeps it at that."""
MEAN = 0.1
"""But they hardly ever do."""


def folder_of(files, place):
    for name, data in files.items():
        path = Path(place) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return str(place)


def photos():
    return {n: base64.b64decode(d) for n, d in goldens.load("keras/folders")["photos"].items()}


def same(element, wanted):
    """Whether an element is what Keras gave."""
    if isinstance(wanted, list):
        assert isinstance(element, tuple)
        assert len(element) == len(wanted)
        for part, other in zip(element, wanted, strict=True):
            same(part, other)
        return
    assert (list(element.shape), element.dtype.name) == (wanted["shape"], wanted["dtype"])
    flat = np.asarray(element.numpy()).reshape(-1)
    if element.dtype.name == "string":
        assert [v.decode() for v in flat] == wanted["values"]
        return
    stride = goldens.load("keras/folders")["stride"]
    sample = flat if flat.size < 60 else flat[::stride]
    difference = np.abs(sample - np.array(wanted["values"]))
    assert difference.max(initial=0) < ATOL
    assert difference.mean() < MEAN


def check(function, folder, row):
    import tfjs as tf

    tf.keras.utils.set_random_seed(1)
    found = function(folder, verbose=False, **row["options"])
    for dataset, told in zip(
        found if isinstance(found, list) else [found], row["told"], strict=True
    ):
        assert dataset.class_names == told["class_names"]
        if "files" in told:
            assert [p.removeprefix(folder + "/") for p in dataset.file_paths] == told["files"]
        for wanted in told["rounds"]:
            elements = list(dataset)
            assert len(elements) == len(wanted)
            for element, other in zip(elements, wanted, strict=True):
                same(element, other)


@pytest.mark.parametrize("start", [0, 7])
@pytest.mark.parametrize("way", ["browser", "none"])
@in_browser
def test_photos_are_those_of_keras(way, start):
    import tfjs as tf
    from tfjs._bridge import decoding

    before = tf.data.experimental.photo_decoding()
    assert before in ("shared", "suspending")
    rows = goldens.load("keras/folders")["images"][start : start + 7 if start == 0 else None]
    try:
        if way == "none":
            decoding._way = "none"
        with tempfile.TemporaryDirectory() as place:
            folder = folder_of(photos(), place)
            for row in rows:
                check(tf.keras.utils.image_dataset_from_directory, folder, row)
    finally:
        decoding._way = before


@pytest.fixture
def animals(data):
    """Some real photos, as the host has them."""
    files = sorted((data / "sets" / "animals").rglob("*.jpg"))[::9]
    if not files:
        pytest.skip("the photos of animals are absent from the data folder")
    return {f"{file.parent.name}/{file.name}": file.read_bytes() for file in files}


@in_browser
def test_the_browser_and_pillow_agree_on_real_photos(animals):
    import tfjs as tf
    from tfjs._bridge import decoding

    before = tf.data.experimental.photo_decoding()
    found = []
    with tempfile.TemporaryDirectory() as place:
        dataset = tf.keras.utils.image_dataset_from_directory(
            folder_of(animals, place), image_size=(224, 224), shuffle=False, verbose=False
        )
        try:
            for way in (before, "none"):
                decoding._way = way
                found.append(np.concatenate([pixels.numpy() for pixels, _ in dataset]))
        finally:
            decoding._way = before
    difference = np.abs(found[0] - found[1])
    assert difference.max() < ATOL
    assert difference.mean() < 0.001


def decoding_maps(tf, names):
    """Datasets that read, decode and resize photos by functions, as guides have them."""
    labels = np.arange(len(names))
    files = tf.data.Dataset.from_tensor_slices((list(names), labels))

    def small(name, label):
        image = tf.io.decode_jpeg(tf.io.read_file(name), channels=3)
        return tf.image.resize(image, [20, 30]), label

    def scaled(name, label):
        image = tf.image.decode_jpeg(tf.io.read_file(name))
        image = tf.image.convert_image_dtype(image, tf.float32)
        image = tf.image.resize(image, (16, 16))
        return {"image": 2 * (image - 0.5), "again": image / 3}, label

    def flipped(name, label):
        image = tf.io.decode_image(tf.io.read_file(name), channels=3, expand_animations=False)
        image = tf.cast(tf.image.resize(image, (9, 7)), tf.float32) / 255.0
        return tf.image.flip_left_right(image) + tf.cast(label, tf.float32)

    def whole(name, label):
        image = tf.cast(tf.io.decode_jpeg(tf.io.read_file(name)), tf.float32)
        return tf.reduce_mean(image, (0, 1)), tf.image.resize(image, (5, 5), "nearest")

    decoded = files.map(lambda name, _: tf.io.decode_jpeg(tf.io.read_file(name), 3))
    return [
        files.map(small, num_parallel_calls=tf.data.AUTOTUNE).batch(4).prefetch(1),
        files.map(scaled).batch(3),
        files.map(flipped).batch(5),
        files.map(whole),
        decoded.map(lambda image: tf.image.resize(image, (12, 10))).map(lambda x: x / 2).batch(9),
        decoded.map(tf.shape),
        files.map(small).shuffle(7, seed=3).batch(2),
        files.map(small).cache().repeat(2).batch(4),
        files.map(small).ignore_errors(),
    ]


@in_browser
def test_maps_that_decode_photos_work_ahead_and_give_the_same(animals):
    import tfjs as tf
    from tfjs._bridge import decoding

    before = tf.data.experimental.photo_decoding()
    found = []
    with tempfile.TemporaryDirectory() as place:
        folder = folder_of(animals, place)
        names = [f"{folder}/{name}" for name in animals]
        try:
            for way in (before, "none"):
                decoding._way = way
                told = [list(dataset) for dataset in decoding_maps(tf, names)]
                found.append([np.asarray(t) for t in tf.nest.flatten(told)])
        finally:
            decoding._way = before
        first = next(iter(decoding_maps(tf, names)[0]))[0][0].numpy()
        kept = [image for image, _ in decoding_maps(tf, names)[0].unbatch()]
        half = next(iter(animals.values()))
        Path(names[2]).write_bytes(half[: len(half) // 2])
        small = decoding_maps(tf, names)[0].unbatch()
        with raises_words(tf.errors.InvalidArgumentError, "damaged"):
            list(small)
        numbers = [int(n) for _, n in decoding_maps(tf, names)[8]]
    assert numbers == [n for n in range(len(names)) if n != 2]
    assert np.array_equal(first, kept[0].numpy())
    assert len(found[0]) == len(found[1]) > 40
    for one, other in zip(*found, strict=True):
        assert (one.shape, one.dtype) == (other.shape, other.dtype)
        difference = np.abs(one.astype(float) - other)
        assert difference.max(initial=0) < ATOL
        assert difference.mean() < 0.002


@in_browser
def test_texts_are_those_of_keras():
    import tfjs as tf

    made = goldens.load("keras/folders")
    with tempfile.TemporaryDirectory() as place:
        folder = folder_of({n: d.encode() for n, d in made["texts"].items()}, place)
        for row in made["lines"]:
            check(tf.keras.utils.text_dataset_from_directory, folder, row)


@in_browser
def test_a_zip_archive_stands_for_its_folder():
    import tfjs as tf

    with tempfile.TemporaryDirectory() as place:
        archive = Path(place) / "animals.zip"
        with zipfile.ZipFile(archive, "w") as packed:
            for name, data in photos().items():
                packed.writestr(f"animals/{name}", data)
        dataset = tf.keras.utils.image_dataset_from_directory(archive, image_size=(8, 8))
        assert dataset.class_names == ["cat", "dog"]
        assert sum(len(labels) for _, labels in dataset) == 10


@in_browser
def test_a_broken_photo_is_named():
    import tfjs as tf

    whole = photos()["cat/halved.jpg"]
    for broken in (b"no picture at all", whole[: len(whole) // 2], b""):
        with tempfile.TemporaryDirectory() as place:
            folder = folder_of({"a/good.jpg": whole, "a/bad.jpg": broken}, place)
            dataset = tf.keras.utils.image_dataset_from_directory(
                folder, image_size=(8, 8), shuffle=False, verbose=False
            )
            with raises_words(tf.errors.InvalidArgumentError, "a/bad.jpg"):
                list(dataset)


@in_browser
def test_bad_folders_and_arguments_are_refused():
    import tfjs as tf

    load = tf.keras.utils.image_dataset_from_directory
    with tempfile.TemporaryDirectory() as place:
        folder = folder_of({"a/x.txt": b"text", "b/y.txt": b"text"}, place)
        for words, options in {
            "No images found": {},
            "validation_split": {"validation_split": 2, "subset": "training"},
            "`subset` is set": {"subset": "training"},
            "provide a `seed`": {"validation_split": 0.2, "subset": "training"},
            "color_mode": {"color_mode": "cmyk"},
            "interpolation": {"interpolation": "magic"},
            "class_names": {"class_names": ["c"]},
            "label_mode": {"label_mode": "float"},
            "Only one of": {"crop_to_aspect_ratio": True, "pad_to_aspect_ratio": True},
            "image_size": {"image_size": (1, 2, 3)},
        }.items():
            with raises_words(ValueError, words):
                load(folder, verbose=False, **options)
        with raises_words(tf.errors.NotFoundError, "folder or a zip"):
            load(f"{folder}/absent")


@in_browser
def test_an_iteration_left_midway_gives_its_places_back():
    import json

    import tfjs as tf
    from tfjs import _bridge

    def places():
        return json.loads(_bridge.census())["photos"]

    with tempfile.TemporaryDirectory() as place:
        folder = folder_of(photos(), place)
        dataset = tf.keras.utils.image_dataset_from_directory(
            folder, image_size=(8, 8), batch_size=2, verbose=False
        )
        before = places()
        iterator = iter(dataset)
        next(iterator)
        assert places() == before + 1
        del iterator
        assert places() == before
        for _ in dataset:
            break
        assert places() == before
