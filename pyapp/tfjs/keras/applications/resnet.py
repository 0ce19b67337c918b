"""`keras.applications.resnet`."""

from typing import Any

from tfjs.keras.applications import imagenet_utils
from tfjs.keras.applications._residual import residual
from tfjs.keras.applications.imagenet_utils import decode_predictions as decode_predictions

ResNet50 = residual(
    "ResNet50",
    (3, 4, 6, 3),
    ("2cb95161c43110f7111970584f804107", "4d473c1dd8becc155b73f8504c6f6626"),
)
ResNet101 = residual(
    "ResNet101",
    (3, 4, 23, 3),
    ("f1aeb4b969a6efcfb50fad2f0c20cfc5", "88cf7a10940856eca736dc7b7e228a21"),
)
ResNet152 = residual(
    "ResNet152",
    (3, 8, 36, 3),
    ("100835be76be38e30d865e96f2aaae62", "ee4c566cf9a93f14d82f913c2dc6dd0c"),
)


def preprocess_input(x: Any, data_format: str | None = None) -> Any:
    """Pixels in the order blue, green, red, less their means; see `imagenet_utils`."""
    return imagenet_utils.preprocess_input(x, data_format=data_format, mode="caffe")
