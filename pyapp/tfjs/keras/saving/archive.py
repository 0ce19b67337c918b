"""The file format `.keras`: a zip archive of architecture, state and the files of layers."""

import io
import json
import shutil
import tempfile
import warnings
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from tfjs.keras.saving import hdf5
from tfjs.keras.saving.serialization import (
    ObjectSharingScope,
    deserialize_keras_object,
    serialize_keras_object,
)
from tfjs.keras.saving.state import restore_state, saved_state

KERAS_VERSION: Final = "3.15.1"
"""Whose formats are written."""
_METADATA, _CONFIG, _WEIGHTS = "metadata.json", "config.json", "model.weights.h5"
_ASSETS: Final = "assets"


def packed(model: Any) -> bytes:
    """A model as a `.keras` file."""
    if not model.built:
        warnings.warn(
            "You are saving a model that has not yet been built. It might not contain any weights "
            "yet. Consider building the model first by calling it on some data.",
            stacklevel=4,
        )
    with ObjectSharingScope():
        config = json.dumps(serialize_keras_object(model))
    metadata = {
        "keras_version": KERAS_VERSION,
        "date_saved": datetime.now().strftime("%Y-%m-%d@%H:%M:%S"),
    }
    out = io.BytesIO()
    folder = Path(tempfile.mkdtemp())
    try:
        weights = hdf5.write(saved_state(model, folder))
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(_METADATA, json.dumps(metadata))
            archive.writestr(_CONFIG, config)
            archive.writestr(_WEIGHTS, weights)
            for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                archive.write(file, f"{_ASSETS}/{file.relative_to(folder).as_posix()}")
    finally:
        shutil.rmtree(folder)
    return out.getvalue()


def unpacked(
    data: bytes,
    name: str,
    custom_objects: dict[str, Any] | None = None,
    *,
    compile: bool = True,
    safe_mode: bool = True,
) -> Any:
    """The model in a `.keras` file.

    Raises:
        ValueError: No such file, a damaged one, or weights that do not fit.
        TypeError: A class that nobody knows.
    """
    with opened(data, name) as archive:
        config = json.loads(_member(archive, _CONFIG, name))
        if not compile:
            config["compile_config"] = None
        weights = weights_of(archive, name)
        with ObjectSharingScope():
            model = deserialize_keras_object(config, custom_objects, safe_mode=safe_mode)
        folder = Path(tempfile.mkdtemp())
        try:
            members = [n for n in archive.namelist() if n.startswith(f"{_ASSETS}/")]
            archive.extractall(folder, members)
            restore_state(model, weights, folder / _ASSETS if members else None)
        finally:
            shutil.rmtree(folder)
    return model


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive.

    Raises:
        ValueError: It is none, or damaged.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        broken = archive.testzip()
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        cut = data.startswith(b"PK\x03\x04")
        found = "one that is cut off" if cut else f"{len(data):,} bytes of something else"
        raise ValueError(
            f"{name!r}: expected a `.keras` file, which is a zip archive. Received: {found} "
            f"({error})."
        ) from error
    if broken is not None:
        raise ValueError(f"{name!r}: the archive is damaged: {broken} is not as it was written.")
    return archive


def weights_of(archive: zipfile.ZipFile, name: str) -> hdf5.Group:
    """The state in an archive.

    Raises:
        ValueError: There is none.
    """
    names = archive.namelist()
    if _WEIGHTS in names:
        return hdf5.read(archive.read(_WEIGHTS), f"{name}/{_WEIGHTS}")
    raise ValueError(f"{name!r}: Expected a {_WEIGHTS} file in it. Received: {names[:8]}.")


def _member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    if member not in archive.namelist():
        raise ValueError(
            f"{name!r}: expected a `.keras` file, with {member} in it. Received: an archive of "
            f"{archive.namelist()[:8]}."
        )
    return archive.read(member)
