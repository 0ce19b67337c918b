"""`keras.datasets.mnist`: handwritten digits, 28 by 28 pixels."""

import gzip
import os
from pathlib import Path
from typing import Any

import numpy as np

from tfjs.errors import DataLossError
from tfjs.keras.datasets._sources import GOOGLE, Array, arrays, located

_DIGEST = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
_PARTS = ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")


def load_data(path: Any = "mnist.npz") -> Any:
    """The digits: 60 000 to train with and 10 000 to test with.

    Args:
        path: The name that the download gets; or, where there is no network, the path of
            `mnist.npz`, or of a folder with the four files of the original set (`…-ubyte`,
            `…-ubyte.gz`), of which those to train with may be missing.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: uint8 arrays, images of shape `(count, 28, 28)`.

    Raises:
        UnavailableError: It cannot be downloaded.
        DataLossError: A file that is not the data set's.
    """
    if Path(os.fsdecode(path)).is_dir():
        return from_folder(Path(os.fsdecode(path)))
    file = located(path, f"{GOOGLE}mnist.npz", _DIGEST)
    x_train, y_train, x_test, y_test = arrays(file, "x_train", "y_train", "x_test", "y_test")
    return (x_train, y_train), (x_test, y_test)


def from_folder(folder: Path) -> Any:
    """The data set out of the original set's files.

    Raises:
        DataLossError: There are not even those to test with.
    """
    found = [_part(folder, name) for name in _PARTS]
    if found[2] is None or found[3] is None:
        raise DataLossError(
            f"expected the files {', '.join(_PARTS[2:])} (-ubyte or -ubyte.gz) in {folder}. "
            f"Received: {', '.join(sorted(p.name for p in folder.iterdir())) or 'nothing'}.",
            op="load_data",
        )
    x_train = np.zeros((0, 28, 28), np.uint8) if found[0] is None else found[0]
    y_train = np.zeros((0,), np.uint8) if found[1] is None else found[1]
    return (x_train, y_train), (found[2], found[3])


def _part(folder: Path, name: str) -> Array | None:
    for file in (folder / f"{name}-ubyte.gz", folder / f"{name}-ubyte"):
        if file.is_file():
            return idx(file)
    return None


def idx(file: Path) -> Array:
    """The array in a file of the IDX format, which may be compressed by gzip.

    Raises:
        DataLossError: It is no such file, or is cut short.
    """
    data = file.read_bytes()
    try:
        data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    except (EOFError, OSError) as error:
        raise DataLossError(f"{file} is damaged: {error}.", op="load_data") from error
    rank = data[3] if len(data) > 3 and data[:3] == b"\0\0\x08" else 0
    shape = tuple(np.frombuffer(data, ">u4", rank, 4).tolist()) if rank else ()
    if not rank or len(data) != 4 + 4 * rank + int(np.prod(shape)):
        raise DataLossError(f"{file} is no whole IDX file of bytes.", op="load_data")
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape).copy()
