"""`keras.applications.efficientnet` (Tan and Le 2019, arXiv 1905.11946)."""

import math
from typing import Any, NamedTuple

from tfjs.keras import initializers, layers
from tfjs.keras.applications._frame import (
    Application,
    Asked,
    Source,
    application,
    channel_axis,
    padding_before_stride,
)
from tfjs.keras.applications.imagenet_utils import decode_predictions as decode_predictions

_FOLDER = "https://storage.googleapis.com/keras-applications/"
_DEVIATIONS = (0.229, 0.224, 0.225)
_DROPPED = 0.2
"""Share of the last block that is left out of a sum; less in the blocks before it."""


class Stage(NamedTuple):
    """Blocks of one kind: the first one has the stride and changes the number of channels."""

    kernel_size: int
    repeats: int
    filters_in: int
    filters_out: int
    expand: int
    strides: int


_STAGES = (
    Stage(3, 1, 32, 16, 1, 1),
    Stage(3, 2, 16, 24, 6, 2),
    Stage(5, 2, 24, 40, 6, 2),
    Stage(3, 3, 40, 80, 6, 2),
    Stage(5, 3, 80, 112, 6, 1),
    Stage(5, 4, 112, 192, 6, 2),
    Stage(3, 1, 192, 320, 6, 1),
)


def _convolution(filters: int, size: int, name: str, **options: Any) -> layers.Conv2D:
    draw = initializers.VarianceScaling(2.0, "fan_out", "truncated_normal")
    return layers.Conv2D(filters, size, kernel_initializer=draw, name=name, **options)


def _activated(x: Any, prefix: str) -> Any:
    x = layers.BatchNormalization(axis=channel_axis() % 4, name=f"{prefix}bn")(x)
    return layers.Activation("swish", name=f"{prefix}activation")(x)


def _efficient(
    title: str, width: float, depth: float, size: int, dropout: float, digests: tuple[str, str]
) -> Application:
    def wide(filters: int) -> int:
        """A number of channels times `width`, a multiple of 8 not below nine tenths of it."""
        exact = filters * width
        found = max(8, int(exact + 4) // 8 * 8)
        return found + 8 if found < 0.9 * exact else found

    repeats = [math.ceil(depth * stage.repeats) for stage in _STAGES]

    def features(x: Any, asked: Asked) -> Any:
        x = layers.Rescaling(1.0 / 255.0)(x)
        x = layers.Normalization(axis=channel_axis() % 4)(x)
        if asked.pretrained:  # the weights want the deviation's root, which is not in the layer
            x = layers.Rescaling([1.0 / math.sqrt(one) for one in _DEVIATIONS])(x)
        x = layers.ZeroPadding2D(padding_before_stride(x, 3), name="stem_conv_pad")(x)
        x = _convolution(wide(32), 3, "stem_conv", strides=2, use_bias=False)(x)
        x = _activated(x, "stem_")
        done = 0
        for number, (stage, count) in enumerate(zip(_STAGES, repeats, strict=True), 1):
            out = wide(stage.filters_out)
            kind = stage._replace(filters_in=wide(stage.filters_in), filters_out=out)
            for place in range(count):
                name = f"block{number}{chr(ord('a') + place)}_"
                x = _block(x, kind, _DROPPED * done / sum(repeats), name)
                kind = kind._replace(filters_in=out, strides=1)
                done += 1
        x = _convolution(wide(1280), 1, "top_conv", padding="same", use_bias=False)(x)
        return _activated(x, "top_")

    def top(x: Any, asked: Asked) -> Any:
        x = layers.GlobalAveragePooling2D(name="avg_pool")(x)
        x = layers.Dropout(dropout, name="top_dropout")(x)
        draw = initializers.VarianceScaling(1.0 / 3.0, "fan_out", "uniform")
        last = layers.Dense(
            asked.classes,
            activation=asked.classifier_activation,
            kernel_initializer=draw,
            name="predictions",
        )
        return last(x)

    name = title.lower()
    source = Source(_FOLDER, (f"{name}.h5", f"{name}_notop.h5"), digests)
    return application(title, size, features, top, source)


def _block(inputs: Any, kind: Stage, dropped: float, name: str) -> Any:
    x, filters = inputs, kind.filters_in * kind.expand
    if kind.expand != 1:
        x = _convolution(filters, 1, f"{name}expand_conv", padding="same", use_bias=False)(x)
        x = _activated(x, f"{name}expand_")
    if kind.strides == 2:
        padding = padding_before_stride(x, kind.kernel_size)
        x = layers.ZeroPadding2D(padding, name=f"{name}dwconv_pad")(x)
    x = layers.DepthwiseConv2D(
        kind.kernel_size,
        strides=kind.strides,
        padding="valid" if kind.strides == 2 else "same",
        use_bias=False,
        depthwise_initializer=initializers.VarianceScaling(2.0, "fan_out", "truncated_normal"),
        name=f"{name}dwconv",
    )(x)
    x = _activated(x, name)
    x = _weighed(x, filters, max(1, kind.filters_in // 4), name)
    x = _convolution(kind.filters_out, 1, f"{name}project_conv", padding="same", use_bias=False)(x)
    x = layers.BatchNormalization(axis=channel_axis() % 4, name=f"{name}project_bn")(x)
    if kind.strides != 1 or kind.filters_in != kind.filters_out:
        return x
    if dropped > 0:
        x = layers.Dropout(dropped, noise_shape=(None, 1, 1, 1), name=f"{name}drop")(x)
    return layers.add([x, inputs], name=f"{name}add")


def _weighed(x: Any, filters: int, narrow: int, name: str) -> Any:
    """Channels weighed by what there is in all of the image (squeeze and excitation)."""
    weight = layers.GlobalAveragePooling2D(name=f"{name}se_squeeze")(x)
    shape = (filters, 1, 1) if channel_axis() == 1 else (1, 1, filters)
    weight = layers.Reshape(shape, name=f"{name}se_reshape")(weight)
    weight = _convolution(narrow, 1, f"{name}se_reduce", padding="same", activation="swish")(weight)
    weight = _convolution(filters, 1, f"{name}se_expand", padding="same", activation="sigmoid")(
        weight
    )
    return layers.multiply([x, weight], name=f"{name}se_excite")


EfficientNetB0 = _efficient(
    *("EfficientNetB0", 1.0, 1.0, 224, 0.2),
    ("902e53a9f72be733fc0bcb005b3ebbac", "50bc09e76180e00e4465e1a485ddc09d"),
)
EfficientNetB1 = _efficient(
    *("EfficientNetB1", 1.0, 1.1, 240, 0.2),
    ("1d254153d4ab51201f1646940f018540", "74c4e6b3e1f6a1eea24c589628592432"),
)
EfficientNetB2 = _efficient(
    *("EfficientNetB2", 1.1, 1.2, 260, 0.3),
    ("b15cce36ff4dcbd00b6dd88e7857a6ad", "111f8e2ac8aa800a7a99e3239f7bfb39"),
)
EfficientNetB3 = _efficient(
    *("EfficientNetB3", 1.2, 1.4, 300, 0.3),
    ("ffd1fdc53d0ce67064dc6a9c7960ede0", "af6d107764bb5b1abb91932881670226"),
)
EfficientNetB4 = _efficient(
    *("EfficientNetB4", 1.4, 1.8, 380, 0.4),
    ("18c95ad55216b8f92d7e70b3a046e2fc", "ebc24e6d6c33eaebbd558eafbeedf1ba"),
)
EfficientNetB5 = _efficient(
    *("EfficientNetB5", 1.6, 2.2, 456, 0.4),
    ("ace28f2a6363774853a83a0b21b9421a", "38879255a25d3c92d5e44e04ae6cec6f"),
)
EfficientNetB6 = _efficient(
    *("EfficientNetB6", 1.8, 2.6, 528, 0.5),
    ("165f6e37dce68623721b423839de8be5", "9ecce42647a20130c1f39a5d4cb75743"),
)
EfficientNetB7 = _efficient(
    *("EfficientNetB7", 2.0, 3.1, 600, 0.5),
    ("8c03f828fec3ef71311cd463b6759d99", "cbcfe4450ddf6f3ad90b1b398090fe4a"),
)


def preprocess_input(x: Any, data_format: str | None = None) -> Any:
    """The pixels as they are, from 0 to 255: the network scales them itself."""
    return x
