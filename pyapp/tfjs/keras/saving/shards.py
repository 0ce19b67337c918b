"""Weights in several files, with a JSON file that says which are where, as Keras 3 writes them."""

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from tfjs.keras.saving import hdf5, places

if TYPE_CHECKING:
    import numpy as np

ENDING: Final = ".weights.json"
_GIGABYTE: Final = 1024**3


def save(root: hdf5.Group, filepath: Any, max_shard_size: float) -> None:
    """Write arrays into files of a size.

    Args:
        root: What `saved_state` gives.
        filepath: Of the JSON file; `NAME_00000.weights.h5` and so on come beside it.
        max_shard_size: Of a file's arrays, in gigabytes.

    Raises:
        ValueError: An array that is larger.
        OSError: There is no room, or no such folder.
    """
    limit = max_shard_size * _GIGABYTE
    path = os.fspath(filepath)
    base = path.removesuffix(ENDING)
    name = base.rpartition("/")[2]
    shard, size, total, files = hdf5.Group(), 0, 0, 0
    where: dict[str, Any] = {}
    for group, attrs, key, array in _arrays(root, ""):
        if array.nbytes > limit:
            raise ValueError(
                f"The size of {key} of {group!r} is {array.nbytes:,} bytes which exceeds the "
                f"maximum shard size of {int(limit):,}. You can increase the `max_shard_size` "
                "parameter to accommodate the size."
            )
        if size + array.nbytes > limit:
            places.write(f"{base}_{files:05}.weights.h5", hdf5.write(shard))
            shard, size, files = hdf5.Group(), 0, files + 1
        size, total = size + array.nbytes, total + array.nbytes
        shard.create_group(group).attrs.update(attrs)
        shard.create_dataset(f"{group}/{key}", array)
        known = where.setdefault(f"/{group}", [])
        file = f"{name}_{files:05}.weights.h5"
        if file not in known:
            known.append(file)
    places.write(f"{base}_{files:05}.weights.h5", hdf5.write(shard))
    found = {key: names[0] if len(names) == 1 else names for key, names in where.items()}
    text = json.dumps({"metadata": {"total_size": total}, "weight_map": found}, indent=4)
    places.write(filepath, text.encode())


def load(filepath: Any) -> hdf5.Group:
    """All arrays of the files that a JSON file names.

    Raises:
        ValueError: No such JSON file.
        OSError: A file is not there, or damaged.
    """
    text = os.fspath(filepath)
    try:
        where = json.loads(places.read(filepath))["weight_map"]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{text}: expected a JSON file with a `weight_map`, which names files of weights "
            f"({error!r})."
        ) from error
    folder = text[: text.rfind("/") + 1]
    names: dict[str, None] = {}
    for files in where.values():
        names.update(dict.fromkeys([files] if isinstance(files, str) else files))
    root = hdf5.Group()
    for name in names:
        shard = hdf5.read(places.read(f"{folder}{name}"), name)
        for group, attrs, key, array in _arrays(shard, ""):
            root.create_group(group).attrs.update(attrs)
            root.create_dataset(f"{group}/{key}", array)
    return root


def _arrays(group: hdf5.Group, path: str) -> Iterator[tuple[str, Any, str, "np.ndarray[Any, Any]"]]:
    """Path and attributes of each array's group, its name there, and the array."""
    for name, member in group.items():
        if isinstance(member, hdf5.Group):
            yield from _arrays(member, f"{path}/{name}" if path else name)
        else:
            yield path, group.attrs, name, member
