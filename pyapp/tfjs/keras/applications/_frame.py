"""What all networks of `keras.applications` have in common: their inputs, their end, weights."""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from tfjs.keras import activations, config, layers
from tfjs.keras.engine.model import Model
from tfjs.keras.utils.downloads import get_file
from tfjs.keras.utils.source_inputs import get_source_inputs

IMAGENET = 1000
"""Classes of the data set that the public weights were trained with."""
GOOGLE = "https://storage.googleapis.com/tensorflow/keras-applications/"
_SMALLEST = 32


class Asked(NamedTuple):
    """Arguments that all networks take."""

    include_top: bool
    weights: Any
    input_tensor: Any
    input_shape: Any
    pooling: str | None
    classes: int
    classifier_activation: Any

    @property
    def pretrained(self) -> bool:
        """Whether the public weights are wanted."""
        return isinstance(self.weights, str) and self.weights == "imagenet"


class Source(NamedTuple):
    """Where weights of Keras's own lie.

    Args:
        folder: Address of the folder.
        names: Of the file with the classifier, and without it.
        digests: MD5 of both; None where Keras knows none.
    """

    folder: str
    names: tuple[str, str]
    digests: tuple[str | None, str | None] = (None, None)


class Application(Protocol):
    """A function that makes a network."""

    def __call__(
        self,
        include_top: bool = True,
        weights: Any = "imagenet",
        input_tensor: Any = None,
        input_shape: Any = None,
        pooling: str | None = None,
        classes: int = IMAGENET,
        classifier_activation: Any = "softmax",
        name: str | None = ...,
    ) -> Model: ...


def application(
    title: str,
    size: int,
    features: Callable[[Any, Asked], Any],
    top: Callable[[Any, Asked], Any],
    source: Source,
    *,
    pools: tuple[str | None, str | None] = ("avg_pool", "max_pool"),
) -> Application:
    """A function that makes one network, with Keras's arguments.

    Args:
        title: Its name, that of the network in capitals and small letters.
        size: Height and width of its images.
        features: From the image to the last feature map.
        top: From there to the predictions.
        source: Of its public weights.
        pools: Names of the layers that `pooling` adds.
    """

    def make(
        include_top: bool = True,
        weights: Any = "imagenet",
        input_tensor: Any = None,
        input_shape: Any = None,
        pooling: str | None = None,
        classes: int = IMAGENET,
        classifier_activation: Any = "softmax",
        name: str | None = title.lower(),
    ) -> Model:
        asked = Asked(
            *(include_top, weights, input_tensor, input_shape),
            *(pooling, classes, classifier_activation),
        )
        check(asked)
        image = image_of(asked, shape_of(asked, size))
        x = features(image, asked)
        x = top(x, asked) if include_top else pooled(x, pooling, pools)
        return finished(asked, image, x, name, source)

    make.__name__ = make.__qualname__ = title
    make.__doc__ = f"""The network {title}, for images of {size} by {size} pixels.

    Args:
        include_top: Whether the layers that tell the classes apart are part of it.
        weights: "imagenet" for the public ones, which are downloaded once; None for first values;
            or the path of a file of weights.
        input_tensor: A `keras.Input` to begin with; a new one if None.
        input_shape: Sizes of an image; only without the top they may differ from the usual ones, or
            without public weights.
        pooling: Without the top: None for a feature map, "avg" or "max" for a vector.
        classes: How many; 1000 for the public weights.
        classifier_activation: Of the last layer; None for logits.
        name: Of the model.

    Raises:
        ValueError: Arguments that do not go together, or no such file.
        UnavailableError: The weights cannot be downloaded.
    """
    return make


def check(asked: Asked) -> None:
    """Refuse arguments that do not go together.

    Raises:
        ValueError: They do not.
    """
    weights = asked.weights
    if not (weights is None or asked.pretrained or _is_there(weights)):
        raise ValueError(
            "The `weights` argument should be either `None` (random initialization), 'imagenet' "
            "(pre-training on ImageNet), or the path to the weights file to be loaded. Received: "
            f"weights={weights}"
        )
    if asked.pretrained and asked.include_top and asked.classes != IMAGENET:
        raise ValueError(
            "If using `weights='imagenet'` with `include_top=True`, `classes` should be 1000. "
            f"Received classes={asked.classes}"
        )
    allowed = (None, activations.get(None), activations.get("softmax"))
    activation = asked.classifier_activation
    if weights is not None and asked.include_top and activations.get(activation) not in allowed:
        raise ValueError(
            "Only `None` and `softmax` activations are allowed for the `classifier_activation` "
            "argument when using pretrained weights, with `include_top=True`; Received: "
            f"classifier_activation={activation}"
        )


def _is_there(weights: Any) -> bool:
    return (isinstance(weights, str) and "://" in weights) or Path(weights).exists()


def shape_of(asked: Asked, size: int) -> tuple[int | None, ...]:
    """Sizes of the images.

    Raises:
        ValueError: Too small or unknown ones, or others than the weights are for.
    """
    first = config.image_data_format() == "channels_first"
    given = asked.input_shape
    channels = 3
    if not asked.pretrained and given and len(given) == 3:
        channels = given[0 if first else -1]
        if channels not in (1, 3):
            warnings.warn(
                "This model usually expects 1 or 3 input channels. However, it was passed an "
                f"input_shape with {channels} input channels.",
                stacklevel=4,
            )
    usual = (channels, size, size) if first else (size, size, channels)
    if asked.pretrained and asked.include_top:
        if given is not None and tuple(given) != usual:
            raise ValueError(
                "When setting `include_top=True` and loading `imagenet` weights, `input_shape` "
                f"should be {usual}. Received: input_shape={given}"
            )
        return usual
    if given:
        _check_sizes(asked, first)
    elif asked.include_top:
        given = usual
    else:
        given = (3, None, None) if first else (None, None, 3)
    if asked.include_top and None in given:
        raise ValueError(
            "If `include_top` is True, you should specify a static `input_shape`. Received: "
            f"input_shape={given}"
        )
    return tuple(given)


def _check_sizes(asked: Asked, first: bool) -> None:
    given = asked.input_shape
    if len(given) != 3:
        raise ValueError("`input_shape` must be a tuple of three integers.")
    if asked.pretrained and given[0 if first else -1] != 3:
        raise ValueError(f"The input must have 3 channels; Received `input_shape={given}`")
    sizes = given[1:] if first else given[:2]
    if any(size is not None and size < _SMALLEST for size in sizes):
        raise ValueError(
            f"Input size must be at least {_SMALLEST}x{_SMALLEST}; Received: input_shape={given}"
        )


def image_of(asked: Asked, shape: tuple[int | None, ...]) -> Any:
    """The tensor that the network begins with."""
    return layers.Input(shape=shape) if asked.input_tensor is None else asked.input_tensor


def channel_axis() -> int:
    """Where the channels are."""
    return 1 if config.image_data_format() == "channels_first" else -1


def padding_before_stride(x: Any, kernel_size: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Zeros around an image before a convolution with stride 2, more of them at its end."""
    start = 2 if channel_axis() == 1 else 1
    height, width = x.shape[start : start + 2]
    half = kernel_size // 2
    odd = (0, 0) if height is None else (height % 2, width % 2)
    return (half - 1 + odd[0], half), (half - 1 + odd[1], half)


def pooled(x: Any, pooling: str | None, names: tuple[str | None, str | None] = (None, None)) -> Any:
    """A feature map, or the vector that was asked for."""
    if pooling == "avg":
        return layers.GlobalAveragePooling2D(name=names[0])(x)
    if pooling == "max":
        return layers.GlobalMaxPooling2D(name=names[1])(x)
    return x


def finished(asked: Asked, image: Any, x: Any, name: str | None, source: Source) -> Model:
    """The model, with the weights that were asked for."""
    begin = image if asked.input_tensor is None else get_source_inputs(asked.input_tensor)
    model = Model(begin, x, name=name)
    if asked.pretrained:
        place = 0 if asked.include_top else 1
        file = source.names[place]
        model.load_weights(
            get_file(
                file,
                f"{source.folder}{file}",
                cache_subdir="models",
                file_hash=source.digests[place],
            )
        )
    elif asked.weights is not None:
        model.load_weights(asked.weights)
    return model
