"""`save_model` and `load_model`: which format, and where to.

Formats are imported where they are used: they need models, which need `tfjs.keras.saving`.
"""

import os
import re
from typing import Any, Final

from tfjs.keras.saving import places

_H5: Final = (".h5", ".hdf5")
_ZIP_START, _HDF5_START = b"PK\x03\x04", b"\x89HDF\r\n\x1a\n"
_UNKNOWN: Final = re.compile(r"Could not locate (?:class|function) '([^']+)'")
_LAYERS_FORMATS: Final = ("tfjs", "layers-model")


def save_model(
    model: Any, filepath: Any, overwrite: bool = True, zipped: bool | None = None, **kwargs: Any
) -> None:
    """Write a model: architecture, weights, and how it is trained.

    Args:
        model: Any model.
        filepath: Says the format by its ending, and where to:

            - `name.keras`: Keras 3's archive, with the optimizer's state.
            - `name.h5`: the format of Keras 2, which Keras 3 reads too.
            - `folder/` or `folder/model.json`: TensorFlow.js's layers format, which
              `tf.loadLayersModel` of plain TensorFlow.js reads: model.json and weights, without
              the optimizer. `name.zip` is the same in one file.
            - `downloads://name.keras` (or another ending) hands the file to the visitor;
              `downloads://name` gives name.json and name.weights.bin.
            - `opfs://name.keras` keeps it in the browser, for this and later visits.
            - `indexeddb://name` keeps it in the layers format, where plain TensorFlow.js finds it
              under the same name.
            - A binary file object: a `.keras` file.
        overwrite: Whether a file that is there may be replaced.
        zipped: Accepted: `.keras` is always one file here.
        **kwargs: `include_optimizer=False` leaves the optimizer out of `.h5`; `save_format="tfjs"`
            writes the layers format into a folder of any name.

    Raises:
        ValueError: An ending that says no format.
        FileExistsError: There is a file, and it may not be replaced.
        OSError: There is no room, or no such folder. What was there before is unharmed.
    """
    from tfjs.keras.saving import archive, layers_model
    from tfjs.keras.saving.legacy import h5

    include_optimizer = kwargs.pop("include_optimizer", True)
    layers_format = kwargs.pop("save_format", None) in _LAYERS_FORMATS
    if kwargs:
        raise ValueError(f"The following argument(s) are not supported: {list(kwargs)}")
    if places.is_file_object(filepath):
        places.write(filepath, archive.packed(model))
        return
    if not isinstance(filepath, str | os.PathLike):
        raise ValueError(
            "save_model: expected a path, an address or a binary file object. "
            f"Received: filepath={filepath!r}"
        )
    places.check_free(filepath, overwrite)
    if layers_format or layers_model.is_target(filepath):
        layers_model.save(model, filepath)
    elif places.ending(filepath, ".keras"):
        places.write(filepath, archive.packed(model))
    elif places.ending(filepath, *_H5):
        places.write(filepath, h5.packed(model, include_optimizer))
    else:
        raise ValueError(
            "Invalid filepath extension for saving. Please add either a `.keras` extension for "
            "the native Keras format (recommended) or a `.h5` extension; `folder/model.json` is "
            f"the format of TensorFlow.js. Received: filepath={filepath}."
        )


def load_model(
    filepath: Any,
    custom_objects: dict[str, Any] | None = None,
    compile: bool = True,
    safe_mode: bool = True,
    *,
    progress: Any = None,
) -> Any:
    """Read a model of any format that `save_model` writes.

    Args:
        filepath: As for `save_model`; also the address of a `.keras`, `.h5` or model.json file,
            `/models/…` of the site, the bytes of a file, a dict of files by name as
            `{"model.json": …}`, or a binary file object.
        custom_objects: Name -> class or function that the model mentions and that is not
            registered.
        compile: Whether the model is compiled as it was.
        safe_mode: Whether Python code in the file is refused.
        progress: Called with the bytes so far and the bytes in all, for models in the layers
            format; what it raises stops the download.

    Returns:
        A model.

    Raises:
        ValueError: No such format, a damaged file, or weights that do not fit.
        TypeError: A class that nobody knows; say it with `custom_objects` or
            `register_keras_serializable`.
        OSError: The file is not there; a `.h5` file is damaged or none.
        NotFoundError: There is nothing at this address.
        ModelFormatError: model.json is no model.
    """
    try:
        return _load(filepath, custom_objects, compile, safe_mode, progress)
    except TypeError as error:
        found = _UNKNOWN.search(str(error))
        if found is None:
            raise
        name = found[1]
        raise TypeError(
            f"{places.name_of(filepath)}: unknown class or function {name!r}. Pass it, as in "
            f'`load_model(..., custom_objects={{"{name}": {name}}})`, or decorate it with '
            f"`@tf.keras.saving.register_keras_serializable()` and save again. {error}"
        ) from error


def _load(
    filepath: Any, custom_objects: Any, compile_: bool, safe_mode: bool, progress: Any
) -> Any:
    from tfjs.keras.saving import archive, layers_model
    from tfjs.keras.saving.legacy import h5

    if layers_model.is_source(filepath):
        return layers_model.load(
            filepath, custom_objects, compile=compile_, safe_mode=safe_mode, progress=progress
        )
    name = places.name_of(filepath)
    is_path = isinstance(filepath, str | os.PathLike)
    if is_path and not places.ending(filepath, ".keras", ".zip", *_H5):
        raise ValueError(
            f"File format not supported: filepath={filepath}. Expected a `.keras` file, a legacy "
            "`.h5` file, or the model.json of TensorFlow.js. The SavedModel format is not "
            "supported."
        )
    try:
        data = places.read(filepath)
    except FileNotFoundError as error:
        if not places.ending(filepath, ".keras"):
            raise
        raise ValueError(
            f"File not found: filepath={filepath}. Please ensure the file is an accessible "
            "`.keras` zip file."
        ) from error
    options: dict[str, Any] = {"compile": compile_, "safe_mode": safe_mode}
    if places.ending(filepath, *_H5) or data.startswith(_HDF5_START):
        return h5.unpacked(data, name, custom_objects, **options)
    if data.startswith(_ZIP_START) and layers_model.is_archive(data):
        return layers_model.load(data, custom_objects, progress=progress, **options)
    return archive.unpacked(data, name, custom_objects, **options)
