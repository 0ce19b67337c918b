"""`keras.datasets.fashion_mnist`: pieces of clothing, 28 by 28 pixels."""

import os
from pathlib import Path
from typing import Any

from tfjs.keras.datasets._sources import GOOGLE
from tfjs.keras.datasets.mnist import from_folder, idx
from tfjs.keras.utils.downloads import get_file

_FILES = ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")


def load_data(path: Any = None) -> Any:
    """The pictures: 60 000 to train with and 10 000 to test with, of ten kinds of clothing.

    Args:
        path: A folder with the four files of the original set, where there is no network.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: uint8 arrays, images of shape `(count, 28, 28)`.

    Raises:
        UnavailableError: They cannot be downloaded.
        DataLossError: A file that is not the data set's.
    """
    if path is not None:
        return from_folder(Path(os.fsdecode(path)))
    paths = [
        get_file(
            f"{name}-ubyte.gz",
            origin=f"{GOOGLE}{name}-ubyte.gz",
            cache_subdir="datasets/fashion-mnist",
        )
        for name in _FILES
    ]
    x_train, y_train, x_test, y_test = (idx(Path(file)) for file in paths)
    return (x_train, y_train), (x_test, y_test)
