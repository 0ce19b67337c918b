"""Whole programs on real data, as somebody would write them: digits, wines, and photos of animals.

wine.csv: 178 wines of three growers by 13 measurements (M. Forina et al., PARVUS, 1991; UCI Machine
Learning Repository, CC BY 4.0). The other sets and the model lie in the data folder.
"""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.browser.harness import in_browser

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def digits(data: Path, models_folder: Path, site: str) -> str:
    """Address of the folder with MNIST's test set."""
    shutil.copytree(data / "sets" / "mnist_t10k", models_folder / "mnist", dirs_exist_ok=True)
    return f"{site}models/mnist/"


@pytest.fixture(scope="module")
def animals(data: Path, models_folder: Path, site: str) -> str:
    """Address of an archive of photos, a folder for each class."""
    with zipfile.ZipFile(models_folder / "animals.zip", "w") as archive:
        for path in sorted((data / "sets" / "animals").rglob("*.jpg")):
            archive.write(path, path.relative_to(data / "sets"))
    return f"{site}models/animals.zip"


def download(url):
    from pathlib import Path

    import tfjs as tf

    return Path(tf.keras.utils.get_file(origin=url)).read_bytes()


@pytest.mark.deadline(180)
@in_browser
def test_digits_are_told_apart_by_a_small_cnn_on_wasm(digits):
    import gzip

    import numpy as np

    import tfjs as tf

    images = gzip.decompress(download(f"{digits}t10k-images-idx3-ubyte.gz"))[16:]
    labels = gzip.decompress(download(f"{digits}t10k-labels-idx1-ubyte.gz"))[8:]
    x = np.frombuffer(images, np.uint8).reshape(-1, 28, 28, 1).astype("float32") / 255
    y = np.frombuffer(labels, np.uint8).astype("int32")
    tf.keras.utils.set_random_seed(1)
    tf.backend.use("wasm")
    try:
        model = tf.keras.Sequential(
            [
                tf.keras.Input((28, 28, 1)),
                tf.keras.layers.Conv2D(16, 3, activation="relu"),
                tf.keras.layers.MaxPooling2D(),
                tf.keras.layers.Conv2D(32, 3, activation="relu"),
                tf.keras.layers.MaxPooling2D(),
                tf.keras.layers.Flatten(),
                tf.keras.layers.Dense(64, activation="relu"),
                tf.keras.layers.Dense(10),
            ]
        )
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        rate = tf.keras.optimizers.schedules.CosineDecay(3e-3, 3 * 8000 // 32)
        model.compile(tf.keras.optimizers.Adam(rate), loss, metrics=["accuracy"])
        model.fit(x[:8000], y[:8000], batch_size=32, epochs=3, verbose=0)
        _, accuracy = model.evaluate(x[8000:], y[8000:], batch_size=250, verbose=0)
    finally:
        tf.backend.use("auto")
    assert accuracy >= 0.975


@in_browser
def test_wines_are_told_apart_by_what_was_measured():
    import csv
    from pathlib import Path

    import numpy as np

    import tfjs as tf

    with (Path(__file__).parent / "wine.csv").open(encoding="utf-8") as file:
        table = np.array(list(csv.reader(file))[1:], dtype="float32")
    tf.keras.utils.set_random_seed(0)
    np.random.shuffle(table)
    x, y = table[:, :13], table[:, 13].astype("int32")
    normalize = tf.keras.layers.Normalization()
    normalize.adapt(x[:118])
    model = tf.keras.Sequential(
        [
            tf.keras.Input((13,)),
            normalize,
            tf.keras.layers.Dense(16, activation="relu", kernel_regularizer="l2"),
            tf.keras.layers.Dense(3, activation="softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    patience = tf.keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    model.fit(x[:118], y[:118], batch_size=8, epochs=60, verbose=0, callbacks=[patience])
    _, accuracy = model.evaluate(x[118:], y[118:], verbose=0)
    assert accuracy >= 0.95


@pytest.mark.deadline(180)
@in_browser
def test_animals_are_told_apart_by_a_new_head_on_mobilenet(animals):
    import io
    import tempfile
    import zipfile

    import numpy as np

    import tfjs as tf

    tf.keras.utils.set_random_seed(1)
    layers = tf.keras.layers
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(download(animals))).extractall(folder)
        photos = tf.keras.utils.image_dataset_from_directory(
            f"{folder}/animals",
            image_size=(224, 224),
            crop_to_aspect_ratio=True,
            batch_size=16,
            shuffle=False,
            verbose=False,
        )
        whole = tf.keras.models.load_model("/models/mobilenet_v1_025_224_layers/model.json")
        pooled = layers.GlobalAveragePooling2D()(whole.get_layer("conv_pw_13_relu").output)
        base = tf.keras.Model(whole.inputs, pooled)
        base.trainable = False
        inputs = tf.keras.Input((224, 224, 3))
        features = tf.keras.Model(inputs, base(layers.Rescaling(1 / 127.5, offset=-1)(inputs)))
        seen = features.predict(photos, verbose=0)
        mirrored = photos.map(lambda x, y: (tf.image.flip_left_right(x), y))
        turned = features.predict(mirrored, verbose=0)
        y = np.concatenate([labels.numpy() for _, labels in photos])
        order = np.random.RandomState(0).permutation(len(y))
        accuracies = []
        for fold in range(4):
            held_out, rest = order[fold::4], np.setdiff1d(order, order[fold::4])
            head = tf.keras.Sequential(
                [tf.keras.Input(seen.shape[1:]), layers.Dropout(0.3), layers.Dense(4, "softmax")]
            )
            rate = tf.keras.optimizers.Adam(0.01)
            head.compile(rate, "sparse_categorical_crossentropy", metrics=["accuracy"])
            x = np.concatenate([seen[rest], turned[rest]])
            # With a global seed arrays have one order in all epochs, as in Keras; datasets do not.
            data = tf.data.Dataset.from_tensor_slices((x, np.concatenate([y[rest], y[rest]])))
            head.fit(data.shuffle(len(x)).batch(16), epochs=40, verbose=0)
            accuracies.append(head.evaluate(seen[held_out], y[held_out], verbose=0)[1])
        model = tf.keras.Sequential([features, head])
        assert len(model.trainable_variables) == 2
        model.compile(tf.keras.optimizers.SGD(1e-3), "sparse_categorical_crossentropy")
        frozen = base.get_weights()
        model.fit(photos.take(1), epochs=1, verbose=0)
        for before, after in zip(frozen, base.get_weights(), strict=True):
            assert np.array_equal(before, after)
    assert np.mean(accuracies) >= 0.9, accuracies
