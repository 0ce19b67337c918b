"""Folders of files in classes: which files, which labels, which split; in Keras's own order."""

import os
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tfjs.data import Dataset
from tfjs.errors import NotFoundError

LABEL_MODES = ("int", "categorical", "binary", None)
_LARGEST_SEED = 1e6

_unpacked: dict[tuple[str, int, int], str] = {}
"""Archives that have been unpacked: path, time and size -> folder."""


@dataclass(frozen=True)
class Index:
    """Files of a folder, in order.

    Args:
        paths: Of the files.
        labels: A class for each; None without labels.
        class_names: Names of the classes; None without labels.
    """

    paths: list[str]
    labels: Any
    class_names: list[str] | None

    def part(self, split: float | None, subset: str | None, verbose: bool) -> "Index":
        """The files of a subset, `"training"` or `"validation"`."""
        if not split:
            return self
        count = int(split * len(self.paths))
        if subset == "training":
            if verbose:
                print(f"Using {len(self.paths) - count} files for training.")  # noqa: T201
            chosen = slice(None, -count)
        else:
            if verbose:
                print(f"Using {count} files for validation.")  # noqa: T201
            chosen = slice(-count, None)
        labels = None if self.labels is None else self.labels[chosen]
        return Index(self.paths[chosen], labels, self.class_names)


def check_split(split: float | None, subset: str | None, *, shuffle: bool, seed: Any) -> None:
    """Refuse arguments of a split that do not go together.

    Raises:
        ValueError: They do not.
    """
    if split and not 0 < split < 1:
        raise ValueError(f"`validation_split` must be between 0 and 1, received: {split}")
    if (split or subset) and not (split and subset):
        raise ValueError("If `subset` is set, `validation_split` must be set, and inversely.")
    if subset not in ("training", "validation", "both", None):
        raise ValueError(
            f'`subset` must be either "training", "validation" or "both", received: {subset}'
        )
    if split and shuffle and seed is None:
        raise ValueError(
            "If using `validation_split` and shuffling the data, you must provide a `seed` "
            "argument, to make sure that there is no overlap between the training and validation "
            "subset."
        )


def check_labels(labels: Any, label_mode: Any, class_names: Any, what: str) -> None:
    """Refuse labels and modes that do not exist, or do not go together.

    Raises:
        ValueError: They do not.
    """
    if labels not in ("inferred", None) if not isinstance(labels, list | tuple) else False:
        raise ValueError(
            "`labels` argument should be a list/tuple of integer labels, of the same size as the "
            f"number of {what} files in the target directory. If you wish to infer the labels "
            'from the subdirectory names in the target directory, pass `labels="inferred"`. If '
            f"you wish to get a dataset that only contains {what}s (no labels), pass "
            f"`labels=None`. Received: labels={labels}"
        )
    if isinstance(labels, list | tuple) and class_names:
        raise ValueError(
            'You can only pass `class_names` if `labels="inferred"`. Received: '
            f"labels={labels}, and class_names={class_names}"
        )
    if label_mode not in LABEL_MODES:
        raise ValueError(
            '`label_mode` argument must be one of "int", "categorical", "binary", or None. '
            f"Received: label_mode={label_mode}"
        )


def folder_of(directory: Any) -> str:
    """The folder that is meant: itself, or what a zip archive holds.

    Raises:
        NotFoundError: Neither a folder nor an archive.
    """
    path = Path(os.fsdecode(directory))
    if path.is_dir():
        return str(path)
    if not path.is_file() or not zipfile.is_zipfile(path):
        kind = "a file that is no zip archive" if path.is_file() else "nothing there"
        raise NotFoundError(
            f"expected a folder or a zip archive. Received: directory={str(path)!r}, {kind}."
        )
    about = path.stat()
    key = (str(path), about.st_mtime_ns, about.st_size)
    if key not in _unpacked or not Path(_unpacked[key]).is_dir():
        target = Path(tempfile.mkdtemp(prefix=f"{path.stem}-"))
        with zipfile.ZipFile(path) as archive:
            archive.extractall(target)
        inside = [p for p in target.iterdir() if not p.name.startswith((".", "__MACOSX"))]
        alone = len(inside) == 1 and inside[0].is_dir()
        nested = alone and any(p.is_dir() for p in inside[0].iterdir())
        _unpacked[key] = str(inside[0] if nested else target)
    return _unpacked[key]


def indexed(
    directory: Any,
    labels: Any,
    formats: tuple[str, ...],
    class_names: Sequence[str] | None,
    *,
    shuffle: bool,
    seed: int,
    follow_links: bool,
    verbose: bool,
) -> Index:
    """The files of a folder with their labels, in Keras's order for the same seed.

    Raises:
        ValueError: Class names or labels that do not fit the folder.
        NotFoundError: No such folder.
    """
    folder = folder_of(directory)
    subfolders = _subfolders(folder, labels, class_names)
    found = [
        (str(Path(folder) / sub / name), number)
        for number, sub in enumerate(subfolders)
        for name in _files(Path(folder) / sub, formats, follow_links)
    ]
    paths = [path for path, _ in found]
    names: list[str] | None = list(subfolders)
    if labels == "inferred":
        classes: Any = np.array([number for _, number in found], np.int32)
    elif labels is None:
        classes, names = None, None
    else:
        if len(labels) != len(paths):
            raise ValueError(
                "Expected the lengths of `labels` to match the number of files in the target "
                f"directory. len(labels) is {len(labels)} while we found {len(paths)} files in "
                f"directory {directory}."
            )
        classes, names = list(labels), [str(label) for label in sorted(set(labels))]
    if verbose:
        belonging = "" if names is None else f" belonging to {len(names)} classes"
        print(f"Found {len(paths)} files{belonging}.")  # noqa: T201
    if shuffle:
        np.random.RandomState(seed).shuffle(paths)
        if classes is not None:
            np.random.RandomState(seed).shuffle(classes)
    return Index(paths, classes, names)


def _subfolders(folder: str, labels: Any, class_names: Sequence[str] | None) -> list[str]:
    if labels != "inferred":
        if class_names is not None:
            why = (
                "When `labels=None` (no labels), argument `class_names` cannot be specified."
                if labels is None
                else "When argument `labels` is specified, argument `class_names` cannot be "
                "specified (the `class_names` will be the sorted list of labels)."
            )
            raise ValueError(why)
        return [""]
    there = sorted(
        p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith(".")
    )
    if class_names is None:
        return there
    if not set(class_names) <= set(there):
        raise ValueError(
            "The `class_names` passed did not match the names of the subdirectories of the target "
            f"directory. Expected: {there} (or a subset of it), but received: "
            f"class_names={class_names}"
        )
    return list(class_names)


def _files(folder: Path, formats: tuple[str, ...], follow_links: bool) -> list[str]:
    """Names below a folder, relative to it, folder by folder."""
    found = []
    for root, _, names in sorted(os.walk(folder, followlinks=follow_links), key=lambda x: x[0]):
        within = Path(root).relative_to(folder)
        found += [str(within / name) for name in sorted(names) if name.lower().endswith(formats)]
    return found


def chosen_seed(seed: Any) -> int:
    """The seed, or one that NumPy draws."""
    return int(np.random.randint(int(_LARGEST_SEED))) if seed is None else int(seed)


def labels_dataset(labels: Any, mode: str, classes: int) -> Dataset:
    """Labels as numbers, vectors (`"categorical"`) or floats of shape `(1,)` (`"binary"`)."""
    numbers = np.asarray(labels)
    if numbers.dtype.kind in "iu":
        numbers = numbers.astype(np.int32)
    if mode == "binary":
        numbers = numbers.astype(np.float32)[:, None]
    elif mode == "categorical":
        numbers = np.eye(classes, dtype=np.float32)[numbers]
    return Dataset.from_tensor_slices(numbers)


def files_dataset(index: Index, mode: str | None) -> Dataset:
    """Names of files, with their labels if there are any."""
    names = np.array([os.fsencode(path) for path in index.paths], object)
    files = Dataset.from_tensor_slices(names)
    if mode is None:
        return files
    labels = labels_dataset(index.labels, mode, len(index.class_names or ()))
    return Dataset.zip((files, labels))


def check_binary(label_mode: Any, class_names: list[str] | None) -> None:
    """Refuse two values for more or fewer than two classes.

    Raises:
        ValueError: There are not two.
    """
    if label_mode == "binary" and len(class_names or ()) != 2:
        raise ValueError(
            'When passing `label_mode="binary"`, there must be exactly 2 class_names. Received: '
            f"class_names={class_names}"
        )
