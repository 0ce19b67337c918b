"""`keras.applications.resnet_v2`."""

from typing import Any

from tfjs.keras.applications import imagenet_utils
from tfjs.keras.applications._residual import residual
from tfjs.keras.applications.imagenet_utils import decode_predictions as decode_predictions

ResNet50V2 = residual(
    "ResNet50V2",
    (3, 4, 6, 3),
    ("3ef43a0b657b3be2300d5770ece849e0", "fac2f116257151a9d068a22e544a4917"),
)
ResNet101V2 = residual(
    "ResNet101V2",
    (3, 4, 23, 3),
    ("6343647c601c52e1368623803854d971", "c0ed64b8031c3730f411d2eb4eea35b5"),
)
ResNet152V2 = residual(
    "ResNet152V2",
    (3, 8, 36, 3),
    ("a49b44d1979771252814e80f8ec446f9", "ed17cf2e0169df9d443503ef94b23b33"),
)


def preprocess_input(x: Any, data_format: str | None = None) -> Any:
    """Pixels from -1 to 1; see `imagenet_utils`."""
    return imagenet_utils.preprocess_input(x, data_format=data_format, mode="tf")
