"""`keras.applications.mobilenet` (Howard et al. 2017, arXiv 1704.04861)."""

import warnings
from typing import Any

from tfjs.keras import config, layers
from tfjs.keras.applications import imagenet_utils
from tfjs.keras.applications._frame import (
    GOOGLE,
    IMAGENET,
    Asked,
    Source,
    channel_axis,
    check,
    finished,
    image_of,
    pooled,
    shape_of,
)
from tfjs.keras.applications.imagenet_utils import decode_predictions as decode_predictions
from tfjs.keras.engine.model import Model

_BLOCKS = (
    *((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)),
    *((512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1)),
)
"""Channels and stride of each block."""
_SIZES = (128, 160, 192, 224)
_ALPHAS = {0.25: "2_5", 0.5: "5_0", 0.75: "7_5", 1.0: "1_0"}


def MobileNet(  # noqa: N802
    input_shape: Any = None,
    alpha: float = 1.0,
    depth_multiplier: int = 1,
    dropout: float = 0.001,
    include_top: bool = True,
    weights: Any = "imagenet",
    input_tensor: Any = None,
    pooling: str | None = None,
    classes: int = IMAGENET,
    classifier_activation: Any = "softmax",
    name: str | None = None,
) -> Model:
    """The network MobileNet.

    Args:
        input_shape: Sizes of an image; `(224, 224, 3)` with the top if None.
        alpha: What the number of channels is multiplied by.
        depth_multiplier: How many channels a depthwise convolution makes of one.
        dropout: Share that is dropped before the last layer in training.
        include_top: Whether the layers that tell the classes apart are part of it.
        weights: "imagenet" for the public ones, which are downloaded once; None for first values;
            or the path of a file of weights.
        input_tensor: A `keras.Input` to begin with; a new one if None.
        pooling: Without the top: None for a feature map, "avg" or "max" for a vector.
        classes: How many; 1000 for the public weights.
        classifier_activation: Of the last layer; None for logits.
        name: Of the model; made of `alpha` and the size if None.

    Raises:
        ValueError: Arguments that do not go together, or no such file.
        UnavailableError: The weights cannot be downloaded.
    """
    asked = Asked(
        *(include_top, weights, input_tensor, input_shape),
        *(pooling, classes, classifier_activation),
    )
    check(asked)
    shape = shape_of(asked, usual_size(input_shape, _SIZES))
    rows = trained_rows(asked, shape, alpha, tuple(_ALPHAS), _SIZES)
    if asked.pretrained and depth_multiplier != 1:
        raise ValueError(
            "If imagenet weights are being loaded, depth multiplier must be 1. Received "
            f"depth_multiplier={depth_multiplier}"
        )
    image = image_of(asked, shape)
    x = layers.Conv2D(int(32 * alpha), 3, strides=2, padding="same", use_bias=False, name="conv1")(
        image
    )
    x = _activated(x, "conv1")
    for block, (filters, stride) in enumerate(_BLOCKS, 1):
        x = _block(x, int(filters * alpha), stride, depth_multiplier, block)
    if include_top:
        x = layers.GlobalAveragePooling2D(keepdims=True)(x)
        x = layers.Dropout(dropout, name="dropout")(x)
        x = layers.Conv2D(classes, 1, padding="same", name="conv_preds")(x)
        x = layers.Reshape((classes,), name="reshape_2")(x)
        x = layers.Activation(classifier_activation, name="predictions")(x)
    else:
        x = pooled(x, pooling)
    files = tuple(f"mobilenet_{_ALPHAS.get(alpha)}_{rows}_tf{end}.h5" for end in ("", "_no_top"))
    source = Source(f"{GOOGLE}mobilenet/", (files[0], files[1]))
    return finished(asked, image, x, name or f"mobilenet_{alpha:0.2f}_{rows}", source)


def usual_size(shape: Any, sizes: tuple[int, ...]) -> int:
    """The size of images with these sizes: one that there are weights for, or 224."""
    if shape is None:
        return 224
    first = config.image_data_format() == "channels_first"
    rows, columns = shape[1:3] if first else shape[:2]
    return rows if rows == columns and rows in sizes else 224


def trained_rows(
    asked: Asked,
    shape: tuple[int | None, ...],
    alpha: float,
    alphas: tuple[float, ...],
    sizes: tuple[int, ...],
) -> int | None:
    """The height of images, one that there are public weights for if these are wanted.

    Raises:
        ValueError: There are none for this `alpha`.
    """
    first = config.image_data_format() == "channels_first"
    rows, columns = shape[1:] if first else shape[:2]
    if not asked.pretrained:
        return rows
    if alpha not in alphas:
        known = ", ".join(f"`{one}`" for one in alphas)
        raise ValueError(
            f"If imagenet weights are being loaded, alpha must be one of {known}. Received "
            f"alpha={alpha}"
        )
    if rows == columns and rows in sizes:
        return rows
    warnings.warn(
        f"`input_shape` is undefined or non-square, or `rows` is not in {list(sizes)}. Weights for "
        "input shape (224, 224) will be loaded as the default.",
        stacklevel=3,
    )
    return 224


def _activated(x: Any, name: str) -> Any:
    x = layers.BatchNormalization(axis=channel_axis(), name=f"{name}_bn")(x)
    return layers.ReLU(6.0, name=f"{name}_relu")(x)


def _block(x: Any, filters: int, stride: int, multiplier: int, block: int) -> Any:
    if stride == 2:
        x = layers.ZeroPadding2D(((0, 1), (0, 1)), name=f"conv_pad_{block}")(x)
    x = layers.DepthwiseConv2D(
        3,
        strides=stride,
        padding="valid" if stride == 2 else "same",
        depth_multiplier=multiplier,
        use_bias=False,
        name=f"conv_dw_{block}",
    )(x)
    x = _activated(x, f"conv_dw_{block}")
    x = layers.Conv2D(filters, 1, padding="same", use_bias=False, name=f"conv_pw_{block}")(x)
    return _activated(x, f"conv_pw_{block}")


def preprocess_input(x: Any, data_format: str | None = None) -> Any:
    """Pixels from -1 to 1; see `imagenet_utils`."""
    return imagenet_utils.preprocess_input(x, data_format=data_format, mode="tf")
