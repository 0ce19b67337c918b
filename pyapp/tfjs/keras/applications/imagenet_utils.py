"""`keras.applications.imagenet_utils`: pixels as networks want them, and names of classes."""

import functools
import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from tfjs.keras import config, ops
from tfjs.keras.utils.downloads import get_file

CLASS_INDEX_PATH: Final = (
    "https://storage.googleapis.com/download.tensorflow.org/data/imagenet_class_index.json"
)
_DIGEST: Final = "c2c37ea517e94d9795004a39431a14cb"
_CLASSES: Final = 1000
_MEANS: Final = {"torch": (0.485, 0.456, 0.406), "caffe": (103.939, 116.779, 123.68)}
_DEVIATIONS: Final = (0.229, 0.224, 0.225)


def preprocess_input(x: Any, data_format: str | None = None, mode: str = "caffe") -> Any:
    """Scale and shift pixels as the network's weights were trained with.

    Args:
        x: An array or a tensor of shape `(height, width, 3)` or with a batch before, from 0 to 255.
            A floating array is changed in place, as in Keras.
        data_format: "channels_last" or "channels_first"; that of the session if None.
        mode: "tf" for -1 to 1; "torch" for 0 to 1, less the mean of each channel and divided by its
            deviation; "caffe" for blue, green and red in this order, less their means.

    Raises:
        ValueError: Another mode or format.
    """
    if mode not in ("caffe", "tf", "torch"):
        raise ValueError(
            f"Expected mode to be one of `caffe`, `tf` or `torch`. Received: mode={mode}"
        )
    if data_format is None:
        data_format = config.image_data_format()
    elif data_format not in ("channels_first", "channels_last"):
        raise ValueError(
            "Expected data_format to be one of `channels_first` or `channels_last`. Received: "
            f"data_format={data_format}"
        )
    if isinstance(x, np.ndarray):
        if not issubclass(x.dtype.type, np.floating):
            x = x.astype(config.floatx())
        return _in_place(x, -3 if data_format == "channels_first" else -1, mode)
    return _of_tensor(x, -3 if data_format == "channels_first" else -1, mode)


def _in_place(x: Any, axis: int, mode: str) -> Any:
    if mode == "tf":
        x /= 127.5
        x -= 1.0
        return x
    if mode == "torch":
        x /= 255.0
    else:
        x = np.flip(x, axis)
    x -= _by_channel(_MEANS[mode], x, axis)
    if mode == "torch":
        x /= _by_channel(_DEVIATIONS, x, axis)
    return x


def _by_channel(numbers: tuple[float, ...], x: Any, axis: int) -> Any:
    shape = [1] * x.ndim
    shape[axis] = 3
    return np.array(numbers, x.dtype).reshape(shape)


def _of_tensor(x: Any, axis: int, mode: str) -> Any:
    if mode == "tf":
        return x / 127.5 - 1.0
    shape = [1] * len(x.shape)
    shape[axis] = 3
    x = x / 255.0 if mode == "torch" else ops.flip(x, axis)
    x = x - np.array(_MEANS[mode], np.float32).reshape(shape)
    return x / np.array(_DEVIATIONS, np.float32).reshape(shape) if mode == "torch" else x


def decode_predictions(preds: Any, top: int = 5) -> list[list[tuple[str, str, Any]]]:
    """Names of the most probable classes.

    Args:
        preds: Shape `(batch, 1000)`.
        top: How many for each image.

    Returns:
        For each image tuples of WordNet's id, name and score, the best first. The names are
        downloaded once.

    Raises:
        ValueError: Another shape.
        UnavailableError: The names cannot be downloaded.
    """
    if len(preds.shape) != 2 or preds.shape[1] != _CLASSES:
        raise ValueError(
            "`decode_predictions` expects a batch of predictions (i.e. a 2D array of shape "
            f"(samples, 1000)). Received array with shape: {tuple(preds.shape)}"
        )
    names = _class_index()
    found = []
    for row in np.asarray(preds):
        best = row.argsort()[-top:][::-1]
        classes = [(*names[str(place)], row[place]) for place in best]
        found.append(sorted(classes, key=lambda one: one[2], reverse=True))
    return found


@functools.cache
def _class_index() -> dict[str, tuple[str, str]]:
    file = get_file(
        "imagenet_class_index.json", CLASS_INDEX_PATH, cache_subdir="models", file_hash=_DIGEST
    )
    found = json.loads(Path(file).read_text(encoding="utf-8"))
    return {place: (one, other) for place, (one, other) in found.items()}
