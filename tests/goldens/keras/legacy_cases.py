"""What Keras 2 left in `tf.keras.preprocessing`: programs whose results are compared.

Used on both sides: by `generate_legacy.py` on TensorFlow, and by `test_legacy_preprocessing.py`.
"""

from __future__ import annotations

import random
from typing import Any

import numpy as np

TEXTS = ["The cat sat on the mat.", "The dog ate, ate and ATE!", "", "a cat\tor a dog"]


def words(keras: Any) -> dict[str, Any]:
    """Tokenizers and hashes."""
    of = keras.preprocessing.text
    plain, few = of.Tokenizer(), of.Tokenizer(num_words=4, oov_token="?", lower=False)
    letters = of.Tokenizer(char_level=True, filters="")
    found: dict[str, Any] = {}
    for name, one in (("plain", plain), ("few", few), ("letters", letters)):
        one.fit_on_texts(TEXTS)
        numbers = one.texts_to_sequences([*TEXTS, "unknown cat"])
        found[name] = [one.word_index, one.word_counts, numbers, one.sequences_to_texts(numbers)]
        matrices = [
            one.texts_to_matrix(TEXTS, mode) for mode in ("binary", "count", "freq", "tfidf")
        ]
        found[f"{name} matrices"] = [np.round(each, 6).tolist() for each in matrices]
        again = of.tokenizer_from_json(one.to_json())
        found[f"{name} again"] = [
            again.texts_to_sequences(TEXTS),
            sorted(map(int, again.index_docs)),
            again.document_count,
        ]
    lists = of.Tokenizer(num_words=3)
    lists.fit_on_texts([["A", "b"], ["b", "c", "c"]])
    lists.fit_on_sequences([[1, 2], [2]])
    found["lists"] = [lists.texts_to_sequences([["a", "C"]]), sorted(lists.index_docs.items())]
    found["md5"] = of.hashing_trick(TEXTS[1], 50, "md5")
    found["words"] = of.text_to_word_sequence("a-b;C", filters=";", lower=False, split="-")
    return found


def sequences(keras: Any) -> dict[str, Any]:
    """Pairs of words, and windows of a series."""
    of = keras.preprocessing.sequence
    random.seed(7)
    table = of.make_sampling_table(12, 1e-2)
    found: dict[str, Any] = {"table": np.round(table, 9).tolist()}
    numbers = [1, 5, 0, 3, 5, 9, 2]
    found["pairs"] = of.skipgrams(numbers, 10, window_size=2, seed=3)
    found["kept"] = of.skipgrams(
        numbers, 10, 1, negative_samples=0.5, categorical=True, sampling_table=table
    )
    found["positive"] = of.skipgrams(numbers, 10, negative_samples=0, shuffle=False)
    series = np.arange(40).reshape(20, 2)
    kinds = (
        {"length": 4, "batch_size": 3},
        {"length": 6, "sampling_rate": 2, "stride": 3, "batch_size": 2, "reverse": True},
        {"length": 3, "start_index": 5, "end_index": 11},
    )
    for place, options in enumerate(kinds):
        windows = of.TimeseriesGenerator(series, series[:, 0], **options)
        batches = [[part.tolist() for part in windows[i]] for i in range(len(windows))]
        found[f"windows {place}"] = [len(windows), batches]
    return found


def _pictures(count: int = 3) -> Any:
    places = np.arange(count * 6 * 5 * 3, dtype="float32").reshape(count, 6, 5, 3)
    return (places * 37 + places // 7) % 256


def images(keras: Any) -> dict[str, Any]:
    """Changes of pictures, given and drawn."""
    of, found = keras.preprocessing.image, {}
    one = _pictures(1)[0]
    rows = {"row_axis": 0, "col_axis": 1, "channel_axis": 2}
    moves = (
        {"theta": 30},
        {"tx": 1.5, "ty": -0.7},
        {"shear": 20, "zx": 0.8},
        {"theta": -75, "tx": 0.4, "shear": 5, "zx": 1.3, "zy": 0.6},
        {"tx": 9, "ty": -7},
    )
    for mode in ("nearest", "constant", "reflect", "wrap"):
        for order in (0, 1):
            done = [
                of.apply_affine_transform(
                    one, **move, **rows, fill_mode=mode, cval=9.0, order=order
                )
                for move in moves
            ]
            found[f"affine {mode} {order}"] = _digest(done)
    first = np.moveaxis(one, 2, 0)
    found["channels first"] = _digest([of.apply_affine_transform(first, theta=12, zy=0.9)])
    found["shifted"] = _digest([of.apply_channel_shift(one, 40.0, 2)])
    light = [of.apply_brightness_shift(one, 0.6, scale) for scale in (True, False)]
    found["light"] = _digest([*light, of.apply_brightness_shift(one * 2, 1.2, False)])
    np.random.seed(5)
    drawn = [
        of.random_rotation(one, 40, **rows),
        of.random_shift(one, 0.3, 0.2, **rows, fill_mode="constant"),
        of.random_shear(one, 25, **rows),
        of.random_zoom(one, (0.6, 1.4), **rows),
        of.random_channel_shift(one, 30.0, 2),
        of.random_brightness(one, (0.5, 1.5)),
    ]
    found["drawn"] = _digest(drawn)
    return found


GENERATORS: dict[str, dict[str, Any]] = {
    "all": {
        "rotation_range": 30,
        "width_shift_range": 0.2,
        "height_shift_range": [-1, 2],
        "shear_range": 10.0,
        "zoom_range": 0.3,
        "channel_shift_range": 20.0,
        "horizontal_flip": True,
        "vertical_flip": True,
        "fill_mode": "reflect",
    },
    "light": {"brightness_range": (0.5, 1.5), "rescale": 1 / 255, "width_shift_range": 2},
    "by picture": {"samplewise_center": True, "samplewise_std_normalization": True},
    "by feature": {"featurewise_center": True, "featurewise_std_normalization": True},
    "white": {"featurewise_center": True, "zca_whitening": True, "zca_epsilon": 0.1},
}


def generators(keras: Any, folder: Any) -> dict[str, Any]:
    """What generators flow, from arrays and from a folder."""
    of, found = keras.preprocessing.image, {}
    x, y = _pictures(5), np.arange(5)
    for name, options in GENERATORS.items():
        made = of.ImageDataGenerator(**options)
        made.fit(x, seed=1)
        flow = made.flow(x, y, batch_size=2, seed=3, sample_weight=np.ones(5) * 0.5)
        batches = [next(flow) for _ in range(4)]
        labels = [batch[1].tolist() for batch in batches]
        found[name] = [len(flow), labels, _digest([batch[0] for batch in batches])]
        found[f"{name} by number"] = _digest([flow[0][0], flow[2][0]])
    split = of.ImageDataGenerator(validation_split=0.4, dtype="float32")
    parts = [
        split.flow(x, batch_size=5, shuffle=False, subset=subset)
        for subset in ("training", "validation")
    ]
    found["subsets"] = [_digest([next(part)]) for part in parts]
    flow = split.flow_from_directory(
        folder, (4, 3), class_mode="sparse", batch_size=3, shuffle=False, subset="training"
    )
    found["folder"] = [flow.class_indices, [n.replace("\\", "/") for n in flow.filenames]]
    found["folder batches"] = [[_digest([a]), b.tolist()] for a, b in (flow[0], flow[1])]
    gray = of.ImageDataGenerator(horizontal_flip=True).flow_from_directory(
        folder, (5, 4), "grayscale", classes=["b", "a"], class_mode="categorical", seed=2
    )
    images_, labels = next(gray)
    found["gray"] = [_digest([images_]), labels.tolist()]
    return found


def written(folder: Any) -> Any:
    """A folder of pictures, two classes of them."""
    from PIL import Image

    for place, picture in enumerate(_pictures(7)):
        name = folder / ("a" if place % 3 else "b") / f"{place}.png"
        name.parent.mkdir(exist_ok=True)
        Image.fromarray(picture.astype("uint8")).save(name)
    (folder / "a" / "notes.txt").write_text("no picture")
    return folder


def _digest(arrays: list[Any]) -> list[list[float]]:
    """Some numbers of each array: sums with weights that differ from place to place."""
    found = []
    for array in arrays:
        flat = np.asarray(array, "float64").ravel()
        weights = np.cos(np.arange(flat.size) * 0.7)
        found.append([float(f"{v:.7g}") for v in (flat.sum(), (flat * weights).sum(), flat.max())])
    return found
