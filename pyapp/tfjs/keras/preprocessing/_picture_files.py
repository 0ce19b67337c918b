"""Batches of pictures out of files, of Keras 2: in folders of classes, or named in a table."""

import os
import warnings
from collections.abc import Iterator as Iteration
from pathlib import Path
from typing import Any, Final

import numpy as np

from tfjs.keras import config
from tfjs.keras.preprocessing._batches import Iterator, Saving
from tfjs.keras.training.printing import say
from tfjs.keras.utils.pictures import img_to_array, load_img

_CHANNELS: Final = {"rgb": 3, "rgba": 4, "grayscale": 1}


class FileIterator(Saving, Iterator):
    """Base of both: reads the pictures of a batch when it is asked for.

    A subclass sets `classes`, `filenames` and, where there are classes, `class_indices`.

    Raises:
        ValueError: A color mode, a class mode or a subset that does not exist.
    """

    allowed_class_modes: "frozenset[str | None]"
    classes: Any
    class_indices: dict[Any, int]
    filenames: list[str]
    _sample_weight: Any = None
    _targets: Any = None

    def __init__(self, generator: Any, root: Any, options: dict[str, Any]) -> None:
        self.image_data_generator = generator
        self.directory = root
        self.target_size = tuple(options["target_size"])
        self.color_mode = options["color_mode"]
        self.keep_aspect_ratio = options["keep_aspect_ratio"]
        self.interpolation = options["interpolation"]
        self.data_format = options["data_format"] or config.image_data_format()
        self.dtype = options["dtype"] or config.floatx()
        self.save_to_dir = options["save_to_dir"]
        self.save_prefix = options["save_prefix"]
        self.save_format = options["save_format"]
        self.subset = options["subset"]
        self.class_mode = options["class_mode"]
        if self.color_mode not in _CHANNELS:
            raise ValueError(
                f'Invalid color mode: {self.color_mode}; expected "rgb", "rgba", or "grayscale".'
            )
        if self.class_mode not in self.allowed_class_modes:
            raise ValueError(
                f"Invalid class_mode: {self.class_mode}; expected one of: "
                f"{set(self.allowed_class_modes)}"
            )
        channels = (_CHANNELS[self.color_mode],)
        last = self.data_format == "channels_last"
        self.image_shape = (*self.target_size, *channels) if last else channels + self.target_size
        self.split = self._split()

    def _split(self) -> tuple[float, float] | None:
        share = self.image_data_generator._validation_split
        parts = {None: None, "validation": (0, share), "training": (share, 1)}
        if self.subset not in parts:
            raise ValueError(
                f'Invalid subset name: {self.subset};expected "training" or "validation"'
            )
        return parts[self.subset]

    def _start(self, options: dict[str, Any]) -> None:
        self.samples = len(self.filenames)
        self._filepaths = [str(Path(self.directory) / name) for name in self.filenames]
        Iterator.__init__(
            self, self.samples, options["batch_size"], options["shuffle"], options["seed"]
        )

    @property
    def filepaths(self) -> list[str]:
        """Paths of all pictures."""
        return self._filepaths

    @property
    def labels(self) -> Any:
        """Targets of all pictures."""
        return self.classes if self._targets is None else self._targets

    @property
    def sample_weight(self) -> Any:
        """How much each picture counts, or None."""
        return self._sample_weight

    def _get_batches_of_transformed_samples(self, index_array: Any) -> Any:
        batch = np.zeros((len(index_array), *self.image_shape), dtype=self.dtype)
        for place, number in enumerate(index_array):
            image = load_img(
                self._filepaths[number],
                color_mode=self.color_mode,
                target_size=self.target_size,
                interpolation=self.interpolation,
                keep_aspect_ratio=self.keep_aspect_ratio,
            )
            picture = img_to_array(image, data_format=self.data_format).copy()
            batch[place] = self.image_data_generator.changed(picture)
        self._save(batch, index_array, 10_000_000)
        if self.class_mode is None:
            return batch
        targets = self._targets_of(batch, index_array)
        if self._sample_weight is None:
            return batch, targets
        return batch, targets, self._sample_weight[index_array]

    def _targets_of(self, batch: Any, numbers: Any) -> Any:
        mode = self.class_mode
        if mode == "input":
            return batch.copy()
        if mode in ("binary", "sparse"):
            return np.array([self.classes[number] for number in numbers], self.dtype)
        if mode == "categorical":
            table = np.zeros((len(batch), len(self.class_indices)), self.dtype)
            for row, number in zip(table, numbers, strict=True):
                row[self.classes[number]] = 1.0
            return table
        if mode == "multi_output":
            return [output[numbers] for output in self._targets]
        return self._targets[numbers]


class DirectoryIterator(FileIterator):
    """Pictures in folders that are named after their classes; see `flow_from_directory`."""

    allowed_class_modes = frozenset({"categorical", "binary", "sparse", "input", None})

    def __init__(
        self,
        directory: Any,
        image_data_generator: Any,
        target_size: Any = (256, 256),
        color_mode: str = "rgb",
        classes: Any = None,
        class_mode: str | None = "categorical",
        batch_size: int = 32,
        shuffle: bool = True,
        seed: int | None = None,
        data_format: str | None = None,
        save_to_dir: Any = None,
        save_prefix: str = "",
        save_format: str = "png",
        follow_links: bool = False,
        subset: str | None = None,
        interpolation: str = "nearest",
        keep_aspect_ratio: bool = False,
        dtype: Any = None,
    ) -> None:
        options = dict(locals())
        super().__init__(image_data_generator, directory, options)
        if not classes:
            classes = sorted(one.name for one in Path(directory).iterdir() if one.is_dir())
        self.num_classes = len(classes)
        self.class_indices = {name: place for place, name in enumerate(classes)}
        self.filenames, numbers = [], []
        for name in classes:
            found = list(self._files(Path(directory) / name, follow_links))
            if self.split:
                start, stop = (int(share * len(found)) for share in self.split)
                found = found[start:stop]
            numbers += [self.class_indices[name]] * len(found)
            self.filenames += [os.path.relpath(path, directory) for path in found]
        self.classes = np.array(numbers, "int32")
        self._start(options)
        say(f"Found {self.samples} images belonging to {self.num_classes} classes.")

    def _files(self, folder: Path, follow_links: bool) -> Iteration[str]:
        walk = os.walk(folder, followlinks=follow_links)
        for root, _, files in sorted(walk, key=lambda one: one[0]):
            for name in sorted(files):
                if name.lower().endswith(self.white_list_formats):
                    yield str(Path(root) / name)


class DataFrameIterator(FileIterator):
    """Pictures that a table of pandas names; see `flow_from_dataframe`."""

    allowed_class_modes = frozenset(
        {"binary", "categorical", "input", "multi_output", "raw", "sparse", None}
    )
    _UNCLASSED = frozenset({"input", "multi_output", "raw", None})

    def __init__(
        self,
        dataframe: Any,
        directory: Any = None,
        image_data_generator: Any = None,
        x_col: str = "filename",
        y_col: Any = "class",
        weight_col: str | None = None,
        target_size: Any = (256, 256),
        color_mode: str = "rgb",
        classes: Any = None,
        class_mode: str | None = "categorical",
        batch_size: int = 32,
        shuffle: bool = True,
        seed: int | None = None,
        data_format: str | None = "channels_last",
        save_to_dir: Any = None,
        save_prefix: str = "",
        save_format: str = "png",
        subset: str | None = None,
        interpolation: str = "nearest",
        keep_aspect_ratio: bool = False,
        dtype: Any = "float32",
        validate_filenames: bool = True,
    ) -> None:
        options = dict(locals())
        super().__init__(image_data_generator, directory or "", options)
        table = dataframe
        self._check_columns(table, x_col, y_col, weight_col)
        if validate_filenames:
            table = table[self._are_pictures(table[x_col])]
        if class_mode not in self._UNCLASSED:
            known = list(dict.fromkeys(classes)) if classes else sorted(set(_each(table[y_col])))
            rows = [_kept(value, known) for value in table[y_col]]
            table = table[[row is not None for row in rows]]
            self.class_indices = {name: place for place, name in enumerate(known)}
            self.classes = [self._numbers(row) for row in rows if row is not None]
        if self.split:
            start, stop = (int(share * len(table)) for share in self.split)
            table = table.iloc[start:stop]
            if class_mode not in self._UNCLASSED:
                self.classes = self.classes[start:stop]
        self.filenames = table[x_col].tolist()
        self._sample_weight = table[weight_col].to_numpy() if weight_col else None
        if class_mode == "multi_output":
            self._targets = [np.array(table[one].tolist()) for one in y_col]
        elif class_mode == "raw":
            self._targets = table[y_col].to_numpy()
        self._start(options)
        kind = "validated" if validate_filenames else "non-validated"
        of = (
            ""
            if class_mode in self._UNCLASSED
            else f" belonging to {len(self.class_indices)} classes"
        )
        say(f"Found {self.samples} {kind} image filenames{of}.")

    def _check_columns(self, table: Any, x_col: str, y_col: Any, weight_col: str | None) -> None:
        mode = self.class_mode
        if mode == "multi_output" and not isinstance(y_col, list):
            raise TypeError(
                f'If class_mode="{mode}", y_col must be a list. Received {type(y_col).__name__}.'
            )
        if not all(isinstance(name, str) for name in table[x_col]):
            raise TypeError(f"All values in column x_col={x_col} must be strings.")
        kinds: Any = {"binary": str, "sparse": str, "categorical": (str, list, tuple)}.get(mode)
        if kinds and not all(isinstance(value, kinds) for value in table[y_col]):
            what = "type string, list or tuple" if mode == "categorical" else "strings"
            raise TypeError(
                f'If class_mode="{mode}", y_col="{y_col}" column values must be {what}.'
            )
        if mode == "binary" and table[y_col].nunique() != 2:
            raise ValueError(
                f'If class_mode="binary" there must be 2 classes. Found {table[y_col].nunique()} '
                "classes."
            )
        if weight_col and not np.issubdtype(table[weight_col].dtype, np.number):
            raise TypeError(f"Column weight_col={weight_col} must be numeric.")

    def _are_pictures(self, names: Any) -> list[bool]:
        found = [
            name.lower().endswith(self.white_list_formats)
            and (Path(self.directory) / name).is_file()
            for name in names
        ]
        if not all(found):
            warnings.warn(
                f"Found {found.count(False)} invalid image filename(s) in x_col="
                f'"{names.name}". These filename(s) will be ignored.',
                stacklevel=4,
            )
        return found

    def _numbers(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.class_indices[value]
        return [self.class_indices[one] for one in value]


def _each(values: Any) -> Iteration[Any]:
    for value in values:
        yield from value if isinstance(value, list | tuple) else (value,)


def _kept(value: Any, known: list[Any]) -> Any:
    """A row's class or classes, those that are not wanted left out; None if none is left."""
    if isinstance(value, list | tuple):
        return [one for one in value if one in known] or None
    return value if value in known else None
