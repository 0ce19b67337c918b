"""The files of CIFAR-10 and CIFAR-100: pickled dicts of arrays, read without running anything."""

import os
import pickle
import tarfile
from pathlib import Path
from typing import Any

import numpy as np

from tfjs.errors import DataLossError
from tfjs.keras import config
from tfjs.keras.datasets._pickles import unpickled
from tfjs.keras.datasets._sources import TORONTO, Array
from tfjs.keras.utils.downloads import get_file


def files(path: Any, archive: str, folder: str, digest: str) -> Path:
    """The folder with the data set's files: one that is there, or the downloaded one."""
    if path is not None:
        given = Path(os.fsdecode(path))
        if given.is_dir():
            return given / folder if (given / folder).is_dir() else given
        target = given.parent / folder
        if not target.is_dir():
            with tarfile.open(given) as packed:
                packed.extractall(given.parent, filter="data")
        return target
    found = get_file(
        f"{folder}-target", origin=f"{TORONTO}{archive}", extract=True, file_hash=digest
    )
    return Path(found) / folder


def batch(file: Path, label: str) -> tuple[Array, Array]:
    """Images `(count, 3, 32, 32)` and labels of a file.

    Raises:
        DataLossError: It is none of the data set's.
    """
    try:
        content = unpickled(file.read_bytes())
        images = content[b"data"].reshape(-1, 3, 32, 32)
        labels = np.array(content[label.encode()], np.uint8)
    except (OSError, pickle.UnpicklingError, KeyError, ValueError, EOFError) as error:
        raise DataLossError(
            f"expected a file of CIFAR. Received: {file} ({error}).", op="load_data"
        ) from error
    return images, labels.reshape(-1, 1)


def arranged(images: Array) -> Array:
    """Images with their channels where `keras.config.image_data_format()` says."""
    if config.image_data_format() == "channels_first":
        return np.ascontiguousarray(images)
    return np.ascontiguousarray(images.transpose(0, 2, 3, 1))
