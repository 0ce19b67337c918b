"""Ask Keras what it makes of folders of files; see ../README.md."""

from __future__ import annotations

import base64
import json
import os
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf

HERE = Path(__file__).resolve().parent
STRIDE = 31


def photo(height: int, width: int, phase: float) -> np.ndarray:
    """A colorful picture."""
    y, x = np.mgrid[:height, :width]
    waves = [np.sin(x / (3 + c) + y / (5 - c) + phase * (c + 1)) for c in range(3)]
    return np.stack([(w * 90 + 128 + 20 * c) for c, w in enumerate(waves)], -1).astype(np.uint8)


def turned(jpeg: bytes) -> bytes:
    """The file with a note that it lies on its side (EXIF's orientation 6)."""
    entry = b"\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"
    tiff = b"II*\x00\x08\x00\x00\x00\x01\x00" + entry + b"\x00\x00\x00\x00"
    body = b"Exif\x00\x00" + tiff
    return jpeg[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + jpeg[2:]


def files() -> dict[str, bytes]:
    """Photos by name, those of two classes."""
    jpeg = tf.io.encode_jpeg
    rgba = np.concatenate([photo(9, 14, 4.0), photo(9, 14, 1.0)[..., :1]], -1)
    deep = photo(8, 6, 2.0).astype(np.uint16) * 257
    made = {
        "cat/halved.jpg": jpeg(photo(41, 57, 0.0), quality=90),
        "cat/inner/whole.jpeg": jpeg(photo(30, 22, 1.0), quality=95, chroma_downsampling=False),
        "cat/Turned.JPG": jpeg(photo(20, 33, 2.0), quality=80),
        "cat/steps.jpg": jpeg(photo(37, 26, 3.0), quality=85, progressive=True),
        "dog/gray.jpg": jpeg(photo(25, 40, 4.0)[..., :1], format="grayscale", quality=90),
        "dog/plain.png": tf.io.encode_png(photo(17, 12, 5.0)),
        "dog/clear.png": tf.io.encode_png(rgba),
        "dog/gray.png": tf.io.encode_png(photo(11, 16, 6.0)[..., :1]),
        "dog/deep.png": tf.io.encode_png(deep),
        "dog/small.jpg": jpeg(photo(3, 3, 7.0), quality=90),
    }
    found = {name: data.numpy() for name, data in made.items()}
    found["cat/Turned.JPG"] = turned(found["cat/Turned.JPG"])
    return found


IMAGES: list[dict[str, Any]] = [
    {"image_size": [24, 32], "shuffle": False, "batch_size": 20},
    {"image_size": [24, 32], "shuffle": False, "batch_size": 20, "interpolation": "nearest"},
    {"image_size": [12, 40], "shuffle": False, "batch_size": 20, "crop_to_aspect_ratio": True},
    {"image_size": [16, 16], "shuffle": False, "batch_size": 20, "pad_to_aspect_ratio": True},
    {"image_size": [20, 20], "shuffle": False, "batch_size": 20, "interpolation": "bicubic"},
    {"image_size": [20, 20], "shuffle": False, "batch_size": 20, "interpolation": "area"},
    {"image_size": [18, 18], "shuffle": False, "batch_size": 20, "color_mode": "grayscale"},
    {"image_size": [8, 8], "batch_size": 3, "seed": 7},
    {"image_size": [8, 8], "batch_size": 2, "seed": 3, "label_mode": "categorical"},
    {"image_size": [8, 8], "batch_size": None, "seed": 5, "label_mode": "binary"},
    {"image_size": [8, 8], "batch_size": 4, "seed": 9, "labels": None},
    {"image_size": [8, 8], "seed": 1, "validation_split": 0.3, "subset": "both"},
    {"image_size": [8, 8], "seed": 1, "validation_split": 0.3, "subset": "validation"},
    {"image_size": [8, 8], "shuffle": False, "class_names": ["dog", "cat"]},
    {"image_size": [8, 8], "shuffle": False, "labels": [4, 3, 4, 1, 1, 1, 2, 2, 0, 0]},
    {"image_size": [8, 9], "shuffle": False, "data_format": "channels_first"},
]
TEXTS: list[dict[str, Any]] = [
    {"batch_size": 2, "seed": 4},
    {"batch_size": None, "shuffle": False, "max_length": 3, "label_mode": "categorical"},
]


def plain(element: Any) -> Any:
    """An element as JSON, a sample of large tensors."""
    if isinstance(element, tuple):
        return [plain(part) for part in element]
    array = np.asarray(element.numpy(), object if element.dtype.name == "string" else None)
    if array.dtype == object:
        values = [v.decode() for v in array.reshape(-1)]
    else:
        flat = array.reshape(-1)
        values = [round(float(v), 3) for v in (flat if flat.size < 60 else flat[::STRIDE])]
    return {"shape": list(np.shape(array)), "dtype": element.dtype.name, "values": values}


def told(dataset: Any, folder: str) -> dict[str, Any]:
    """Two rounds of a dataset, and what it says of itself."""
    made: dict[str, Any] = {
        "class_names": dataset.class_names,
        "rounds": [[plain(e) for e in dataset] for _ in range(2)],
    }
    if hasattr(dataset, "file_paths"):
        made["files"] = [path.removeprefix(folder + "/") for path in dataset.file_paths]
    if made["rounds"][0] == made["rounds"][1]:
        made["rounds"].pop()
    return made


def asked(function: Any, folder: str, options: dict[str, Any]) -> Any:
    keras.utils.set_random_seed(1)
    found = function(folder, verbose=False, **options)
    return [told(d, folder) for d in (found if isinstance(found, list) else [found])]


def accurate(data: tf.Tensor, channels: int, expand_animations: bool) -> tf.Tensor:
    """TensorFlow's decoder, with JPEG's exact transform; by default it takes a rougher one."""

    def jpeg() -> tf.Tensor:
        return tf.io.decode_jpeg(data, channels, dct_method="INTEGER_ACCURATE")

    def other() -> tf.Tensor:
        return tf.io.decode_image(data, channels, expand_animations=expand_animations)

    made = tf.cond(tf.io.is_jpeg(data), jpeg, other)
    made.set_shape((None, None, channels))
    return made


def main() -> None:
    """Write the files, and what Keras makes of them."""
    photos = files()
    tf.image.decode_image = accurate
    texts = {f"{c}/{n}.txt": f"{c} {n} äö".encode() for c in "xyz" for n in ("one", "two")}
    with tempfile.TemporaryDirectory() as place:
        for name, data in {**photos, **{f"t/{n}": d for n, d in texts.items()}}.items():
            path = Path(place) / ("t" if name.startswith("t/") else "p") / name.removeprefix("t/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        images = keras.utils.image_dataset_from_directory
        text = keras.utils.text_dataset_from_directory
        made = {
            "stride": STRIDE,
            "photos": {n: base64.b64encode(d).decode() for n, d in photos.items()},
            "texts": {n: d.decode() for n, d in texts.items()},
            "images": [{"options": o, "told": asked(images, f"{place}/p", o)} for o in IMAGES],
            "lines": [{"options": o, "told": asked(text, f"{place}/t", o)} for o in TEXTS],
        }
    rows = [f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in made.items()]
    (HERE / "folders.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


main()
