"""Where the data sets of Keras come from: its public addresses, or a file that is there."""

import os
from pathlib import Path
from typing import Any, Final

import numpy as np

from tfjs.errors import DataLossError, NotFoundError
from tfjs.keras.utils.downloads import get_file

Array = np.ndarray[Any, Any]

GOOGLE: Final = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
TORONTO: Final = "https://www.cs.toronto.edu/~kriz/"


def located(path: Any, origin: str, digest: str | None, **options: Any) -> str:
    """The path of a data set's file: one that is there, or the downloaded one.

    Args:
        path: A file of Python's file system, or the name that a download gets.
        origin: Its address.
        digest: Of a download.
        **options: For `get_file`.

    Raises:
        NotFoundError: A path with folders in it, and no such file.
    """
    given = os.fsdecode(path)
    if Path(given).is_file():
        return given
    if "/" in given:
        raise NotFoundError(f"there is no file {given}.", op="load_data")
    return get_file(fname=given, origin=origin, file_hash=digest, **options)


def arrays(path: str, *names: str, pickled: bool = False) -> list[Array]:
    """Arrays of an `.npz` file.

    Args:
        path: The file.
        names: Of the arrays.
        pickled: Whether lists of Python are among them.

    Raises:
        DataLossError: It is no such file, or lacks an array.
    """
    try:
        with np.load(path, allow_pickle=pickled) as file:
            return [file[name] for name in names]
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise DataLossError(
            f"expected {path} to hold the arrays {', '.join(names)}. Received: {error}.",
            op="load_data",
        ) from error


def shuffled_split(x: Array, y: Array, test_split: float, seed: int) -> Any:
    """Both parts of a data set, after a shuffle by NumPy's generator of old.

    Raises:
        ValueError: `test_split` is no part of a whole.
    """
    order = np.arange(len(x))
    np.random.RandomState(seed).shuffle(order)
    x, y = x[order], y[order]
    count = int(len(x) * (1 - test_split))
    return (x[:count].copy(), y[:count].copy()), (x[count:].copy(), y[count:].copy())


def check_split(test_split: float) -> None:
    """Refuse what is no part of a whole.

    Raises:
        ValueError: It is none.
    """
    if not 0 <= test_split < 1:
        raise ValueError(
            f"Invalid `test_split` argument: {test_split}. It must be between 0 and 1 (exclusive "
            "of 1)."
        )
