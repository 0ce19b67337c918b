"""`audio_dataset_from_directory`: sounds (WAV) in folders, one for each class."""

import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tfjs.data import Dataset
from tfjs.data.stages.reading import Contents
from tfjs.errors import InvalidArgumentError
from tfjs.keras.utils import _folders
from tfjs.keras.utils._folders import Index
from tfjs.type_spec import TensorSpec

_FULL_SCALE = 32768.0


def audio_dataset_from_directory(
    directory: Any,
    labels: Any = "inferred",
    label_mode: str | None = "int",
    class_names: Sequence[str] | None = None,
    batch_size: int | None = 32,
    sampling_rate: int | None = None,
    output_sequence_length: int | None = None,
    ragged: bool = False,
    shuffle: bool = True,
    seed: int | None = None,
    validation_split: float | None = None,
    subset: str | None = None,
    follow_links: bool = False,
    verbose: bool = True,
) -> Any:
    """A dataset of the WAV files in a folder, with a folder inside it for each class.

    Args:
        directory: A folder of Python's file system, or a zip archive of one.
        labels: See `image_dataset_from_directory`.
        label_mode: See `image_dataset_from_directory`.
        class_names: See `image_dataset_from_directory`.
        batch_size: Sounds in a batch; None for single ones.
        sampling_rate: None; sounds keep the rate of their files.
        output_sequence_length: Samples of each result, cut or filled up with silence; if None,
            those of the longest in a batch.
        ragged: Whether sounds of different lengths make ragged batches, instead.
        shuffle: Whether files come in a random order, otherwise by name.
        seed: Of the order and of the split.
        validation_split: Part of the files that is held out.
        subset: `"training"`, `"validation"`, or `"both"` for a pair of datasets.
        follow_links: Whether links to folders are followed.
        verbose: Whether to say how many files there are.

    Returns:
        A `tf.data.Dataset` of float32 samples from -1 to 1, `(batch, samples, channels)`, with
        labels beside them if there are any. It has `class_names` and `file_paths`.

    Raises:
        ValueError: Arguments that do not go together, a rate, or no sound at all.
        InvalidArgumentError: While it is iterated: a file that is no WAV of 16 bits, by its name.
    """
    _folders.check_labels(labels, label_mode, class_names, "audio")
    if labels is None or label_mode is None:
        labels = label_mode = None
    if sampling_rate is not None:
        raise ValueError(
            "audio_dataset_from_directory: sounds keep the rate of their files here. Received: "
            f"sampling_rate={sampling_rate}. Leave it out, and convert the files beforehand."
        )
    if ragged and output_sequence_length is not None:
        raise ValueError("Cannot set both `ragged` and `output_sequence_length`")
    _folders.check_split(validation_split, subset, shuffle=shuffle, seed=seed)
    number = _folders.chosen_seed(seed)
    index = _folders.indexed(
        directory,
        labels,
        (".wav",),
        class_names,
        shuffle=shuffle,
        seed=number,
        follow_links=follow_links,
        verbose=verbose,
    )
    _folders.check_binary(label_mode, index.class_names)
    spec = TensorSpec((output_sequence_length, None), "float32")

    def made(part: Index, what: str, shuffled: bool) -> Any:
        if not part.paths:
            raise ValueError(
                f"No {what}audio files found in directory {directory}. Allowed formats: ('.wav',)"
            )
        files = _folders.files_dataset(part, label_mode)
        if shuffled:
            files = files.shuffle(1024 if batch_size is None else batch_size * 8, seed=number)
        read = Contents(files._stage, lambda name: samples(name, output_sequence_length), spec)
        sounds = Dataset._of(read)
        dataset: Any = sounds.prefetch(-1) if batch_size is None else _batches(sounds, batch_size)
        dataset.class_names, dataset.file_paths = part.class_names, part.paths
        return dataset

    def _batches(sounds: Dataset, size: int) -> Dataset:
        if output_sequence_length is not None:
            return sounds.batch(size)
        return sounds.ragged_batch(size) if ragged else sounds.padded_batch(size)

    if subset == "both":
        training = index.part(validation_split, "training", verbose)
        validation = index.part(validation_split, "validation", verbose)
        return [made(training, "training ", shuffle), made(validation, "validation ", False)]
    return made(index.part(validation_split, subset, verbose), "", shuffle)


def samples(name: str, length: int | None) -> "np.ndarray[Any, Any]":
    """The samples of a WAV file: float32 from -1 to 1, `(samples, channels)`.

    Raises:
        InvalidArgumentError: No WAV file of 16 bits.
    """
    try:
        with Path(name).open("rb") as file, wave.open(file) as sound:
            width, channels = sound.getsampwidth(), sound.getnchannels()
            data = sound.readframes(sound.getnframes())
    except (wave.Error, EOFError) as error:
        raise InvalidArgumentError(
            f"audio_dataset_from_directory: {name} is no WAV file: {error}.",
            op="audio_dataset_from_directory",
        ) from error
    if width != 2:
        raise InvalidArgumentError(
            f"audio_dataset_from_directory: expected a WAV file of 16 bits. Received: {name} of "
            f"{8 * width} bits.",
            op="audio_dataset_from_directory",
        )
    found = np.frombuffer(data, "<i2").reshape(-1, channels).astype(np.float32) / _FULL_SCALE
    if length is None:
        return found
    missing = max(length - len(found), 0)
    return np.pad(found[:length], ((0, missing), (0, 0)))
