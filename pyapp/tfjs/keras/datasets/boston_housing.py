"""`keras.datasets.boston_housing`: prices of houses in the suburbs of Boston, by 13 measures."""

from typing import Any

from tfjs.keras.datasets._sources import GOOGLE, arrays, check_split, located, shuffled_split

_DIGEST = "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5"


def load_data(path: Any = "boston_housing.npz", test_split: float = 0.2, seed: int = 113) -> Any:
    """The houses: 506. One of the measures supposes that people part by color of skin.

    Args:
        path: The name that the download gets; or the path of `boston_housing.npz`, where there is
            no network.
        test_split: Part of them that is to test with.
        seed: Of the order.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: arrays of shape `(count, 13)` and `(count,)`.

    Raises:
        ValueError: `test_split` is no part of a whole.
        UnavailableError: They cannot be downloaded.
        DataLossError: A file that is not the data set's.
    """
    check_split(test_split)
    file = located(path, f"{GOOGLE}boston_housing.npz", _DIGEST)
    x, y = arrays(file, "x", "y")
    return shuffled_split(x, y, test_split, seed)
