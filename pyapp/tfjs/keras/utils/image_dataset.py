"""`image_dataset_from_directory`: photos in folders, decoded beside the interpreter."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tfjs.data import Dataset
from tfjs.data.stages.photos import Photos, Size
from tfjs.keras import config
from tfjs.keras.utils import _folders
from tfjs.keras.utils._folders import Index

FORMATS: Final = (".bmp", ".gif", ".jpeg", ".jpg", ".png")
_CHANNELS: Final = {"grayscale": 1, "rgb": 3, "rgba": 4}
_METHODS: Final = (
    *("bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian"),
    "mitchellcubic",
)


def image_dataset_from_directory(
    directory: Any,
    labels: Any = "inferred",
    label_mode: str | None = "int",
    class_names: Sequence[str] | None = None,
    color_mode: str = "rgb",
    batch_size: int | None = 32,
    image_size: Any = (256, 256),
    shuffle: bool = True,
    seed: int | None = None,
    validation_split: float | None = None,
    subset: str | None = None,
    interpolation: str = "bilinear",
    follow_links: bool = False,
    crop_to_aspect_ratio: bool = False,
    pad_to_aspect_ratio: bool = False,
    data_format: str | None = None,
    format: str = "tf",
    verbose: bool = True,
) -> Any:
    """A dataset of the photos in a folder, with a folder inside it for each class.

    Args:
        directory: A folder of Python's file system, or a zip archive of one.
        labels: `"inferred"` from the folders' names; a list of a whole number for each file, in the
            order of their names; or None.
        label_mode: `"int"`, `"categorical"` (vectors), `"binary"` (floats, of shape `(batch, 1)`)
            or None.
        class_names: Folders to take, in the order of their numbers; all, sorted, if None.
        color_mode: `"rgb"`, `"rgba"` or `"grayscale"`.
        batch_size: Photos in a batch; None for single ones.
        image_size: Rows and columns of the results.
        shuffle: Whether files come in a random order, otherwise by name.
        seed: Of the order and of the split; the same as Keras's for the same files and number.
        validation_split: Part of the files that is held out.
        subset: `"training"`, `"validation"`, or `"both"` for a pair of datasets.
        interpolation: A method of `tf.image.resize`.
        follow_links: Whether links to folders are followed.
        crop_to_aspect_ratio: Cut photos to the shape of the results instead of stretching them.
        pad_to_aspect_ratio: Fill them up to that shape, with zeros.
        data_format: `"channels_last"` or `"channels_first"`.
        format: `"tf"`.
        verbose: Whether to say how many files there are.

    Returns:
        A `tf.data.Dataset` of float32 pixels from 0 to 255, `(batch, rows, columns, channels)`,
        with labels beside them if there are any. It has `class_names` and `file_paths`. With
        `subset="both"` a list of two.

    Photos are decoded by the browser in other workers, ahead of the program, where the browser
    lets Python wait for them; otherwise by Pillow. `tf.data.experimental.photo_decoding()`
    tells. The pixels are those of TensorFlow with JPEG's exact transform, within rounding.

    Differs from TensorFlow: its own default is a rougher transform, which is a level or two off;
    and a JPEG may be loaded with `color_mode="rgba"`.

    Raises:
        ValueError: Arguments that do not go together, or no photo at all.
        NotFoundError: No such folder.
        InvalidArgumentError: While it is iterated: a file that is no photo, by its name.
    """
    _folders.check_labels(labels, label_mode, class_names, "image")
    if labels is None or label_mode is None:
        labels = label_mode = None
    size = _size(
        image_size,
        color_mode,
        interpolation.lower(),
        _fit(crop=crop_to_aspect_ratio, pad=pad_to_aspect_ratio),
        data_format,
    )
    if format != "tf":
        raise ValueError(f'`format` should be "tf" here. Received: format={format}')
    _folders.check_split(validation_split, subset, shuffle=shuffle, seed=seed)
    number = _folders.chosen_seed(seed)
    index = _folders.indexed(
        directory,
        labels,
        FORMATS,
        class_names,
        shuffle=shuffle,
        seed=number,
        follow_links=follow_links,
        verbose=verbose,
    )
    _folders.check_binary(label_mode, index.class_names)

    def made(part: Index, what: str, shuffled: bool) -> Any:
        if not part.paths:
            raise ValueError(
                f"No {what}images found in directory {directory}. Allowed formats: {FORMATS}"
            )
        files = _folders.files_dataset(part, label_mode)
        if shuffled:
            buffer = 1024 if batch_size is None else batch_size * 8
            files = files.shuffle(buffer_size=buffer, seed=number)
        photos = Dataset._of(Photos(files._stage, size, _read, batch_size or 1))
        batches = photos if batch_size is None else photos.batch(batch_size)
        dataset: Any = batches.prefetch(-1)
        dataset.class_names, dataset.file_paths = part.class_names, part.paths
        return dataset

    if subset == "both":
        training = index.part(validation_split, "training", verbose)
        validation = index.part(validation_split, "validation", verbose)
        return [made(training, "training ", shuffle), made(validation, "validation ", False)]
    return made(index.part(validation_split, subset, verbose), "", shuffle)


def _read(name: str) -> bytes:
    return Path(name).read_bytes()


def _fit(*, crop: bool, pad: bool) -> str:
    if crop and pad:
        raise ValueError(
            "Only one of `pad_to_aspect_ratio`, `crop_to_aspect_ratio` can be set to `True`."
        )
    return "crop" if crop else "pad" if pad else "stretch"


def _size(image_size: Any, color_mode: str, method: str, fit: str, data_format: str | None) -> Size:
    if color_mode not in _CHANNELS:
        raise ValueError(
            '`color_mode` must be one of {"rgb", "rgba", "grayscale"}. Received: '
            f"color_mode={color_mode}"
        )
    if isinstance(image_size, int):
        image_size = (image_size, image_size)
    if not isinstance(image_size, list | tuple) or len(image_size) != 2:
        raise ValueError(
            "Invalid `image_size` value. Expected a tuple of 2 integers. Received: "
            f"image_size={image_size}"
        )
    if method not in _METHODS:
        raise ValueError(
            f"Argument `interpolation` should be one of {_METHODS}. Received: "
            f"interpolation={method}"
        )
    height, width = (int(n) for n in image_size)
    first = (data_format or config.image_data_format()) == "channels_first"
    return Size(height, width, _CHANNELS[color_mode], method, fit, first)
