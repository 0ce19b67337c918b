"""`keras.datasets.cifar100`: small photos of a hundred kinds of things."""

from typing import Any

from tfjs.keras.datasets import _cifar

_DIGEST = "85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7"


def load_data(label_mode: str = "fine", path: Any = None) -> Any:
    """The photos: 50 000 to train with and 10 000 to test with.

    Args:
        label_mode: `"fine"` for a hundred kinds, `"coarse"` for twenty groups of them.
        path: `cifar-100-python.tar.gz`, or the folder in it, where there is no network.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: uint8 arrays, photos of shape `(count, 32, 32, 3)`,
        labels of shape `(count, 1)`.

    Raises:
        ValueError: Another `label_mode`.
        UnavailableError: It cannot be downloaded.
        DataLossError: A file that is not the data set's.
    """
    if label_mode not in ("fine", "coarse"):
        raise ValueError(
            f'`label_mode` must be one of `"fine"`, `"coarse"`. Received: label_mode={label_mode}.'
        )
    folder = _cifar.files(path, "cifar-100-python.tar.gz", "cifar-100-python", _DIGEST)
    x_train, y_train = _cifar.batch(folder / "train", f"{label_mode}_labels")
    x_test, y_test = _cifar.batch(folder / "test", f"{label_mode}_labels")
    return (_cifar.arranged(x_train), y_train), (_cifar.arranged(x_test), y_test)
