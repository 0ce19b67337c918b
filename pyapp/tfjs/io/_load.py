"""Loading: files in, a model out, nothing left behind where that fails."""

from typing import cast

from tfjs import _bridge
from tfjs.errors import ModelFormatError
from tfjs.io._files import Blobs, Progress, obtain
from tfjs.io._manifest import GRAPH, LAYERS, Manifest
from tfjs.io._model import GraphModel, LayersModel
from tfjs.io._source import Files, ModelSource, Web, locate

_KINDS = {GRAPH: "a graph model", LAYERS: "a layers model"}


def load_model(
    source: ModelSource, *, progress: Progress | None = None
) -> GraphModel | LayersModel:
    """Load a TensorFlow.js model of either format.

    Args:
        source: Address of a model.json, of the folder that holds it, or of a page on TF-Hub;
            relative to the page, and `/models/…` is what `python serve.py --models DIR` serves. Or
            files by name, as `{"model.json": …, "group1-shard1of1.bin": …}`; a zip archive as
            bytes; a `pathlib.Path`.
        progress: Called with the bytes so far and the bytes in all. What it raises stops the
            download.

    Raises:
        NotFoundError: A file is not there.
        UnavailableError: The server cannot be reached, or refuses.
        ModelFormatError: The files are no model; `.issues` says all that is wrong.
        DataLossError: Files are cut off.
        KeyboardInterrupt: The visitor stopped it; nothing is kept.

    Models loaded from the web are kept in the browser. They load without a network later on, and
    their weights are not downloaded again as long as model.json stays the same.
    """
    return _load(source, None, progress, "load_model")


def load_graph_model(source: ModelSource, *, progress: Progress | None = None) -> GraphModel:
    """Load a graph model; as `load_model`, which finds out by itself.

    Raises:
        ModelFormatError: It is a layers model.
    """
    return cast("GraphModel", _load(source, GRAPH, progress, "load_graph_model"))


def load_layers_model(source: ModelSource, *, progress: Progress | None = None) -> LayersModel:
    """Load a Keras layers model; as `load_model`, which finds out by itself.

    Raises:
        ModelFormatError: It is a graph model.
    """
    return cast("LayersModel", _load(source, LAYERS, progress, "load_layers_model"))


def _load(
    source: ModelSource, wanted: str | None, progress: Progress | None, op: str
) -> GraphModel | LayersModel:
    place = locate(source, op)
    with Blobs() as blobs:
        manifest = obtain(place, blobs, progress, op)
        if wanted not in (None, manifest.format):
            issue = f"expected {_KINDS[str(wanted)]}. Received: {_KINDS[manifest.format]}."
            raise ModelFormatError(manifest.path, [issue, "Use tf.io.load_model."])
        return _built(manifest, blobs, place)


def _built(manifest: Manifest, blobs: Blobs, place: Web | Files) -> GraphModel | LayersModel:
    graph = manifest.format == GRAPH
    try:
        number = _bridge.build_model(
            "graph-model" if graph else "layers-model", manifest.text, blobs.ids
        )
    except _bridge.BuildError as error:
        reason = (
            str(error)
            .partition("\n")[0]
            .removesuffix(" This may be due to one of the following reasons:")
        )
        issue = f"TensorFlow.js cannot build this {manifest.format}: {reason.rstrip('.')}."
        raise ModelFormatError(manifest.path, [issue]) from error
    url = _bridge.resolve_url(place.url) if isinstance(place, Web) else None
    return (GraphModel if graph else LayersModel)(number, manifest, place.name, url)
