"""`keras.applications.vgg16`."""

from typing import Any

from tfjs.keras.applications import imagenet_utils
from tfjs.keras.applications._vgg import vgg
from tfjs.keras.applications.imagenet_utils import decode_predictions as decode_predictions

VGG16 = vgg(
    "VGG16",
    (2, 2, 3, 3, 3),
    ("64373286793e3c8b2b4e3219cbf3544b", "6d6bbae143d832006294945121d1f1fc"),
)


def preprocess_input(x: Any, data_format: str | None = None) -> Any:
    """Pixels in the order blue, green, red, less their means; see `imagenet_utils`."""
    return imagenet_utils.preprocess_input(x, data_format=data_format, mode="caffe")
