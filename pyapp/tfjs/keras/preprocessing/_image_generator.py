"""`ImageDataGenerator` of Keras 2: batches of pictures, changed at random."""

import warnings
from typing import Any

import numpy as np

from tfjs.keras import config
from tfjs.keras.preprocessing._affine import apply_affine_transform
from tfjs.keras.preprocessing._batches import NumpyArrayIterator
from tfjs.keras.preprocessing._distortions import apply_brightness_shift, apply_channel_shift
from tfjs.keras.preprocessing._picture_files import DataFrameIterator, DirectoryIterator
from tfjs.keras.preprocessing._standardizing import Standardizing


class ImageDataGenerator(Standardizing):
    """Changes pictures at random while they are read; `np.random` makes all draws, as in Keras.

    Args:
        featurewise_center: Whether the mean of each channel that `fit` found is taken away.
        samplewise_center: Whether the mean of each picture is taken away.
        featurewise_std_normalization: Whether pictures are divided by what `fit` found.
        samplewise_std_normalization: Whether each picture is divided by its deviation.
        zca_whitening: Whether correlations that `fit` found are taken away.
        zca_epsilon: For that.
        rotation_range: Largest angle, in degrees.
        width_shift_range: Largest share of the width; pixels above 1; or a list to choose from.
        height_shift_range: The same of the height.
        brightness_range: Two numbers, or None.
        shear_range: Largest angle, in degrees.
        zoom_range: Two numbers, or one for `1 - zoom_range` and `1 + zoom_range`.
        channel_shift_range: Largest number to be added.
        fill_mode: See `apply_affine_transform`.
        cval: Likewise.
        horizontal_flip: Whether left and right may change places.
        vertical_flip: Whether top and bottom may.
        rescale: What pictures are multiplied by, behind all other changes but centering.
        preprocessing_function: Of one picture, before that.
        data_format: "channels_last" or "channels_first"; that of the session if None.
        validation_split: Share of the pictures that `subset="validation"` means.
        interpolation_order: See `apply_affine_transform`.
        dtype: Of the batches.

    Layers such as `tf.keras.layers.RandomFlip` do the same faster, as part of a model.

    Raises:
        ValueError: An argument that is none of these.
    """

    def __init__(
        self,
        featurewise_center: bool = False,
        samplewise_center: bool = False,
        featurewise_std_normalization: bool = False,
        samplewise_std_normalization: bool = False,
        zca_whitening: bool = False,
        zca_epsilon: float = 1e-6,
        rotation_range: float = 0,
        width_shift_range: Any = 0.0,
        height_shift_range: Any = 0.0,
        brightness_range: Any = None,
        shear_range: float = 0.0,
        zoom_range: Any = 0.0,
        channel_shift_range: float = 0.0,
        fill_mode: str = "nearest",
        cval: float = 0.0,
        horizontal_flip: bool = False,
        vertical_flip: bool = False,
        rescale: float | None = None,
        preprocessing_function: Any = None,
        data_format: str | None = None,
        validation_split: float = 0.0,
        interpolation_order: int = 1,
        dtype: Any = None,
    ) -> None:
        self.featurewise_center = featurewise_center
        self.samplewise_center = samplewise_center
        self.featurewise_std_normalization = featurewise_std_normalization
        self.samplewise_std_normalization = samplewise_std_normalization
        self.zca_whitening = zca_whitening
        self.zca_epsilon = zca_epsilon
        self.rotation_range = rotation_range
        self.width_shift_range = width_shift_range
        self.height_shift_range = height_shift_range
        self.brightness_range = brightness_range
        self.shear_range = shear_range
        self.zoom_range = _pair(zoom_range)
        self.channel_shift_range = channel_shift_range
        self.fill_mode = fill_mode
        self.cval = cval
        self.horizontal_flip = horizontal_flip
        self.vertical_flip = vertical_flip
        self.rescale = rescale
        self.preprocessing_function = preprocessing_function
        self.data_format = config.standardize_data_format(data_format)
        first = self.data_format == "channels_first"
        self.channel_axis, self.row_axis, self.col_axis = (1, 2, 3) if first else (3, 1, 2)
        self.interpolation_order = interpolation_order
        self.dtype = dtype or config.floatx()
        self._validation_split = validation_split
        self.mean: Any = None
        self.std: Any = None
        self.zca_whitening_matrix: Any = None
        self._check()

    def _check(self) -> None:
        split, light = self._validation_split, self.brightness_range
        if split and not 0 < split < 1:
            raise ValueError(
                f"`validation_split` must be strictly between 0 and 1. Received: {split}"
            )
        if light is not None and not (isinstance(light, tuple | list) and len(light) == 2):
            raise ValueError(
                f"`brightness_range should be tuple or list of two floats. Received: {light}"
            )
        if self.zca_whitening:
            self._imply("zca_whitening", "featurewise_center", True)
            self._imply("zca_whitening", "featurewise_std_normalization", False)
        if self.featurewise_std_normalization:
            self._imply("featurewise_std_normalization", "featurewise_center", True)
        if self.samplewise_std_normalization:
            self._imply("samplewise_std_normalization", "samplewise_center", True)

    def _imply(self, setting: str, other: str, value: bool) -> None:
        if getattr(self, other) is not value:
            setattr(self, other, value)
            warnings.warn(
                f"This ImageDataGenerator specifies `{setting}`, which overrides setting of "
                f"`{other}`.",
                stacklevel=5,
            )

    def flow(
        self,
        x: Any,
        y: Any = None,
        batch_size: int = 32,
        shuffle: bool = True,
        sample_weight: Any = None,
        seed: int | None = None,
        save_to_dir: Any = None,
        save_prefix: str = "",
        save_format: str = "png",
        ignore_class_split: bool = False,
        subset: str | None = None,
    ) -> NumpyArrayIterator:
        """Batches of pictures out of an array of rank 4, with targets and weights if given."""
        return NumpyArrayIterator(
            x,
            y,
            self,
            batch_size=batch_size,
            shuffle=shuffle,
            sample_weight=sample_weight,
            seed=seed,
            data_format=self.data_format,
            save_to_dir=save_to_dir,
            save_prefix=save_prefix,
            save_format=save_format,
            ignore_class_split=ignore_class_split,
            subset=subset,
            dtype=self.dtype,
        )

    def flow_from_directory(
        self,
        directory: Any,
        target_size: Any = (256, 256),
        color_mode: str = "rgb",
        classes: Any = None,
        class_mode: str | None = "categorical",
        batch_size: int = 32,
        shuffle: bool = True,
        seed: int | None = None,
        save_to_dir: Any = None,
        save_prefix: str = "",
        save_format: str = "png",
        follow_links: bool = False,
        subset: str | None = None,
        interpolation: str = "nearest",
        keep_aspect_ratio: bool = False,
    ) -> DirectoryIterator:
        """Batches of the pictures in a folder with a folder for each class.

        Args:
            directory: The folder.
            target_size: Rows and columns of the pictures.
            color_mode: "rgb", "rgba" or "grayscale".
            classes: Names of the folders, in the order of their numbers; sorted if None.
            class_mode: "categorical" for vectors, "sparse" or "binary" for numbers, "input" for the
                pictures themselves, None for no targets.
            batch_size: Pictures in a batch.
            shuffle: Whether their order is drawn.
            seed: Of all draws.
            save_to_dir: Where changed pictures are written to, for a look at them.
            save_prefix: Of their names.
            save_format: Of their files.
            follow_links: Whether links to folders count.
            subset: "training" or "validation"; all if None.
            interpolation: See `load_img`.
            keep_aspect_ratio: Likewise.
        """
        options = {k: v for k, v in locals().items() if k not in ("self", "directory")}
        made = {"data_format": self.data_format, "dtype": self.dtype}
        return DirectoryIterator(directory, self, **options, **made)

    def flow_from_dataframe(
        self,
        dataframe: Any,
        directory: Any = None,
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
        save_to_dir: Any = None,
        save_prefix: str = "",
        save_format: str = "png",
        subset: str | None = None,
        interpolation: str = "nearest",
        validate_filenames: bool = True,
        **kwargs: Any,
    ) -> DataFrameIterator:
        """Batches of the pictures that a table of pandas names.

        Args:
            dataframe: The table.
            directory: What the names are relative to.
            x_col: The column with the names.
            y_col: The column, or columns, with the classes or targets.
            weight_col: The column that says how much each one counts.
            target_size: See `flow_from_directory`, as all that are not named here.
            color_mode: Likewise.
            classes: Likewise.
            class_mode: Also "raw" for the numbers of `y_col`, and "multi_output" for a list.
            batch_size: Likewise.
            shuffle: Likewise.
            seed: Likewise.
            save_to_dir: Likewise.
            save_prefix: Likewise.
            save_format: Likewise.
            subset: Likewise.
            interpolation: Likewise.
            validate_filenames: Whether names of no file are left out.
            **kwargs: Options of old, without a meaning.
        """
        options = dict(locals())
        for name in ("self", "dataframe", "directory", "kwargs"):
            del options[name]
        made = {"data_format": self.data_format, "dtype": self.dtype}
        return DataFrameIterator(dataframe, directory, self, **options, **made)

    def changed(self, x: Any) -> Any:
        """One picture, changed at random and standardized."""
        return self.standardize(self.random_transform(x))

    def get_random_transform(self, img_shape: Any, seed: int | None = None) -> dict[str, Any]:
        """Draw what happens to a picture of this shape; for `apply_transform`."""
        if seed is not None:
            np.random.seed(seed)
        theta = _up_to(self.rotation_range)
        tx = _shift(self.height_shift_range, img_shape[self.row_axis - 1])
        ty = _shift(self.width_shift_range, img_shape[self.col_axis - 1])
        shear = _up_to(self.shear_range)
        low, high = self.zoom_range
        zx, zy = (1, 1) if low == high == 1 else np.random.uniform(low, high, size=2)
        mirrored = (np.random.random() < 0.5) * self.horizontal_flip
        upside_down = (np.random.random() < 0.5) * self.vertical_flip
        channels = self.channel_shift_range
        light = self.brightness_range
        return {
            "theta": theta,
            "tx": tx,
            "ty": ty,
            "shear": shear,
            "zx": zx,
            "zy": zy,
            "flip_horizontal": mirrored,
            "flip_vertical": upside_down,
            "channel_shift_intensity": _up_to(channels) if channels else None,
            "brightness": None if light is None else np.random.uniform(*light),
        }

    def apply_transform(self, x: Any, transform_parameters: dict[str, Any]) -> Any:
        """Change one picture as `get_random_transform` says; missing entries change nothing."""
        given: Any = transform_parameters.get
        x = apply_affine_transform(
            x,
            *(given("theta", 0), given("tx", 0), given("ty", 0), given("shear", 0)),
            *(given("zx", 1), given("zy", 1)),
            *(self.row_axis - 1, self.col_axis - 1, self.channel_axis - 1),
            fill_mode=self.fill_mode,
            cval=self.cval,
            order=self.interpolation_order,
        )
        if given("channel_shift_intensity") is not None:
            x = apply_channel_shift(x, given("channel_shift_intensity"))
        if given("flip_horizontal", False):
            x = np.flip(x, self.col_axis - 1)
        if given("flip_vertical", False):
            x = np.flip(x, self.row_axis - 1)
        if given("brightness") is not None:
            x = apply_brightness_shift(x, given("brightness"), False)
        return x

    def random_transform(self, x: Any, seed: int | None = None) -> Any:
        """One picture, changed at random."""
        return self.apply_transform(x, self.get_random_transform(x.shape, seed))


def _pair(zoom: Any) -> list[float]:
    if isinstance(zoom, float | int):
        return [1 - zoom, 1 + zoom]
    if len(zoom) == 2 and all(isinstance(one, float | int) for one in zoom):
        return [zoom[0], zoom[1]]
    raise ValueError(
        f"`zoom_range` should be a float or a tuple or list of two floats. Received: {zoom}"
    )


def _up_to(largest: float) -> float:
    return np.random.uniform(-largest, largest) if largest else 0


def _shift(largest: Any, size: int) -> Any:
    """Pixels to shift by: a share of the size, up to so many, or one of a list."""
    if not largest:
        return 0
    if isinstance(largest, float):
        found: Any = np.random.uniform(-largest, largest)
    else:
        found = np.random.choice(largest)
        found = found * np.random.choice([-1, 1])
    return found * size if np.max(largest) < 1 else found
