"""`text_dataset_from_directory`: text files in folders, one for each class."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tfjs.data import Dataset
from tfjs.data.stages.reading import Contents
from tfjs.keras.utils import _folders
from tfjs.keras.utils._folders import Index


def text_dataset_from_directory(
    directory: Any,
    labels: Any = "inferred",
    label_mode: str | None = "int",
    class_names: Sequence[str] | None = None,
    batch_size: int | None = 32,
    max_length: int | None = None,
    shuffle: bool = True,
    seed: int | None = None,
    validation_split: float | None = None,
    subset: str | None = None,
    follow_links: bool = False,
    format: str = "tf",
    verbose: bool = True,
) -> Any:
    """A dataset of the text files (`.txt`) in a folder, with a folder inside it for each class.

    Args:
        directory: A folder of Python's file system, or a zip archive of one.
        labels: See `image_dataset_from_directory`.
        label_mode: See `image_dataset_from_directory`.
        class_names: See `image_dataset_from_directory`.
        batch_size: Texts in a batch; None for single ones.
        max_length: Bytes after which a text is cut; None for whole texts.
        shuffle: Whether files come in a random order, otherwise by name.
        seed: Of the order and of the split.
        validation_split: Part of the files that is held out.
        subset: `"training"`, `"validation"`, or `"both"` for a pair of datasets.
        follow_links: Whether links to folders are followed.
        format: `"tf"`.
        verbose: Whether to say how many files there are.

    Returns:
        A `tf.data.Dataset` of strings, `(batch,)`, with labels beside them if there are any. It has
        `class_names`. With `subset="both"` a list of two.

    Raises:
        ValueError: Arguments that do not go together, or no text at all.
        NotFoundError: No such folder.
    """
    _folders.check_labels(labels, label_mode, class_names, "text")
    if format != "tf":
        raise ValueError(f'`format` should be "tf" here. Received: format={format}')
    if labels is None or label_mode is None:
        labels = label_mode = None
    _folders.check_split(validation_split, subset, shuffle=shuffle, seed=seed)
    number = _folders.chosen_seed(seed)
    index = _folders.indexed(
        directory,
        labels,
        (".txt",),
        class_names,
        shuffle=shuffle,
        seed=number,
        follow_links=follow_links,
        verbose=verbose,
    )
    _folders.check_binary(label_mode, index.class_names)

    def read(name: str) -> bytes:
        with Path(name).open("rb") as file:
            return file.read() if max_length is None else file.read(max_length)

    def made(part: Index, what: str, shuffled: bool) -> Any:
        if not part.paths:
            raise ValueError(
                f"No {what}text files found in directory {directory}. Allowed format: .txt"
            )
        files = _folders.files_dataset(part, label_mode)
        if shuffled:
            files = files.shuffle(1024 if batch_size is None else batch_size * 8, seed=number)
        texts = Dataset._of(Contents(files._stage, read))
        batches = texts if batch_size is None else texts.batch(batch_size)
        dataset: Any = batches.prefetch(-1)
        dataset.class_names = part.class_names
        return dataset

    if subset == "both":
        training = index.part(validation_split, "training", verbose)
        validation = index.part(validation_split, "validation", verbose)
        return [made(training, "training ", shuffle), made(validation, "validation ", False)]
    return made(index.part(validation_split, subset, verbose), "", shuffle)
