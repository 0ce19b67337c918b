"""Networks that are compared with Keras's, and how.

Used on both sides: by `generate_applications.py` on Keras, and by `test_applications.py` on ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

_SMALL = {"include_top": False, "pooling": "avg"}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    **{
        name: (name, {})
        for name in (
            *("MobileNet", "MobileNetV2", "ResNet50", "ResNet50V2"),
            *("VGG16", "VGG19", "EfficientNetB0"),
        )
    },
    "ResNet101 without a top": ("ResNet101", _SMALL),
    "VGG16 without a top": ("VGG16", _SMALL | {"pooling": "max", "input_shape": (64, 48, 3)}),
    "MobileNet small": ("MobileNet", {"alpha": 0.25, "input_shape": (96, 96, 1), "classes": 5}),
    "MobileNet of any size": ("MobileNet", _SMALL | {"depth_multiplier": 2}),
    "MobileNetV2 large": ("MobileNetV2", {"alpha": 1.4, "input_shape": (97, 64, 3)}),
}
"""By title: the network's name and its arguments."""

PIXELS = [[[[0, 51, 102], [255, 25, 12], [1, 2, 3]]] * 3]
"""An image of 3 by 3, so that its channels can be first as well as last."""


def sized(size: int) -> Any:
    """An image of this size, shape `(1, size, size, 3)`."""
    places = np.arange(size * size * 3, dtype="float32").reshape(1, size, size, 3)
    return (places * 37) % 256


def described(model: Any, count: Callable[[Any], int]) -> list[list[Any]]:
    """Name, class, output shape and number of parameters of each layer.

    Args:
        model: The network.
        count: Gives the number of a layer.
    """
    return [
        [layer.name, type(layer).__name__, str(_shape(layer)), count(layer)]
        for layer in model.layers
    ]


def _shape(layer: Any) -> Any:
    shape = getattr(layer.output, "shape", None)
    return tuple(None if size is None else int(size) for size in shape)
