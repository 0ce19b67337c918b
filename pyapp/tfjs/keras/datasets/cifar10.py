"""`keras.datasets.cifar10`: small photos of ten kinds of things."""

from typing import Any

import numpy as np

from tfjs.keras.datasets import _cifar

_DIGEST = "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"


def load_data(path: Any = None) -> Any:
    """The photos: 50 000 to train with and 10 000 to test with.

    Args:
        path: `cifar-10-python.tar.gz`, or the folder in it, where there is no network.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: uint8 arrays, photos of shape `(count, 32, 32, 3)`,
        labels of shape `(count, 1)`.

    Raises:
        UnavailableError: It cannot be downloaded.
        DataLossError: A file that is not the data set's.
    """
    folder = _cifar.files(path, "cifar-10-python.tar.gz", "cifar-10-batches-py", _DIGEST)
    parts = [_cifar.batch(folder / f"data_batch_{i}", "labels") for i in range(1, 6)]
    x_train, y_train = (np.concatenate(part) for part in zip(*parts, strict=True))
    x_test, y_test = _cifar.batch(folder / "test_batch", "labels")
    return (_cifar.arranged(x_train), y_train), (_cifar.arranged(x_test), y_test)
