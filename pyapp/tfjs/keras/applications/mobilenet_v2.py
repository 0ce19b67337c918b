"""`keras.applications.mobilenet_v2` (Sandler et al. 2018, arXiv 1801.04381)."""

from typing import Any

from tfjs.keras import layers
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
    padding_before_stride,
    pooled,
    shape_of,
)
from tfjs.keras.applications.imagenet_utils import decode_predictions as decode_predictions
from tfjs.keras.applications.mobilenet import trained_rows, usual_size
from tfjs.keras.engine.model import Model

_STAGES = ((16, 1, 1), (24, 2, 2), (32, 3, 2), (64, 4, 2), (96, 3, 1), (160, 3, 2), (320, 1, 1))
"""Channels, blocks, and the stride of the first of them."""
_EXPANSION = 6
_SIZES = (96, 128, 160, 192, 224)
_ALPHAS = (0.35, 0.5, 0.75, 1.0, 1.3, 1.4)


def MobileNetV2(  # noqa: N802
    input_shape: Any = None,
    alpha: float = 1.0,
    include_top: bool = True,
    weights: Any = "imagenet",
    input_tensor: Any = None,
    pooling: str | None = None,
    classes: int = IMAGENET,
    classifier_activation: Any = "softmax",
    name: str | None = None,
) -> Model:
    """The network MobileNetV2.

    Args:
        input_shape: Sizes of an image; `(224, 224, 3)` with the top if None.
        alpha: What the number of channels is multiplied by.
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
    given = input_shape
    if given is None and input_tensor is not None:
        given = tuple(input_tensor.shape)[1:]
    shape = shape_of(asked, usual_size(given, _SIZES))
    rows = trained_rows(asked, shape, alpha, _ALPHAS, _SIZES)
    image = image_of(asked, shape)
    x = layers.Conv2D(
        divisible(32 * alpha), 3, strides=2, padding="same", use_bias=False, name="Conv1"
    )(image)
    x = _normalized(x, "bn_Conv1")
    x = layers.ReLU(6.0, name="Conv1_relu")(x)
    block = 0
    for filters, count, stride in _STAGES:
        for place in range(count):
            x = _block(x, divisible(int(filters * alpha)), stride if place == 0 else 1, block)
            block += 1
    last = divisible(1280 * alpha) if alpha > 1.0 else 1280
    x = layers.Conv2D(last, 1, use_bias=False, name="Conv_1")(x)
    x = _normalized(x, "Conv_1_bn")
    x = layers.ReLU(6.0, name="out_relu")(x)
    if include_top:
        x = layers.GlobalAveragePooling2D()(x)
        x = layers.Dense(classes, classifier_activation, name="predictions")(x)
    else:
        x = pooled(x, pooling)
    stem = f"mobilenet_v2_weights_tf_dim_ordering_tf_kernels_{float(alpha)}_{rows}"
    source = Source(f"{GOOGLE}mobilenet_v2/", (f"{stem}.h5", f"{stem}_no_top.h5"))
    return finished(asked, image, x, name or f"mobilenetv2_{alpha:0.2f}_{rows}", source)


def divisible(number: float, by: int = 8) -> int:
    """The nearest multiple, not below nine tenths of the number."""
    found = max(by, int(number + by / 2) // by * by)
    return found + by if found < 0.9 * number else found


def _normalized(x: Any, name: str) -> Any:
    axis = channel_axis()
    return layers.BatchNormalization(axis=axis, epsilon=1e-3, momentum=0.999, name=name)(x)


def _block(inputs: Any, filters: int, stride: int, block: int) -> Any:
    """A narrow map made wide, looked at channel by channel, and made narrow again."""
    channels, x = inputs.shape[channel_axis()], inputs
    prefix = f"block_{block}_" if block else "expanded_conv_"
    if block:
        wide = _EXPANSION * channels
        x = layers.Conv2D(wide, 1, padding="same", use_bias=False, name=f"{prefix}expand")(x)
        x = _normalized(x, f"{prefix}expand_BN")
        x = layers.ReLU(6.0, name=f"{prefix}expand_relu")(x)
    if stride == 2:
        x = layers.ZeroPadding2D(padding_before_stride(x, 3), name=f"{prefix}pad")(x)
    x = layers.DepthwiseConv2D(
        3,
        strides=stride,
        padding="valid" if stride == 2 else "same",
        use_bias=False,
        name=f"{prefix}depthwise",
    )(x)
    x = _normalized(x, f"{prefix}depthwise_BN")
    x = layers.ReLU(6.0, name=f"{prefix}depthwise_relu")(x)
    x = layers.Conv2D(filters, 1, padding="same", use_bias=False, name=f"{prefix}project")(x)
    x = _normalized(x, f"{prefix}project_BN")
    if channels == filters and stride == 1:
        return layers.Add(name=f"{prefix}add")([inputs, x])
    return x


def preprocess_input(x: Any, data_format: str | None = None) -> Any:
    """Pixels from -1 to 1; see `imagenet_utils`."""
    return imagenet_utils.preprocess_input(x, data_format=data_format, mode="tf")
