"""VGG (Simonyan and Zisserman 2015, arXiv 1409.1556): blocks of 3 by 3 convolutions."""

from typing import Any

from tfjs.keras import layers
from tfjs.keras.applications._frame import GOOGLE, Application, Asked, Source, application

_FILTERS = (64, 128, 256, 512, 512)


def vgg(title: str, convolutions: tuple[int, ...], digests: tuple[str, str]) -> Application:
    """The function that makes one of these networks.

    Args:
        title: Its name.
        convolutions: How many in each block.
        digests: Of its weights.
    """

    def features(x: Any, asked: Asked) -> Any:
        for block, (filters, count) in enumerate(zip(_FILTERS, convolutions, strict=True), 1):
            for place in range(1, count + 1):
                name = f"block{block}_conv{place}"
                x = layers.Conv2D(filters, 3, activation="relu", padding="same", name=name)(x)
            x = layers.MaxPooling2D(2, strides=2, name=f"block{block}_pool")(x)
        return x

    name = title.lower()
    files = tuple(f"{name}_weights_tf_dim_ordering_tf_kernels{end}.h5" for end in ("", "_notop"))
    source = Source(f"{GOOGLE}{name}/", (files[0], files[1]), digests)
    return application(title, 224, features, _top, source, pools=(None, None))


def _top(x: Any, asked: Asked) -> Any:
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(4096, activation="relu", name="fc1")(x)
    x = layers.Dense(4096, activation="relu", name="fc2")(x)
    return layers.Dense(asked.classes, asked.classifier_activation, name="predictions")(x)
