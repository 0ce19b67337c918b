"""`Iterator` of Keras 2, which gives batches of pictures, and that over arrays."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np

from tfjs.keras import config
from tfjs.keras.training.adapters.py_dataset import PyDataset
from tfjs.keras.utils.pictures import array_to_img


class Iterator(PyDataset):
    """Base of what an `ImageDataGenerator` flows from: batches without end, or by their number.

    Args:
        n: How many pictures.
        batch_size: In a batch.
        shuffle: Whether their order is drawn anew for each epoch, by `np.random`.
        seed: Of `np.random`, for each batch; None leaves it alone.
        **kwargs: For `PyDataset`.
    """

    white_list_formats = ("png", "jpg", "jpeg", "bmp", "ppm", "tif", "tiff")

    def __init__(
        self, n: int, batch_size: int, shuffle: bool, seed: int | None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.n = n
        self.batch_size = batch_size
        self.seed = seed
        self.shuffle = shuffle
        self.batch_index = 0
        self.total_batches_seen = 0
        self.index_array: Any = None

    def _set_index_array(self) -> None:
        self.index_array = np.random.permutation(self.n) if self.shuffle else np.arange(self.n)

    def _seed(self) -> None:
        if self.seed is not None:
            np.random.seed(self.seed + self.total_batches_seen)

    def __getitem__(self, idx: int) -> Any:
        if idx >= len(self):
            raise ValueError(
                f"Asked to retrieve element {idx}, but the Sequence has length {len(self)}"
            )
        self._seed()
        self.total_batches_seen += 1
        if self.index_array is None:
            self._set_index_array()
        start = self.batch_size * idx
        return self._get_batches_of_transformed_samples(
            self.index_array[start : start + self.batch_size]
        )

    def __len__(self) -> int:
        return (self.n + self.batch_size - 1) // self.batch_size

    def on_epoch_end(self) -> None:
        """Draw the next epoch's order."""
        self._set_index_array()

    def reset(self) -> None:
        """Begin again."""
        self.batch_index = 0

    def __iter__(self) -> "Iterator":
        return self

    def __next__(self) -> Any:
        self._seed()
        if self.batch_index == 0:
            self._set_index_array()
        start = self.batch_index * self.batch_size % self.n if self.n else 0
        self.batch_index = self.batch_index + 1 if self.n > start + self.batch_size else 0
        self.total_batches_seen += 1
        return self._get_batches_of_transformed_samples(
            self.index_array[start : start + self.batch_size]
        )

    def _get_batches_of_transformed_samples(self, index_array: Any) -> Any:
        """The batch of the pictures with these numbers."""
        raise NotImplementedError


class Saving:
    """Where changed pictures are written to, for a look at them."""

    save_to_dir: Any
    save_prefix: str
    save_format: str
    data_format: str

    def _save(self, batch: Any, numbers: Any, largest: int) -> None:
        if not self.save_to_dir:
            return
        for picture, number in zip(batch, numbers, strict=True):
            name = f"{self.save_prefix}_{number}_{np.random.randint(largest)}.{self.save_format}"
            image = array_to_img(picture, self.data_format, scale=True)
            image.save(str(Path(self.save_to_dir) / name))


class NumpyArrayIterator(Saving, Iterator):
    """Batches of pictures out of an array; see `ImageDataGenerator.flow`.

    Raises:
        ValueError: Arrays of different lengths, or of another rank than 4.
    """

    def __init__(
        self,
        x: Any,
        y: Any,
        image_data_generator: Any,
        batch_size: int = 32,
        shuffle: bool = False,
        sample_weight: Any = None,
        seed: int | None = None,
        data_format: str | None = None,
        save_to_dir: Any = None,
        save_prefix: str = "",
        save_format: str = "png",
        subset: str | None = None,
        ignore_class_split: bool = False,
        dtype: Any = None,
    ) -> None:
        self.dtype = dtype or config.floatx()
        self.data_format = data_format or config.image_data_format()
        others: list[Any] = []
        if isinstance(x, tuple | list):
            others = [np.asarray(one) for one in (x[1] if isinstance(x[1], list) else [x[1]])]
            x = x[0]
        self._check_lengths(x, others, y, sample_weight)
        if subset is not None:
            part = self._part(len(x), image_data_generator._validation_split, subset)
            if y is not None and not ignore_class_split:
                self._check_classes(y, part)
            x, others = x[part], [one[part] for one in others]
            y = None if y is None else y[part]
        self.x = np.asarray(x, dtype=self.dtype)
        self.x_misc = others
        if self.x.ndim != 4:
            raise ValueError(
                "Input data in `NumpyArrayIterator` should have rank 4. You passed an array with "
                f"shape {self.x.shape}"
            )
        axis = 3 if self.data_format == "channels_last" else 1
        if self.x.shape[axis] not in (1, 3, 4):
            warnings.warn(
                f'NumpyArrayIterator is set to use the data format convention "{self.data_format}" '
                f"(channels on axis {axis}), i.e. expected either 1, 3, or 4 channels on axis "
                f"{axis}. However, it was passed an array with shape {self.x.shape} "
                f"({self.x.shape[axis]} channels).",
                stacklevel=3,
            )
        self.y = None if y is None else np.asarray(y)
        self.sample_weight = None if sample_weight is None else np.asarray(sample_weight)
        self.image_data_generator = image_data_generator
        self.save_to_dir = save_to_dir
        self.save_prefix = save_prefix
        self.save_format = save_format
        super().__init__(len(self.x), batch_size, shuffle, seed)

    @staticmethod
    def _check_lengths(x: Any, others: list[Any], y: Any, sample_weight: Any) -> None:
        for one in others:
            if len(one) != len(x):
                raise ValueError(
                    "All of the arrays in `x` should have the same length. Found a pair with: "
                    f"len(x[0]) = {len(x)}, len(x[?]) = {len(one)}"
                )
        for name, what, one in (("y", "(labels)", y), ("sample_weight", "", sample_weight)):
            if one is not None and len(one) != len(x):
                raise ValueError(
                    f"`x` (images tensor) and `{name}` {what} should have the same length. Found: "
                    f"x.shape = {np.asarray(x).shape}, {name}.shape = {np.asarray(one).shape}"
                )

    @staticmethod
    def _part(count: int, share: float, subset: str) -> slice:
        if subset not in ("training", "validation"):
            raise ValueError(f'Invalid subset name: {subset}; expected "training" or "validation".')
        border = int(count * share)
        return slice(border) if subset == "validation" else slice(border, None)

    @staticmethod
    def _check_classes(y: Any, part: slice) -> None:
        border = part.stop if part.start is None else part.start
        if not np.array_equal(np.unique(y[:border]), np.unique(y[border:])):
            raise ValueError(
                "Training and validation subsets have different number of classes after the split. "
                "If your numpy arrays are sorted by the label, you might want to shuffle them."
            )

    def _get_batches_of_transformed_samples(self, index_array: Any) -> Any:
        batch = np.zeros((len(index_array), *self.x.shape[1:]), dtype=self.dtype)
        for place, number in enumerate(index_array):
            batch[place] = self.image_data_generator.changed(self.x[number].astype(self.dtype))
        self._save(batch, index_array, 10_000)
        x = [batch, *(one[index_array] for one in self.x_misc)] if self.x_misc else batch
        if self.y is None:
            return x
        if self.sample_weight is None:
            return x, self.y[index_array]
        return x, self.y[index_array], self.sample_weight[index_array]
