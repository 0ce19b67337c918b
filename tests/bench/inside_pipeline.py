"""Runs in the worker: photos into batches, by the library and by a plain loop over Pillow."""

import base64
import io
import tempfile
import time
import zipfile
from pathlib import Path
from statistics import median

import numpy as np
from PIL import Image

import tfjs as tf

COUNT, SIZE, BATCH = 1000, 224, 32


def photo_folder(archive):
    """A folder of `COUNT` photos, those of the archive over and over."""
    place = Path(tempfile.mkdtemp())
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(archive))) as packed:
        photos = [packed.read(name) for name in sorted(packed.namelist())]
    for index in range(COUNT):
        folder = place / f"class_{index % 2}"
        folder.mkdir(exist_ok=True)
        (folder / f"{index:04}.jpg").write_bytes(photos[index % len(photos)])
    return place


def by_pillow(folder):
    started = time.perf_counter()
    batch = []
    for path in sorted(folder.rglob("*.jpg")):
        image = Image.open(path).convert("RGB").resize((SIZE, SIZE), Image.Resampling.BILINEAR)
        batch.append(np.asarray(image, np.float32))
        if len(batch) == BATCH:
            tf.constant(np.stack(batch))
            batch = []
    tf.constant(np.stack(batch))
    return (time.perf_counter() - started) * 1000


def by_dataset(folder):
    dataset = tf.keras.utils.image_dataset_from_directory(
        folder, image_size=(SIZE, SIZE), batch_size=BATCH, shuffle=False, verbose=False
    )
    started = time.perf_counter()
    for _ in dataset:
        pass
    return (time.perf_counter() - started) * 1000


def by_map(folder):
    def load(name):
        photo = tf.io.decode_jpeg(tf.io.read_file(name), channels=3)
        return tf.image.resize(photo, (SIZE, SIZE))

    names = [str(path) for path in sorted(folder.rglob("*.jpg"))]
    dataset = tf.data.Dataset.from_tensor_slices(names).map(load).batch(BATCH)
    started = time.perf_counter()
    for _ in dataset:
        pass
    return (time.perf_counter() - started) * 1000


def photos(archive, ours=by_dataset, rounds=3):
    """Milliseconds for all photos, medians of alternating rounds."""
    folder = photo_folder(archive)
    ours(folder)
    pairs = [(by_pillow(folder), ours(folder)) for _ in range(rounds)]
    theirs, mine = (median(column) for column in zip(*pairs, strict=True))
    way = tf.data.experimental.photo_decoding()
    return {"plain_ms": theirs, "ours_ms": mine, "ratio": mine / theirs, "decoded": way}


def batches(rounds=5):
    """60 000 digits shuffled into batches; a plain loop permutes and indexes arrays by hand."""
    x = np.zeros((60000, 28, 28), np.uint8)
    y = np.zeros((60000,), np.int32)
    dataset = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(60000).batch(128)

    def plain():
        started = time.perf_counter()
        order = np.random.permutation(len(x))
        for first in range(0, len(x), 128):
            chosen = order[first : first + 128]
            tf.constant(x[chosen])
            tf.constant(y[chosen])
        return (time.perf_counter() - started) * 1000

    def ours():
        started = time.perf_counter()
        for _ in dataset:
            pass
        return (time.perf_counter() - started) * 1000

    pairs = [(plain(), ours()) for _ in range(rounds)]
    theirs, mine = (median(column) for column in zip(*pairs, strict=True))
    return {"plain_ms": theirs, "ours_ms": mine, "ratio": mine / theirs}
