"""`keras.datasets.california_housing`: prices of houses in California, by 8 measures."""

from typing import Any

from tfjs.keras.datasets._sources import GOOGLE, arrays, check_split, located, shuffled_split

_DIGEST = "1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f"
_SMALL = 600


def load_data(
    version: str = "large",
    path: Any = "california_housing.npz",
    test_split: float = 0.2,
    seed: int = 113,
) -> Any:
    """The districts: 20 640, or 600 of them.

    Args:
        version: `"large"` or `"small"`.
        path: The name that the download gets; or the path of `california_housing.npz`, where there
            is no network.
        test_split: Part of them that is to test with.
        seed: Of the order.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: arrays of shape `(count, 8)` and `(count,)`.

    Raises:
        ValueError: Another version, or `test_split` is no part of a whole.
        UnavailableError: They cannot be downloaded.
        DataLossError: A file that is not the data set's.
    """
    check_split(test_split)
    if version not in ("small", "large"):
        raise ValueError(
            f"Argument `version` must be one of 'small', 'large'. Received: version={version}"
        )
    file = located(path, f"{GOOGLE}california_housing.npz", _DIGEST)
    x, y = arrays(file, "x", "y")
    count = _SMALL if version == "small" else len(x)
    return shuffled_split(x[:count], y[:count], test_split, seed)
