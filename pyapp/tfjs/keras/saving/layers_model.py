"""The layers format of TensorFlow.js: model.json and files of weights."""

import io
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tfjs import _bridge
from tfjs.errors import ModelFormatError, NotFoundError
from tfjs.io._files import Blobs, obtain
from tfjs.io._manifest import LAYERS, Manifest, parse
from tfjs.io._source import locate
from tfjs.keras.saving import places
from tfjs.keras.saving.legacy import reading, training
from tfjs.keras.saving.tfjs import names, quantization
from tfjs.keras.saving.tfjs.document import Artifacts, artifacts

SHARD_BYTES: Final = 4 * 1024 * 1024
_SUFFIXES: Final = (".json", ".zip")


def is_target(filepath: Any) -> bool:
    """Whether a place to save to means this format."""
    scheme = places.scheme_of(filepath)
    if scheme == places.INDEXED_DB:
        return True
    if scheme == places.DOWNLOADS and "." not in filepath.rpartition("/")[2]:
        return True
    text = os.fspath(filepath)
    return text.endswith(("/", *_SUFFIXES)) or (scheme is None and Path(text).is_dir())


def is_source(source: Any) -> bool:
    """Whether what is to be loaded is of this format, by its name alone."""
    if isinstance(source, Mapping) or places.scheme_of(source) == places.INDEXED_DB:
        return True
    if places.is_web(source):
        return not places.ending(source, ".keras", ".h5", ".hdf5", ".zip")
    if not isinstance(source, str | os.PathLike):
        return isinstance(source, bytes) and source.lstrip()[:1] == b"{"
    if places.scheme_of(source) is not None:
        return False
    return places.ending(source, ".json") or (Path(source) / "model.json").is_file()


def is_archive(data: bytes) -> bool:
    """Whether a zip archive holds a model.json."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.rpartition("/")[2] == "model.json" for name in archive.namelist())
    except zipfile.BadZipFile:
        return False


def save(model: Any, target: Any) -> None:
    """Write a model.

    Args:
        model: A built functional or sequential model.
        target: See `save_model`.

    Raises:
        ValueError: A model whose layers say nothing of the graph, or that is not built.
        OSError: There is no room, or no such folder.
    """
    made = artifacts(model)
    text = os.fspath(target)
    scheme = places.scheme_of(target)
    if scheme == places.INDEXED_DB:
        _bridge.save_indexed_db(text.removeprefix(scheme), made.json([]), made.weights)
        return
    if scheme == places.DOWNLOADS and not text.endswith(_SUFFIXES):
        name = text.removeprefix(scheme)
        _bridge.offer_download(f"{name}.json", made.json([f"{name}.weights.bin"]).encode())
        _bridge.offer_download(f"{name}.weights.bin", made.weights)
        return
    if text.endswith(".zip"):
        places.write(target, _zipped(made))
        return
    if scheme is not None:
        raise ValueError(
            f"{target}: expected a `.keras`, `.h5` or `.zip` file: model.json has files beside it."
        )
    path = Path(text) if text.endswith(".json") else Path(text) / "model.json"
    for name, data in _files(made, path.name):
        places.replace_file(path.with_name(name), data)


def _files(made: Artifacts, main: str) -> list[tuple[str, bytes]]:
    """Names and bytes of the files; model.json comes last, so that it finds what it names."""
    starts = range(0, max(1, len(made.weights)), SHARD_BYTES)
    shards = [made.weights[start : start + SHARD_BYTES] for start in starts]
    paths = [f"group1-shard{i}of{len(shards)}.bin" for i in range(1, len(shards) + 1)]
    return [*zip(paths, shards, strict=True), (main, made.json(paths).encode())]


def _zipped(made: Artifacts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in reversed(_files(made, "model.json")):
            archive.writestr(name, data)
    return out.getvalue()


def load(
    source: Any,
    custom_objects: dict[str, Any] | None = None,
    *,
    compile: bool = True,
    safe_mode: bool = True,
    progress: Any = None,
) -> Any:
    """Read a model into Keras layers.

    Args:
        source: See `load_model`.
        custom_objects: Name -> class or function that the model mentions.
        compile: Whether the model is compiled as it was.
        safe_mode: Whether Python code in the file is refused.
        progress: Called with the bytes so far and the bytes in all.

    Raises:
        ModelFormatError: It is no layers model.
        ValueError: Weights that do not fit.
        TypeError: A class that nobody knows.
        NotFoundError: A file is not there.
    """
    with Blobs() as blobs:
        if places.scheme_of(source) == places.INDEXED_DB:
            manifest = _from_indexed_db(source, blobs)
        else:
            place = Path(source) if _is_path(source) else source
            manifest = obtain(locate(place, "load_model"), blobs, progress, "load_model")
        if manifest.format != LAYERS:
            raise ModelFormatError(
                manifest.path,
                ["expected a layers model. Received: a graph model.", "Use tf.io.load_model."],
            )
        weights = quantization.decoded(manifest, [_bridge.read_blob(b) for b in blobs.ids])
    topology = manifest.document["modelTopology"]
    version = str(topology.get("keras_version", "2"))
    model = reading.model_from(
        manifest.topology, custom_objects, safe_mode=safe_mode, version=version
    )
    names.assign(model, weights, manifest.path)
    found = topology.get("training_config")
    if compile and found is not None:
        training.compile_from(model, found, custom_objects)
    return model


def _is_path(source: Any) -> bool:
    return isinstance(source, str | os.PathLike) and not places.is_web(source)


def _from_indexed_db(source: str, blobs: Blobs) -> Manifest:
    name = source.removeprefix(places.INDEXED_DB)
    found = _bridge.load_indexed_db(name)
    if found is None:
        raise NotFoundError(
            f"{source}: expected a model of that name in the browser's IndexedDB. Received: none.",
            op="load_model",
        )
    document, blobs.ids = found
    text = json.loads(document)
    text["weightsManifest"][0]["paths"] = ["weights"]
    return parse(json.dumps(text).encode(), source)
