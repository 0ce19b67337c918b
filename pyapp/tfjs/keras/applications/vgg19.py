"""`keras.applications.vgg19`."""

from typing import Any

from tfjs.keras.applications import imagenet_utils
from tfjs.keras.applications._vgg import vgg
from tfjs.keras.applications.imagenet_utils import decode_predictions as decode_predictions

VGG19 = vgg(
    "VGG19",
    (2, 2, 4, 4, 4),
    ("cbe5617147190e668d6c5d5026f83318", "253f8cb515780f3b799900260a226db6"),
)


def preprocess_input(x: Any, data_format: str | None = None) -> Any:
    """Pixels in the order blue, green, red, less their means; see `imagenet_utils`."""
    return imagenet_utils.preprocess_input(x, data_format=data_format, mode="caffe")
