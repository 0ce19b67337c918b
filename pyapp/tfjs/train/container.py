"""The files of checkpoints: an `.npz` archive with an array for each variable.

Names are paths of attributes: "model/layers/dense/vars/0", "step". TensorFlow's own checkpoints,
of `.index` and `.data` files, are another format, which is not read here.
"""

import io
import zipfile
from typing import Any, Final

import numpy as np

from tfjs.errors import DataLossError, NotFoundError
from tfjs.keras.saving import places

SUFFIX: Final = ".npz"
_VALUE: Final = "/.ATTRIBUTES/VARIABLE_VALUE"
"""What TensorFlow writes behind the path of each variable."""
Values = dict[str, "np.ndarray[Any, Any]"]


def write(path: str, values: Values) -> None:
    """Put a checkpoint into a file: whole, or not at all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, value in values.items():
            array = io.BytesIO()
            np.lib.format.write_array(array, np.asarray(value), allow_pickle=False)
            archive.writestr(f"{name}.npy", array.getvalue())
    places.write(f"{path}{SUFFIX}", out.getvalue())


def read(path: str) -> Values:
    """The values of a checkpoint.

    Raises:
        NotFoundError: There is none of that name.
        DataLossError: The file is damaged.
    """
    file = path if path.endswith(SUFFIX) else f"{path}{SUFFIX}"
    try:
        data = places.read(file)
    except FileNotFoundError as error:
        raise NotFoundError(
            f"Checkpoint: expected the file {file}, as `save` or `write` made it. Received: none.",
            op="restore",
        ) from error
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as parts:
            return {name: parts[name] for name in parts.files}
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        text = f"Checkpoint: {file} is damaged or cut off: {error}"
        raise DataLossError(text, op="restore") from error


def list_variables(ckpt_dir_or_file: str) -> list[tuple[str, list[int]]]:
    """Names and shapes in a checkpoint, or in the latest one of a folder.

    Names end as TensorFlow's do, `step/.ATTRIBUTES/VARIABLE_VALUE`. There is no entry for the graph
    of objects, which is not written here.
    """
    values = read(_file(ckpt_dir_or_file))
    return [(f"{name}{_VALUE}", list(value.shape)) for name, value in sorted(values.items())]


def load_variable(ckpt_dir_or_file: str, name: str) -> "np.ndarray[Any, Any]":
    """A value by its name, as `list_variables` gives it; its end may be left away.

    Raises:
        NotFoundError: There is none of that name.
    """
    values = read(_file(ckpt_dir_or_file))
    path = name.removesuffix(_VALUE)
    if path not in values:
        text = f"load_variable: expected one of {sorted(values)}. Received: {name!r}."
        raise NotFoundError(text, op="load_variable")
    return values[path]


def _file(path: str) -> str:
    from tfjs.train.manager import latest_checkpoint

    return latest_checkpoint(path) or path
