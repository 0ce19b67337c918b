"""ResNet (He et al. 2015, arXiv 1512.03385) and its second version (2016, arXiv 1603.05027)."""

from typing import Any

from tfjs.keras import layers
from tfjs.keras.applications._frame import (
    GOOGLE,
    Application,
    Asked,
    Source,
    application,
    channel_axis,
)

_FILTERS = (64, 128, 256, 512)


def residual(title: str, blocks: tuple[int, ...], digests: tuple[str, str]) -> Application:
    """The function that makes one of these networks.

    Args:
        title: Its name, "V2" at its end for the second version.
        blocks: How many in each of the four stages.
        digests: Of its weights.
    """
    second = title.endswith("V2")

    def features(x: Any, asked: Asked) -> Any:
        x = layers.ZeroPadding2D(3, name="conv1_pad")(x)
        x = layers.Conv2D(64, 7, strides=2, name="conv1_conv")(x)
        if not second:
            x = _activated(x, "conv1")
        x = layers.ZeroPadding2D(1, name="pool1_pad")(x)
        x = layers.MaxPooling2D(3, strides=2, name="pool1_pool")(x)
        for stage, (filters, count) in enumerate(zip(_FILTERS, blocks, strict=True), 2):
            for place in range(1, count + 1):
                name = f"conv{stage}_block{place}"
                if second:
                    halves = place == count and stage < 5
                    x = _block_v2(x, filters, 2 if halves else 1, place == 1, name)
                else:
                    halves = place == 1 and stage > 2
                    x = _block_v1(x, filters, 2 if halves else 1, place == 1, name)
        return _activated(x, "post") if second else x

    name = title.lower()
    files = tuple(f"{name}_weights_tf_dim_ordering_tf_kernels{end}.h5" for end in ("", "_notop"))
    source = Source(f"{GOOGLE}resnet/", (files[0], files[1]), digests)
    return application(title, 224, features, _top, source)


def _normalized(x: Any, name: str) -> Any:
    axis = channel_axis() % 4
    return layers.BatchNormalization(axis=axis, epsilon=1.001e-5, name=f"{name}_bn")(x)


def _activated(x: Any, name: str) -> Any:
    return layers.Activation("relu", name=f"{name}_relu")(_normalized(x, name))


def _block_v1(x: Any, filters: int, stride: int, widens: bool, name: str) -> Any:
    shortcut = x
    if widens:
        shortcut = layers.Conv2D(4 * filters, 1, strides=stride, name=f"{name}_0_conv")(x)
        shortcut = _normalized(shortcut, f"{name}_0")
    x = layers.Conv2D(filters, 1, strides=stride, name=f"{name}_1_conv")(x)
    x = _activated(x, f"{name}_1")
    x = layers.Conv2D(filters, 3, padding="same", name=f"{name}_2_conv")(x)
    x = _activated(x, f"{name}_2")
    x = layers.Conv2D(4 * filters, 1, name=f"{name}_3_conv")(x)
    x = _normalized(x, f"{name}_3")
    x = layers.Add(name=f"{name}_add")([shortcut, x])
    return layers.Activation("relu", name=f"{name}_out")(x)


def _block_v2(x: Any, filters: int, stride: int, widens: bool, name: str) -> Any:
    ready = _activated(x, f"{name}_preact")
    if widens:
        shortcut = layers.Conv2D(4 * filters, 1, strides=stride, name=f"{name}_0_conv")(ready)
    else:
        shortcut = layers.MaxPooling2D(1, strides=stride)(x) if stride > 1 else x
    x = layers.Conv2D(filters, 1, use_bias=False, name=f"{name}_1_conv")(ready)
    x = _activated(x, f"{name}_1")
    x = layers.ZeroPadding2D(1, name=f"{name}_2_pad")(x)
    x = layers.Conv2D(filters, 3, strides=stride, use_bias=False, name=f"{name}_2_conv")(x)
    x = _activated(x, f"{name}_2")
    x = layers.Conv2D(4 * filters, 1, name=f"{name}_3_conv")(x)
    return layers.Add(name=f"{name}_out")([shortcut, x])


def _top(x: Any, asked: Asked) -> Any:
    x = layers.GlobalAveragePooling2D(name="avg_pool")(x)
    return layers.Dense(asked.classes, asked.classifier_activation, name="predictions")(x)
