"""Image classification, step by step as the official `@tensorflow-models/mobilenet` does it.

1. Decode: upright RGB, 0 to 255.
2. Preprocess: resize to the model's input (bilinear, corners aligned), scale to its input range.
3. Infer: run the model, drop the background class if there are 1001 outputs, make probabilities
   of logits, sort.
"""

import hashlib
import json
import time
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from weakref import WeakValueDictionary

import numpy as np

from tfjs import _bridge, backend, dtypes, image_io
from tfjs.errors import InvalidArgumentError, NotFoundError, UnavailableError
from tfjs.io import GraphModel, LayersModel, load_model
from tfjs.io._files import Progress, read
from tfjs.io._source import Files, ModelSource, locate
from tfjs.tasks import _head, _labels, _mobilenet
from tfjs.tasks._result import Classification, ImageSize, ModelInfo, Predictions, Timing
from tfjs.tensor import Tensor

_OP: Final = "ImageClassifier"
_LOAD: Final = "ImageClassifier.load"
_USUAL_SIZE: Final = 224
_IMAGENET: Final = 1000
_BACKGROUND: Final = 1001
"""Outputs of a model whose class 0 is "background"."""

_loaded: "WeakValueDictionary[tuple[Any, ...], ImageClassifier]" = WeakValueDictionary()
"""Classifiers in use, so that a program that is run again, for each camera frame, loads nothing."""


class ImageClassifier:
    """Says what a picture shows.

    Example:
        >>> classifier = tf.tasks.ImageClassifier.load(version=2)
        >>> classifier(photo, top_k=5)
    """

    def __init__(
        self,
        model: GraphModel | LayersModel,
        labels: tuple[str, ...],
        input_range: tuple[float, float],
        classes: int,
    ) -> None:
        self.model = model
        self.labels = labels
        self.input_range = input_range
        self._size = _input_size(model)
        self._classes = classes
        self._activation = _head.activation(model)
        low, high = input_range
        self._scale = np.float32((high - low) / 255)
        self._offset = np.float32(low)
        self._info = ModelInfo(model.name, model.url, model.num_bytes)

    @classmethod
    def load(
        cls,
        version: int = 1,
        alpha: float = 1.0,
        *,
        url: ModelSource | None = None,
        files: ModelSource | None = None,
        input_range: tuple[float, float] | None = None,
        labels: _labels.LabelsLike | None = None,
        progress: Progress | None = None,
    ) -> "ImageClassifier":
        """Load MobileNet, or another classifier with pictures as input.

        Args:
            version: 1 or 2.
            alpha: Width of the network: 0.25, 0.5, 0.75 or 1.0 (0.25 only for version 1).
            url: Address of another model; relative to the page, or `/models/…`. Files are taken
                here too.
            files: The files of another model, by name.
            input_range: What black and white are to the model. If None: (0, 1) for models from
                TF-Hub, which are recognized by the names of their nodes, and (-1, 1) for all
                others, as in the official package.
            labels: Names of the classes: in order, by index, or the path of a file. If None:
                ImageNet's for models with 1000 or 1001 outputs, else those in a metadata.json next
                to model.json, else "class 0" and so on.
            progress: Called with the bytes so far and the bytes in all.

        A MobileNet that this site serves under `/models/`, in a folder named like
        `mobilenet_v2_100_224`, is taken before the public one. Loading what is loaded already
        gives the same classifier at once.

        Raises:
            NotFoundError: The model is not there.
            UnavailableError: The model's server cannot be reached.
            ModelFormatError: The files are no model.
            InvalidArgumentError: No such version or alpha; a model that does not take pictures.
        """
        source = url if url is not None else files
        wanted = _mobilenet.choice(version, alpha) if source is None else None
        key = (cls, wanted or _key_of(source), input_range, _label_key(labels))
        known = _loaded.get(key)
        if known is None:
            model = _model(source, wanted, progress)
            known = _loaded[key] = cls._prepared(model, source, input_range, labels)
        return known

    @classmethod
    def _prepared(
        cls,
        model: GraphModel | LayersModel,
        source: ModelSource | None,
        input_range: tuple[float, float] | None,
        labels: _labels.LabelsLike | None,
    ) -> "ImageClassifier":
        """A classifier around a model that has run once, which tells how many classes there are."""
        height, width = _input_size(model)
        blank = np.zeros((1, height, width, 3), np.float32)

        def run() -> Any:
            return _first(model(_tensor(blank)))

        outputs = run().size
        backend.settle(model.name, _work(model, height, width), run)
        classes = _IMAGENET if outputs == _BACKGROUND else outputs
        names = _names(model, labels, classes, source)
        if input_range is None:
            input_range = (0.0, 1.0) if _head.is_hub_module(model) else (-1.0, 1.0)
        return cls(model, names, input_range, classes)

    def __call__(self, image: image_io.ImageLike, top_k: int = 3) -> Predictions:
        """Classify one picture.

        Args:
            image: A file's bytes, a path or an open file; a Pillow image; pixels as an array or
                tensor, 0 to 255.
            top_k: How many guesses.

        Raises:
            InvalidArgumentError: No picture, a damaged one, or one too large.
        """
        if top_k < 1:
            raise InvalidArgumentError(f"{_OP}: expected top_k >= 1. Received: {top_k}.", op=_OP)
        start = time.perf_counter()
        picture = image_io.read(image, _OP)
        decoded = time.perf_counter()
        batch = self._batch(picture)
        prepared = time.perf_counter()
        scores = self._scores(batch)
        done = time.perf_counter()
        timing = Timing(*(1000 * t for t in (decoded - start, prepared - decoded, done - prepared)))
        return Predictions(
            self._best(scores, top_k),
            timing=timing,
            image=ImageSize(picture.width, picture.height),
            model=self._info,
            backend=backend.current(),
        )

    def _batch(self, picture: image_io.Grid) -> Tensor:
        pixels = image_io.resized(picture, *self._size)
        pixels *= self._scale
        pixels += self._offset
        return _tensor(pixels[None])

    def _scores(self, batch: Tensor) -> Any:
        outputs = _first(self.model(batch))
        scores = outputs[-self._classes :]
        if self._activation == "linear":
            scores = np.exp(scores - scores.max())
        elif self._activation == "sigmoid" or scores.size == outputs.size:
            return scores
        return scores / scores.sum()

    def _best(self, scores: "np.ndarray[Any, Any]", top_k: int) -> list[Classification]:
        order = np.argsort(-scores, kind="stable")[:top_k]
        return [Classification(self.labels[i], float(scores[i]), int(i)) for i in order]

    def __repr__(self) -> str:
        return f"<ImageClassifier {self.model.name!r}, {self._classes} classes>"


def _tensor(array: "np.ndarray[Any, Any]") -> Tensor:
    return Tensor(_bridge.upload(array, "float32"), dtypes.float32)


def _first(outputs: Any) -> Any:
    """Values of the first output, flat."""
    tensor = outputs[0] if isinstance(outputs, list) else outputs
    return tensor.numpy().reshape(-1)


def _input_size(model: GraphModel | LayersModel) -> tuple[int, int]:
    """Height and width that the model wants; the usual size where it takes any.

    Raises:
        InvalidArgumentError: The model does not take RGB pictures.
    """
    shape = model.inputs[0].shape or (None, None, None, 3)
    if len(model.inputs) != 1 or len(shape) != 4 or shape[3] not in (3, None):
        raise InvalidArgumentError(
            f"{_LOAD}: expected a model with one RGB picture as input. "
            f"Received: {model.name!r}, inputs of shape {[t.shape for t in model.inputs]}.",
            op=_LOAD,
        )
    return shape[1] or _USUAL_SIZE, shape[2] or _USUAL_SIZE


def _work(model: GraphModel | LayersModel, height: int, width: int) -> float:
    """Multiply-adds per picture, at least: each filter moves over the last map of features."""
    positions = max(1, height // 32) * max(1, width // 32)
    weights = [w for group in model.document["weightsManifest"] for w in group["weights"]]
    return sum(
        float(np.prod(w["shape"])) * (positions if len(w["shape"]) == 4 else 1) for w in weights
    )


def _names(
    model: GraphModel | LayersModel,
    labels: _labels.LabelsLike | None,
    classes: int,
    source: ModelSource | None,
) -> tuple[str, ...]:
    if labels is not None:
        return _labels.given(labels, classes)
    if classes == _IMAGENET:
        return _labels.imagenet()
    found = None if source is None else _metadata_labels(source)
    if found is not None and len(found) == classes:
        return _labels.given(found, classes)
    return tuple(f"class {index}" for index in range(classes))


def _metadata_labels(source: ModelSource) -> Any:
    """Labels in a metadata.json next to model.json, if there is one."""
    place = locate(source, _LOAD)
    try:
        if isinstance(place, Files):
            data = place.find("metadata.json")
            return None if data is None else _labels.from_metadata(json.loads(bytes(data)))
        return _labels.from_metadata(json.loads(read(place.beside("metadata.json"))))
    except (_bridge.TransferError, ValueError):
        return None


def _model(
    source: ModelSource | None, wanted: _mobilenet.Choice | None, progress: Progress | None
) -> GraphModel | LayersModel:
    if wanted is not None:
        return _mobilenet_model(wanted, progress)
    assert source is not None  # noqa: S101 - for the type checker: one of the two is given
    return load_model(source, progress=progress)


def _mobilenet_model(
    wanted: _mobilenet.Choice, progress: Progress | None
) -> GraphModel | LayersModel:
    models = _mobilenet.served()
    url = _mobilenet.on_this_site(wanted, models)
    if url is not None:
        return load_model(url, progress=progress)
    try:
        return load_model(wanted.url, progress=progress)
    except (NotFoundError, UnavailableError) as error:
        raise _missing(wanted, models, error) from error


def _missing(
    wanted: _mobilenet.Choice, models: list[dict[str, Any]], error: NotFoundError | UnavailableError
) -> Exception:
    here = "serves other models, but not this one" if models else "serves no models"
    here += _mobilenet.others(models)
    host = wanted.url.split("/")[2]
    there = "answers that it is gone" if isinstance(error, NotFoundError) else "cannot be reached"
    return type(error)(
        f"{_LOAD}: MobileNet version {wanted.version}, alpha {wanted.alpha}, is missing: "
        f"this page {here}, and {host} {there}. Give it a model: serve a folder with it "
        f"(`python serve.py --models DIR`, a folder named {wanted.name}), or name another "
        'address (`load(url="…")`), or its files (`load(files={…})`).',
        op=_LOAD,
        url=error.url,
    )


def _key_of(source: Any) -> Any:
    """A key that is the same for the same model: files by content, addresses and paths by name."""
    if isinstance(source, Mapping):
        return frozenset((str(name), _digest(name, data)) for name, data in source.items())
    if isinstance(source, bytes | bytearray | memoryview):
        return _digest("model.json", source)
    return source if isinstance(source, str | Path) else id(source)


def _digest(name: Any, data: Any) -> Any:
    """Strong for model.json, quick for weights."""
    if not isinstance(data, bytes | bytearray | memoryview):
        return id(data)
    strong = str(name).endswith(".json")
    return hashlib.sha256(data).digest() if strong else (len(data), zlib.crc32(data))


def _label_key(labels: _labels.LabelsLike | None) -> Any:
    if labels is None or isinstance(labels, str | Path):
        return labels
    return tuple(labels.items()) if isinstance(labels, Mapping) else tuple(labels)
