"""`save_weights` and `load_weights`: state without architecture."""

import os
from typing import Any

from tfjs.keras.saving import places


def save_weights(
    model: Any, filepath: Any, overwrite: bool = True, max_shard_size: Any = None, **kwargs: Any
) -> None:
    """Write a model's weights, and its optimizer's state.

    Args:
        model: A built model.
        filepath: Ends in `.weights.h5`; see `save_model` for places other than files. Or a binary
            file object.
        overwrite: Whether a file that is there may be replaced.
        max_shard_size: In gigabytes: weights go into several files of this size then, and the file
            that `filepath` names, which ends in `.weights.json`, says which are where.
        **kwargs: None.

    Raises:
        ValueError: Another ending, a model that is not built, or an array larger than a shard.
        FileExistsError: There is a file, and it may not be replaced.
    """
    from tfjs.keras.saving import hdf5, shards
    from tfjs.keras.saving.state import saved_state

    if kwargs:
        raise ValueError(f"Invalid keyword arguments: {kwargs}")
    is_path = isinstance(filepath, str | os.PathLike)
    if max_shard_size is not None and not places.ending(filepath, shards.ENDING):
        raise ValueError(
            "The filename must end in `.weights.json` when `max_shard_size` is specified. "
            f"Received: filepath={filepath}"
        )
    if is_path and max_shard_size is None and not places.ending(filepath, ".weights.h5"):
        raise ValueError(f"The filename must end in `.weights.h5`. Received: filepath={filepath}")
    if not model.built:
        raise ValueError(
            "You are saving a model that has not yet been built. Try building the model first by "
            "calling it on some data or by using `build()`."
        )
    places.check_free(filepath, overwrite)
    if max_shard_size is not None:
        shards.save(saved_state(model), filepath, max_shard_size)
    else:
        places.write(filepath, hdf5.write(saved_state(model)))


def load_weights(model: Any, filepath: Any, skip_mismatch: bool = False, **kwargs: Any) -> None:
    """Give a model weights of a file.

    Args:
        model: A built model.
        filepath: Of `save_weights` (`.weights.h5`, `.weights.json`), of a whole model (`.keras`),
            or a legacy `.h5` file; bytes or a binary file object of any but `.weights.json`.
        skip_mismatch: Whether layers whose weights do not fit keep theirs, with a warning.
        **kwargs: `objects_to_skip`, layers that keep their weights; `by_name=True`, of legacy files
            those layers only whose names are the same.

    Raises:
        ValueError: Another kind of file, a model that is not built, or weights that do not fit.
        OSError: The file is not there, or damaged.
    """
    from tfjs.keras.saving import archive, hdf5, shards
    from tfjs.keras.saving.legacy import h5
    from tfjs.keras.saving.state import restore_state

    objects_to_skip = kwargs.pop("objects_to_skip", None) or ()
    by_name = kwargs.pop("by_name", None)
    if kwargs:
        raise ValueError(f"Invalid keyword arguments: {kwargs}")
    if not model.built:
        raise ValueError(
            "You are loading weights into a model that has not yet been built. Try building the "
            "model first by calling it on some data or by using `build()`."
        )
    if places.ending(filepath, shards.ENDING):
        restore_state(
            model, shards.load(filepath), skip_mismatch=skip_mismatch, skipped=objects_to_skip
        )
        return
    name = places.name_of(filepath)
    data = places.read(filepath)
    if data.startswith(b"PK\x03\x04") or places.ending(filepath, ".keras"):
        with archive.opened(data, name) as opened:
            root = archive.weights_of(opened, name)
    else:
        root = hdf5.read(data, name)
    legacy = h5.weights_group(root)
    if legacy is not None:
        if objects_to_skip:
            raise ValueError(
                f"`objects_to_skip` only supports loading '.weights.h5' files. Received: {filepath}"
            )
        h5.restore_weights(legacy, model, by_name=bool(by_name), skip_mismatch=skip_mismatch)
        return
    if by_name:
        raise ValueError(
            f"`by_name` only supports loading legacy '.h5' or '.hdf5' files. Received: {filepath}"
        )
    restore_state(model, root, skip_mismatch=skip_mismatch, skipped=objects_to_skip)
